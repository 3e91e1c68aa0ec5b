"""The made rosters are valid input for the contract, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from .catalogue import RULE_OF
from .oracle import score, solve
from .people import held_by
from .reading import read
from .rosters import policy, roster
from .search import allowed_lists, is_holding
from .world import Doc

SEEDS = range(300)


def _held(doc: Doc) -> Counter[str]:
    """How many cadres hold each post."""
    return Counter(post for cadre in doc["cadres"] for post in held_by(cadre))


def references(seed: int) -> None:
    """Ids are unique and different, every reference exists, a post has one holder."""
    doc = roster(seed)
    assert doc == roster(seed)
    units, posts, cadres = (
        [item["id"] for item in doc[key]] for key in ("units", "posts", "cadres")
    )
    assert len({*units, *posts, *cadres}) == len(units) + len(posts) + len(cadres)
    assert {post["unit"] for post in doc["posts"]} <= set(units)
    assert {post["kind"] for post in doc["posts"]} <= set(policy(seed)["post_kinds"])
    assert set(_held(doc)) <= set(posts)
    assert max(_held(doc).values(), default=1) == 1
    ties = [frozenset((tie["a"], tie["b"])) for tie in doc.get("ties", [])]
    assert len(set(ties)) == len(ties)
    assert set().union(*ties) <= set(cadres)


def holdings(seed: int) -> None:
    """ "Two posts together without such a clause are an error"."""
    facts = read(roster(seed), policy(seed))
    assert 3 <= sum(post.planned for post in facts.posts.values()) <= 6
    assert 3 <= len(facts.cadres) <= 7
    for cadre in facts.cadres.values():
        assert is_holding(facts, frozenset(cadre.held), allowed_lists(facts))
        for stint in cadre.history:
            assert stint.since.first <= stint.until.last
            assert stint.since.first < facts.day
        for since in cadre.held.values():
            assert since is None or since.first <= facts.day


def _quarrels(doc: Doc) -> list[str]:
    """Decisions that the contract calls errors."""
    facts = read(doc, policy(0))
    settled: list[str] = []
    wrong = []
    for decision in facts.decisions:
        word = next(key for key in ("keep", "place", "never") if key in decision)
        cadre = facts.cadres[decision[word]]
        if word != "never" and cadre.leaving:
            wrong.append("leaving")
        seats = list(cadre.held) if word == "keep" else [decision["in"]] if word == "place" else []
        wrong += ["closing" for post in seats if facts.posts[post].closing]
        settled += seats
        if word == "place":
            candidate = facts.candidate(cadre) and facts.posts[decision["in"]].planned
            wrong += [] if candidate else ["place"]
    people = [next(iter(item.values())) for item in doc.get("decisions", [])]
    twice = len(set(people)) < len(people) or len(set(settled)) < len(settled)
    return wrong + ["twice"] * twice


def decisions(seed: int) -> None:
    """No decision contradicts another, and none is about what cannot be decided."""
    assert _quarrels(roster(seed)) == []


def clauses(seed: int) -> None:
    """`goal` only where allowed, waivers only on pair clauses and `family`."""
    doc = roster(seed)
    for key, clause in doc["rules"].items():
        pair = RULE_OF[key] not in ("min-stay", "family", "continuity", "concurrency", "move-limit")
        assert "goal" not in clause or (pair and clause["force"] == "target")
    for waiver in doc.get("waivers", []):
        assert waiver["clause"] in doc["rules"]
        assert RULE_OF[waiver["clause"]] not in ("continuity", "concurrency", "move-limit")


@pytest.mark.parametrize("check", [references, holdings, decisions, clauses])
def test_valid(check: Callable[[int], None]) -> None:
    """Every seed is valid input."""
    for seed in SEEDS:
        check(seed)


def test_mix() -> None:
    """5 to 15 % are infeasible, and every optimal plan scores what the answer says."""
    infeasible = 0
    for seed in SEEDS:
        doc, law = roster(seed), policy(seed)
        answer = solve(doc, law)
        infeasible += answer.status == "infeasible"
        for plan in answer.plans[:2]:
            judged = score(doc, law, plan)
            assert judged is not None
            assert judged.tiers == answer.tiers
    assert 0.05 <= infeasible / len(SEEDS) <= 0.155
