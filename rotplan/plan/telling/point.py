"""A point: one thing that is said about a plan, as data and in words, with what belongs to it.

Terminal, Markdown and JSON show the same points; none of them adds a sentence.
"""

from dataclasses import dataclass
from typing import Literal

from rotplan.language.words import Words

Tone = Literal["plain", "good", "bad", "faint", "strong"]
PointFact = str | int | bool | None | tuple[str, ...]

# what stands in a table in place of figures
NO_PLAN_THERE, NOT_KNOWN = Words("không có phương án", "no plan"), Words("chưa rõ", "not known")

_NOWHERE = Words("", "")


@dataclass(frozen=True)
class Point:
    """`kind` and `facts` (ids and numbers) are for machines, `words` for people.

    `place` is where a clause or a decision stands, as path and line; `where` is what that adds to
    the words, which plan files leave out: lines change while facts stay.
    """

    kind: str
    words: Words
    parts: tuple["Point", ...] = ()
    tone: Tone = "plain"
    clause: str | None = None
    cadre: str | None = None
    post: str | None = None
    place: tuple[str, int] | None = None
    facts: tuple[tuple[str, PointFact], ...] = ()
    where: Words = _NOWHERE

    @property
    def placed(self) -> Words:
        """The words with where it stands."""
        return Words(self.words.vi + self.where.vi, self.words.en + self.where.en)


@dataclass(frozen=True)
class Explanation:
    """An answer: whom or what it is about, and its points under headings.

    `answered`: false where the time ended before the question itself could be answered.
    """

    title: Words
    notes: tuple[Words, ...]
    points: tuple[Point, ...]
    answered: bool = True
