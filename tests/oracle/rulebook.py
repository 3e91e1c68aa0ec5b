"""The clauses of a made roster: options of every rule, forces, goals, priorities, validity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from . import pair_options, plan_options
from .catalogue import IDS, RELUCTANT, ROW_RULES, RULES, WITHOUT_POSTS, forces
from .dates import back
from .pair_options import some
from .pair_rules import has_goal
from .world import COMBINATIONS, Doc, World

OPTIONS: dict[str, Callable[[World], Doc]] = {
    "non-local": pair_options.non_local,
    "term-limit": pair_options.term_limit,
    "min-stay": pair_options.min_stay,
    "grade-step": pair_options.grade_step,
    "qualification": pair_options.qualification,
    "experience": pair_options.experience,
    "planning-list": pair_options.planning_list,
    "service-left": pair_options.service_left,
    "election-age": pair_options.election_age,
    "discipline": pair_options.discipline,
    "frozen": pair_options.frozen,
    "protected": pair_options.protected,
    "no-return": pair_options.no_return,
    "hardship": pair_options.hardship,
    "distance": pair_options.distance,
    "family": plan_options.family,
    "continuity": plan_options.continuity,
    "concurrency": plan_options.concurrency,
    "move-limit": plan_options.move_limit,
    "local-knowledge": plan_options.local_knowledge,
    "language": plan_options.language,
    "composition": plan_options.composition,
    "committee-size": plan_options.committee_size,
    "preference": plan_options.preference,
}
DRIVERS = ("non-local", "term-limit", "hardship")
HARSH = ("composition", "committee-size", "language", "local-knowledge", "distance", "election-age")


def choose_rules(world: World) -> None:
    """Four to eight rules; the combinations come first, the posts are made to fit them."""
    world.rules = world.rng.sample(RULES, world.rng.choice((4, 5, 6, 6, 7, 8)))
    resisted = not set(RELUCTANT).isdisjoint(world.rules)
    if (resisted or world.rules[0] not in DRIVERS) and world.chance(0.9):
        driver = DRIVERS[0] if resisted else world.rng.choice(DRIVERS[:2])
        world.rules = [driver, *(rule for rule in world.rules[1:] if rule != driver)]
    if "election-age" in world.rules or world.chance(0.1):
        world.reckon = back(world.day, -world.rng.choice((0, 3, 8, 12))).replace(day=1)
        world.own_reckon = "election-age" in world.rules and world.chance(0.4)
    if "concurrency" in world.rules:
        world.allowed = [list(kinds) for kinds in world.rng.choice(COMBINATIONS)]


def _validity(world: World) -> Doc:
    """A window that ends or begins on the round's date, or just misses it."""
    day, one = world.day, timedelta(days=1)
    windows = (
        {"from": day.isoformat()},
        {"to": day.isoformat()},
        {"from": (day + one).isoformat()},
        {"to": (day - one).isoformat(), "from": "2015-01-01"},
    )
    return {"valid": world.rng.choice(windows)} if world.chance(0.1) else {}


def _force(world: World, rule: str, options: Doc) -> str:
    """Any force that the rule may have; seldom hard what would often leave no plan."""
    if len(forces(rule)) == 1:
        return forces(rule)[0]
    wide = options.get("level") in ("district", "province")
    hard = 1 if wide else 2 if rule in HARSH else 4 if rule in DRIVERS else 6
    return world.rng.choices(forces(rule), (hard, 6, 8, 1))[0]


def clause(world: World, rule: str) -> Doc:
    """One clause with its options, force, basis, and what its force allows."""
    options = OPTIONS[rule](world)
    force = _force(world, rule, options)
    doc: Doc = {"rule": rule, **options, "force": force, "basis": "Kết luận 15-KL/HU"}
    if force == "none":
        del doc["force"]
    if rule not in WITHOUT_POSTS and world.chance(0.33):
        kinds = sorted({post["kind"] for post in world.posts})
        least = 2 if rule in ROW_RULES and len(kinds) > 1 else 1
        doc["posts"] = world.rng.sample(kinds, world.rng.randint(least, len(kinds)))
    if rule in ("qualification", "service-left", "experience"):
        doc |= some(world, {"applies": "everyone"}, 0.12)
    if force == "target":
        doc |= some(world, {"priority": world.rng.choice(("2", "5"))}, 0.35)
        if has_goal(rule):
            doc |= some(world, {"goal": world.rng.choice(("50%", "67%", "75%", "100%"))}, 0.4)
    return doc if rule == "concurrency" else doc | _validity(world)


def clauses(world: World) -> Doc:
    """The `rules:` of the roster, some resting on clauses of the base policy."""
    docs = {IDS[rule]: clause(world, rule) for rule in world.rules}
    if "non-local" in world.rules and world.chance(0.25):
        docs["local-chair"] = clause(world, "non-local") | {"posts": ["commune_chair"]}
    if "composition" in world.rules and world.chance(0.3):
        docs["young"] = clause(world, "composition")
    for key in ("min-stay", "qualification", "planned", "frozen", "protected"):
        if key in docs and world.chance(0.4):
            del docs[key]["rule"], docs[key]["basis"]
    return docs


def base_clauses() -> Doc:
    """What the base policy brings: clauses that are off until a roster switches them on."""
    basis = {"force": "off", "basis": "QĐ 65-QĐ/TW"}
    return {
        "min-stay": {"rule": "min-stay", "months": "36", **basis},
        "qualification": {"rule": "qualification", "education": "college", **basis},
        "planned": {"rule": "planning-list", **basis},
        "frozen": {"rule": "frozen", **basis},
        "protected": {"rule": "protected", **basis},
    }
