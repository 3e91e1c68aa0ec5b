"""What stands between a cadre and a post by itself, and how why-not says it."""

from typing import Any

import pytest

from rotplan.plan.telling.point import Point
from rotplan.plan.telling.why_not import no_column, why_not
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.what_bars_a_pair import (
    against,
    alone,
    barred_by,
    bars_of,
    bars_of_all,
    pinned,
    staying,
)
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Post
from tests.kit.planted_rosters import LOCAL, PLANNED, SEAT, asking, cadre, docket, post, roster
from tests.kit.true_points import Truth, every_point

Doc = dict[str, Any]
BOTH = {"rule": "concurrency", "force": "hard", "allowed": [["k0", "k1"]]}
STAY = {"rule": "min-stay", "force": "hard", "months": "600"}
FROZEN = {"rule": "frozen", "force": "hard"}


def one_unit(doc: Doc) -> Doc:
    """All posts in one commune, so that some may be held together."""
    for entry in doc["posts"]:
        entry["unit"] = "u0"
    return doc


def of(read: Docket, who: str, where: str) -> tuple[Cadre, Post]:
    return read.roster.cadre_of[who], read.roster.post_of[where]


def said(question: Questioner, who: str, where: str) -> list[Point]:
    told = why_not(question, *of(question.proposal.docket, who, where))
    assert Truth(question.proposal.docket).lies((told,)) == []
    return list(every_point(told.points))


# -- before any clause -----------------------------------------------------------------------


def out_of_the_question() -> Doc:
    doc = roster(
        [
            cadre("leaves", holds="p0", leaving="2020-06-01"),
            cadre("abroad", holds="p3"),
            cadre("joins", holds=["p3b", "p4"], available="true"),
            cadre("here", holds="p1"),
        ],
        [post(0), post(1), post(2, closing="true"), post(3), post(4)],
        {},
    )
    for name, unit in (("p3", "far"), ("p3b", "far")):
        doc["posts"] = [p for p in doc["posts"] if p["id"] != name]
        doc["posts"].append({"id": name, "unit": unit, "kind": "k9", "authority": "e"})
    doc["rules"]["both"] = {**BOTH, "allowed": [["k4", "k9"]], "basis": "Quy chế thử"}
    for entry in doc["posts"]:
        if entry["id"] == "p4":
            entry["unit"] = "far"
            entry["authority"] = "d"
    return doc


@pytest.mark.parametrize(
    ("who", "where", "vi", "en"),
    [
        ("here", "p3", "không thuộc diện quản lý", "is not under the round's authority"),
        ("here", "p2", "kết thúc cùng đợt này", "closes with this round"),
        ("leaves", "p1", "thôi công tác trong đợt này", "leaves the service in this round"),
        ("abroad", "p1", "ngoài diện quản lý", "outside the authority and is not available"),
        ("joins", "p1", "không điều khoản nào cho kiêm", "no clause lets it go with"),
    ],
)
def test_what_is_out_of_the_question_is_named(who: str, where: str, vi: str, en: str) -> None:
    read = docket(out_of_the_question())
    words = no_column(read, *of(read, who, where))
    assert words is not None
    assert vi in words.vi
    assert en in words.en


def test_what_is_not_out_of_the_question() -> None:
    read = docket(out_of_the_question())
    for who, where in (("here", "p0"), ("here", "p1"), ("joins", "p4")):
        assert no_column(read, *of(read, who, where)) is None
    assert no_column(read, None, read.roster.post_of["p0"]) is None
    assert no_column(read, None, read.roster.post_of["p2"]) is not None


# -- decisions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decisions", "who", "where", "by"),
    [
        ([{"keep": "x"}], "x", "p1", "keep x"),
        ([{"keep": "x"}], "x", "p0", None),
        ([{"keep": "x"}], "y", "p1", None),
        ([{"never": "x", "in": "p1"}], "x", "p1", "never x in p1"),
        ([{"never": "x", "in": "p1"}], "x", "p2", None),
        ([{"never": "x", "in": "u0"}], "x", "p2", "never x in u0"),
        ([{"never": "x", "in": "d"}], "x", "p1", "never x in d"),
        ([{"place": "x", "in": "p2"}], "x", "p1", "place x in p2"),
        ([{"place": "x", "in": "p2"}], "x", "p2", None),
        ([{"place": "x", "in": "p0"}], "x", "p1", None),  # the two may be held together
        ([{"place": "x", "in": "p1"}], "x", "p0", None),
    ],
)
def test_the_decision_that_keeps_a_cadre_from_a_post(
    decisions: list[Doc], who: str, where: str, by: str | None
) -> None:
    people = [cadre("x", holds="p0"), cadre("y")]
    doc = roster(people, [post(i) for i in range(3)], {"both": BOTH}, decisions=decisions)
    read = docket(one_unit(doc))
    found = against(read, *of(read, who, where))
    assert (found.id if found else None) == by


def test_why_not_names_the_decision_and_nothing_else() -> None:
    doc = roster(
        [cadre("x", holds="p0")], [post(0), post(1)], {"stay": STAY},
        decisions=[{"keep": "x", "because": "Kết luận 3"}],
    )  # fmt: skip
    barred, decision = said(asking(doc), "x", "p1")
    assert (barred.kind, barred.words.en) == ("barred", "Not possible: the board decided")
    assert decision.words.vi == "giữ nguyên Cán bộ x (x)"
    assert dict(decision.facts) == {"id": "keep x"}


# -- clauses ---------------------------------------------------------------------------------


