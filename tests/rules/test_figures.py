"""The figures of each rule, on both sides of every threshold, by hand from the legal text.

One cadre X on a tiny roster of 15 October 2019: district d with communes a, b (formerly o) and c,
and an agency g. Each case says what X would hold, and whether that keeps the norm, breaks it, or
cannot be told.
"""

from typing import Any

import pytest

from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.judge import judge
from tests.kit.judged_case import listed
from tests.kit.opening import open_round

KINDS = {
    "secretary": ("50", "true"),
    "head": ("50", "true"),
    "chair": ("45", "true"),
    "deputy": ("40", "false"),
    "member": ("30", "false"),
}
UNITS = [
    {"id": "p", "name": "P", "kind": "province"},
    {"id": "d", "name": "D", "kind": "district", "parent": "p"},
    {"id": "e", "name": "E", "kind": "district", "parent": "p"},
    {"id": "a", "name": "A", "kind": "commune", "parent": "d"},
    {"id": "b", "name": "Khuôn Hà", "kind": "commune", "parent": "d", "formerly": ["o"]},
    {"id": "c", "name": "C", "kind": "commune", "parent": "d"},
    {"id": "o", "name": "O", "kind": "commune", "parent": "d"},
    {"id": "f", "name": "F", "kind": "commune", "parent": "e"},
    {"id": "g", "name": "G", "kind": "agency", "parent": "d", "seat": "a"},
]
SEATS = ["a/secretary", "a/chair", "a/deputy", "b/secretary", "b/chair", "b/deputy", "b/member"]
POSTS = [{"id": s, "unit": s[0], "kind": s[2:]} for s in (*SEATS, "c/secretary", "g/head")]

Facts = dict[str, Any]
Answer = tuple[int, int]
KEEP, BREAK, DOUBT = (0, 0), (1, 0), (0, 1)


def answer(
    clause: Facts,
    people: list[Facts],
    plan: dict[str, str | list[str]],
    **more: Any,
) -> Answer:
    """Certain breaches and doubts, in people, of one clause in a plan."""
    policy = {
        "rotplan_policy": "1",
        "name": "tiny",
        "post_kinds": {
            k: {"title": {"vi": f"{k} vi", "en": f"{k} en"}, "grade": g, "head": h}
            for k, (g, h) in KINDS.items()
        },
        "clauses": {"norm": {"force": "approval", "basis": "by hand", **clause}},
    }
    roster = {
        "rotplan": "1",
        "round": {
            "date": more.pop("date", "2019-10-15"),
            "authority": "d",
            "policy": "policy.yaml",
        },
        "units": UNITS,
        "posts": POSTS,
        "cadres": [{"name": p["id"], **p} for p in people],
        **more,
    }
    docket = open_round(roster, policy)
    table = docket.table
    holdings = {
        table.cadre_number[c]: tuple(sorted(table.post_number[p] for p in listed(posts)))
        for c, posts in plan.items()
    }
    found = judge(docket, scope_of(docket, holdings)).breaches
    for breach in found:
        assert breach.words.vi
        assert breach.words.en
        assert "{" not in breach.words.vi + breach.words.en
    sure = sum(b.count for b in found if not b.doubt)
    return sure, sum(b.count for b in found if b.doubt)


def one(clause: Facts, facts: Facts, to: str, **more: Any) -> Answer:
    return answer(clause, [{"id": "X", **facts}], {"X": to}, **more)


def lived(at: str, start: str, end: str | None = None) -> Facts:
    return {"lived": [{"at": at, "from": start, **({"to": end} if end else {})}]}


