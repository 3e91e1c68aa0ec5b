"""A line of what rotplan prints; terminal and Markdown only dress it."""

from dataclasses import dataclass
from typing import Literal

from rotplan.plan.telling.point import Tone

LineKind = Literal["title", "note", "heading", "group", "item", "detail", "fine", "figure", "gap"]


@dataclass(frozen=True)
class Line:
    """One line; `tone` says how it is meant, never the only sign of it.

    A `figure` is set in columns: it is neither wrapped nor read as markup.
    """

    kind: LineKind
    text: str
    tone: Tone = "plain"
