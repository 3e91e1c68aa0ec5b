"""Weights up to the limit: a made model with prices as large as its sums may be, and a tier order
of its own.

Scores are of the kinds that boards write: all different, nearly alike, round thousands, nought or
very much. The sum of the largest prices comes close to what planning takes in every tenth model,
and is spread over all magnitudes below in the others.
"""

import copy
from random import Random
from typing import Any

from rotplan.planning.program.column_costs import LARGEST_SUM
from tests.oracle.rosters import TIERS

Doc = dict[str, Any]
LARGEST = 999_999_999  # what a file may say of a weight, or of a score
KILOMETRES = 4_000  # no two places of a made map are further apart
PARTS = 4  # kilometres, family, score, wish: each takes a part of what a price may be


def heavy(seed: int, doc: Doc, policy: Doc, scores: str | None) -> tuple[Doc, Doc, str | None]:
    """The same roster with other weights and scores, and the tiers in another order."""
    rng = Random(f"heavy {seed}")
    doc, policy = copy.deepcopy(doc), copy.deepcopy(policy)
    policy["tiers"] = rng.sample(TIERS, len(TIERS))
    clause = _preference(doc)
    most = (LARGEST_SUM - 1) // max(len(doc["cadres"]), 1) // PARTS
    if rng.random() < 0.9:
        most = max(1, int(most / 10 ** rng.uniform(0, 15)))
    largest = min(LARGEST, max(1, int(most ** rng.uniform(0.2, 1.0))))
    for weight, part in (
        ("per_km", most // KILOMETRES),
        ("stay_near_family", most),
        ("prefers", most),
        ("per_score", most // largest),
    ):
        clause[weight] = str(rng.randint(0, min(part, LARGEST)))
    doc["scores"] = "fit.csv"
    return doc, policy, _scores(rng, doc, largest)


def _preference(doc: Doc) -> Doc:
    """The roster's own clause of prices; a new one where it has none."""
    rules = doc.setdefault("rules", {})
    for clause in rules.values():
        if clause.get("rule") == "preference":
            found: Doc = clause
            return found
    rules["weights"] = added = {"rule": "preference", "basis": "Kết luận 15-KL/HU"}
    return added


def _scores(rng: Random, doc: Doc, largest: int) -> str:
    """A score for most pairs, of one of four kinds."""
    kind = rng.randrange(4)

    def score() -> int:
        if kind == 0:
            return rng.randint(-largest, largest)
        if kind == 1:
            return largest - rng.randint(0, min(3, largest))
        if kind == 2:
            step = max(1, largest // 10)
            return step * rng.randint(-10 if step * 10 <= largest else 0, largest // step)
        return rng.choice((0, 1, largest))

    pairs = ((c["id"], p["id"]) for c in doc["cadres"] for p in doc["posts"])
    lines = [f"{c},{p},{score()}" for c, p in pairs if rng.random() < 0.8]
    return "\n".join(["cadre,post,score", *lines, ""])