@pytest.mark.parametrize(
    ("options", "facts", "to", "expected"),
    [
        ({}, {"home": "a"}, "a/chair", BREAK),
        ({}, {"home": "c"}, "a/chair", KEEP),
        ({}, {}, "a/chair", DOUBT),
        ({}, {"home": "Bản Lục"}, "a/chair", DOUBT),
        ({}, {"home": "d"}, "a/chair", DOUBT),
        ({}, {"home": "e"}, "a/chair", KEEP),
        ({}, {"home": "p"}, "a/chair", DOUBT),
        ({}, {"home": "o"}, "b/chair", BREAK),
        ({}, {"home": "o"}, "a/chair", KEEP),
        ({}, {"home": "a", "birthplace": "a"}, "g/head", KEEP),
        ({}, {"home": "c", "birthplace": "a"}, "a/chair", KEEP),
        ({}, {"holds": "a/chair", "home": "a"}, "a/chair", BREAK),
        ({"applies": "newcomers"}, {"holds": "a/chair", "home": "a"}, "a/chair", KEEP),
        ({"level": "district"}, {"home": "c"}, "g/head", BREAK),
        ({"level": "district"}, {"home": "f"}, "a/chair", KEEP),
        ({"level": "province"}, {"home": "f"}, "a/chair", BREAK),
        ({"evidence": ["birthplace"]}, {"home": "c", "birthplace": "a"}, "a/chair", BREAK),
        ({"evidence": ["home", "birthplace"]}, {"home": "c"}, "a/chair", DOUBT),
        ({"evidence": ["home", "birthplace"]}, {"home": "a"}, "a/chair", BREAK),
        ({"evidence": ["lived"]}, lived("a", "1999-10-15"), "a/chair", BREAK),
        ({"evidence": ["lived"]}, lived("a", "1999-10-16"), "a/chair", KEEP),
        ({"evidence": ["lived"]}, lived("a", "1999"), "a/chair", DOUBT),
        ({"evidence": ["lived"]}, lived("a", "1980-01-01", "1999-12-31"), "a/chair", KEEP),
        ({"evidence": ["lived"]}, lived("a", "1980-01-01", "2000-01-01"), "a/chair", BREAK),
        ({"evidence": ["lived"]}, lived("d", "1980-01-01"), "a/chair", DOUBT),
        ({"evidence": ["lived"]}, lived("e", "1980-01-01"), "a/chair", KEEP),
        ({"evidence": ["lived"]}, {"lived": []}, "a/chair", KEEP),
        ({"evidence": ["lived"]}, {}, "a/chair", DOUBT),
        ({"evidence": ["lived"], "lived_years": "5"}, lived("a", "2014-10-15"), "a/chair", BREAK),
        (
            {"evidence": ["lived"]},
            {"lived": [*lived("a", "1990-01-01", "2005-01-01")["lived"],
                       *lived("a", "2000-01-01", "2009-12-31")["lived"]]},
            "a/chair",
            KEEP,
        ),
    ],
)  # fmt: skip
def test_non_local(options: Facts, facts: Facts, to: str, expected: Answer) -> None:
    """R1.09, R2.12: a place of evidence in the post's own unit makes a local."""
    assert one({"rule": "non-local", **options}, facts, to) == expected


@pytest.mark.parametrize(("border", "expected"), [("2009-10-10", BREAK), ("2009-10-11", KEEP)])
def test_stays_that_touch_are_one(border: str, expected: Answer) -> None:
    """Twenty years in two stays that meet on one day; with a day between, a month is lost."""
    stays = [*lived("a", "1999-10-15", "2009-10-10")["lived"], *lived("a", border)["lived"]]
    clause = {"rule": "non-local", "evidence": ["lived"]}
    assert one(clause, {"lived": stays}, "a/chair") == expected


def before(kind: str, unit: str, start: str, end: str | None = None) -> Facts:
    return {"kind": kind, "unit": unit, "from": start, **({"to": end} if end else {})}


@pytest.mark.parametrize(
    ("since", "history", "expected"),
    [
        ("2009-10-15", [], BREAK),
        ("2009-10-16", [], KEEP),
        ("2009", [], DOUBT),
        (None, [], DOUBT),
        ("2014-10-01", [before("chair", "b", "2009-10-15", "2014-09-01")], BREAK),
        ("2014-10-01", [before("chair", "b", "2009-10-16", "2014-09-01")], KEEP),
        ("2014-10-31", [before("chair", "b", "2005-01-01", "2014-09-30")], BREAK),
        ("2014-11-01", [before("chair", "b", "2005-01-01", "2014-09-30")], KEEP),
        ("2014-10-01", [before("chair", "o", "2005-01-01", "2014-10-01")], BREAK),
        ("2014-10-01", [before("chair vi", "khuôn  HÀ", "2005-01-01", "2014-10-01")], BREAK),
        ("2014-10-01", [before("deputy", "b", "2005-01-01", "2014-10-01")], KEEP),
        ("2014-10-01", [before("chair", "a", "2005-01-01", "2014-10-01")], KEEP),
        ("2014-10-01", [before("chair", "b", "2005-01-01")], BREAK),
        ("2014-10-01", [{"kind": "chair", "from": "2005-01-01", "to": "2014-10-01"}], DOUBT),
    ],
)
def test_term_limit(since: str | None, history: list[Facts], expected: Answer) -> None:
    """R1.10: two terms, 120 months by default; a month between is no break."""
    facts: Facts = {"holds": "b/chair", "history": history}
    if since:
        facts["since"] = since
    clause = {"rule": "term-limit"}
    assert one(clause, facts, "b/chair") == expected
    assert one(clause, facts, "a/chair") == KEEP


