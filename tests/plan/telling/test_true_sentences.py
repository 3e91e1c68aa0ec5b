"""Every sentence of plan and explain, read as a hostile reader would: held against the facts.

The samples, and random small rosters: with and without a plan, with decisions, kin, caps, and cut
off by the budget after so many looks. `tests/kit/true_points.py` reads the facts; here is what
is asked.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from rotplan.language.words import LANGS, Words, same
from rotplan.plan.file.explanation_file import explanation_json
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.write_plan import plan_file
from rotplan.plan.telling.explain_whole_plan import about_plan
from rotplan.plan.telling.extra_answers import Further, Wanted, further
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.plan.telling.who_could_hold import for_post
from rotplan.plan.telling.why_move import about_cadre
from rotplan.plan.telling.why_none import about_no_plan
from rotplan.plan.telling.why_not import why_not
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoPlan, Proposal, propose
from rotplan.planning.solving.solve_again import Again
from rotplan.policy.docket import Docket, candidates
from rotplan.show import markdown
from rotplan.show.point_lines import explained_all
from rotplan.show.report_layout import report_lines
from tests.kit.counted_budget import Counted
from tests.kit.opening import open_roster, write_round
from tests.kit.true_points import Truth, every_point
from tests.oracle import rosters
from tests.paths import DATA

pytestmark = pytest.mark.thorough

SAMPLES = ("lam-binh-2019", "ngoai-le", "tuyen-quang-2025")
SEEDS = range(30)
EVERYTHING = Wanted(frontier=True, prices=True, alternatives=2)


@cache
def random_docket(seed: int) -> Docket:
    files = rosters.roster(seed), rosters.policy(seed), rosters.scores(seed)
    with TemporaryDirectory() as folder:
        path = write_round(Path(folder), *files)
        # one value a line, so that no two things stand on the same
        written = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(written, ensure_ascii=False, indent=1), "utf-8")
        return open_roster(path)


@cache
def random_answer(seed: int) -> Answer:
    return propose(random_docket(seed), Budget(60))


def asked_about(asking: Questioner, rng: Random, most: int) -> Iterator[Explanation]:
    """The whole plan, some cadres, some pairs, some posts."""
    docket = asking.proposal.docket
    people = [cadre for _, cadre in candidates(docket)]
    yield from about_plan(asking)
    for cadre in rng.sample(people, min(most, len(people))):
        yield about_cadre(asking, cadre)
        yield why_not(asking, cadre, rng.choice(docket.roster.posts))
    for post in rng.sample(docket.roster.posts, min(most // 2, len(docket.roster.posts))):
        yield for_post(asking, post)


def explained(answer: Answer, budget: Budget, rng: Random, most: int) -> tuple[Explanation, ...]:
    again = Again(answer.docket, budget)
    if isinstance(answer, NoPlan):
        return (about_no_plan(again),)
    assert isinstance(answer, Proposal)
    return tuple(asked_about(Questioner(answer, again), rng, most))


def beside(more: Further) -> Explanation:
    return Explanation(same(""), (), more.points)


# -- what the plan file says -----------------------------------------------------------------


class PlanTruth:
    """A plan file against its docket: words and numbers of moves, findings, shortages."""

    def __init__(self, docket: Docket, plan: PlanFile) -> None:
        self.docket, self.roster, self.plan = docket, docket.roster, plan
        self.truth = Truth(docket)

    def lies(self) -> list[str]:
        return [*self._reasons(), *self._findings(), *self._conflict()]

    def _reasons(self) -> Iterator[str]:
        for move in self.plan.moves:
            cadre = self.roster.cadre_of[move.cadre]
            if sorted(h.post for h in cadre.holds if h.post in self.roster.planned) != sorted(
                p for p in move.before if p in self.roster.planned
            ):
                yield f"{move.cadre} does not hold {move.before}"
            for because in move.because:
                words = because.text
                yield from self.truth.misnamed(words.vi)
                yield from self.truth.misnamed(words.en)
                told_of = because.beneficiary if because.kind == "makes-room" else move.cadre
                if because.kind != "nearer":
                    yield from self.truth.figures(words.en, self.roster.cadre_of[told_of or ""])
                if because.clause is not None and because.clause not in self.truth.in_force:
                    yield f"no clause {because.clause}"
                if because.kind == "nearer":
                    yield from self._nearer(move.cadre, move.after, words.en)
                if because.kind == "fills":
                    yield from self._fills(move.after, because.beneficiary, words.en)
                if because.kind == "decided":
                    orders = {(d.cadre, d.target) for d in self.roster.decisions if d.place}
                    if not any((move.cadre, post) in orders for post in move.after):
                        yield f"nobody decided to place {move.cadre}"

    def _nearer(self, mover: str, taken: list[str], text: str) -> Iterator[str]:
        """Everybody who is called already there serves in the unit of a post taken, today."""
        several = list(self.truth.already_there(text))
        if not several:
            yield f"nobody is named: {text}"
        units = {self.roster.post_of[p].unit for p in taken}
        for cadre, why in several:
            yield from self.truth.figures(why, cadre)
            held = {self.roster.post_of[h.post].unit for h in cadre.holds}
            if cadre.id == mover or not held & units:
                yield f"{cadre.id} is not already there"

    def _fills(self, taken: list[str], former: str | None, text: str) -> Iterator[str]:
        holders = {self.roster.holder[p].id for p in taken if p in self.roster.holder}
        if former is not None and former not in holders:
            yield f"{former} does not hold {taken}"
        if former is not None and ("leaves the service" in text) is (
            self.roster.cadre_of[former].leaving is None
        ):
            yield f"{former}: {text}"

    def _findings(self) -> Iterator[str]:
        for finding in self.plan.findings:
            clause = self.truth.in_force.get(finding.clause)
            if clause is None or clause.force != finding.force:
                yield f"no clause {finding.clause} of force {finding.force}"
            cadre = self.roster.cadre_of.get(finding.cadre or "")
            yield from self.truth.figures(finding.text.en, cadre)

    def _conflict(self) -> Iterator[str]:
        for member in self.plan.conflict:
            if member.kind == "decision" and member.id not in self.truth.decided:
                yield f"nobody decided {member.id}"
            if member.kind == "clause" and member.id not in self.truth.in_force:
                yield f"no clause {member.id}"
            if member.kind == "cap" and str(self.roster.round.max_moves) not in member.text.en:
                yield f"the cap is {self.roster.round.max_moves}"


def figures_of(answer: Proposal) -> Iterator[str]:
    """The counts that the report gives, where it gives other ones than the holdings do."""
    docket, lines = answer.docket, [line.text for line in report_lines(report_on(answer), "en")]
    moved = sum(answer.holdings.get(n, ()) != docket.table.before[n] for n, _ in candidates(docket))
    (head,) = [t for t in lines if re.fullmatch(r"Proposal: \d+ cadres? moves?", t, re.I)]
    if f" {moved} " not in head:
        yield f"{moved} move: {head}"
    grouped: dict[str, list[int]] = {}
    for text in lines:
        if found := re.match(r"Chain (\d+) · (\d+) cadre", text):
            grouped[found[1]] = [int(found[2])]
    if sum(n for several in grouped.values() for n in several) != moved:
        yield f"the chains do not add up to {moved}"
    if empty := [p for p in docket.roster.posts if p.id in docket.roster.planned]:
        held = {docket.table.posts[p].id for h in answer.holdings.values() for p in h}
        needed = [p for p in empty if docket.table.is_required(p) and not p.closing]
        vacant = [p for p in needed if p.id not in held]
        heads = [t for t in lines if t.startswith("Left vacant or unplaced:")]
        count = len(vacant) + len(answer.after.unplaced)
        if heads != ([f"Left vacant or unplaced: {count}"] if count else []):
            yield f"{count} are vacant or unplaced: {heads}"


# -- the same in every form ------------------------------------------------------------------


def same_in_every_form(told: tuple[Explanation, ...]) -> None:
    """Text, Markdown and JSON say the same sentences, in both languages, and no others."""
    data = json.loads(explanation_json(told))
    for lang in LANGS:
        said: list[str] = []

        def walk(points: list[Any], lang: str = lang, said: list[str] = said) -> None:
            for point in points:
                said.append(point["text"][lang])
                walk(point["parts"])

        for explanation in data["told"]:
            said += [explanation["title"][lang], *(n[lang] for n in explanation["notes"])]
            walk(explanation["points"])
        lines = [line for line in explained_all(told, lang) if line.kind != "gap"]
        assert sorted(line.text for line in lines) == sorted(said)
        assert len(markdown.render(lines)) >= sum(map(len, said))


# -- the tests -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_is_said_of_a_sample_is_true(name: str) -> None:
    docket = open_roster(DATA / f"{name}.yaml")
    answer = propose(docket, Budget(60))
    assert isinstance(answer, Proposal)
    assert list(figures_of(answer)) == []
    assert PlanTruth(docket, plan_file(answer)).lies() == []
    told = explained(answer, Budget(40), Random(name), 4)
    assert Truth(docket).lies(told) == []
    same_in_every_form(told)


@pytest.mark.parametrize("seed", SEEDS)
def test_all_that_is_said_of_a_random_roster_is_true(seed: int) -> None:
    docket, answer = random_docket(seed), random_answer(seed)
    more = further(answer, EVERYTHING, Budget(60))
    truth = Truth(docket)
    assert PlanTruth(docket, plan_file(answer, None, more)).lies() == []
    told = explained(answer, Budget(60), Random(seed), 3)
    assert truth.lies((*told, beside(more))) == []
    same_in_every_form(told)
    if isinstance(answer, Proposal):
        assert list(figures_of(answer)) == []
    else:
        assert isinstance(answer, NoPlan)
        assert report_lines(report_on(answer), "en")


@pytest.mark.parametrize("seed", SEEDS)
def test_all_that_is_said_when_time_ends_is_true(seed: int) -> None:
    """And what is not said to be proved is not told as if it were."""
    docket, answer = random_docket(seed), random_answer(seed)
    truth = Truth(docket)
    for looks in Random(seed).sample(range(120), 4):
        told = explained(answer, Counted(looks), Random(seed), 2)
        more = further(answer, EVERYTHING, Counted(looks))
        assert truth.lies((*told, beside(more))) == []
        for point in every_point(tuple(p for e in told for p in e.points)):
            if point.kind in ("no-plan", "conflict"):
                late = "time ended" in point.words.en
                assert point.kind == "conflict" or late is not dict(point.facts)["minimal"]
        same_in_every_form(told)


def test_there_are_rosters_of_every_sort_among_them() -> None:
    answers = [random_answer(seed) for seed in SEEDS]
    assert any(isinstance(a, NoPlan) for a in answers)
    assert any(isinstance(a, Proposal) and a.after.breaches for a in answers)
    dockets = [a.docket for a in answers]
    assert any(d.roster.decisions for d in dockets)
    assert any(d.roster.ties for d in dockets)
    assert any(d.roster.round.max_moves is not None for d in dockets)
    kinds = {
        p.kind
        for seed in SEEDS
        for e in explained(random_answer(seed), Budget(60), Random(seed), 3)
        for p in every_point(e.points)
    }
    assert {"asked", "decision", "clause", "basis", "cost", "candidate", "barred-group"} <= kinds


# -- that a lie is seen ----------------------------------------------------------------------


def a_decision(docket: Docket) -> Point:
    """A true point about the first decision of the board."""
    decision, mark = docket.roster.decisions[0], docket.roster.mark("decisions", 0)
    who = docket.roster.cadre_of[decision.cadre]
    where = f"({mark.source.path}, line {mark.line})"
    words = Words(
        f"quyết định: {who.name} ({who.id}) {where.replace('line', 'dòng')}",
        f"decision: {who.name} ({who.id}) {where}",
    )
    place = mark.source.path, mark.line
    return Point("decision", words, place=place, facts=(("id", decision.id),))


def lies_of(docket: Docket, point: Point) -> list[str]:
    return Truth(docket).lies((Explanation(same(""), (), (point,)),))


def test_each_kind_of_lie_is_seen() -> None:
    docket = next(d for s in SEEDS if (d := random_docket(s)).roster.decisions)
    true = a_decision(docket)
    assert lies_of(docket, true) == []
    assert true.place is not None
    path, line = true.place
    first, other = docket.roster.cadres[:2]
    clause = next(iter(Truth(docket).in_force))
    for lie in (
        replace(true, facts=(("id", "never x in y"),)),
        replace(true, place=(path, line + 1)),
        replace(true, words=same(f"decision: {first.name} ({other.id})")),
        replace(true, parts=(Point("because", same("Kết luận không có")),)),
        Point("bar", same("x"), clause="no-such-clause"),
        Point("bar", same("x"), cadre="no-such-cadre"),
        Point("bar", same(f"{first.name} x")),
        Point("basis", same("[x] Basis: y – nowhere.yaml, line 3"), clause=clause),
        Point("asked", same("what is asked: x"), place=(path, line)),
        Point("asked", same("decision: x")),
        Point("more", same("and 2 more"), facts=(("more", 3),)),
        Point("countable", same("2"), facts=(("cadres", ("a", "b", "c")),)),
        Point("bar", same("gives up A in B after 3 months, 36 are needed"), cadre=first.id),
        Point("bar", same("A (grade 3) is too far above the present grade 2"), cadre=first.id),
    ):
        assert lies_of(docket, lie), lie


def test_a_false_plan_file_is_seen() -> None:
    seed = next(
        s for s in SEEDS
        if isinstance(a := random_answer(s), Proposal) and Account(a).moves
    )  # fmt: skip
    docket, answer = random_docket(seed), random_answer(seed)
    plan = plan_file(answer)
    assert PlanTruth(docket, plan).lies() == []
    move = plan.moves[0]
    reason = move.because[0]
    text = reason.text.model_copy(update={"en": "Those already there: x (y) – qualifies"})
    for lie in (
        move.model_copy(update={"before": ["no-such-post"]}),
        move.model_copy(update={"because": [reason.model_copy(update={"clause": "nope"})]}),
        move.model_copy(
            update={"because": [reason.model_copy(update={"kind": "decided"})], "after": []}
        ),
        move.model_copy(
            update={"because": [reason.model_copy(update={"kind": "fills",
                                                          "beneficiary": move.cadre})],
                    "after": []}
        ),
    ):  # fmt: skip
        assert PlanTruth(docket, plan.model_copy(update={"moves": [lie]})).lies(), lie
    nearer = reason.model_copy(update={"kind": "nearer", "text": text})
    false = move.model_copy(update={"because": [nearer]})
    with pytest.raises(KeyError):
        PlanTruth(docket, plan.model_copy(update={"moves": [false]})).lies()
