"""Experience, ages at elections, discipline, units left and hard units, worked out by hand.

The round is of 15 October 2019; secretary 50, chair 45, deputy 40.
"""

from __future__ import annotations

import pytest

from .tiny import Doc, appoint, outcome, units


def stint(kind: str, unit: str, begin: str, end: str = "") -> Doc:
    """A `history` entry; without an end when none is given."""
    return {"kind": kind, "unit": unit, "from": begin, **({"to": end} if end else {})}


CHAIR = {"holds": "a/chair"}


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"holds": "a/chair", "since": "2017-10-15"}, 0),
        ({"holds": "a/chair", "since": "2017-10-16"}, 1),
        ({"holds": "a/chair", "since": "2017-10"}, 1),
        ({"holds": "a/chair"}, 1),
        ({"holds": "a/secretary", "since": "2000-01-01"}, 1),
        ({"history": [stint("chair", "a", "2010-01-01", "2012-01-01")]}, 0),
        ({"history": [stint("Chair", "?", "2010-01-01", "2012-01-01")]}, 0),
        ({"history": [stint("văn thư", "a", "2010-01-01", "2012-01-01")]}, 1),
        ({"history": [stint("chair", "a", "2010-01-01", "2011-01-01"),
                      stint("deputy", "b", "2010-07-01", "2012-01-01")]}, 0),
        ({"history": [stint("chair", "a", "2010-01-01", "2011-01-01"),
                      stint("deputy", "b", "2010-07-01", "2011-12-31")]}, 1),
        ({"history": [stint("chair", "a", "2010-01-01", "2011-01-01")],
          **CHAIR, "since": "2018-10-15"}, 0),
        ({"history": [stint("chair", "a", "2017-10-15")]}, 0),
        ({"history": [stint("chair", "a", "2017-11-01", "2019")]}, 1),
    ],
)  # fmt: skip
def test_experience(facts: Doc, count: int) -> None:
    """24 months in total as chair or deputy: history and present, overlaps once."""
    rule = {"rule": "experience", "kinds": ["chair", "deputy"], "months": "24"}
    assert appoint(rule, facts) == count


def test_experience_ends_with_the_round() -> None:
    """A stint that ended some day of 2019 has not lasted to December."""
    rule = {"rule": "experience", "kinds": ["deputy"], "months": "24", "applies": "everyone"}
    for begin, expected in (("2017-10-15", "doubt"), ("2017-11-01", "broken")):
        facts = {"holds": "a/secretary", "history": [stint("deputy", "a", begin, "2019")]}
        assert outcome(rule, facts, moves=False) == expected


ELECTION = {"rule": "election-age", "re_elected_kinds": ["chair"], "re_elected_since": "2015-06-01"}
JUNE = {"reckon": "2020-06-01"}


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"retires": "2025-06"}, 0),
        ({"retires": "2025-05"}, 1),
        ({"retires": "2025"}, 1),
        ({"retires": "2022-12", **CHAIR}, 0),
        ({"retires": "2022-11", **CHAIR}, 1),
        ({"retires": "2022-12", "history": [stint("chair", "x", "2010", "2015-06-01")]}, 0),
        ({"retires": "2022-12", "history": [stint("chair", "x", "2010", "2015-05-31")]}, 1),
        ({"retires": "2022-12", "history": [stint("chair", "x", "2010", "2015")]}, 1),
        ({"retires": "2025-06", "history": [stint("chair", "x", "2010", "2015")]}, 0),
        ({"born": "1965-06", "sex": "male"}, 0),
        ({"born": "1965-05-31", "sex": "male"}, 1),
        ({}, 1),
    ],
)
def test_election_age(facts: Doc, count: int) -> None:
    """June 2020: 60 months to June 2025, 30 to December 2022 for one who was chair since 2015."""
    assert appoint(ELECTION, facts, round=JUNE) == count


def test_election_age_reckon() -> None:
    """A clause's own reckoning month comes first, and holders are judged too."""
    own = {**ELECTION, "reckon": "2021-01"}
    facts = {"retires": "2025-06"}
    assert appoint(own, facts, round=JUNE) == 1
    assert appoint(own, {"retires": "2026-01"}) == 0
    held = {"holds": "a/secretary", "retires": "2025"}
    assert outcome(ELECTION, held, moves=False, round=JUNE) == "doubt"
    assert outcome(ELECTION, {**held, "retires": "2024"}, moves=False, round=JUNE) == "broken"


WAITS = [
    {"from": "2010-01-01", "reprimand": "12", "warning": "12", "removal": "12"},
    {"from": "2019-01-01", "reprimand": "6", "warning": "30", "removal": "60"},
]


def punished(form: str, date: str) -> Doc:
    """The facts of one decision."""
    return {"discipline": [{"form": form, "date": date}]}