@pytest.mark.parametrize(
    ("options", "date", "since", "expected"),
    [
        ({}, "2019-10-15", "2016-10-15", KEEP),
        ({}, "2019-10-15", "2016-10-16", BREAK),
        ({}, "2019-02-28", "2016-02-29", KEEP),
        ({}, "2019-02-27", "2016-02-29", BREAK),
        ({"months": "1"}, "2019-09-30", "2019-08-31", KEEP),
        ({"months": "1"}, "2019-09-29", "2019-08-31", BREAK),
        ({}, "2019-10-15", "2016-10", DOUBT),
        ({}, "2019-10-15", None, DOUBT),
    ],
)
def test_min_stay(options: Facts, date: str, since: str | None, expected: Answer) -> None:
    """R1.05: 36 months by default before a post is given up; a stayer is not asked."""
    facts: Facts = {"holds": "b/chair", **({"since": since} if since else {})}
    clause = {"rule": "min-stay", **options}
    assert one(clause, facts, "a/chair", date=date) == expected
    assert one(clause, facts, "b/chair", date=date) == KEEP


GOOD = {"2018": "good", "2017": "excellent", "2016": "good"}
RISE = {"max_up": "5", "up_needs": "good"}


@pytest.mark.parametrize(
    ("options", "facts", "to", "expected"),
    [
        ({}, {"holds": "b/chair"}, "a/chair", KEEP),
        ({}, {"holds": "b/chair"}, "a/secretary", BREAK),
        ({}, {"holds": "b/chair"}, "a/deputy", BREAK),
        ({"max_up": "5"}, {"holds": "b/chair"}, "a/secretary", KEEP),
        ({"max_up": "4"}, {"holds": "b/chair"}, "a/secretary", BREAK),
        ({"max_down": "5"}, {"holds": "b/chair"}, "a/deputy", KEEP),
        ({"max_down": "4"}, {"holds": "b/chair"}, "a/deputy", BREAK),
        (RISE, {"holds": "b/chair", "appraisals": GOOD}, "a/secretary", KEEP),
        (RISE, {"holds": "b/chair", "appraisals": {**GOOD, "2016": "fair"}}, "a/secretary", BREAK),
        (RISE, {"holds": "b/chair", "appraisals": {**GOOD, "2015": "poor"}}, "a/secretary", KEEP),
        (RISE, {"holds": "b/chair", "appraisals": {**GOOD, "2019": "poor"}}, "a/secretary", KEEP),
        (RISE, {"holds": "b/chair", "appraisals": {"2018": "good"}}, "a/secretary", DOUBT),
        (RISE, {"holds": "b/chair"}, "a/secretary", DOUBT),
        (RISE, {"holds": "b/chair", "appraisals": {"2018": "poor"}}, "a/secretary", BREAK),
        (RISE, {"holds": "b/chair"}, "a/chair", KEEP),
        ({**RISE, "up_years": "1"}, {"holds": "b/chair", "appraisals": {"2018": "good"}},
         "a/secretary", KEEP),
        ({}, {"history": [before("chair en", "?", "2010", "2012")]}, "a/chair", KEEP),
        ({}, {"history": [before("cán bộ", "?", "2010", "2012")]}, "a/chair", DOUBT),
        ({}, {}, "a/chair", DOUBT),
        ({}, {"history": [before("deputy", "b", "2010", "2012"),
                          before("chair", "b", "2013", "2014")]}, "a/chair", KEEP),
        ({}, {"history": [before("chair", "b", "2008"),
                          before("deputy", "b", "2010", "2012")]}, "a/deputy", KEEP),
    ],
)  # fmt: skip
def test_grade_step(options: Facts, facts: Facts, to: str, expected: Answer) -> None:
    """R1.06, R6.10: an equal post by default; higher by a step, on good appraisals."""
    assert one({"rule": "grade-step", **options}, facts, to) == expected


@pytest.mark.parametrize(("to", "expected"), [("b/chair", BREAK), ("b/secretary", KEEP)])
def test_the_highest_grade_held_counts(to: str, expected: Answer) -> None:
    """Whoever is secretary and chair together is of a secretary's grade."""
    together = {"rule": "concurrency", "allowed": [["secretary", "chair"]], "force": "hard"}
    rules = {"joint": {**together, "basis": "by hand"}}
    facts = {"holds": [{"post": "a/secretary"}, {"post": "a/chair"}]}
    assert one({"rule": "grade-step"}, facts, to, rules=rules) == expected


