"""Small valid rosters by seed, each with its base policy, and whether a clause binds in one."""

from __future__ import annotations

from random import Random

from .oracle import Answer, solve
from .orders import decisions, ties, waivers
from .pair_options import late
from .people import cadres
from .rulebook import base_clauses, choose_rules, clauses
from .terrain import add_terrain
from .world import DAYS, KINDS, Doc, World, add_outside, add_posts, add_units

TIERS = ("vacancies", "targets", "approvals", "moves", "preference")


def policy(seed: int) -> Doc:
    """The base policy: kinds, a few clauses that are off, and tiers, permuted in some seeds."""
    rng, tiers = Random(f"policy {seed}"), list(TIERS)
    if rng.random() < 0.25:
        rng.shuffle(tiers)
    kinds = {
        key: {"title": {"vi": vi, "en": en}, "grade": str(grade), "required": str(required).lower()}
        for key, (vi, en, grade, required) in KINDS.items()
    }
    return {
        "rotplan_policy": "1",
        "name": "mau",
        "title": {"vi": "Chính sách mẫu", "en": "Sample policy"},
        "valid": {"from": "2015-01-01", "to": "2030-12-31"},
        "post_kinds": kinds,
        "clauses": base_clauses(),
        "tiers": tiers,
    }


def _world(seed: int) -> World:
    """The stage: date, rules, units and posts."""
    world = World(Random(seed), DAYS[seed % len(DAYS)], [])
    if world.chance(0.12):
        world.ours = "tinh"
    choose_rules(world)
    add_units(world)
    add_posts(world)
    add_outside(world)
    add_terrain(world)
    return world


def _head(world: World, seed: int) -> Doc:
    """The `round:` of the roster, sometimes with a cap on moves; the reckoning month here or in
    the clause, or in both."""
    head = {
        "name": f"Đợt luân chuyển mẫu {seed}",
        "date": world.day.isoformat(),
        "authority": world.ours,
        "policy": "policy.yaml",
    }
    if world.chance(0.25):
        head["max_moves"] = str(world.rng.choice((1, 2, 2, 3, 4)))
    if world.reckon is not None and not world.own_reckon:
        head["reckon"] = world.reckon.strftime(world.rng.choice(("%Y-%m", "%Y-%m-%d")))
    elif world.own_reckon and world.chance(0.5):
        head["reckon"] = late(world)
    return head


def scores(seed: int) -> str | None:
    """The text of the scores file beside the roster, if the roster names one: most cadres, most
    planned and other posts, a few of them below nought."""
    doc, rng = roster(seed), Random(f"scores {seed}")
    if "scores" not in doc:
        return None
    lines = [
        f"{cadre['id']},{post['id']},{rng.choice((0, 1, 2, 3, 5, 8, -2))}"
        for cadre in doc["cadres"]
        for post in doc["posts"]
        if rng.random() < 0.7
    ]
    return "\n".join(("cadre,post,score", *lines, ""))


def roster(seed: int) -> Doc:
    """A roster of three to six planned posts and three to seven cadres; always valid input."""
    world = _world(seed)
    head, people, rules = _head(world, seed), cadres(world), clauses(world)
    settled = decisions(world, people, rules)
    doc = {
        "rotplan": "1",
        "round": head,
        "units": world.units,
        "posts": world.posts,
        "cadres": people,
        "ties": ties(world, people),
        "decisions": settled,
        "distances": world.roads,
        "waivers": waivers(world, people, rules, settled),
        "rules": rules,
    }
    if world.chance(0.15):
        doc["post_kinds"] = {"council_chair": {"grade": "40", "required": "true"}}
    if world.chance(0.7 if "preference" in world.rules else 0.03):
        doc["scores"] = "fit.csv"
    return {key: value for key, value in doc.items() if value}


def without(doc: Doc, clause: str) -> Doc:
    """The same roster with one clause switched off."""
    rules = dict(doc.get("rules", {}))
    rules[clause] = {**rules.get(clause, {}), "force": "off"}
    return {**doc, "rules": rules}


def _tiers(answer: Answer) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Status and tiers; targets that are nil are left out, so that a clause which only renumbers
    `targets.1`, `targets.2` does not count as binding."""
    named = ((name.split(".")[0], value) for name, value in answer.tiers)
    return answer.status, tuple(pair for pair in named if pair != ("targets", 0))


def binds(seed: int, clause: str) -> bool:
    """Does removing the clause change the oracle's answer, status or tiers?"""
    doc, law, text = roster(seed), policy(seed), scores(seed)
    return _tiers(solve(doc, law, text)) != _tiers(solve(without(doc, clause), law, text))