@pytest.mark.parametrize(
    ("facts", "post", "count"),
    [
        ({**CHAIR, **punished("reprimand", "2018-10-15")}, "b/secretary", 0),
        ({**CHAIR, **punished("reprimand", "2018-10-16")}, "b/secretary", 1),
        ({**CHAIR, **punished("reprimand", "2018-10-16")}, "b/chair", 0),
        ({**CHAIR, **punished("warning", "2018-12-31")}, "b/secretary", 1),
        ({**CHAIR, **punished("reprimand", "2019-01-01")}, "b/secretary", 0),
        ({**CHAIR, **punished("reprimand", "2019-04-15")}, "b/secretary", 0),
        ({**CHAIR, **punished("reprimand", "2019-04-16")}, "b/secretary", 1),
        ({**CHAIR, **punished("reprimand", "2018-10")}, "b/secretary", 1),
        ({**CHAIR, **punished("expulsion", "2012-10-01")}, "b/secretary", 1),
        ({**CHAIR, **punished("removal", "2009-12-31")}, "b/secretary", 0),
        (punished("reprimand", "2019-10-01"), "b/deputy", 1),
        (punished("reprimand", "2010-10-01"), "b/deputy", 0),
        ({"history": [stint("deputy", "x", "2010", "2012")], **punished("removal", "2019-10-01")},
         "b/chair", 1),
        ({}, "b/secretary", 0),
    ],
)  # fmt: skip
def test_discipline(facts: Doc, post: str, count: int) -> None:
    """A higher grade before the wait is over, by the waits of the day of the decision; an old
    grade that is unknown cannot be told."""
    assert appoint({"rule": "discipline", "waits": WAITS}, facts, post) == count


def test_discipline_doubt() -> None:
    """Under hard a doubt forbids the new post: "2018-10" may be before or after the 15th."""
    rule = {"rule": "discipline", "waits": WAITS}
    facts = {**punished("reprimand", "2018-10"), "history": [stint("chair", "x", "2010", "2012")]}
    assert outcome(rule, facts, moves=True) == "broken"
    assert outcome(rule, {**facts, "holds": "a/secretary"}, moves=True) == "kept"


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"history": [stint("deputy", "b", "2010", "2014-10-16")]}, 1),
        ({"history": [stint("deputy", "b", "2010", "2014-10-15")]}, 0),
        ({"history": [stint("deputy", "b", "2010", "2014-10")]}, 1),
        ({"history": [stint("deputy", "a", "2010", "2019-10-01")]}, 0),
        ({"history": [stint("deputy", "Xã B", "2010", "2019-10-01")]}, 1),
        ({"history": [stint("deputy", "b", "2010")]}, 1),
        ({"history": [stint("deputy", "b", "2010", "2019-01-01")], "holds": "b/chair"}, 0),
        ({}, 0),
    ],
)
def test_no_return(facts: Doc, count: int) -> None:
    """Sixty months away, unless serving there now."""
    assert appoint({"rule": "no-return"}, facts) == count


def test_no_return_formerly() -> None:
    """The old unit is the new one: a was a-old, b never was."""
    facts = {"history": [stint("deputy", "a-old", "2010", "2019-01-01")]}
    assert appoint({"rule": "no-return"}, facts, "a/secretary") == 1
    assert appoint({"rule": "no-return"}, facts, "b/secretary") == 0


HARD_UNITS: Doc = {"units": units(a={"zone": "3"}, b={"zone": "2"}, x={"zone": "3"})}


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ({"units": ["a"]}, {"since": "2014-10-15"}, "broken"),
        ({"units": ["a"]}, {"since": "2014-10-16"}, "kept"),
        ({"units": ["a"]}, {"since": "2014-10"}, "doubt"),
        ({"units": ["a"]}, {}, "doubt"),
        ({"units": ["b"]}, {"since": "2010-01-01"}, "kept"),
        ({"zone": "3"}, {"since": "2014-10-15"}, "broken"),
        ({"zone": "4"}, {"since": "2014-10-15"}, "kept"),
        ({"zone": "3"}, {"since": "2016-01-01",
                         "history": [stint("deputy", "x", "2014-10-15", "2015-12-01")]}, "broken"),
        ({"zone": "3"}, {"since": "2016-01-01",
                         "history": [stint("deputy", "x", "2014-10-15", "2015-11-30")]}, "kept"),
        ({"zone": "3"}, {"since": "2016-01-01",
                         "history": [stint("deputy", "b", "2014-10-15", "2016-01-01")]}, "kept"),
        ({"zone": "3"}, {"since": "2016-01-01",
                         "history": [stint("deputy", "a-old", "2014-10-15", "2016-01-01")]},
         "broken"),
    ],
)  # fmt: skip
def test_hardship(rule: Doc, facts: Doc, expected: str) -> None:
    """Sixty months without a break in hard units up to the round, and a hard post after it."""
    cadre = {"holds": "a/secretary", **facts}
    assert outcome({"rule": "hardship", **rule}, cadre, moves=False, **HARD_UNITS) == expected


def test_hardship_moves() -> None:
    """From one hard unit to another is no relief; to an easy one it is."""
    cadre = {"holds": "a/secretary", "since": "2010-01-01"}
    to_b = {"rule": "hardship", "zone": "2"}
    assert outcome(to_b, cadre, moves=True, **HARD_UNITS) == "broken"
    assert outcome({**to_b, "zone": "3"}, cadre, moves=True, **HARD_UNITS) == "kept"
    bench = {"history": [stint("deputy", "x", "2010-01-01", "2019-09-01")]}
    assert outcome(to_b, bench, moves=True, **HARD_UNITS) == "broken"
    past = {"history": [stint("deputy", "x", "2010-01-01", "2019-08-31")]}
    assert outcome(to_b, past, moves=True, **HARD_UNITS) == "kept"