def test_what_bars_is_told_apart_from_what_is_priced() -> None:
    rules = {
        "planned": PLANNED,
        "local": {**LOCAL, "force": "approval"},
        "goal": {**LOCAL, "force": "target", "level": "commune"},
    }
    doc = roster(
        [cadre("x", home="u0", planned=[SEAT]), cadre("y", home="u1"), cadre("z", planned=[SEAT])],
        [post(0, SEAT), post(1)], rules,
    )  # fmt: skip
    read = docket(doc)
    x, y, z = bars_of_all(read, read.roster.post_of["p0"])
    assert [b.cadre.id for b in (x, y, z)] == ["x", "y", "z"]
    assert (x.barring, [b.clause.id for b in x.priced], x.final) == ((), ["goal", "local"], False)
    assert ([b.clause.id for b in y.barring], y.final) == (["planned"], True)
    assert (z.barring, z.priced) == ((), ())
    pair = read.table.cadre_number["y"], read.table.post_number["p0"]
    assert alone(read, [pair])[pair].barring == y.barring


def test_doubt_bars_a_new_pair_under_a_hard_clause_and_is_priced_for_who_holds_it() -> None:
    doc = roster([cadre("x", holds="p0"), cadre("y")], [post(0, SEAT), post(1, SEAT)],
                 {"local": {**LOCAL, "force": "hard"}})  # fmt: skip
    for person in doc["cadres"]:
        person.pop("home")
    read = docket(doc)
    held, new = bars_of(read, *of(read, "x", "p0")), bars_of(read, *of(read, "y", "p0"))
    assert ([b.doubt for b in held.priced], held.barring) == ([True], ())
    assert ([b.doubt for b in new.barring], new.priced) == ([True], ())
    assert staying(read, read.roster.cadre_of["x"]).priced == held.priced


def test_who_may_not_leave_may_take_a_post_beside_the_one_held() -> None:
    spare = [post(n, required="false") for n in (1, 2)]
    doc = roster([cadre("x", holds="p0")], [post(0), *spare], {"both": BOTH, "stay": STAY})
    read = docket(one_unit(doc))
    beside, away = bars_of(read, *of(read, "x", "p1")), bars_of(read, *of(read, "x", "p2"))
    assert beside.barring
    assert not beside.final
    assert away.final
    (pin,) = pinned(read, read.roster.cadre_of["x"])
    assert (pin.clause.id, pin.post and pin.post.id) == ("stay", "p0")
    points = said(asking(doc), "x", "p1")
    assert points[0].kind == "forced"


def test_who_is_frozen_may_not_be_moved_at_all() -> None:
    doc = roster([cadre("x", holds="p0", circumstances=["under_investigation"]), cadre("y")],
                 [post(0), post(1, required="false")],
                 {"frozen": {**FROZEN, "circumstances": ["under_investigation"]}})  # fmt: skip
    read = docket(doc)
    clause = read.policy.clause("frozen")
    assert clause is not None
    x, y = read.roster.cadre_of["x"], read.roster.cadre_of["y"]
    (breach,) = barred_by(read, clause, x)
    assert "Cán bộ x (x)" in breach.words.en
    assert list(barred_by(read, clause, y)) == []
    assert pinned(read, x)
    assert not pinned(read, y)
    assert not staying(read, x).barring
    kinds = [p.kind for p in said(asking(doc), "x", "p1")]
    assert kinds == ["barred", "bar", "basis"]


def test_what_one_clause_has_against_a_cadre_post_by_post() -> None:
    doc = roster([cadre("x", holds="p0", home="u1", planned=[SEAT])],
                 [post(0, SEAT), post(1, SEAT), post(2)],
                 {"planned": PLANNED, "local": {**LOCAL, "level": "commune", "force": "hard"},
                  "stay": STAY})  # fmt: skip
    read = docket(doc)
    x = read.roster.cadre_of["x"]

    def posts(clause: str) -> list[str]:
        found = read.policy.clause(clause)
        assert found is not None
        return [b.post.id for b in barred_by(read, found, x) if b.post]

    assert posts("local") == ["p1"]
    assert "p2" in posts("planned")
    assert posts("stay") == ["p0"]


def test_already_so_is_said_and_nothing_asked() -> None:
    question = asking(roster([cadre("x", holds="p0")], [post(0)], {}))
    (point,) = said(question, "x", "p0")
    assert (point.kind, point.words.en) == ("already", "The plan places this cadre so already")


def test_what_is_forced_tells_its_own_breach_under_a_heading() -> None:
    rules = {"local": {**LOCAL, "force": "approval"}}
    doc = roster([cadre("x", home="u0"), cadre("y")], [post(0, SEAT)], rules)
    points = said(asking(doc), "x", "p0")
    headings = [p for p in points if p.kind in ("forced", "priced")]
    assert [p.kind for p in headings] == ["forced", "priced"]
    (breach,) = headings[1].parts
    assert (breach.clause, breach.cadre, breach.post) == ("local", "x", "p0")
    assert breach.words.en.startswith("for approval: Cán bộ x (x) – the home place is in")


def test_structure_is_told_before_a_decision() -> None:
    doc = roster([cadre("x", holds="p0"), cadre("z", holds="p1", leaving="2020-06-01")],
                 [post(0), post(1), post(2, closing="true")], {},
                 decisions=[{"never": "x", "in": "p2"}])  # fmt: skip
    barred, structure = said(asking(doc), "x", "p2")
    assert (barred.kind, structure.kind) == ("barred", "structure")
    assert "closes with this round" in structure.words.en
