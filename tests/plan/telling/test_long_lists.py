"""Long lists are cut and say how many more; a conflict that was not reduced says so."""

import re
from dataclasses import replace
from typing import Any

import pytest

from rotplan.language.words import Lang, Words, same
from rotplan.plan.telling.conflict_points import conflict_points
from rotplan.plan.telling.long_lists import MOST_CADRES, MOST_ITEMS, MOST_POINTS, bounded, listed
from rotplan.plan.telling.names_in_sentences import people_words, posts_named
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.plan.telling.report.without_pair_points import alone_points
from rotplan.plan.telling.who_could_hold import for_post
from rotplan.plan.telling.why_move import about_cadre
from rotplan.plan.telling.why_none import about_no_plan, proof_words
from rotplan.planning.conflict.conflict import Conflict, find_conflict
from rotplan.planning.program.precheck import Precheck, WithoutPair
from rotplan.planning.propose import NoPlan, Proposal
from rotplan.planning.solving.solve_again import Again, keep
from rotplan.policy.docket import Docket
from rotplan.show.point_lines import explained
from rotplan.show.report_layout import report_lines
from tests.kit.counted_budget import Counted
from tests.kit.planted_rosters import (
    PLANNED,
    SEAT,
    TERMS,
    answer,
    asking,
    cadre,
    docket,
    locals_and_reserves,
    no_plan,
    post,
    ring,
    roster,
)
from tests.kit.true_points import Truth, every_point, several

pytestmark = pytest.mark.thorough

Doc = dict[str, Any]


def points_of(n: int) -> list[Point]:
    return [Point("x", same(f"p{i}"), clause=f"k{i % 2}", cadre=f"c{i}") for i in range(n)]


@pytest.mark.parametrize("n", [0, 1, 11, 12])
def test_a_short_list_stays_whole(n: int) -> None:
    assert bounded(points_of(n)) == tuple(points_of(n))


@pytest.mark.parametrize(("n", "vi", "en"), [(13, "1 trường hợp", "one more"), (40, "28", "28 ")])
def test_a_long_list_says_how_many_more_and_keeps_their_ids(n: int, vi: str, en: str) -> None:
    *shown, last = bounded(points_of(n))
    assert shown == points_of(n)[:MOST_POINTS]
    facts = dict(last.facts)
    assert (last.kind, facts["more"], facts["cadres"]) == (
        "more", n - 12, tuple(f"c{i}" for i in range(12, n)),
    )  # fmt: skip
    assert set(several(last, "clauses")) <= {"k0", "k1"}
    assert vi in last.words.vi
    assert en in last.words.en


def test_phrases_people_and_posts_in_one_line_are_cut() -> None:
    assert listed([same(f"w{i}") for i in range(14)]).en.endswith("w11 and 2 more")
    read = docket(roster([cadre(f"x{i:02}") for i in range(30)], [post(i) for i in range(40)], {}))
    assert people_words(read.roster.cadres).vi.endswith("Cán bộ x05 (x05) và 24 người nữa")
    named = posts_named(read, read.roster.posts)
    assert named.en.count("Post k") == 8
    assert named.en.endswith("and 32 more")
    assert named.vi.endswith("và 32 chức danh nữa")


def test_posts_of_one_kind_are_counted_with_all_others() -> None:
    posts = [*(post(i, SEAT) for i in range(6)), *(post(i) for i in range(6, 12))]
    named = posts_named(docket(roster([], posts, {})), docket(roster([], posts, {})).roster.posts)
    assert named.en.endswith("and 4 more")
    assert len(re.findall(r"Xã U\d", named.en)) == 8


# -- conflicts that were not reduced ---------------------------------------------------------


def crowded() -> Doc:
    """24 cadres on a ring, one of whom must leave, too low a cap, clauses that do not matter."""
    doc = ring(24)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {**TERMS, "months": "180", "basis": "Quy chế thử"}
    for n in range(20):
        stay = {"rule": "min-stay", "force": "hard", "months": str(n + 1), "basis": "Quy chế thử"}
        doc["rules"][f"stay{n:02}"] = stay
    doc["round"]["max_moves"] = "23"
    doc["decisions"] = [{"never": f"c{n}", "in": "far"} for n in range(24)]
    return doc


def words_of(conflict: Conflict) -> Words:
    return proof_words(conflict)


