"""Problems in what the user wrote: where, what was found, what was expected, how to mend it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rotplan.roster.catalogue import CATALOGUE
from rotplan.text import Words


class Level(IntEnum):
    """How grave a finding is; `note` is the lowest."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True)
class Source:
    """One file as the user wrote it: `path` as named on the command line, text without its BOM."""

    path: str
    text: str = field(repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in code points."""
        text, block = self._ends, offset // _BLOCK
        before = self._counts[block] + text.count("\n", block * _BLOCK, offset)
        last = text.rfind("\n", block * _BLOCK, offset)
        if last < 0 and before:
            # the line began in another block, the one with its last line end
            there = _BLOCK * (bisect_left(self._counts, before) - 1)
            last = text.rfind("\n", there, there + _BLOCK)
        return before + 1, offset - last

    def start(self, number: int) -> int:
        """Offset of the first character of a line, counted from 1."""
        wanted = number - 1
        block = bisect_left(self._counts, wanted) - 1
        if block < 0:
            return 0
        at = block * _BLOCK - 1
        for _ in range(wanted - self._counts[block]):
            at = self._ends.index("\n", at + 1)
        return at + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self.start(number)
        end = self._ends.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")

    @cached_property
    def lines(self) -> int:
        """How many there are; LF, CRLF and a lone CR end a line."""
        return self._counts[-1] + 1

    @cached_property
    def _ends(self) -> str:
        """The text with LF at the end of every line."""
        if "\r" not in self.text:
            return self.text
        return self.text.replace("\r\n", " \n").replace("\r", "\n")

    @cached_property
    def _counts(self) -> list[int]:
        """How many line ends stand before each block, and in all."""
        starts = range(0, len(self.text) + 1, _BLOCK)
        return [0, *accumulate(self._ends.count("\n", at, at + _BLOCK) for at in starts)]


# lines are counted block by block: a list of all their places would outweigh the text
_BLOCK = 4096


class Mark(NamedTuple):
    """A stretch of a source: code point offsets, the end exclusive."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]


class Edit(NamedTuple):
    """A repair: what to write instead of a stretch of the file. `safe`: its meaning stays."""

    mark: Mark
    text: str
    safe: bool = True


class Entity(NamedTuple):
    """Whom or what a problem is about: a cadre's id and name, a post's id."""

    kind: str
    id: str
    name: str = ""


@dataclass(frozen=True)
class Problem:
    """One finding. `code` is stable; `related` are the other places of a conflict, `norm` is where
    the clause was last changed, `edits` mend it without a person.

    `stops`: it kept the rules from being asked, so that no filter may hide it. `parts` are what
    its sentences were filled with, `bare` the same for readers who must not see names or values.
    """

    slug: str
    level: Level
    mark: Mark | None
    words: Words
    fix: Words | None = None
    entity: Entity | None = None
    related: tuple[tuple[Mark, Words], ...] = ()
    clause: str | None = None
    basis: str | None = None
    path: str = ""
    norm: Mark | None = None
    edits: tuple[Edit, ...] = ()
    stops: bool = False
    parts: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    bare: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def code(self) -> str:
        return CATALOGUE[self.slug].code

    @property
    def place(self) -> tuple[str, int, int]:
        """Path, line and column; a problem of a whole file stands at 1:1."""
        if self.mark is None:
            return self.path, 1, 1
        return self.mark.source.path, self.mark.line, self.mark.column

    def order(self) -> tuple[object, ...]:
        return (*self.place, self.code, self.words.en)


class Problems:
    """All problems of one run, in the order of the files."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(
        self,
        slug: str,
        mark: Mark | None,
        *,
        path: str = "",
        level: Level | None = None,
        entity: Entity | None = None,
        related: tuple[tuple[Mark, Words], ...] = (),
        edits: tuple[Edit, ...] = (),
        bare: Mapping[str, object] | None = None,
        **parts: object,
    ) -> None:
        """Report the problem `slug` of the catalogue; `parts` fill its sentences, `bare` some of
        them where names and values are left out."""
        entry = CATALOGUE[slug]
        self.report(
            Problem(
                slug=slug,
                level=Level[entry.level.upper()] if level is None else level,
                mark=mark,
                words=entry.words.format(**parts),
                fix=entry.fix.format(**parts) if entry.fix else None,
                entity=entity,
                related=related,
                path=path,
                edits=edits,
                parts=parts,
                bare=bare or {},
            )
        )

    def stop(self, since: int) -> None:
        """Mark the errors among all from number `since` on as what kept the rules unasked."""
        for n, problem in enumerate(self._found[since:], start=since):
            if problem.level is Level.ERROR:
                self._found[n] = replace(problem, stops=True)

    def stopped(self) -> set[str]:
        """The files in which something kept the rules from being asked."""
        return {p.mark.source.path if p.mark else p.path for p in self._found if p.stops}

    def report(self, problem: Problem) -> None:
        self._found.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=lambda p: (p.order(), not p.stops)))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> int:
        return sum(p.level is Level.ERROR for p in self._found)
