"""Each rule of the oracle against numbers worked out by hand from the contract's words."""

from __future__ import annotations

import pytest

from .tiny import Doc, appoint, best, outcome, seats, values

HOLDS = {"holds": "a/secretary"}
SINCE = {**HOLDS, "since": "2015-01-01"}


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("a", "broken"),
        ("a-old", "broken"),
        ("b", "kept"),
        ("d", "doubt"),
        ("p", "doubt"),
        ("e", "kept"),
        ("Bản Không Tên", "doubt"),
        ("", "doubt"),
    ],
)
def test_non_local_home(home: str, expected: str) -> None:
    """A home known only to a district cannot be told inside it, and is no elsewhere."""
    assert outcome({"rule": "non-local"}, {**SINCE, "home": home}, moves=False) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"home": "b", "lived": [{"at": "a", "from": "1980-01-01", "to": "2000-01-01"}]}, "broken"),
        ({"home": "b", "lived": [{"at": "a", "from": "1980-01-01", "to": "1999-12-31"}]}, "kept"),
        ({"home": "b", "lived": [{"at": "a", "from": "1980", "to": "2000"}]}, "doubt"),
        ({"home": "b", "lived": [{"at": "d", "from": "1980", "to": "2010"}]}, "doubt"),
        ({"home": "b", "lived": []}, "kept"),
        ({"home": "b"}, "doubt"),
        ({"home": "a"}, "broken"),
    ],
)
def test_non_local_lived(facts: Doc, expected: str) -> None:
    """Any evidence yes is local, all no is not; 240 months make 20 years."""
    rule = {"rule": "non-local", "evidence": ["home", "lived"]}
    assert outcome(rule, {**SINCE, **facts}, moves=False) == expected


def test_non_local_level() -> None:
    """At district level a home anywhere in the district is local; x is in another district."""
    rule = {"rule": "non-local", "level": "district"}
    assert outcome(rule, {**SINCE, "home": "b"}, moves=False) == "broken"
    assert outcome(rule, {**SINCE, "home": "x"}, moves=False) == "kept"


def test_non_local_swap() -> None:
    """Two secretaries at home change places: 2 moves, none local after, two before."""
    cadres = [
        {"id": "y", "holds": "a/secretary", "home": "a"},
        {"id": "z", "holds": "b/secretary", "home": "b"},
    ]
    answer = best(cadres, seats("a/secretary", "b/secretary"), {"k": {"rule": "non-local"}})
    assert values(answer) == (0, 0, 0, 2)
    assert answer.targets == {"k": (2, 2, 0)}
    assert answer.plans == [frozenset({("y", "b/secretary"), ("z", "a/secretary")})]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"since": "2009-10-15"}, "broken"),
        ({"since": "2009-10-16"}, "kept"),
        ({"since": "2009-10"}, "doubt"),
        ({}, "doubt"),
        ({"since": "2015-01-01", "history": [("secretary", "a-old", "2009-10-15", "2014-12")]},
         "broken"),
        ({"since": "2015-01-01", "history": [("BÍ  THƯ", "Xã Hòa A", "2009-10-15", "2014-12")]},
         "broken"),
        ({"since": "2015-01-01", "history": [("secretary", "a", "2005-01-01", "2014-11-30")]},
         "kept"),
        ({"since": "2015-01-01", "history": [("chair", "a", "2005-01-01", "2014-12-31")]}, "kept"),
        ({"since": "2015-01-01", "history": [("secretary", "b", "2005-01-01", "2014-12-31")]},
         "kept"),
    ],
)  # fmt: skip
def test_term_limit(facts: Doc, expected: str) -> None:
    """120 months in that kind of post in that unit, without a break."""
    stints = facts.get("history", [])
    rows = [dict(zip(("kind", "unit", "from", "to"), stint, strict=True)) for stint in stints]
    cadre = {**HOLDS, **facts, "history": rows}
    assert outcome({"rule": "term-limit"}, cadre, moves=False) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2016-10-15", "kept"),
        ("2016-10-16", "broken"),
        ("2016-10", "doubt"),
        ("2016", "doubt"),
        ("2015", "kept"),
        ("", "doubt"),
    ],
)
def test_min_stay(since: str, expected: str) -> None:
    """A post given up after less than 36 months; a doubt never pins a cadre."""
    assert outcome({"rule": "min-stay"}, {**HOLDS, "since": since}, moves=True) == expected