@pytest.mark.parametrize("asks", [0, 1, 3, 10, 30, 60])
def test_a_conflict_cut_short_says_so_and_is_cut(asks: int) -> None:
    """However early the time ends: the words say that these are not the fewest, and few stand."""
    read = docket(crowded())
    conflict = find_conflict(read, Counted(asks))
    assert not conflict.minimal
    assert "may have nothing to do with it" in words_of(conflict).en
    assert "nên có thể thừa" in words_of(conflict).vi
    points = conflict_points(read, conflict)
    told = [p for p in points if p.kind in ("structure", "clause", "cap", "decision")]
    assert len(told) <= MOST_POINTS
    assert sum(1 for _ in every_point(points)) < 100
    (rest,) = [p for p in points if p.kind == "more"] or [Point("more", same(""))]
    left = [*several(rest, "clauses"), *several(rest, "decisions")]
    ids = {m.id for m in conflict.members}
    assert ids - {dict(p.facts)["id"] for p in told} - {"nobody-dropped", "max_moves"} == set(left)
    for point in told:
        named = [p.cadre for p in point.parts if p.kind == "fact"]
        assert len(named) <= MOST_CADRES
        concern = next((c for c in conflict.concerns if c.member == dict(point.facts)["id"]), None)
        if concern is not None and not concern.least and point.kind == "clause":
            (more,) = [p for p in point.parts if p.kind == "more"]
            assert dict(more.facts)["more"] == len(concern.cadres) - len(named)
    assert Truth(read).lies((about_no_plan(Again(read, Counted(asks))),)) == []


def test_the_same_conflict_in_time_is_small_and_says_nothing_of_time() -> None:
    found = no_plan(crowded())
    conflict = found.conflict
    assert {m.id for m in conflict.members} == {"nobody-dropped", "planned", "terms", "max_moves"}
    assert "Proved. These 4 cannot stand together" in words_of(conflict).en
    points = conflict_points(found.docket, conflict)
    (planned,) = [p for p in points if p.clause == "planned"]
    facts = [p for p in planned.parts if p.kind == "fact"]
    (more,) = [p for p in planned.parts if p.kind == "more"]
    assert len(facts) == MOST_CADRES
    concerned = dict(planned.facts)["cadres"]
    assert isinstance(concerned, tuple)
    assert len(concerned) > 20
    assert more.words.en == f"and {len(concerned) - MOST_CADRES} more cadres"


def test_of_whom_is_asked_the_first_thing_is_said_first() -> None:
    """Within a question about one cadre what bears on that cadre stands before all else."""
    doc = crowded()
    doc["round"].pop("max_moves")
    doc["rules"].pop("terms")
    doc["decisions"].append({"place": "c7", "in": "p8"})
    asked = keep("c7").apply(docket(doc))
    for asks in (0, 5, 40):
        conflict = find_conflict(asked, Counted(asks))
        points = conflict_points(asked, conflict)
        assert points[0].kind == "asked"
        assert not conflict.minimal
        decisions = [dict(p.facts)["id"] for p in points if p.kind == "decision"]
        assert set(decisions) <= {"place c7 in p8", "never c7 in far"}
        for point in points:
            first = [p.cadre for p in point.parts if p.kind == "fact"][:1]
            assert first in ([], ["c7"])


def test_an_explanation_cut_short_says_so_under_its_heading() -> None:
    question = asking({**crowded(), "round": {**crowded()["round"], "max_moves": "24"}})
    rules = {"stay": {"rule": "min-stay", "force": "hard", "months": "600", "basis": "-"}}
    doc = ring(24)
    doc["rules"] |= rules
    question = asking(doc)
    seen = set()
    for asks in range(0, 60, 3):
        question.again = Again(question.proposal.docket, Counted(asks))
        told = about_cadre(question, question.proposal.docket.roster.cadre_of["c3"])
        for point in every_point(told.points):
            if point.kind == "no-plan":
                facts = dict(point.facts)
                seen.add(facts["minimal"])
                late = "time ended" in point.words.en and "hết thời gian" in point.words.vi
                assert late is not facts["minimal"]
        assert len(list(explained(told, "vi"))) < 80
    assert seen == {False, True}


# -- reports ---------------------------------------------------------------------------------


