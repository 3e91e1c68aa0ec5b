"""The clause ids of made rosters, and which rules take which common options."""

from __future__ import annotations

IDS = {
    "non-local": "local-secretary",
    "term-limit": "two-terms",
    "min-stay": "min-stay",
    "grade-step": "equal-grade",
    "qualification": "qualification",
    "experience": "experience",
    "planning-list": "planned",
    "service-left": "service-left",
    "election-age": "election-age",
    "discipline": "discipline",
    "frozen": "frozen",
    "protected": "protected",
    "no-return": "no-return",
    "family": "kin",
    "continuity": "continuity",
    "local-knowledge": "local-knowledge",
    "language": "language",
    "composition": "women",
    "committee-size": "committee-size",
    "concurrency": "concurrency",
    "move-limit": "move-limit",
    "hardship": "hardship",
    "distance": "distance",
    "preference": "preference",
}
RULES = tuple(IDS)
RULE_OF = {
    **{key: rule for rule, key in IDS.items()},
    "local-chair": "non-local",
    "young": "composition",
}
WITHOUT_POSTS = ("family", "concurrency", "move-limit")
ROW_RULES = (
    "family",
    "continuity",
    "local-knowledge",
    "language",
    "composition",
    "committee-size",
    "move-limit",
)
RELUCTANT = ("discipline", "no-return", "protected", "frozen")
FORCES = ("hard", "approval", "target", "off")


def forces(rule: str) -> tuple[str, ...]:
    """The forces that a rule may have: `concurrency` "hard only", "`preference` has no force"."""
    return {"concurrency": ("hard",), "preference": ("none",)}.get(rule, FORCES)
