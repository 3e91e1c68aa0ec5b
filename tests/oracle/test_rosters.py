"""The made rosters are valid input for the contract, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from .catalogue import ROW_RULES, RULE_OF, RULES, forces
from .census import ROW_DOUBT, answers, census
from .oracle import score, solve
from .pair_rules import has_goal, is_pair_rule
from .people import held_by
from .reading import read
from .rosters import policy, roster, scores
from .search import allowed_lists, is_holding
from .world import Doc

pytestmark = pytest.mark.thorough

SEEDS = range(320)


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
    """`goal` and forces only where allowed, waivers only on pair clauses and `family`, a reckoning
    month for ages at elections."""
    doc = roster(seed)
    for key, clause in doc["rules"].items():
        rule = RULE_OF[key]
        assert clause.get("force", "none") in forces(rule)
        assert "goal" not in clause or (has_goal(rule) and clause["force"] == "target")
        if rule == "election-age":
            assert "reckon" in clause or "reckon" in doc["round"]
    for waiver in doc.get("waivers", []):
        assert waiver["clause"] in doc["rules"]
        rule = RULE_OF[waiver["clause"]]
        assert is_pair_rule(rule) or rule == "family"


def places(seed: int) -> None:
    """Every unit, kind and post named by a clause, a cadre or a table exists."""
    doc = roster(seed)
    units, kinds = {unit["id"] for unit in doc["units"]}, set(policy(seed)["post_kinds"])
    named = {unit["seat"] for unit in doc["units"] if "seat" in unit}
    named |= {cadre["family_home"] for cadre in doc["cadres"] if "family_home" in cadre}
    named.update(doc.get("distances", {}), *doc.get("distances", {}).values())
    for clause in doc["rules"].values():
        named.update(clause.get("units", ()))
        assert set(clause.get("kinds", ())) <= kinds
        assert set(clause.get("re_elected_kinds", ())) <= kinds
    assert named <= units
    assert set().union(*(cadre.get("prefers", ()) for cadre in doc["cadres"])) <= units | kinds


def score_files(seed: int) -> None:
    """A scores file where the roster names one: each pair once, each of them in the roster."""
    doc, text = roster(seed), scores(seed)
    assert (text is None) == ("scores" not in doc)
    head, *lines = text.splitlines() if text is not None else ["cadre,post,score"]
    assert head == "cadre,post,score"
    pairs = [tuple(line.split(",")[:2]) for line in lines]
    assert len(set(pairs)) == len(pairs)
    assert {cadre for cadre, _ in pairs} <= {cadre["id"] for cadre in doc["cadres"]}
    assert {post for _, post in pairs} <= {post["id"] for post in doc["posts"]}


@pytest.mark.parametrize("check", [references, holdings, decisions, clauses, places, score_files])
def test_valid(check: Callable[[int], None]) -> None:
    """Every seed is valid input."""
    for seed in SEEDS:
        check(seed)


def test_mix() -> None:
    """Every optimal plan scores what the answer says."""
    for seed in SEEDS:
        doc, law, text = roster(seed), policy(seed), scores(seed)
        answer = solve(doc, law, text)
        for plan in answer.plans[:2]:
            judged = score(doc, law, plan, text)
            assert judged is not None
            assert judged.tiers == answer.tiers


def test_every_rule_binds() -> None:
    """Each rule, under each force it may have: in some seed the answer would be another without
    the clause (never for `off`); a tenth to a fifth of the rosters are infeasible."""
    used, binding, infeasible = census(len(SEEDS))
    for rule in RULES:
        for force in forces(rule):
            assert used[rule, force] or force == "off", (rule, force)
            assert bool(binding[rule, force]) == (force != "off"), (rule, force)
    assert 0.1 <= infeasible / len(SEEDS) <= 0.2


def test_every_verdict_occurs() -> None:
    """Yes, no and cannot tell of each rule that may give that answer; of rows too."""
    found = answers(len(SEEDS))
    never_doubted = {"planning-list", "frozen"}
    for rule in set(RULES) - {"concurrency", "preference"}:
        assert found[rule, "yes"], rule
        assert found[rule, "no"], rule
        if rule not in ROW_RULES:
            assert bool(found[rule, "cannot tell"]) == (rule not in never_doubted), rule
    for rule in ("local-knowledge", "language", "composition"):
        assert found[rule, ROW_DOUBT], rule


def test_waivers_of_every_family() -> None:
    """Each pair rule and `family` is waived somewhere."""
    waived = {RULE_OF[item["clause"]] for seed in SEEDS for item in roster(seed).get("waivers", [])}
    assert waived == {rule for rule in RULES if is_pair_rule(rule) or rule == "family"}
