"""Certificates against brute force: what they claim is true, and as much as the relaxation shows.

Multipliers are a suggestion that nobody has to trust, so the random ones are tried as well.
"""

import json
import math
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from rotplan.planning.engine import Budget
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import TierCosts, demands
from rotplan.planning.proof import rebuild_cuts
from rotplan.planning.proof.certificate import (
    Certificate,
    Proved,
    certify,
    certify_none,
    none_exists,
    proved,
)
from rotplan.planning.proof.multipliers import FEASIBILITY, SCALE, Multipliers, _fit_cut
from rotplan.planning.proof.row_sum import NamedCut
from rotplan.planning.solving.lexicographic import Infeasible, Solved, solve
from rotplan.planning.solving.relaxation import Bounded, Frame
from rotplan.policy.docket import Docket
from tests.kit.command import rotplan
from tests.kit.opening import write_round
from tests.kit.random_rounds import random_round
from tests.oracle import oracle, rosters
from tests.planning.proof.random_multipliers import anything, row_names

pytestmark = pytest.mark.thorough

SEEDS = range(100)
# Models of which a tier is closed by cuts.
CUT = (127, 397, 930, 1186, 1247, 1303)


def truth(seed: int) -> oracle.Answer:
    return oracle.solve(rosters.roster(seed), rosters.policy(seed), rosters.scores(seed))


def certified(docket: Docket, outcome: Solved | Infeasible) -> Certificate:
    fresh = compile_program(docket, demands(docket))
    if isinstance(outcome, Infeasible):
        assert outcome.multipliers is not None
        return certify_none(fresh, outcome.multipliers)
    values = {t.name: t.value or 0 for t in outcome.tiers}
    return certify(fresh, outcome.multipliers, values, values)


