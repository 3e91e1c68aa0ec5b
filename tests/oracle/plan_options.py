"""Options of the rules about a whole plan, and of `preference`, in made rosters."""

from __future__ import annotations

from .pair_options import some
from .world import KINDS, Doc, World


def family(world: World) -> Doc:
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


def continuity(world: World) -> Doc:
    """How many posts of a unit may change."""
    return {"max_changed": world.rng.choice(("0", "0", "1", "1", "2"))}


def concurrency(world: World) -> Doc:
    """The combinations that the world was made for."""
    return {"allowed": world.allowed}


def move_limit(world: World) -> Doc:
    """A cap on the round, on each unit or on each agency."""
    rng = world.rng
    per = rng.choice(("round", "unit", "agency", "round"))
    return {"max": rng.choice(("1", "1", "2") if per == "round" else ("0", "0", "1")), "per": per}


def local_knowledge(world: World) -> Doc:
    """One or two who know the unit."""
    rng = world.rng
    return some(world, {"min": rng.choice("112"), "months": rng.choice(("12", "24", "36", "120"))})


def language(world: World) -> Doc:
    """One or two speakers."""
    return some(world, {"min": world.rng.choice("112")}, 0.4)


def composition(world: World) -> Doc:
    """Women, the young, an age band or the ethnic minorities: at least, at most, or both."""
    rng = world.rng
    groups: list[Doc] = [
        {"sex": rng.choice(("female", "female", "male"))},
        {"under": "40"},
        {"between": ["40", "50"]},
        {"not_ethnicity": "Kinh"},
    ]
    bounds = rng.choice(({"min": "15"}, {"min": "34"}, {"max": "50"}, {"min": "30", "max": "67"}))
    within = {"within": "round"} if world.chance(0.5) else some(world, {"within": "unit"})
    return {"group": rng.choice(groups), **bounds, **within}


def committee_size(world: World) -> Doc:
    """At least, at most, or both."""
    return {
        **world.rng.choice(({"min": "1"}, {"max": "2"}, {"min": "1", "max": "2"}, {"max": "1"}))
    }


def preference(world: World) -> Doc:
    """The four prices, some of them nil."""
    rng = world.rng
    return {
        "per_km": rng.choice("0112"),
        "per_score": rng.choice("0135"),
        "stay_near_family": rng.choice(("0", "5", "20")),
        "prefers": rng.choice(("0", "3", "10")),
    }
