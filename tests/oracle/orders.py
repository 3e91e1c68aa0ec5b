"""What the board of a made roster has settled: ties, decisions and waivers, all valid input."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from .catalogue import IDS, RELUCTANT, RULE_OF
from .pair_rules import is_pair_rule
from .people import held_by
from .world import KINDS, Doc, World

LOOKED_AT = {
    "frozen": "circumstances",
    "protected": "circumstances",
    "discipline": "discipline",
    "distance": "family_home",
}


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


def _decision(
    world: World, cadre: Doc, settled: set[str], word: str = "", wanted: str = ""
) -> Doc | None:
    """A decision, of any word or this one, into any post or the wanted one, that contradicts
    nothing: `settled` are posts already kept or placed into."""
    held, closing = held_by(cadre), _closing(world)
    outside = {post["id"] for post in world.outside}
    word = word or world.rng.choice(("keep", "place", "never", "never"))
    if word == "keep" and held and not closing.union(settled).intersection(held):
        settled.update(held)
        return {"keep": cadre["id"], "because": "đang chỉ đạo đại hội điểm"}
    if word == "place" and (not outside.intersection(held) or "available" in cadre):
        free = [post["id"] for post in world.posts if post["id"] not in settled | closing | outside]
        free = [post for post in free if wanted in ("", post)]
        if free and not (len(held) > 1 and outside.intersection(held)):
            post = world.rng.choice(free)
            settled.add(post)
            return {"place": cadre["id"], "in": post}
    if word == "never":
        where = [post[key] for post in world.posts for key in ("id", "unit", "unit")]
        where = [*where, "xa1", "xa1"] if held else [*where[:3], "huyen", "huyen", "huyen"]
        return {"never": cadre["id"], "in": world.rng.choice(where)}
    return None


def _unwelcome(cadre: Doc, post: Doc, rule: str) -> bool:
    """Would the rule rather not see this cadre in this post?"""
    if not cadre.get(LOOKED_AT.get(rule, "history")):
        return False
    if rule == "discipline":
        kinds = [post_id.split("/")[1].split("-")[0] for post_id in held_by(cadre)]
        kinds += [stint["kind"] for stint in cadre.get("history", [])] if not kinds else []
        return all(KINDS[kind][2] < KINDS[post["kind"]][2] for kind in kinds if kind in KINDS)
    if rule == "no-return":
        return post["unit"] in (stint["unit"] for stint in cadre["history"])
    return post["id"] not in held_by(cadre)


def _pulled(world: World, cadres: list[Doc], rules: Doc, settled: set[str]) -> list[Doc]:
    """A place for one whom a rule would rather not see there: few plans would try it."""
    rule = next((rule for rule in RELUCTANT if rule in world.rules), "")
    law: Doc = rules.get(IDS.get(rule, ""), {})
    likely = {"approval": 0.7, "target": 0.7, "hard": 0.25}
    if not world.chance(likely.get(law.get("force", "off"), 0)):
        return []
    pairs = [
        (cadre, post)
        for cadre in cadres
        for post in world.posts
        if "leaving" not in cadre and _unwelcome(cadre, post, rule)
    ]
    world.rng.shuffle(pairs)
    for cadre, post in pairs:
        made = _decision(world, cadre, set(settled), "place", post["id"])
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


def _lifted(world: World, rule: str, cadres: list[Doc], settled: list[Doc]) -> Doc:
    """Whom a waiver names, and perhaps which post: often one whom the board places, his or her
    old or new post; else one whom the rule looks at; else anybody."""
    placed = [order for order in settled if "place" in order]
    if placed and world.chance(0.75):
        mover = next(doc for doc in cadres if doc["id"] == placed[0]["place"])
        posts = [None, placed[0]["in"], *held_by(mover)]
        post = world.rng.choice(posts)
        return {"cadre": mover["id"]} | ({"post": post} if post else {})
    touched = [doc for doc in cadres if doc.get(LOOKED_AT.get(rule, "history"))]
    cadre = world.rng.choice(touched if touched and world.chance(0.7) else cadres)
    post = world.rng.choice([*held_by(cadre), *(item["id"] for item in world.posts)])
    return {"cadre": cadre["id"]} | ({"post": post} if world.chance(0.4) else {})


def waivers(world: World, cadres: list[Doc], rules: Doc, settled: list[Doc]) -> list[Doc]:
    """None to four waivers of pair clauses and `family`, some expired or ending on the day;
    `settled` are the decisions."""
    keys = [key for key in rules if is_pair_rule(RULE_OF[key]) or RULE_OF[key] == "family"]
    chosen = world.rng.sample(keys, min(len(keys), world.rng.choice((0, 0, 1, 1, 2, 3, 4))))
    if any("place" in order for order in settled):
        resisting = [key for key in keys if world.chance(0.3)]
        chosen = list(dict.fromkeys([*chosen, *resisting]))
    docs: list[Doc] = []
    for key in chosen:
        doc = {"clause": key, "basis": "Kết luận 15-KL/HU"}
        doc |= _lifted(world, RULE_OF[key], cadres, settled)
        if world.chance(0.5):
            days = world.rng.choice((0, 0, 200, -1))
            doc["until"] = (world.day + timedelta(days=days)).isoformat()
        docs.append(doc)
    return docs
