"""What the judge refuses: above all a pair that is new and cannot be judged under a hard clause.

The judge is the net behind `plan` and behind the check of a plan file: it must not rest on what the
columns of a program leave out.
"""

from typing import Any

import pytest

from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.breaches import forbids, personal_breaches
from rotplan.planning.proof.judge import Judgement, judge
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding
from tests.kit.planted_rosters import cadre, docket, post, roster

Doc = dict[str, Any]
# Each rule, a clause of it, and facts of a cadre under which it cannot tell about post p1.
DOUBTS: dict[str, tuple[Doc, Doc]] = {
    "non-local": ({"level": "district"}, {"home": ""}),
    "qualification": ({"education": "university"}, {}),
    "experience": ({"kinds": ["k0"], "months": "24"}, {"history": [{"kind": "k0", "unit": "u0"}]}),
    "no-return": ({"months": "60"}, {"history": [{"kind": "k0", "unit": "u1", "to": "2015"}]}),
    "service-left": ({"months": "60"}, {"sex": "male"}),
}


def judged(opened: Docket, **holds: str) -> Judgement:
    """The judgement where the cadres named hold those posts, and all others nothing."""
    table = opened.table
    holdings: dict[int, Holding] = {
        table.cadre_number[c]: (table.post_number[p],) for c, p in holds.items()
    }
    return judge(opened, scope_of(opened, holdings))


def brought(rule: str, force: str, more: Doc | None = None, **facts: Any) -> Docket:
    clause, unknown = DOUBTS[rule]
    person = cadre("a", **unknown, **facts)
    known = {key: value for key, value in person.items() if value}
    norm = {"rule": rule, "force": force, **clause, **(more or {})}
    return docket(roster([known], [post(0, required="false"), post(1)], {"norm": norm}))


@pytest.mark.parametrize("rule", DOUBTS)
def test_a_new_pair_in_doubt_is_refused_under_a_hard_clause(rule: str) -> None:
    judgement = judged(brought(rule, "hard"), a="p1")
    assert [b.doubt for b in judgement.breaches] == [True]
    assert judgement.faults == ("norm: a in p1 cannot be judged",)


@pytest.mark.parametrize("rule", DOUBTS)
def test_the_same_doubt_under_another_force_is_counted(rule: str) -> None:
    judgement = judged(brought(rule, "approval"), a="p1")
    assert not judgement.faults
    assert dict(judgement.tiers)["approvals"] == 1


@pytest.mark.parametrize("rule", ["non-local", "qualification", "service-left"])
def test_a_pair_held_today_may_be_kept_in_doubt(rule: str) -> None:
    """It counts one in approvals; whoever comes new beside it does not."""
    opened = brought(rule, "hard", {"applies": "everyone"}, holds="p1")
    judgement = judged(opened, a="p1")
    assert not judgement.faults
    assert [b.doubt for b in judgement.breaches] == [True]
    assert dict(judgement.tiers)["approvals"] == 1


def test_giving_up_in_doubt_is_allowed_and_counted() -> None:
    """A stay that may be too short: it is about a pair held today, which may be given up."""
    opened = docket(
        roster(
            [cadre("a", holds="p0", since="2018")],
            [post(0, required="false"), post(1)],
            {"norm": {"rule": "min-stay", "force": "hard", "months": "24"}},
        )
    )
    assert judged(opened, a="p1").faults == ()
    assert dict(judged(opened, a="p1").tiers)["approvals"] == 1
    assert dict(judged(opened, a="p0").tiers)["approvals"] == 0


def test_each_new_doubt_is_named_beside_what_is_kept() -> None:
    """Of two in doubt, one held and one new, the new one alone is refused; a breach is no doubt."""
    people = [cadre("a", holds="p0"), cadre("b"), cadre("c", home="u2")]
    for person in people[:2]:
        del person["home"]
    posts = [post(n, "seat") for n in range(3)]
    clause = {"rule": "non-local", "posts": ["seat"], "level": "district", "force": "hard"}
    opened = docket(roster(people, posts, {"norm": clause}))
    judgement = judged(opened, a="p0", b="p1", c="p2")
    assert [f for f in judgement.faults if "cannot be judged" in f] == [
        "norm: b in p1 cannot be judged"
    ]
    assert len(judgement.faults) == 2
    assert dict(judgement.tiers)["approvals"] == 2
    alone = scope_of(opened, {opened.table.cadre_number["b"]: (opened.table.post_number["p1"],)})
    assert [forbids(opened, b) for b in personal_breaches(opened, alone)] == [True]
    kept = scope_of(opened, {opened.table.cadre_number["a"]: (opened.table.post_number["p0"],)})
    assert [forbids(opened, b) for b in personal_breaches(opened, kept)] == [False]