@pytest.mark.parametrize(
    ("options", "facts", "expected"),
    [
        ({"education": "university"}, {"education": "university"}, KEEP),
        ({"education": "university"}, {"education": "college"}, BREAK),
        ({"education": "university"}, {"education": "master"}, KEEP),
        ({"education": "university"}, {}, DOUBT),
        ({"theory": "intermediate"}, {"theory": "intermediate"}, KEEP),
        ({"theory": "intermediate"}, {"theory": "elementary"}, BREAK),
        ({"theory": "intermediate"}, {}, DOUBT),
        ({"expertise": ["law", "finance"]}, {"expertise": ["Finance"]}, KEEP),
        ({"expertise": ["law"]}, {"expertise": []}, BREAK),
        ({"expertise": ["law"]}, {}, DOUBT),
        ({"languages": ["Tày", "Dao"]}, {"languages": ["Dao"]}, KEEP),
        ({"languages": ["Tày"]}, {"languages": ["Mông"]}, BREAK),
        ({"languages": ["Tày"]}, {}, DOUBT),
        ({"education": "college", "theory": "advanced"}, {"theory": "elementary"}, BREAK),
    ],
)
def test_qualification(options: Facts, facts: Facts, expected: Answer) -> None:
    """R3.12: asked of newcomers only; one lacking is enough."""
    clause = {"rule": "qualification", **options}
    assert one(clause, facts, "a/chair") == expected
    assert one(clause, {**facts, "holds": "a/chair"}, "a/chair") == KEEP


@pytest.mark.parametrize(
    ("facts", "to", "expected"),
    [
        ({"planned": ["chair"]}, "a/chair", KEEP),
        ({"planned": ["secretary"]}, "a/chair", BREAK),
        ({}, "a/chair", BREAK),
        ({"holds": "b/chair"}, "a/chair", KEEP),
        ({"holds": "b/chair"}, "a/secretary", BREAK),
        ({"holds": "b/chair"}, "b/chair", KEEP),
    ],
)
def test_planning_list(facts: Facts, to: str, expected: Answer) -> None:
    """R1.04: in the list for that kind, or holding that kind already; an absent list is empty."""
    assert one({"rule": "planning-list"}, facts, to) == expected


MAN, WOMAN = {"sex": "male"}, {"sex": "female"}
LAW = {"n": {"rule": "non-local", "posts": ["secretary"], "force": "hard", "basis": "by hand"}}


@pytest.mark.parametrize(
    ("facts", "to", "expected"),
    [
        ({**MAN, "born": "1969-10"}, "a/chair", KEEP),
        ({**MAN, "born": "1969-09-30"}, "a/chair", BREAK),
        ({**WOMAN, "born": "1974-10-31"}, "a/chair", KEEP),
        ({**WOMAN, "born": "1974-09"}, "a/chair", BREAK),
        ({**MAN, "born": "1969"}, "a/chair", BREAK),
        ({**MAN, "born": "1970"}, "a/chair", KEEP),
        ({"born": "1972-01"}, "a/chair", DOUBT),
        ({"born": "1975-01"}, "a/chair", KEEP),
        (MAN, "a/chair", DOUBT),
        ({"retires": "2029-10"}, "a/chair", KEEP),
        ({"retires": "2029-09"}, "a/chair", BREAK),
        ({"retires": "2029"}, "a/chair", DOUBT),
        ({**MAN, "born": "1964-10", "home": "c"}, "a/secretary", KEEP),
        ({**MAN, "born": "1964-09", "home": "c"}, "a/secretary", BREAK),
    ],
)
def test_service_left(facts: Facts, to: str, expected: Answer) -> None:
    """R1.01-02: 120 months; 60 for posts that a non-local clause lists. Before 2021: 60 and 55."""
    assert one({"rule": "service-left"}, facts, to, rules=LAW) == expected