def test_a_report_on_hundreds_of_misses_says_how_many_more() -> None:
    """60 local seats without anybody to take them, 60 vacancies."""
    doc = locals_and_reserves(60, 0)
    doc["posts"] += [post(200 + n) for n in range(60)]
    doc["units"] += [
        {"id": f"u{200 + n}", "name": f"Xã U{200 + n}", "kind": "commune", "parent": "d"}
        for n in range(60)
    ]
    found = answer(doc)
    assert isinstance(found, Proposal)
    lines = [line.text for line in report_lines(report_on(found), "en")]
    assert len([t for t in lines if "the home place is in" in t]) <= MOST_ITEMS
    assert lines.count(f"and {60 - MOST_ITEMS} more (the plan file has them all)") == 2
    assert "LEFT" not in lines
    text = [line.text for line in report_lines(report_on(found), "vi")]
    assert text.count(f"và {60 - MOST_ITEMS} trường hợp nữa (tệp phương án ghi đủ)") == 2


def alone_lines(docket: Docket, found: Precheck, lang: Lang) -> list[str]:
    return [point.words[lang] for point in alone_points(docket, found)]


def test_who_has_no_legal_pair_is_cut_too() -> None:
    read = docket(roster([cadre(f"x{i:03}") for i in range(80)], [post(0)], {"p": PLANNED}))
    alone = Precheck(tuple(WithoutPair(c, 1, (("p", 1),)) for c in read.roster.cadres), ())
    lines = alone_lines(read, alone, "en")
    assert len(lines) == MOST_ITEMS + 1
    assert lines[-1].startswith("and 30 more")


def test_a_conflict_over_many_decisions_names_some_and_counts_the_rest() -> None:
    """30 cadres whom the board places, where 20 may move."""
    doc = roster(
        [cadre(f"c{i:02}") for i in range(30)], [post(i) for i in range(30)], {},
        round={"max_moves": "20"},
        decisions=[{"place": f"c{i:02}", "in": f"p{i}"} for i in range(30)],
    )  # fmt: skip
    found = answer(doc)
    assert isinstance(found, NoPlan)
    assert len(found.conflict.members) == 22
    points = conflict_points(found.docket, found.conflict)
    (more,) = [p for p in points if p.kind == "more"]
    assert more.words.en == "and 10 more (10 decisions)"
    assert more.words.vi == "và 10 điều nữa (10 quyết định)"
    assert len(several(more, "decisions")) == 10


def test_who_could_hold_a_post_is_cut_and_counted() -> None:
    doc = roster(
        [cadre(f"c{i:02}") for i in range(26)] + [cadre(f"n{i:02}", planned=["k9"])
                                                  for i in range(20)],
        [post(0), post(9, required="false")], {},
    )  # fmt: skip
    question = asking(doc)
    docket_ = question.proposal.docket
    told = for_post(question, docket_.roster.post_of["p0"])
    (able,) = [p for p in told.points if p.kind == "able"]
    *shown, more = able.parts
    assert len(shown) == 20
    assert more.words.en == "27 more, none of them cheaper"
    assert Truth(docket_).lies((told,)) == []
    doc["rules"] = {"planned": {**PLANNED, "basis": "Quy chế thử"}}
    question = asking(doc)
    told = for_post(question, question.proposal.docket.roster.post_of["p9"])
    (barred,) = [p for p in told.points if p.kind == "barred"]
    (group,) = barred.parts
    assert group.words.en.endswith("and 14 more")
    assert len(several(group, "cadres")) == 26


def test_a_conflict_of_one_reads_as_one() -> None:
    """Also where time ended before it was confirmed: there is nothing that may be left out."""
    conflict = no_plan(ring(2) | {"round": {**ring(2)["round"], "max_moves": "0"}, "decisions": [
        {"place": "c0", "in": "p1"}]}).conflict  # fmt: skip
    one = replace(conflict, members=conflict.members[:1], minimal=False)
    assert "This alone" in proof_words(one).en


def test_who_is_left_without_a_post_by_a_decision_is_told_in_words() -> None:
    """No bare `never x in u0`, in neither language; and no clause that nobody wrote."""
    doc = roster([cadre("x", holds="p0")], [post(0)], {}, decisions=[{"never": "x", "in": "u0"}])
    found = no_plan(doc)
    sentences: dict[Lang, str] = {
        "en": "the decision “never place Cán bộ x (x) in Xã U0” bars 1",
        "vi": "quyết định «không bố trí Cán bộ x (x) vào Xã U0» loại 1",
    }
    for lang, said in sentences.items():
        (line,) = alone_lines(found.docket, found.without_pair, lang)[:1]
        assert said in line
        assert "never x" not in line
    alone = WithoutPair(found.docket.roster.cadres[0], 1, (("concurrency", 1),))
    (line,) = alone_lines(found.docket, Precheck((alone,), ()), "en")
    assert "posts held outside the authority" in line