@pytest.mark.parametrize(
    ("rule", "facts", "post", "count"),
    [
        ({}, {"holds": "a/secretary"}, "b/secretary", 0),
        ({}, {"holds": "a/secretary"}, "b/chair", 1),
        ({"max_down": "5"}, {"holds": "a/secretary"}, "b/chair", 0),
        ({"max_up": "5"}, {"holds": "a/chair"}, "b/secretary", 0),
        ({"max_up": "4"}, {"holds": "a/chair"}, "b/secretary", 1),
        ({"max_up": "5", "up_needs": "good"},
         {"holds": "a/chair", "appraisals": {"2016": "good", "2017": "good", "2018": "excellent"}},
         "b/secretary", 0),
        ({"max_up": "5", "up_needs": "good"},
         {"holds": "a/chair", "appraisals": {"2016": "fair", "2017": "good", "2018": "good"}},
         "b/secretary", 1),
        ({"max_up": "5", "up_needs": "good", "up_years": "2"},
         {"holds": "a/chair", "appraisals": {"2017": "good", "2018": "good"}}, "b/secretary", 0),
        ({}, {}, "b/secretary", 1),
        ({}, {"history": [{"kind": "Bí thư", "unit": "?", "from": "2010", "to": "2012"}]},
         "b/secretary", 0),
        ({}, {"history": [{"kind": "văn thư", "unit": "a", "from": "2010", "to": "2012"}]},
         "b/secretary", 1),
    ],
)  # fmt: skip
def test_grade_step(rule: Doc, facts: Doc, post: str, count: int) -> None:
    """Secretary 50, chair 45, deputy 40; nothing held and no history cannot be told."""
    assert appoint({"rule": "grade-step", **rule}, facts, post) == count


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"education": "university", "theory": "intermediate", "languages": ["Tày"]}, 0),
        ({"education": "college", "theory": "advanced", "languages": ["Tày"]}, 1),
        ({"education": "master", "theory": "advanced", "languages": []}, 1),
        ({"education": "master", "languages": ["Tày"]}, 1),
    ],
)
def test_qualification(facts: Doc, count: int) -> None:
    """The holder lacks one, or one cannot be told: either way one approval."""
    rule = {"education": "university", "theory": "intermediate", "languages": ["Tày", "Mông"]}
    assert appoint({"rule": "qualification", **rule}, facts) == count


def test_planning_list() -> None:
    """In the list, or holding that kind already; else one breach."""
    rule = {"rule": "planning-list"}
    assert appoint(rule, {"planned": ["secretary"]}) == 0
    assert appoint(rule, {"planned": ["chair"]}) == 1
    assert appoint(rule, {"holds": "a/secretary"}) == 0


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"born": "1969-10", "sex": "male"}, 0),
        ({"born": "1969-09-30", "sex": "male"}, 1),
        ({"born": "1974-10", "sex": "female"}, 0),
        ({"born": "1969", "sex": "male"}, 1),
        ({"born": "1980"}, 0),  # either sex has 120 months left
        ({"born": "1973"}, 1),  # a woman has not, a man has: cannot tell
        ({"retires": "2029-10"}, 0),
        ({"born": "1980", "sex": "male", "retires": "2029-09"}, 1),
    ],
)
def test_service_left(facts: Doc, count: int) -> None:
    """October 2019 to October 2029 is 120 months; before 2021 retirement is at 60 and 55."""
    assert appoint({"rule": "service-left"}, facts) == count


def test_service_left_non_local() -> None:
    """A post that a non-local clause in force lists asks 60 months only."""
    man = {"born": "1964-10", "sex": "male", "home": "x"}
    law = {"rule": "non-local", "posts": ["secretary"], "force": "target"}
    assert appoint({"rule": "service-left"}, man) == 1
    assert appoint({"rule": "service-left"}, man, rules={"n": law}) == 0
    assert appoint({"rule": "service-left"}, man, rules={"n": {**law, "force": "off"}}) == 1
    assert appoint({"rule": "service-left"}, {**man, "born": "1964-09"}, rules={"n": law}) == 1
    assert appoint({"rule": "service-left"}, man, "b/chair", rules={"n": law}) == 1
