"""The rules about who sits in the listed seats, worked out by hand: 15 October 2019."""

from __future__ import annotations

import pytest

from .oracle import Answer
from .tiny import Doc, best, seats, units, values

A = seats("a/secretary", "a/chair", "a/deputy")
WOMEN: Doc = {"rule": "composition", "group": {"sex": "female"}}


def held(**people: Doc) -> list[Doc]:
    """Cadres named after the kind of the post that they hold in commune a."""
    return [{"id": f"z-{kind}", "holds": f"a/{kind}", **facts} for kind, facts in people.items()]


def kept(rule: Doc, cadres: list[Doc], posts: list[Doc] = A, **more: object) -> Answer:
    """The answer when all these cadres keep their posts."""
    keep = [{"keep": cadre["id"]} for cadre in cadres if "leaving" not in cadre]
    return best(cadres, posts, {"k": rule}, decisions=keep, **more)


def short(rule: Doc, cadres: list[Doc], posts: list[Doc] = A, **more: object) -> int:
    """Targets missed when all these cadres keep their posts."""
    return dict(kept(rule, cadres, posts, **more).tiers)["targets"]


F, M, U = {"sex": "female"}, {"sex": "male"}, Doc()


@pytest.mark.parametrize(
    ("bounds", "people", "missed"),
    [
        ({"min": "34"}, (F, M, M), 1),
        ({"min": "33"}, (F, M, M), 0),
        ({"min": "67"}, (M, M, M), 3),
        ({"max": "33"}, (F, F, M), 2),
        ({"max": "34"}, (F, F, M), 1),
        ({"max": "67"}, (F, F, M), 0),
        ({"min": "34"}, (F, U, M), 1),
        ({"max": "34"}, (F, U, M), 1),
        ({"min": "34", "max": "34"}, (F, F, M), 1),
        ({"min": "60", "max": "70"}, (F, U, U), 1),
        ({"min": "34", "max": "40"}, (U, U, U), 2),
    ],
)
def test_composition(bounds: Doc, people: tuple[Doc, ...], missed: int) -> None:
    """Of three seats: ceil(min), floor(max); an unknown takes the worse coefficient on each
    side, and the greater of the two counts."""
    cadres = held(**dict(zip(("secretary", "chair", "deputy"), people, strict=True)))
    assert short({**WOMEN, **bounds}, cadres) == missed


def test_composition_empty_seats_count() -> None:
    """Of Y listed seats, filled or not: half of two, though one is empty; closing posts do not."""
    cadres = held(secretary=M)
    assert short({**WOMEN, "min": "50"}, cadres, A[:2]) == 1
    closing = [A[0], {**A[1], "closing": "true"}]
    assert short({**WOMEN, "min": "50", "posts": ["chair"]}, cadres, closing) == 0
    assert short({**WOMEN, "max": "50"}, held(secretary=F), closing) == 1
    assert short({**WOMEN, "max": "50"}, held(secretary=F), A[:2]) == 0


AGES = {"under": "40"}
BAND = {"between": ["40", "50"]}


@pytest.mark.parametrize(
    ("group", "born", "missed"),
    [
        (AGES, "1979-10-16", 0),
        (AGES, "1979-10-15", 1),
        (AGES, "1979-10", 1),
        (AGES, "1979", 1),
        (AGES, "1980", 0),
        (BAND, "1979-10-15", 0),
        (BAND, "1979-10-16", 1),
        (BAND, "1968-10-16", 0),
        (BAND, "1968-10-15", 1),
        (BAND, "1968", 1),
        (BAND, "1969", 0),
        (AGES, "", 1),
        (BAND, "", 1),
    ],
)
def test_composition_ages(group: Doc, born: str, missed: int) -> None:
    """Complete years; born in a year only is 1 January: 1979 is 40, 1968 is 51."""
    rule = {"rule": "composition", "group": group, "min": "100"}
    assert short(rule, held(secretary={"born": born}), A[:1]) == missed


def test_composition_ethnicity() -> None:
    """Not the majority; unknown is neither."""
    rule = {"rule": "composition", "group": {"not_ethnicity": "Kinh"}}
    for ethnicity, least, most in (("Tày", 0, 1), ("Kinh", 1, 0), ("", 1, 1)):
        cadres = held(secretary={"ethnicity": ethnicity})
        assert short({**rule, "min": "100"}, cadres, A[:1]) == least
        assert short({**rule, "max": "0"}, cadres, A[:1]) == most


def test_composition_within() -> None:
    """One row for each unit, or one for the round; outside holders are constants."""
    posts = [A[0], *seats("b/secretary", "x/secretary")]
    cadres = [{"id": name, "holds": f"{name}/secretary", **F} for name in "abx"]
    cadres[0]["sex"] = "male"
    rule = {**WOMEN, "min": "60"}
    assert kept(rule, cadres[:2], posts).targets == {"k": (1, 2, 1)}
    wide = {**rule, "within": "round"}
    assert kept(wide, cadres, posts).targets == {"k": (1, 1, 1)}
    assert kept(wide, cadres[:2], posts).targets == {"k": (0, 1, 0)}
    assert kept(wide, cadres[2:], posts[2:]).targets == {"k": (0, 0, 0)}


