"""What the board of a made roster has settled: ties, decisions and waivers, all valid input."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from .pair_rules import PAIR_RULES
from .people import held_by
from .rulebook import IDS
from .world import Doc, World

RULE_OF = {**{key: rule for rule, key in IDS.items()}, "local-chair": "non-local"}


def ties(world: World, cadres: list[Doc]) -> list[Doc]:
    """Two to five ties between different pairs; mostly where a family clause can see them."""
    likely = 0.95 if "family" in world.rules else 0.1
    if not world.chance(likely):
        return []
    pairs = list(combinations([doc["id"] for doc in cadres], 2))
    chosen = world.rng.sample(pairs, min(len(pairs), world.rng.randint(2, 5)))
    kinds = ("spouse", "spouse", "spouse", "parent", "child", "sibling", "cousin")
    return [{"a": a, "b": b, "kind": world.rng.choice(kinds)} for a, b in chosen]


def _closing(world: World) -> set[str]:
    """The closing posts."""
    return {post["id"] for post in world.posts if "closing" in post}


def _decision(world: World, cadre: Doc, settled: set[str]) -> Doc | None:
    """A decision that contradicts nothing: `settled` are posts already kept or placed into."""
    held, closing = held_by(cadre), _closing(world)
    outside = {post["id"] for post in world.outside}
    word = world.rng.choice(("keep", "place", "never", "never"))
    if word == "keep" and held and not closing.union(settled).intersection(held):
        settled.update(held)
        return {"keep": cadre["id"], "because": "đang chỉ đạo đại hội điểm"}
    if word == "place" and (not outside.intersection(held) or "available" in cadre):
        free = [post["id"] for post in world.posts if post["id"] not in settled | closing | outside]
        if free and not (len(held) > 1 and outside.intersection(held)):
            post = world.rng.choice(free)
            settled.add(post)
            return {"place": cadre["id"], "in": post}
    if word == "never":
        where = [post[key] for post in world.posts for key in ("id", "unit", "unit")]
        where = [*where, "xa1", "xa1"] if held else [*where[:3], "huyen", "huyen", "huyen"]
        return {"never": cadre["id"], "in": world.rng.choice(where)}
    return None


def decisions(world: World, cadres: list[Doc]) -> list[Doc]:
    """None to three decisions, each about another cadre who does not leave."""
    settled: set[str] = set()
    staying = [doc for doc in cadres if "leaving" not in doc]
    number = min(len(staying), world.rng.choice((0, 0, 0, 0, 0, 1, 1, 2)))
    made = [_decision(world, doc, settled) for doc in world.rng.sample(staying, number)]
    bench = [doc for doc in staying if not held_by(doc)]
    if not number and bench and world.chance(0.2):
        made.append({"never": bench[0]["id"], "in": world.rng.choice(("huyen", "xa1"))})
    return [decision for decision in made if decision is not None]


def waivers(world: World, cadres: list[Doc], rules: Doc) -> list[Doc]:
    """None to three waivers of pair clauses and `family`, some expired or ending on the day."""
    keys = [key for key in rules if RULE_OF[key] in PAIR_RULES or RULE_OF[key] == "family"]
    docs: list[Doc] = []
    for key in world.rng.sample(keys, min(len(keys), world.rng.choice((0, 0, 1, 1, 2, 3)))):
        cadre = world.rng.choice(cadres)
        doc = {"clause": key, "cadre": cadre["id"], "basis": "Kết luận 15-KL/HU"}
        if world.chance(0.4):
            doc["post"] = world.rng.choice(world.posts)["id"]
        if world.chance(0.5):
            days = world.rng.choice((0, 0, 200, -1))
            doc["until"] = (world.day + timedelta(days=days)).isoformat()
        docs.append(doc)
    return docs
