"""Findings of `check`: problems with their place, record and fingerprint, ready for every form."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from rotplan.language.brevity import brief_text
from rotplan.language.words import Lang, Words
from rotplan.roster.reading.nodes import KeyPath
from rotplan.roster.reading.nodes import Mapping as Node
from rotplan.roster.reading.path_at_offset import field_of, pointer, steps_to
from rotplan.roster.reading.problems import Entity, Level, Problem
from rotplan.roster.reading.source import Mark, Source
from rotplan.roster.reading.validate import entity

LEVEL_WORDS = {
    Level.ERROR: Words("lỗi", "error"),
    Level.WARNING: Words("cảnh báo", "warning"),
    Level.NOTE: Words("lưu ý", "note"),
}
ENTITY_WORDS = {
    "cadre": Words("cán bộ", "cadre"),
    "post": Words("chức danh", "post"),
    "unit": Words("đơn vị", "unit"),
    "clause": Words("điều khoản", "clause"),
}


_LONG_LINE = 2_000


@dataclass(frozen=True)
class Location:
    """Where something stands: path as shown to users, lines and columns from 1, end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def is_file(self) -> bool:
        """Whether it lies in a file of the user's, not in a policy that rotplan ships."""
        return not self.path.startswith("<")


class LookedUp(NamedTuple):
    """What the tree of a file says about a finding in it."""

    steps: KeyPath
    entity: Entity | None
    kinship: str


@dataclass(frozen=True)
class Finding:
    """A problem with all that a form may say about it; what few forms need is found when asked.

    `known`: found already, where the tree is left behind.
    """

    problem: Problem
    place: Location
    root: Node | None = None
    related: tuple[tuple[Location, Words], ...] = ()
    norm: Location | None = None
    known: LookedUp | None = field(default=None, compare=False)

    @cached_property
    def steps(self) -> KeyPath:
        """The path of keys to it in its file."""
        if self.known is not None:
            return self.known.steps
        mark = self.problem.mark
        return steps_to(self.root, mark.start) if self.root is not None and mark else ()

    @cached_property
    def entity(self) -> Entity | None:
        """Whom or what it is about."""
        if self.known is not None:
            return self.known.entity
        if self.problem.entity or not self.root:
            return self.problem.entity
        found = entity(self.root, self.steps)
        return found and Entity(found.kind, brief_text(found.id), brief_text(found.name))

    @cached_property
    def kinship(self) -> str:
        """Code, clause, path, record and field; the text of the line where there is no record."""
        if self.known is not None:
            return self.known.kinship
        problem, who = self.problem, self.entity
        about = f"{who.kind} {who.id}" if who else self._line
        parts = (problem.code, problem.clause or "", self.place.path, about, field_of(self.steps))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]

    def apart(self) -> "Finding":
        """The same without its file's tree: what is found when asked is found now."""
        return replace(self, root=None, known=LookedUp(self.steps, self.entity, self.kinship))

    @property
    def _line(self) -> str:
        """The text of its line, or of a very long one the part around it; nothing of a file whose
        lines are not told."""
        mark = self.problem.mark
        if mark is None or mark.source.hidden:
            return ""
        start, end = mark.source.around(mark.start, _LONG_LINE)
        return mark.source.text[start:end].strip()

    @property
    def level(self) -> Level:
        return self.problem.level

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def slug(self) -> str:
        return self.problem.slug

    @property
    def pointer(self) -> str:
        return brief_text(pointer(self.steps))

    @property
    def applicability(self) -> str | None:
        """`safe` or `unsafe` edits would mend it; nothing: a person must."""
        edits = self.problem.edits
        if not edits:
            return None
        return "safe" if all(e.safe for e in edits) else "unsafe"


@dataclass(frozen=True)
class Report:
    """What a run found, and how it is to be told. `files` are the paths read, as shown.

    `width` is that of a screen, None for a pipe; `most` limits the findings of one code in `full`
    (0: none); `threshold` is the level from which on the run fails; `docs` is the address at which
    readers find docs/check.md, if there is one; `excerpts`: whether lines of the files are shown.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    lang: Lang = "en"
    color: bool = False
    width: int | None = None
    most: int = 0
    threshold: Level | None = Level.ERROR
    docs: str | None = None
    excerpts: bool = True

    def url(self, code: str) -> str:
        """Where a code is explained; without an address, in rotplan's own files."""
        return f"{self.docs or 'docs/check.md'}#{code.lower()}"

    def count(self, level: Level) -> int:
        return sum(f.problem.many for f in self.findings if f.level is level)


Shown = Callable[[str], str]


def location_of(mark: Mark, shown: Shown) -> Location:
    """A mark with its lines and columns counted."""
    line, column = mark.source.position(mark.start)
    end_line, end_column = mark.source.position(max(mark.end, mark.start))
    return Location(shown(mark.source.path), line, column, end_line, end_column)


def spelled_out(
    problems: Iterable[Problem], root_of: Callable[[Source], Node | None], shown: Shown
) -> tuple[Finding, ...]:
    """Every problem once, in the order given, with its place, path and record.

    `root_of` gives the top-level mapping of a source; `shown` turns a path into what users see.
    """
    found: list[Finding] = []
    seen: set[tuple[object, ...]] = set()
    for problem in problems:
        order = problem.order
        if order not in seen:
            seen.add(order)
            found.append(_finding(problem, root_of, shown))
    return tuple(found)


def _finding(problem: Problem, root_of: Callable[[Source], Node | None], shown: Shown) -> Finding:
    mark = problem.mark
    return Finding(
        problem=problem,
        place=location_of(mark, shown) if mark else Location(shown(problem.path), 1, 1, 1, 1),
        root=root_of(mark.source) if mark is not None else None,
        related=tuple((location_of(m, shown), words) for m, words in problem.related),
        norm=location_of(problem.norm, shown) if problem.norm else None,
    )


def finding_fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One for each finding, without a line in it; those that share a kinship are numbered."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        seen[finding.kinship] += 1
        n = seen[finding.kinship]
        marks.append(finding.kinship if n == 1 else f"{finding.kinship}-{n}")
    return marks


def summary(
    problems: Iterable[Problem | Finding], files: int, lang: Lang, aside: Iterable[Words] = ()
) -> str:
    """How many of each level, in how many files; `aside` is what else there is to say."""
    counted = Counter[Level]()
    for each in problems:
        counted[each.level] += (each.problem if isinstance(each, Finding) else each).many
    said = ", ".join(
        with_plural(counted[level], LEVEL_WORDS[level], lang)
        for level in reversed(Level)
        if counted[level]
    )
    none = Words("không có vấn đề gì", "no findings")[lang]
    more = ", ".join(words[lang] for words in aside)
    return f"{said or none} {_IN[lang]} {with_plural(files, _FILE, lang)}" + (
        f" ({more})" if more else ""
    )


_IN = Words("trong", "in")
_FILE = Words("tệp", "file")


def with_plural(count: int, noun: Words, lang: Lang) -> str:
    """Vietnamese nouns have no plural."""
    return f"{count} {noun[lang]}" + ("s" if lang == "en" and count != 1 else "")