def test_doubt_under_hard() -> None:
    """Only the better coefficients must hold; the shortfall of the worse ones are approvals."""
    hard = {**WOMEN, "force": "hard"}
    assert values(kept({**hard, "min": "34"}, held(secretary=F, chair=U, deputy=M))) == (0, 0, 1, 0)
    assert values(kept({**hard, "min": "67"}, held(secretary=U, chair=U, deputy=U))) == (0, 0, 3, 0)
    assert values(kept({**hard, "max": "0"}, held(secretary=M, chair=U, deputy=U))) == (0, 0, 2, 0)
    three = held(secretary=F, chair=U, deputy=M)
    assert kept({**hard, "max": "0"}, three).status == "infeasible"
    assert kept({**hard, "min": "100"}, three).status == "infeasible"


COMMITTEE: Doc = {"rule": "committee-size", "min": "2", "max": "2"}


def test_committee_size() -> None:
    """Filled listed posts against the clause, or against the unit's own `seats`."""
    two, three = held(secretary=U, chair=U), held(secretary=U, chair=U, deputy=U)
    assert short(COMMITTEE, held(secretary=U)) == 1
    assert short(COMMITTEE, two) == 0
    assert short(COMMITTEE, three) == 1
    assert short({**COMMITTEE, "posts": ["secretary", "chair"]}, three) == 0
    own = {"units": units(a={"seats": {"min": "3", "max": "3"}})}
    assert short(COMMITTEE, three, **own) == 0
    assert short(COMMITTEE, two, **own) == 1
    assert kept(COMMITTEE, two, [*A, *seats("b/chair")]).targets == {"k": (1, 2, 1)}
    assert kept({**COMMITTEE, "posts": ["deputy"]}, [], A[:1]).targets == {"k": (0, 0, 0)}


def test_committee_size_closing() -> None:
    """A closing seat is in no seat count, before or after the round."""
    posts = [{**A[0], "closing": "true"}, *A[1:]]
    cadres = held(secretary=U, chair=U)
    answer = best(cadres, posts, {"k": COMMITTEE}, decisions=[{"keep": "z-chair"}])
    assert (values(answer), answer.targets) == ((0, 0, 0, 1), {"k": (1, 1, 0)})


def test_committee_size_outside() -> None:
    """An outside holder is filled; a unit with outside seats alone is not judged."""
    posts = [A[0], {**A[1], "authority": "p"}, A[2]]
    assert short(COMMITTEE, held(secretary=U, chair=U), posts) == 0
    assert kept(COMMITTEE, held(chair=U), [posts[1]]).targets == {"k": (0, 0, 0)}


SPOKEN: Doc = {"units": units(a={"languages": ["Tày", "Dao"]})}


@pytest.mark.parametrize(
    ("least", "people", "missed"),
    [
        ("1", ({"languages": ["Mông"]}, {"languages": ["Dao"]}), 0),
        ("2", ({"languages": ["Mông"]}, {"languages": ["Dao"]}), 1),
        ("1", ({"languages": ["Mông"]}, {"languages": []}), 1),
        ("1", ({"languages": ["Mông"]}, {}), 1),
        ("1", ({"languages": ["Tày"]}, {}), 0),
        ("3", ({"languages": ["Tày"]}, {}), 2),
    ],
)
def test_language(least: str, people: tuple[Doc, Doc], missed: int) -> None:
    """Speakers among the holders of a unit's listed posts; unknown languages speak none."""
    rule = {"rule": "language", "min": least}
    cadres = held(secretary=people[0], chair=people[1])
    assert short(rule, cadres, **SPOKEN) == missed
    assert short(rule, cadres) == 0


def test_language_under_hard() -> None:
    """Who may speak it is enough for hard, and counts one approval."""
    rule = {"rule": "language", "force": "hard"}
    assert values(kept(rule, held(secretary=U), A[:1], **SPOKEN)) == (0, 0, 1, 0)
    mute = held(secretary={"languages": []})
    assert kept(rule, mute, A[:1], **SPOKEN).status == "infeasible"


X = {"home": "x"}


@pytest.mark.parametrize(
    ("facts", "missed"),
    [
        ({**X, "since": "2017-10-15"}, 0),
        ({**X, "since": "2017-10-16"}, 1),
        ({**X, "since": "2017-10"}, 1),
        ({**X}, 1),
        ({"home": "a", "since": "2019-01-01"}, 0),
        ({"home": "a-old", "since": "2019-01-01"}, 0),
        ({"home": "d", "since": "2019-01-01"}, 1),
        ({"since": "2019-01-01"}, 1),
        ({**X, "since": "2018-10-15", "history": [
            {"kind": "?", "unit": "a-old", "from": "2010-01-01", "to": "2011-01-01"}]}, 0),
        ({**X, "since": "2018-10-15", "history": [
            {"kind": "chair", "unit": "b", "from": "2010-01-01", "to": "2015-01-01"}]}, 1),
    ],
)  # fmt: skip
def test_local_knowledge(facts: Doc, missed: int) -> None:
    """Twenty-four months in that unit in all, or a home there."""
    rule = {"rule": "local-knowledge"}
    assert short(rule, held(secretary=facts), A[:1]) == missed


def test_local_knowledge_counts_posts() -> None:
    """Two of three must know it: one does, one may, one does not."""
    people = held(
        secretary={**X, "since": "2010-01-01"}, chair=U, deputy={**X, "since": "2019-01-01"}
    )
    rule = {"rule": "local-knowledge", "min": "2", "months": "24"}
    assert short(rule, people) == 1
    assert short({**rule, "min": "3"}, people) == 2
    assert values(kept({**rule, "force": "hard"}, people)) == (0, 0, 1, 0)
    assert kept({**rule, "min": "3", "force": "hard"}, people).status == "infeasible"