@pytest.mark.parametrize(
    ("kind", "within", "places", "waiver", "expected"),
    [
        ("spouse", "unit", ("a/secretary", "a/deputy"), None, BREAK),
        ("spouse", "unit", ("a/deputy", "a/secretary"), None, BREAK),
        ("spouse", "unit", ("a/secretary", "b/deputy"), None, KEEP),
        ("spouse", "district", ("a/secretary", "b/deputy"), None, BREAK),
        ("spouse", "unit", ("a/secretary", "a/chair"), None, KEEP),
        ("child", "unit", ("a/secretary", "a/deputy"), None, BREAK),
        ("cousin", "unit", ("a/secretary", "a/deputy"), None, KEEP),
        ("spouse", "unit", ("a/secretary", "a/deputy"), {"cadre": "Y"}, KEEP),
        ("spouse", "unit", ("a/secretary", "a/deputy"), {"cadre": "Y", "post": "a/deputy"}, KEEP),
        ("spouse", "unit", ("a/secretary", "a/deputy"), {"cadre": "Y", "post": "b/deputy"}, BREAK),
    ],
)
def test_family(
    kind: str,
    within: str,
    places: tuple[str, str],
    waiver: Facts | None,
    expected: Answer,
) -> None:
    """R4.01-03: head and deputy of one unit; parent and child are one relation."""
    group: Facts = {"a": ["secretary"], "b": ["deputy"]}
    if within != "unit":
        group["within"] = within
    clause = {"rule": "family", "relations": ["spouse", "parent"], "groups": [group]}
    more: Facts = {"ties": [{"a": "X", "b": "Y", "kind": kind}]}
    if waiver:
        more["waivers"] = [{"clause": "norm", "basis": "KL 15", **waiver}]
    people = [{"id": "X"}, {"id": "Y"}]
    assert answer(clause, people, {"X": places[0], "Y": places[1]}, **more) == expected


@pytest.mark.parametrize(
    ("most", "plan", "expected"),
    [
        ("0", {}, KEEP),
        ("1", {"X": "b/secretary", "Y": "a/secretary"}, KEEP),
        ("0", {"X": "b/secretary", "Y": "a/secretary"}, (2, 0)),
        ("1", {"X": "b/secretary", "Y": "a/secretary", "Z": "a/chair"}, BREAK),
        ("0", {"X": "b/secretary"}, BREAK),
    ],
)
def test_continuity(most: str, plan: dict[str, str | list[str]], expected: Answer) -> None:
    """R2.11: no more than k posts of a unit change hands; a post left empty is no change."""
    stay = {"X": "a/secretary", "Y": "a/chair", "Z": "a/deputy"}
    people = [{"id": c, "holds": s} for c, s in stay.items()]
    clause = {"rule": "continuity", "max_changed": most}
    assert answer(clause, people, {**stay, **plan}) == expected


@pytest.mark.parametrize(
    ("options", "plan", "expected"),
    [
        ({"max": "1"}, {"X": "b/secretary", "Y": "a/chair"}, KEEP),
        ({"max": "1"}, {"X": "b/secretary", "Y": "b/chair"}, BREAK),
        ({"max": "0"}, {"X": "b/secretary", "Y": "b/chair"}, (2, 0)),
        ({"max": "1", "per": "unit"}, {"X": "b/secretary", "Y": "b/chair"}, BREAK),
        ({"max": "0", "per": "agency"}, {"X": "b/secretary", "Y": "b/chair"}, KEEP),
        ({"max": "0", "per": "agency"}, {"X": "a/secretary", "Z": "b/deputy"}, BREAK),
        ({"max": "0", "per": "unit", "posts": ["chair"]}, {"X": "b/secretary"}, KEEP),
    ],
)
def test_move_limit(options: Facts, plan: dict[str, str | list[str]], expected: Answer) -> None:
    """People who move are counted; who leaves the service never is."""
    stay = {"X": "a/secretary", "Y": "a/chair", "Z": "g/head"}
    people = [{"id": c, "holds": s} for c, s in stay.items()]
    people.append({"id": "L", "holds": "a/deputy", "leaving": "2019-10-31"})
    assert answer({"rule": "move-limit", **options}, people, {**stay, **plan}) == expected


@pytest.mark.parametrize(
    ("posts", "allowed"),
    [
        (["a/secretary", "a/chair"], True),
        (["a/chair", "a/deputy"], True),
        (["a/secretary", "a/chair", "a/deputy"], True),
        (["a/secretary", "b/chair"], False),
        (["b/chair", "b/member"], False),
    ],
)
def test_concurrency(posts: list[str], allowed: bool) -> None:
    """R2.13: an allowed combination, with its parts, within one unit."""
    clause = {"rule": "concurrency", "allowed": [["secretary", "chair", "deputy"]], "force": "hard"}
    people = [{"id": "X", "holds": [{"post": p} for p in posts]}]
    if allowed:
        assert answer(clause, people, {"X": posts}) == KEEP
    else:
        with pytest.raises(AssertionError, match="no concurrency clause allows"):
            answer(clause, people, {"X": posts})
