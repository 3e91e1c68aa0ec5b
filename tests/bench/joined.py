"""Made rosters too large for brute force: several of the oracle's small ones joined into one.

The parts lie in one district; their communes, posts and people keep apart by a number before each
id, and the clauses of all parts hold for everybody, so that a model has up to twenty of them. The
clauses of the second part on are seldom hard, or hardly any joined roster would have a plan.
"""

from random import Random
from typing import Any

from tests.oracle import rosters
from tests.oracle.catalogue import RULE_OF
from tests.oracle.rulebook import base_clauses
from tests.oracle.world import DAYS

Doc = dict[str, Any]
PARTS = (2, 3, 4)
SHARED = ("tinh", "huyen", "huyen2")
LISTS = ("units", "posts", "cadres", "ties", "decisions")


def joined(seed: int) -> tuple[Doc, str | None]:
    """A roster of two to four parts, and the text of its scores file if it names one."""
    rng = Random(f"joined {seed}")
    parts = _parts(rng, seed)
    renamed = [_renamed(part, n) for n, (part, _) in enumerate(parts)]
    whole: Doc = {"rotplan": "1", "round": dict(renamed[0]["round"])}
    for key in LISTS:
        items = [item for part in renamed for item in part.get(key, ())]
        whole[key] = _once(items) if key == "units" else items
    whole["distances"] = {k: v for part in renamed for k, v in part.get("distances", {}).items()}
    rules = [_rules(rng, part, n) for n, part in enumerate(renamed)]
    whole["rules"] = _one_concurrency({k: v for part in rules for k, v in part.items()})
    whole["waivers"] = [_waiver(w, n) for n, p in enumerate(renamed) for w in p.get("waivers", ())]
    _cap(whole, renamed)
    _reckon(whole, renamed)
    scores = [_renamed_scores(text, part, n) for n, (part, text) in enumerate(parts) if text]
    if scores:
        whole["scores"] = "fit.csv"
    text = "\n".join(["cadre,post,score", *scores, ""]) if scores else None
    return {key: value for key, value in whole.items() if value}, text


def _parts(rng: Random, seed: int) -> list[tuple[Doc, str | None]]:
    """Rosters of one day and one authority: the district's."""
    parts: list[tuple[Doc, str | None]] = []
    wanted = rng.choice(PARTS)
    while len(parts) < wanted:
        other = rng.randrange(10**6) * len(DAYS) + seed % len(DAYS)
        part = rosters.roster(other)
        if part["round"]["authority"] == "huyen":
            parts.append((part, rosters.scores(other)))
    return parts


def _renamed(part: Doc, number: int) -> Doc:
    """The part with its number before every id of its own."""
    ids = _ids(part)

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {f"{number}{k}" if k in ids else k: walk(v) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(item) for item in value]
        return f"{number}{value}" if value in ids else value

    renamed: Doc = walk(part)
    for unit in renamed["units"]:
        if unit["id"] not in SHARED:
            unit["name"] = f"{unit['name']} {number}"
    return renamed


def _ids(part: Doc) -> set[str]:
    """The ids that the parts must not share."""
    listed = (item["id"] for key in ("units", "posts", "cadres") for item in part[key])
    return set(listed) - set(SHARED)


def _renamed_scores(text: str, part: Doc, number: int) -> str:
    rows = (line.split(",") for line in text.split("\n")[1:] if line)
    return "\n".join(f"{number}{cadre},{number}{post},{score}" for cadre, post, score in rows)


def _once(units: list[Doc]) -> list[Doc]:
    """The shared units once each; what one part says of them more than another is kept."""
    found: dict[str, Doc] = {}
    for unit in units:
        found[unit["id"]] = {**unit, **found.get(unit["id"], {})}
    return list(found.values())


def _clause(key: str, number: int) -> str:
    return key if number == 0 else f"{key}-{number}"


def _rules(rng: Random, part: Doc, number: int) -> Doc:
    """A part's clauses under ids of their own, complete without the base policy's."""
    rules: Doc = {}
    for key, own in part["rules"].items():
        base = base_clauses().get(key, {})
        clause = {**base, "rule": RULE_OF[key], "basis": "Kết luận 15-KL/HU", **own}
        soften = number > 0 and RULE_OF[key] != "concurrency" and rng.random() < 0.8
        if clause.get("force") == "hard" and soften:
            clause["force"] = "approval"
        rules[_clause(key, number)] = clause
    return rules


def _one_concurrency(rules: Doc) -> Doc:
    """The combinations of all parts in one clause: a holding of today may need any of them."""
    found = [key for key, clause in rules.items() if clause["rule"] == "concurrency"]
    for key in found[1:]:
        rules[found[0]]["allowed"] = [*rules[found[0]]["allowed"], *rules.pop(key)["allowed"]]
    return rules


def _waiver(waiver: Doc, number: int) -> Doc:
    return {**waiver, "clause": _clause(waiver["clause"], number)}


def _cap(whole: Doc, parts: list[Doc]) -> None:
    """A cap of the first part allows for the people of the others."""
    if "max_moves" in whole["round"]:
        caps = [part["round"].get("max_moves", "2") for part in parts]
        whole["round"]["max_moves"] = str(sum(map(int, caps)))


def _reckon(whole: Doc, parts: list[Doc]) -> None:
    """Ages at elections are reckoned by a clause's month, else by that of any part."""
    months = [part["round"]["reckon"] for part in parts if "reckon" in part["round"]]
    if months:
        whole["round"]["reckon"] = months[0]
