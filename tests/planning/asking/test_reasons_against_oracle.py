"""Reasons against brute force: every plan of small random rosters is looked at.

Prices of what is forced, what if a cadre stays or declines, backbone and what could stand instead,
the frontier, the price of each clause, other plans; conflicts minimal, repairs complete and exact.
"""

from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from rotplan.plan.telling.why_not import no_column
from rotplan.planning.asking.alternatives import alternatives
from rotplan.planning.asking.equally_good_plans import Questioner, firmness
from rotplan.planning.asking.frontier import frontier
from rotplan.planning.asking.prices import prices
from rotplan.planning.asking.repairs import new_posts, repairs
from rotplan.planning.asking.what_bars_a_pair import bars_of
from rotplan.planning.conflict.conflict import Conflict
from rotplan.planning.conflict.shortage import homeless, unfilled
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoPlan, Proposal, propose
from rotplan.planning.solving.solve_again import (
    AS_IT_IS,
    Again,
    AgainOutcome,
    Impossible,
    Replanned,
    as_plan,
    forced_to,
    keep,
)
from rotplan.rules.concurrency import Concurrency
from tests.kit.opening import open_round
from tests.oracle import oracle, rosters
from tests.oracle.every import Every, Held, is_possible
from tests.oracle.tally import Vector

pytestmark = pytest.mark.thorough

SEEDS = range(300)
Doc = dict[str, Any]


def _statuses() -> dict[int, str]:
    """By brute force, when the tests are collected: each is made for the seeds it can be asked of,
    those with a plan or those without one."""
    asked = ((s, (rosters.roster(s), rosters.policy(s), rosters.scores(s))) for s in SEEDS)
    return {seed: oracle.solve(*documents).status for seed, documents in asked}


STATUS = _statuses()
WITH_A_PLAN = [seed for seed, status in STATUS.items() if status != "infeasible"]
WITHOUT_A_PLAN = [seed for seed, status in STATUS.items() if status == "infeasible"]


@cache
def world(seed: int) -> tuple[Doc, Doc, str | None]:
    return rosters.roster(seed), rosters.policy(seed), rosters.scores(seed)


@cache
def answered(seed: int) -> Answer:
    return propose(open_round(*world(seed)), Budget(60))


@cache
def every(seed: int) -> Every:
    return Every(*world(seed))


def proposed(seed: int) -> tuple[Proposal, Questioner]:
    answer = answered(seed)
    assert isinstance(answer, Proposal), "brute force finds a plan"
    return answer, Questioner(answer, Again(answer.docket, Budget(60)))


def infeasible(seed: int) -> NoPlan:
    answer = answered(seed)
    assert isinstance(answer, NoPlan), "brute force finds no plan"
    return answer


def vector(found: AgainOutcome) -> Vector | None:
    """Tiers, None where no plan exists; an unproved answer is a failure."""
    if isinstance(found, Impossible):
        return None
    assert isinstance(found, Replanned)
    assert found.proved
    return tuple(value for _, value in found.after.tiers)


def held_in(proposal: Proposal) -> Held:
    return ids(proposal, dict(as_plan(proposal.docket, proposal.holdings)))


def ids(proposal: Proposal, holdings: dict[int, tuple[int, ...]]) -> Held:
    table = proposal.docket.table
    return {
        table.cadres[c].id: frozenset(table.posts[p].id for p in posts)
        for c, posts in holdings.items()
    }


def before(proposal: Proposal, cadre: str) -> frozenset[str]:
    table = proposal.docket.table
    return frozenset(table.posts[p].id for p in table.before[table.cadre_number[cadre]])


