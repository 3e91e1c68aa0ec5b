"""The clauses of a made roster: options of every rule, forces, goals, priorities, validity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from .pair_rules import PAIR_RULES
from .world import COMBINATIONS, KINDS, Doc, World

IDS = {
    "non-local": "local-secretary",
    "term-limit": "two-terms",
    "min-stay": "min-stay",
    "grade-step": "equal-grade",
    "qualification": "qualification",
    "planning-list": "planned",
    "family": "kin",
    "continuity": "continuity",
    "concurrency": "concurrency",
    "move-limit": "move-limit",
    "service-left": "service-left",
}
RULES = tuple(IDS)
WITHOUT_POSTS = ("family", "concurrency", "move-limit")


def _some(world: World, options: Doc, chance: float = 0.5) -> Doc:
    """Each option with that chance, so that defaults are used too."""
    return {key: value for key, value in options.items() if world.chance(chance)}


def _non_local(world: World) -> Doc:
    """Mostly the hometown against the commune."""
    rng = world.rng
    evidence = (["home"], ["home"], ["home", "birthplace"], ["home", "lived"], ["lived"])
    options: Doc = {"evidence": rng.choice(evidence), "lived_years": rng.choice(("20", "15"))}
    options = _some(world, options, 0.7)
    options |= _some(world, {"level": "commune", "applies": "newcomers"}, 0.25)
    if world.chance(0.12):
        options["level"] = rng.choice(("district", "district", "province"))
    return options


def _term_limit(world: World) -> Doc:
    """Ten years, or less to bind more often."""
    return _some(world, {"months": world.rng.choice(("120", "119", "60", "36"))}, 0.6)


def _min_stay(world: World) -> Doc:
    """Three years, or months that end on another month."""
    return _some(world, {"months": world.rng.choice(("36", "30", "37", "60"))})


def _grade_step(world: World) -> Doc:
    """Equal grade, or some steps up and down, with or without appraisals."""
    rng = world.rng
    options = {"max_up": rng.choice(("0", "5", "10")), "max_down": rng.choice(("0", "5", "10"))}
    options = _some(world, options, 0.8)
    if options.get("max_up", "0") != "0" and world.chance(0.7):
        options["up_needs"] = rng.choice(("good", "excellent", "good"))
        options |= _some(world, {"up_years": rng.choice(("1", "2", "3"))})
    return options


def _qualification(world: World) -> Doc:
    """One to four of the minimums."""
    rng = world.rng
    options = {
        "education": rng.choice(("college", "university", "university")),
        "theory": rng.choice(("intermediate", "advanced")),
        "expertise": ["agriculture", "law"],
        "languages": ["Tày", "Mông"],
    }
    return _some(world, options, 0.4) or {"education": "university"}


def _planning_list(world: World) -> Doc:
    """No option, save that it may be asked of everyone."""
    return _some(world, {"applies": "everyone"}, 0.15)


def _service_left(world: World) -> Doc:
    """The figures of the law, or a shorter term."""
    options = {"months": world.rng.choice(("120", "60")), "months_non_local": "48"}
    return _some(world, options, 0.4)


def _family(world: World) -> Doc:
    """Spouses and more; one or two groups; units, districts and provinces."""
    rng = world.rng
    top, rest = ["commune_secretary", "commune_chair"], list(KINDS)
    groups: list[Doc] = [
        {"a": top, "b": rest},
        {"a": ["commune_secretary"], "b": ["commune_chair", "council_chair", "front_chair"]},
        {"a": ["commune_secretary", "district_body_head"], "b": top, "within": "district"},
        {"a": rest, "b": rest, "within": rng.choice(("unit", "district", "province"))},
    ]
    relations = rng.choice((["spouse", "parent", "sibling"], ["spouse", "child"], ["spouse"]))
    return {"relations": relations, "groups": rng.sample(groups, rng.choice((1, 1, 2)))}


def _continuity(world: World) -> Doc:
    """How many posts of a unit may change."""
    return {"max_changed": world.rng.choice(("0", "0", "1", "1", "2"))}


def _concurrency(world: World) -> Doc:
    """The combinations that the world was made for."""
    return {"allowed": world.allowed}


def _move_limit(world: World) -> Doc:
    """A cap on the round, on each unit or on each agency."""
    rng = world.rng
    per = rng.choice(("round", "unit", "agency", "round"))
    return {"max": rng.choice(("1", "1", "2") if per == "round" else ("0", "0", "1")), "per": per}


OPTIONS: dict[str, Callable[[World], Doc]] = {
    "non-local": _non_local,
    "term-limit": _term_limit,
    "min-stay": _min_stay,
    "grade-step": _grade_step,
    "qualification": _qualification,
    "planning-list": _planning_list,
    "service-left": _service_left,
    "family": _family,
    "continuity": _continuity,
    "concurrency": _concurrency,
    "move-limit": _move_limit,
}


def choose_rules(world: World) -> None:
    """Three to six rules; the combinations come first, the posts are made to fit them."""
    world.rules = world.rng.sample(RULES, world.rng.choice((3, 4, 5, 5, 6, 6)))
    driver = world.rng.choice(("non-local", "term-limit"))
    if driver not in world.rules and world.chance(0.9):
        world.rules[0] = driver
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
    """Any force; `concurrency` is "hard only"; seldom hard what would often leave no plan."""
    if rule == "concurrency":
        return "hard"
    wide = options.get("level") in ("district", "province")
    driver = rule in ("non-local", "term-limit")
    weights = (1 if wide else 4 if driver else 5, 6, 8, 1)
    return world.rng.choices(("hard", "approval", "target", "off"), weights)[0]


def clause(world: World, rule: str) -> Doc:
    """One clause with its options, force, basis, and what its force allows."""
    options = OPTIONS[rule](world)
    force = _force(world, rule, options)
    doc: Doc = {"rule": rule, **options, "force": force, "basis": "Kết luận 15-KL/HU"}
    if rule not in WITHOUT_POSTS and world.chance(0.33):
        kinds = sorted({post["kind"] for post in world.posts})
        doc["posts"] = world.rng.sample(kinds, world.rng.randint(1, len(kinds)))
    if rule in ("qualification", "service-left"):
        doc |= _some(world, {"applies": "everyone"}, 0.12)
    if force == "target":
        doc |= _some(world, {"priority": world.rng.choice(("2", "5"))}, 0.35)
        if rule in PAIR_RULES and rule != "min-stay":
            doc |= _some(world, {"goal": world.rng.choice(("50%", "67%", "75%", "100%"))}, 0.4)
    return doc if rule == "concurrency" else doc | _validity(world)


def clauses(world: World) -> Doc:
    """The `rules:` of the roster, some resting on clauses of the base policy."""
    docs = {IDS[rule]: clause(world, rule) for rule in world.rules}
    if "non-local" in world.rules and world.chance(0.25):
        docs["local-chair"] = clause(world, "non-local") | {"posts": ["commune_chair"]}
    for key in ("min-stay", "qualification", "planned"):
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
    }
