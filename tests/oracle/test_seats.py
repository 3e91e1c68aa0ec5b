"""`committee-size`, `language` and `local-knowledge`, worked out by hand for 15 October 2019."""

from __future__ import annotations

import pytest

from .tiny import A_SEATS as A
from .tiny import Doc, best, held, kept, seats, short, units, values

U = Doc()
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
    loose = {"units": units(a={"seats": {"min": "1", "max": "3"}})}
    assert [short(COMMITTEE, people, **loose) for people in ([], two, three)] == [1, 0, 0]
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
