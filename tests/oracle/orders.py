"""What the board of a made roster has settled: ties, decisions and waivers, all valid input."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from .catalogue import IDS, RELUCTANT, RULE_OF
from .pair_rules import CADRE_RULES, is_pair_rule
from .people import held_by
from .world import Doc, World


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


def _decision(world: World, cadre: Doc, settled: set[str], word: str = "") -> Doc | None:
    """A decision, of any word or this one, that contradicts nothing: `settled` are posts already
    kept or placed into."""
    held, closing = held_by(cadre), _closing(world)
    outside = {post["id"] for post in world.outside}
    word = word or world.rng.choice(("keep", "place", "never", "never"))
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


def _pulled(world: World, cadres: list[Doc], rules: Doc, settled: set[str]) -> list[Doc]:
    """A place for one whom a rule would rather leave where he or she is: few plans would try."""
    law: Doc = next((rules[IDS[rule]] for rule in RELUCTANT if rule in world.rules), {})
    likely = {"approval": 0.6, "target": 0.6, "hard": 0.15}
    if not world.chance(likely.get(law.get("force", "off"), 0)):
        return []
    marked = ("discipline", "circumstances", "history")
    able = [doc for doc in cadres if any(key in doc for key in marked) and "leaving" not in doc]
    for doc in able:
        made = _decision(world, doc, settled, "place")
        if made is not None:
            return [made]
    return []


def decisions(world: World, cadres: list[Doc], rules: Doc) -> list[Doc]:
    """None to three decisions, each about another cadre who does not leave."""
    settled: set[str] = set()
    pulled = _pulled(world, cadres, rules, settled)
    if pulled:
        return pulled
    staying = [doc for doc in cadres if "leaving" not in doc]
    number = min(len(staying), world.rng.choice((0, 0, 0, 0, 0, 0, 0, 1, 1, 2)))
    made = [_decision(world, doc, settled) for doc in world.rng.sample(staying, number)]
    bench = [doc for doc in staying if not held_by(doc)]
    if not number and bench and world.chance(0.2):
        made.append({"never": bench[0]["id"], "in": world.rng.choice(("huyen", "xa1"))})
    return [decision for decision in made if decision is not None]


def waivers(world: World, cadres: list[Doc], rules: Doc) -> list[Doc]:
    """None to three waivers of pair clauses and `family`, some expired or ending on the day."""
    keys = [key for key in rules if is_pair_rule(RULE_OF[key]) or RULE_OF[key] == "family"]
    docs: list[Doc] = []
    for key in world.rng.sample(keys, min(len(keys), world.rng.choice((0, 0, 1, 1, 2, 3, 4)))):
        touched = [doc for doc in cadres if doc.get("circumstances")]
        spared = RULE_OF[key] in CADRE_RULES and touched and world.chance(0.7)
        cadre = world.rng.choice(touched if spared else cadres)
        doc = {"clause": key, "cadre": cadre["id"], "basis": "Kết luận 15-KL/HU"}
        if world.chance(0.4):
            doc["post"] = world.rng.choice(world.posts)["id"]
        if world.chance(0.5):
            days = world.rng.choice((0, 0, 200, -1))
            doc["until"] = (world.day + timedelta(days=days)).isoformat()
        docs.append(doc)
    return docs