def test_two_holders_of_one_post_and_a_cadre_dropped_are_faults() -> None:
    people = [cadre("a", holds="p0"), cadre("b")]
    opened = docket(roster(people, [post(0), post(1)], {}))
    assert judged(opened, a="p0", b="p0").faults == ("p0 has 2 holders",)
    assert judged(opened, b="p0").faults == ("a is dropped",)
    assert judged(opened, a="p1", b="p0").faults == ()


def test_the_cap_on_moves_is_kept_exactly() -> None:
    people = [cadre("a", holds="p0"), cadre("b", holds="p1"), cadre("c")]
    doc = roster(people, [post(n) for n in range(3)], {}, round={"max_moves": "2"})
    opened = docket(doc)
    assert judged(opened, a="p1", b="p0").faults == ()
    (fault,) = judged(opened, a="p1", b="p0", c="p2").faults
    assert fault == "max_moves: 3 moves, 2 are allowed"


@pytest.mark.parametrize(("since", "met"), [("2018-06-01", 2), ("2018-06-02", 1), ("2018", 1)])
def test_how_a_target_about_those_who_move_stands(since: str, met: int) -> None:
    """Of the listed pairs held before, those not given up too early; a doubt is not met. Nobody is
    asked about who holds a post of another kind."""
    people = [cadre("a", holds="p0", since=since), cadre("b", holds="p1"), cadre("c", holds="p2")]
    posts = [*(post(n, "seat", required="false") for n in range(2)), post(2), post(3)]
    norm = {"rule": "min-stay", "posts": ["seat"], "force": "target", "months": "24"}
    opened = docket(roster(people, posts, {"norm": norm}))
    judgement = judged(opened, a="p3", b="p1", c="p2")
    (standing,) = judgement.standings
    assert (standing.met, standing.of) == (met, 2)
    assert standing.doubt == (since == "2018")
    assert dict(judgement.tiers)["targets"] == 2 - met


def test_how_a_target_about_posts_stands() -> None:
    """Of the listed seats, filled or not, those held without a breach or a doubt; a goal leaves a
    share of them free."""
    people = [cadre("a"), cadre("b", home="u1"), cadre("c", home="")]
    del people[2]["home"]
    posts = [post(n, "seat", required="false") for n in range(5)]
    norm = {"rule": "non-local", "posts": ["seat"], "level": "district", "force": "target"}
    for goal, counted in (("100%", 2), ("81%", 2), ("80%", 1), ("60%", 0), ("40%", 0)):
        opened = docket(roster(people, posts, {"norm": {**norm, "goal": goal}}))
        judgement = judged(opened, a="p0", b="p1", c="p2")
        (standing,) = judgement.standings
        assert (standing.met, standing.of, standing.doubt) == (1, 5, 1)
        assert dict(judgement.tiers)["targets"] == counted


def test_what_a_waiver_keeps_from_being_a_breach() -> None:
    people = [cadre("a", home="u0"), cadre("b", home="u1"), cadre("c")]
    posts = [post(n, "seat", required="false") for n in range(3)]
    norm = {"rule": "non-local", "posts": ["seat"], "level": "district", "force": "target"}
    waiver = {"clause": "norm", "cadre": "a", "basis": "Kết luận 1-KL/HU"}
    opened = docket(roster(people, posts, {"norm": norm}, waivers=[waiver]))
    (standing,) = judged(opened, a="p0", b="p1", c="p2").standings
    assert (standing.met, standing.of, standing.waived) == (2, 3, 1)


def test_ranks_of_targets_are_told_apart() -> None:
    """One rank is one tier, several are as many, in the order of priority."""
    people = [cadre("a", home="u0", since="2019-06-01", holds="p1")]
    posts = [post(0, "seat", required="false"), post(1, required="false")]
    local = {"rule": "non-local", "posts": ["seat"], "level": "district", "force": "target"}
    stay = {"rule": "min-stay", "force": "target", "months": "24", "priority": "3"}
    opened = docket(roster(people, posts, {"local": local, "stay": stay}))
    tiers = dict(judged(opened, a="p0").tiers)
    assert (tiers["targets.1"], tiers["targets.2"]) == (1, 1)
    assert "targets" not in tiers
    stay["priority"] = "1"
    same = docket(roster(people, posts, {"local": local, "stay": stay}))
    assert dict(judged(same, a="p0").tiers)["targets"] == 2


def test_vacancies_are_required_posts_and_people_left_without_one() -> None:
    people = [cadre("a", holds="p0"), cadre("b")]
    posts = [post(0, closing="true", required="false"), post(1), post(2, required="false")]
    opened = docket(roster(people, posts, {}))
    judgement = judged(opened)
    assert dict(judgement.tiers)["vacancies"] == 2
    assert [p.id for p in judgement.vacant] == ["p1"]
    assert [c.id for c in judgement.unplaced] == ["a"]
    assert dict(judged(opened, a="p1").tiers)["vacancies"] == 0
    assert dict(judged(opened, b="p1").tiers)["moves"] == 2