# -- why not ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", WITH_A_PLAN)
def test_what_is_forced_costs_what_brute_force_says(seed: int) -> None:
    proposal, asking = proposed(seed)
    plans, mine = every(seed), held_in(proposal)
    open_posts = [
        p.id
        for n, p in enumerate(asking.proposal.docket.table.posts)
        if asking.proposal.docket.table.open[n]
    ]
    pairs = [(c, p) for c in plans.candidates for p in open_posts]
    for cadre, post in Random(seed).sample(pairs, min(6, len(pairs))):
        best = plans.best(lambda held: post in held[cadre])  # noqa: B023
        found = asking.ask(forced_to(cadre, post))
        assert vector(found) == best, (cadre, post)
        if best is None or not isinstance(found, Replanned):
            continue
        alike = plans.reaching(best, lambda held: post in held[cadre])  # noqa: B023
        fewest = min(sum(held[c] != mine[c] for c in held) for held in alike)
        assert len(asking.placed(found)) == fewest, (cadre, post)


@pytest.mark.parametrize("seed", WITH_A_PLAN)
def test_a_pair_that_is_barred_alone_is_in_no_plan(seed: int) -> None:
    proposal, _ = proposed(seed)
    docket, plans = proposal.docket, every(seed)
    for cadre in plans.candidates:
        for number, post in enumerate(docket.table.posts):
            if docket.table.open[number]:
                bars = bars_of(docket, docket.roster.cadre_of[cadre], post)
                allowed = any(
                    post.id in column.posts
                    for columns in plans.columns
                    for column in columns
                    if column.cadre == cadre
                )
                decided = any(d.cadre == cadre for d in docket.roster.decisions)
                assert not (bars.final and allowed), (cadre, post.id)
                out = no_column(docket, docket.roster.cadre_of[cadre], post) is not None
                assert not (out and allowed), (cadre, post.id)
                assert bars.final or out or allowed or decided, (cadre, post.id)


# -- what if, and how firm -------------------------------------------------------------------


@pytest.mark.parametrize("seed", WITH_A_PLAN)
def test_staying_declining_backbone_and_what_stands_instead(seed: int) -> None:
    proposal, asking = proposed(seed)
    plans, mine = every(seed), held_in(proposal)
    best = plans.best()
    assert best is not None
    equal = plans.reaching(best)
    for cadre in [c for c in plans.candidates if mine[c] != before(proposal, c)][:3]:
        number = proposal.docket.table.cadre_number[cadre]
        stay, new = before(proposal, cadre), mine[cadre] - before(proposal, cadre)
        closing = {p.id for p in proposal.docket.roster.posts if p.closing}
        stays = plans.best(lambda held: held[cadre] == stay) if not stay & closing else None  # noqa: B023
        assert vector(asking.ask(keep(cadre))) == stays
        declines = plans.best(lambda held: not held[cadre] & new)  # noqa: B023
        assert not new or vector(asking.declined(number)) == declines
        firm = firmness(asking, number)
        assert firm.complete
        found = {mine[cadre]} | {ids(proposal, {number: i.holding})[cadre] for i in firm.instead}
        assert found == {held[cadre] for held in equal}
        assert firm.backbone == all(held[cadre] == mine[cadre] for held in equal)


@pytest.mark.parametrize("seed", WITH_A_PLAN)
def test_other_plans_are_the_next_best_and_the_most_different(seed: int) -> None:
    proposal, asking = proposed(seed)
    plans, known = every(seed), [held_in(proposal)]
    others = alternatives(asking, 3)
    for other in others.plans:
        best = plans.best(lambda held: held not in known)
        assert vector(other.found) == best
        assert best is not None
        alike = plans.reaching(best, lambda held: held not in known)
        most = max(sum(all(held[c] != k[c] for k in known) for c in held) for held in alike)
        assert other.different == most
        known.append(ids(proposal, dict(other.found.plan)))
        assert known[-1] in alike
    assert (others.ended is None) == (len(others.plans) == 3)
    assert others.ended is None or len(plans.plans) == len(known)