@pytest.mark.parametrize("seed", [*SEEDS, *CUT])
def test_claims_the_truth_and_all_that_the_relaxation_shows(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    relaxed: dict[str, float] = {}

    def remembered(
        frame: Frame, cost: TierCosts, budget: Budget, enough: float = 0.0
    ) -> Bounded | None:
        bounded = relaxation(frame, cost, budget, enough)
        if bounded is not None:
            relaxed[cost.name] = bounded.value + cost.constant
        return bounded

    relaxation = Frame.relaxation
    monkeypatch.setattr(Frame, "relaxation", remembered)
    docket, expected = random_round(seed), truth(seed)
    outcome = solve(compile_program(docket, demands(docket)), Budget(60), canonical=False)
    assert isinstance(outcome, Solved | Infeasible)
    certificate = certified(docket, outcome)
    if expected.status == "infeasible":
        ((_, found),) = certificate.tiers
        assert (found.bound or 0) >= 1 or relaxed[FEASIBILITY] < 1e-6
        return
    optimum = dict(expected.tiers)
    assert [given.tier for given, _ in certificate.tiers] == list(optimum)
    for _, found in certificate.tiers:
        assert found.bound is not None
        assert found.bound <= optimum[found.tier]
        shown = math.ceil(relaxed[found.tier] - 1e-6)
        assert found.bound >= shown
        assert certificate.covers(found.tier) == (found.bound == optimum[found.tier])


@pytest.mark.parametrize("seed", range(40))
def test_no_multipliers_prove_too_much(seed: int) -> None:
    docket, expected, rng = random_round(seed), truth(seed), Random(seed)
    program = compile_program(docket, demands(docket))
    for _ in range(30):
        random = anything(program, FEASIBILITY, [], rng)
        found = none_exists(program, random)
        if expected.status != "infeasible":
            assert found.exact is None or found.exact <= 0
            assert not random.cuts or found.exact is None
    if expected.status == "infeasible":
        return
    optimum, names = dict(expected.tiers), [t.name for t in program.tiers]
    some = cut = 0
    for _ in range(30):
        given = [anything(program, name, names[:n], rng) for n, name in enumerate(names)]
        for told, random in zip(proved(program, given, optimum), given, strict=True):
            some += told.bound is not None
            cut += told.bound is not None and any(c.multiplier for c in random.cuts)
            assert told.bound is None or told.bound <= optimum[told.tier]
    assert some
    assert cut


@pytest.mark.parametrize("seed", CUT)
def test_cuts_prove_what_the_rows_alone_do_not(seed: int) -> None:
    docket = random_round(seed)
    outcome = solve(compile_program(docket, demands(docket)), Budget(60), canonical=False)
    assert isinstance(outcome, Solved)
    with_cuts = certified(docket, outcome)
    assert sum(len(given.cuts) for given, _ in with_cuts.tiers) > 0
    assert with_cuts.complete
    assert all(given.cuts[-1].multiplier for given, _ in with_cuts.tiers if given.cuts)
    bare = tuple(replace(given, cuts=()) for given in outcome.multipliers)
    assert not certified(docket, replace(outcome, multipliers=bare)).complete


def test_a_plan_file_carries_its_cuts(tmp_path: Path) -> None:
    path = write_round(tmp_path, rosters.roster(1303), rosters.policy(1303), rosters.scores(1303))
    done = rotplan("plan", path, "--certificate", "-o", tmp_path / "plan.json")
    assert done.code == 0, done.err
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    moves = next(t for t in plan["certificate"]["tiers"] if t["name"] == "moves")
    assert len(moves["cuts"]) == 2
    assert moves["verdict"] == "proved"
    assert rotplan("check", tmp_path / "plan.json").code == 0
    moves["cuts"][0]["divisor"] += 1
    (tmp_path / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    changed = rotplan("check", tmp_path / "plan.json", "--format", "json")
    assert changed.code == 1
    assert {f["code"] for f in changed.findings} >= {"RP609"}


def test_a_cut_is_given_no_more_than_its_shortfalls_leave() -> None:
    room = [2**20, 5]
    assert _fit_cut(-699051, {0: 1}, room) == -699051
    assert _fit_cut(-174763, {0: 2}, room) == -174762
    assert room == [1, 5]
    assert _fit_cut(-9, {0: 1, 1: 2}, room) == -1
    assert (_fit_cut(-9, {}, room), _fit_cut(3, {}, room)) == (-9, 0)
    assert room == [0, 3]


def test_a_tier_that_claims_nothing_is_not_covered() -> None:
    proof = Certificate(((Multipliers.none("moves"), Proved("moves", 3 * SCALE)),), {"moves": 3})
    assert (proof.covers("moves"), proof.complete) == (True, True)
    assert not replace(proof, claimed={}).covers("moves")


def test_what_is_unfit_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild_cuts, "_ROOM", 0)
    docket = random_round(0)
    program = compile_program(docket, demands(docket))
    post, name = program.docket.table.posts[0].id, program.tiers[0].name

    def cut_of(
        posts: dict[str, int],
        divisor: int = 2,
        earlier: tuple[int, ...] = (),
        multiplier: int = -1,
    ) -> Multipliers:
        cut = NamedCut(divisor, {}, posts, {}, earlier, multiplier)
        return Multipliers(name, {}, {}, {}, (cut,))

    everybody = [program.docket.table.cadres[n].id for n in program.candidates]
    every = NamedCut(1, dict.fromkeys(everybody, 1), {}, {}, (), 0)
    twice = NamedCut(1, {}, {}, {}, (1,), 0)
    large = NamedCut(1, {everybody[0]: 2**15}, {}, {}, (), 0)
    larger = NamedCut(1, {}, {}, {}, (2**16,), 0)
    values = {t.name: 0 for t in program.tiers}
    for unfit, why in (
        (Multipliers(name, {post: 1}, {}, {}), "wrong sign"),
        (Multipliers(name, {"nowhere": -1}, {}, {}), "there is no post"),
        (Multipliers(name, {}, {"[]": 1}, {}), "there is no row"),
        (Multipliers(name, {}, {}, {"moves": -1}), "no tier"),
        (Multipliers(name, {post: -(2**70)}, {}, {}), "beyond"),
        (cut_of({}, multiplier=1), "wrong sign of a cut"),
        (cut_of({post: -1}), "below 0"),
        (cut_of({post: 2**17}), "beyond"),
        (cut_of({"nowhere": 1}), "there is no post"),
        (cut_of({post: 1}, divisor=0), "no divisor"),
        (cut_of({post: 1}, earlier=(1,)), "each earlier one"),
        (cut_of({post: 1}, divisor=10**30), "beyond"),
        (cut_of({}, multiplier=-(10**30)), "a multiplier is beyond"),
        (Multipliers(name, {}, {}, {}, (every, twice)), "too many columns"),
        (Multipliers(name, {}, {}, {}, (large, larger)), "reaches beyond"),
        (Multipliers(name, {}, {}, {}, (every,) * 2001), "more than 2000 cuts"),
    ):
        told = next(iter(proved(program, [unfit], values)))
        assert told.bound is None
        assert why in told.why


def test_a_hard_demand_counts_no_more_than_once() -> None:
    """A unit of shortfall costs one: a row given more would count what is unmet several times."""
    for seed in SEEDS:
        docket = random_round(seed)
        program = compile_program(docket, demands(docket))
        hard = [n for n, soft in enumerate(program.rows.soft.tolist()) if not soft]
        if hard:
            break
    name, sign = row_names(program)[hard[0]], int(program.rows.sign[hard[0]])
    once = none_exists(program, Multipliers(FEASIBILITY, {}, {name: sign * SCALE}, {}))
    assert once.bound is not None
    told = none_exists(program, Multipliers(FEASIBILITY, {}, {name: sign * SCALE + sign}, {}))
    assert told.bound is None
