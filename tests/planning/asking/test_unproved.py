"""What was found but not proved, and what was not found in time, is told as such and never crashes.

Either every answer loses its proof, or the budget is over after so many looks at it (counted, not
timed), for every number of looks up to where it suffices.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from rotplan.language.words import Lang
from rotplan.plan.telling.alternative_points import other_points
from rotplan.plan.telling.conflict_points import conflict_points
from rotplan.plan.telling.frontier_points import reach_points
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.price_points import price_points
from rotplan.plan.telling.repair_points import repair_points
from rotplan.plan.telling.who_could_hold import for_post
from rotplan.plan.telling.why_move import about_cadre
from rotplan.plan.telling.why_not import why_not
from rotplan.planning.asking.equally_good_plans import Questioner, firmness
from rotplan.planning.asking.repairs import repairs
from rotplan.planning.conflict.conflict import find_conflict
from rotplan.planning.engine import Budget
from rotplan.planning.program.other_plans import ALONE, Comparison
from rotplan.planning.propose import Proposal
from rotplan.planning.solving.solve_again import AS_IT_IS, Again, AgainOutcome, Replanned, Suppose
from tests.kit.counted_budget import Counted
from tests.kit.planted_rosters import (
    PLANNED,
    TERMS,
    answer,
    asking,
    cadre,
    docket,
    no_plan,
    post,
    ring,
    roster,
)
from tests.kit.true_points import Truth, every_point

pytestmark = pytest.mark.thorough

Doc = dict[str, Any]
LATE: dict[Lang, str] = {"en": "not proved", "vi": "chưa chứng minh"}
SWEEP = range(0, 90, 3)


class Doubtful(Again):
    """Answers as they are, each without its proof."""

    def ask(self, supposed: Suppose = AS_IT_IS, compared: Comparison = ALONE) -> AgainOutcome:
        found = super().ask(supposed, compared)
        if not isinstance(found, Replanned):
            return found
        tiers = tuple(replace(t, bound=(t.value or 0) - 1) for t in found.tiers)
        return replace(found, tiers=tiers)


def capped() -> Doc:
    """Three reserves, three vacancies and a spare seat, a cap of two: the cap costs something, the
    clause that all qualify under nothing."""
    return roster(
        [cadre(f"r{i}", planned=["k0", "k1", "k2"]) for i in range(3)],
        [post(i) for i in range(3)],
        {"planned": PLANNED, "terms": {**TERMS, "months": "500"}},
        round={"max_moves": "2"},
        decisions=[{"never": "r0", "in": "p2"}],
    )


def doubtful(doc: Doc) -> Questioner:
    question = asking(doc)
    question.again = Doubtful(question.proposal.docket, Budget(60))
    return question


def facts(point: Point) -> dict[str, Any]:
    return dict(point.facts)


# -- every answer without its proof ----------------------------------------------------------


def test_an_unproved_price_is_no_price_of_nothing() -> None:
    points = price_points(doubtful(capped()))
    (price,) = [p for p in points if p.kind == "price"]
    assert facts(price)["id"] == "max_moves"
    assert facts(price)["proved"] is False
    assert all(said in price.words[lang] for lang, said in LATE.items())
    assert not [p for p in points if p.kind == "free"]
    open_ = {facts(p)["ids"] for p in points if p.kind == "unanswered"}
    assert open_ == {("planned",), ("terms",), ("never r0 in p2",)}
    assert all("not answered within" in p.words.en for p in points if p.kind == "unanswered")


def test_the_same_prices_with_their_proof() -> None:
    points = price_points(asking(capped()))
    (price,) = [p for p in points if p.kind == "price"]
    assert facts(price)["proved"] is True
    (free,) = [p for p in points if p.kind == "free"]
    assert facts(free)["ids"] == ("planned", "terms", "never r0 in p2")
    assert not [p for p in points if p.kind == "unanswered"]


def test_unproved_plans_beside_it_are_called_so() -> None:
    for point in other_points(doubtful(capped()), 2):
        assert facts(point)["proved"] is False
        assert all(said in point.words[lang] for lang, said in LATE.items())


def test_an_unproved_frontier_speaks_for_one_cap_at_a_time() -> None:
    question = doubtful(capped())
    points = reach_points(question.again)
    assert all(p.kind == "reach" and facts(p)["proved"] is False for p in points)
    for point in points[:-1]:
        assert facts(point)["from"] == facts(point)["to"]
    proved = reach_points(asking(capped()).again)
    assert proved[-1].kind == "no-more"


def test_unproved_candidates_consequences_and_firmness_are_called_so() -> None:
    question = doubtful(capped())
    people, posts = question.proposal.docket.roster.cadre_of, question.proposal.docket.roster
    told = for_post(question, posts.post_of["p0"])
    for point in every_point(told.points):
        if point.kind == "candidate":
            assert facts(point)["proved"] is False
            assert "(not proved)" in point.words.en
    placed = next(c for c, held in question.proposal.holdings.items() if held)
    mover = question.proposal.docket.table.cadres[placed]
    said = about_cadre(question, mover)
    proofs = [p for p in every_point(said.points) if p.kind == "proof"]
    assert proofs
    assert all(not facts(p)["proved"] and "not proved" in p.words.en for p in proofs)
    assert not firmness(question, placed).backbone
    assert people[mover.id]


# -- a budget that ends after so many looks --------------------------------------------------


def broken() -> Doc:
    doc = ring(4)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {**TERMS, "months": "180", "basis": "Quy chế thử"}
    doc["round"]["max_moves"] = "2"
    return doc


def by_key(points: Iterable[Point], kind: str, key: str) -> dict[Any, Point]:
    return {facts(p)[key]: p for p in points if p.kind == kind}


@pytest.mark.parametrize("looks", SWEEP)
def test_prices_that_are_proved_in_time_are_the_prices(looks: int) -> None:
    question, full = asking(capped()), price_points(asking(capped()))
    question.again = Again(question.proposal.docket, Counted(looks))
    points = price_points(question)
    whole = by_key(full, "price", "id")
    for id_, point in by_key(points, "price", "id").items():
        if facts(point)["proved"]:
            assert facts(point) == facts(whole[id_])
    told = {i for p in points if p.kind != "price" for i in facts(p)["ids"]}
    assert told | set(by_key(points, "price", "id")) == {
        "planned", "terms", "max_moves", "never r0 in p2",
    }  # fmt: skip
    for point in points:
        if point.kind == "free":
            assert set(facts(point)["ids"]) <= {"planned", "terms", "never r0 in p2"}


@pytest.mark.parametrize("looks", SWEEP)
def test_a_frontier_that_is_proved_in_time_is_the_frontier(looks: int) -> None:
    read = docket(capped())
    full = reach_points(Again(read, Budget(60)))
    for point in reach_points(Again(read, Counted(looks))):
        if point.kind == "reach" and facts(point)["proved"]:
            assert any(
                facts(whole)["from"] <= facts(point)["from"]
                and facts(whole).get("vacancies") == facts(point).get("vacancies")
                for whole in full
                if whole.kind == "reach"
            )


def explained(question: Questioner) -> tuple[Explanation, ...]:
    found = question.proposal.docket.roster
    return (
        about_cadre(question, found.cadre_of["r0"]),
        about_cadre(question, found.cadre_of["r1"]),
        why_not(question, found.cadre_of["r2"], found.post_of["p0"]),
        for_post(question, found.post_of["p1"]),
    )


@pytest.mark.parametrize("looks", SWEEP)
def test_an_explanation_in_time_says_what_is_open(looks: int) -> None:
    question = asking(capped())
    question.again = Again(question.proposal.docket, Counted(looks))
    told = explained(question)
    assert Truth(question.proposal.docket).lies(told) == []
    for explanation in told:
        late = [p for p in every_point(explanation.points) if p.kind == "unanswered"]
        assert bool(late) is not explanation.answered


@pytest.mark.parametrize("looks", SWEEP)
def test_repairs_and_conflicts_in_time_say_what_is_open(looks: int) -> None:
    found = no_plan(broken())
    every = repairs(Again(found.docket, Budget(60)), found.conflict)
    again = Again(found.docket, Counted(looks))
    some = repairs(again, found.conflict)
    points = repair_points(found.docket, some)
    kinds = [p.kind for p in points]
    assert ("open" in kinds) is not some.complete
    if not some.complete:
        assert "no-repair" not in kinds
    assert {(r.kind, r.id) for r in some.found} <= {(r.kind, r.id) for r in every.found}
    conflict = find_conflict(found.docket, Counted(looks))
    assert {m.key for m in found.conflict.members} <= {m.key for m in conflict.members}
    assert conflict_points(found.docket, conflict)


@pytest.mark.parametrize(
    "asked",
    [
        lambda q: other_points(q, 3),
        lambda q: reach_points(q.again),
        price_points,
    ],
    ids=["alternatives", "frontier", "prices"],
)
def test_nothing_asked_of_a_spent_budget_is_told_as_known(
    asked: Callable[[Questioner], tuple[Point, ...]],
) -> None:
    question = asking(capped())
    question.again = Again(question.proposal.docket, Counted(0))
    points = asked(question)
    assert points
    assert not [p for p in points if facts(p).get("proved") or p.kind == "free"]
    assert all("time" in p.words.en for p in points)
    assert all("thời hạn" in p.words.vi or "hết thời gian" in p.words.vi for p in points)


def test_the_roster_of_these_questions_is_what_it_says() -> None:
    found = answer(capped())
    assert isinstance(found, Proposal)
    assert dict(found.after.tiers)["vacancies"] == 1