# -- frontier and prices ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_frontier_is_what_brute_force_reaches_at_every_cap(seed: int) -> None:
    roster, policy, scores = world(seed)
    plans = Every(uncapped(roster), policy, scores)
    stretches = frontier(Again(answered(seed).docket, Budget(60)))
    assert stretches[0].first == 0
    assert stretches[-1].last is None
    for one, following in pairwise(stretches):
        assert one.last is not None
        assert following.first == one.last + 1
    for stretch in stretches:
        assert stretch.proved
        last = len(plans.candidates) if stretch.last is None else stretch.last
        for cap in range(stretch.first, last + 1):
            assert vector(stretch.found) == plans.with_moves(cap)


@pytest.mark.parametrize("seed", WITH_A_PLAN)
def test_the_price_of_a_clause_is_what_brute_force_saves(seed: int) -> None:
    _, asking = proposed(seed)
    roster, policy, scores = world(seed)
    found = {price.member.id: price for price in prices(asking.again)}
    for id_ in Random(seed).sample(sorted(found), min(2, len(found))):
        member = found[id_].member
        if member.clause is not None:
            doc = rosters.without(roster, id_)
        elif member.kind == "cap":
            doc = {
                **roster,
                "round": {k: v for k, v in roster["round"].items() if k != "max_moves"},
            }
        else:
            doc = without_decisions(roster, {id_})
        without = Every(doc, policy, scores)
        answer = found[id_].found
        assert isinstance(answer, Replanned)
        assert vector(answer) == without.best(), id_
        assert tuple(name for name, _ in answer.after.tiers) == without.names


def uncapped(doc: Doc) -> Doc:
    return {**doc, "round": {k: v for k, v in doc["round"].items() if k != "max_moves"}}


def decision_id(decision: Doc) -> str:
    verb = next(v for v in ("keep", "place", "never") if v in decision)
    return f"{verb} {decision[verb]}" + (f" in {decision['in']}" if "in" in decision else "")


def without_decisions(roster: Doc, dropped: set[str]) -> Doc:
    kept = [d for d in roster.get("decisions", []) if decision_id(d) not in dropped]
    return {**roster, "decisions": kept}


# -- no plan ---------------------------------------------------------------------------------


def only(answer: NoPlan, roster: Doc, kept: set[str]) -> tuple[Doc, tuple[str, ...]]:
    """The roster with just some demands in force, and who may be dropped."""
    doc = roster
    for clause in answer.docket.clauses:
        if clause.id not in kept and not isinstance(clause.rule, Concurrency):
            doc = rosters.without(doc, clause.id)
    doc = without_decisions(doc, {decision_id(d) for d in roster.get("decisions", [])} - kept)
    if "max_moves" not in kept:
        doc = uncapped(doc)
    return doc, () if "nobody-dropped" in kept else ("*",)


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN)
def test_a_conflict_is_impossible_and_no_part_of_it_is(seed: int) -> None:
    answer = infeasible(seed)
    roster, policy, scores = world(seed)
    assert answer.conflict.minimal
    members = {m.id for m in answer.conflict.members}
    doc, drop = only(answer, roster, members)
    assert not is_possible(doc, policy, scores, drop)
    for member in members:
        doc, drop = only(answer, roster, members - {member})
        assert is_possible(doc, policy, scores, drop), member


def waived(doc: Doc, clause: str, cadres: set[str]) -> Doc:
    more = [{"clause": clause, "cadre": cadre, "basis": "-"} for cadre in sorted(cadres)]
    return {**doc, "waivers": [*doc.get("waivers", []), *more]}


