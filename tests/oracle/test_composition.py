"""`composition`, worked out by hand for 15 October 2019; and rows in doubt."""

from __future__ import annotations

import pytest

from .tiny import A_SEATS as A
from .tiny import Doc, held, kept, seats, short, values

WOMEN: Doc = {"rule": "composition", "group": {"sex": "female"}}


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
        (BAND, "1979", 0),
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