def only_for(answer: NoPlan, roster: Doc, concerns: dict[str, set[str]]) -> tuple[Doc, set[str]]:
    """The conflict alone, set aside for everybody but those on whom it turns."""
    members = {m.id for m in answer.conflict.members}
    doc, drop = only(answer, roster, members)
    everybody = {c.id for c in answer.docket.roster.cadres}
    may_drop = set(drop)
    for id_, cadres in concerns.items():
        if id_ == "nobody-dropped":
            may_drop |= everybody - cadres
        else:
            doc = waived(doc, id_, everybody - cadres)
    return doc, may_drop


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN)
def test_a_conflict_turns_on_those_it_names_and_on_each_of_them(seed: int) -> None:
    answer = infeasible(seed)
    roster, policy, scores = world(seed)
    concerns = {c.member: {x.id for x in c.cadres} for c in answer.conflict.concerns}
    assert all(c.least for c in answer.conflict.concerns)
    doc, drop = only_for(answer, roster, concerns)
    assert not is_possible(doc, policy, scores, drop)
    for id_, cadres in concerns.items():
        for cadre in cadres:
            doc, drop = only_for(answer, roster, {**concerns, id_: cadres - {cadre}})
            assert is_possible(doc, policy, scores, drop), (id_, cadre)


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN)
def test_repairs_are_all_there_are_and_cost_what_they_say(seed: int) -> None:
    answer = infeasible(seed)
    roster, policy, scores = world(seed)
    expected: dict[tuple[str, str, str], Vector] = {}

    def tried(key: tuple[str, str, str], doc: Doc) -> None:
        best = Every(doc, policy, scores).best()
        if best is not None:
            expected[key] = best

    for clause in answer.docket.clauses:
        if clause.force == "hard" and clause.rule.waivable:
            for cadre in answer.docket.roster.cadres:
                tried(("waive", clause.id, cadre.id), waived(roster, clause.id, {cadre.id}))
    for decision in roster.get("decisions", []):
        id_ = decision_id(decision)
        tried(("drop", id_, ""), without_decisions(roster, {id_}))
    if "max_moves" in roster["round"]:
        for cap in range(int(roster["round"]["max_moves"]) + 1, len(roster["cadres"]) + 1):
            if ("cap", "max_moves", "") not in expected:
                capped = {**roster["round"], "max_moves": str(cap)}
                tried(("cap", "max_moves", ""), {**roster, "round": capped})
    for post in new_posts(answer.docket):
        more = {
            "id": post.id,
            "unit": post.unit,
            "kind": post.kind,
            "required": "false",
            "authority": roster["round"]["authority"],
        }
        tried(("open", post.id, ""), {**roster, "posts": [*roster["posts"], more]})
    found = repairs(Again(answer.docket, Budget(60)), answer.conflict)
    assert found.complete
    told = {(r.kind, r.id, r.cadre.id if r.cadre else ""): vector(r.found) for r in found.found}
    assert told == expected
    values = [vector(r.found) or () for r in found.found]
    assert values == sorted(values)


# -- what can be counted ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_shortages_count_right(seed: int) -> None:
    answer = answered(seed)
    if isinstance(answer, NoPlan):
        _cadres_short(seed, answer, answer.conflict)
        return
    assert isinstance(answer, Proposal)
    columns = {c[0].cadre: c for c in every(seed).columns if c}
    for short in unfilled(answer.docket, [None], {})[0]:
        posts, able = {p.id for p in short.posts}, {c.id for c in short.able}
        could = {c for c, offered in columns.items() if any(o.posts & posts for o in offered)}
        assert able == could
        most = sum(max(len(o.posts & posts) for o in columns[c]) for c in able)
        assert most < len(posts)
        assert answer.solved.tiers
        vacancies = dict(answer.after.tiers)["vacancies"]
        assert vacancies >= len(posts) - most


def _cadres_short(seed: int, answer: NoPlan, conflict: Conflict) -> None:
    roster, policy, scores = world(seed)
    doc, drop = only(answer, roster, {m.id for m in conflict.members})
    columns = {c[0].cadre: c for c in Every(doc, policy, scores, drop).columns if c}
    for short in homeless(answer.docket, conflict.demands):
        cadres, posts = {c.id for c in short.cadres}, {p.id for p in short.posts}
        assert len(cadres) > len(posts)
        for cadre in cadres:
            offered = [o.posts for o in columns.get(cadre, [])]
            assert all(o and o <= posts for o in offered), cadre


def test_nothing_is_left_out_by_chance() -> None:
    """Among the seeds both kinds of rosters are there in numbers."""
    assert len(WITH_A_PLAN) > 200
    assert len(WITHOUT_A_PLAN) > 40
    assert AS_IT_IS.decisions == ()
