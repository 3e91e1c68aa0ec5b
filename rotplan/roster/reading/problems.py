"""Problems in what the user wrote: where, what was found, what was expected, how to mend it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from rotplan.language.brevity import SENTENCE, VALUE, brief, brief_text, brief_words
from rotplan.language.words import Words
from rotplan.roster.reading.catalogue import CATALOGUE
from rotplan.roster.reading.error_codes.rp2_places import PLACES
from rotplan.roster.reading.error_codes.rp4_rotation import ROTATION
from rotplan.roster.reading.source import Mark, Source


class Level(IntEnum):
    """How grave a finding is; `note` is the lowest."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


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

    `many`: for so many it stands that are only counted. `stops`: it kept the rules from being
    asked, so that no filter may hide it. `parts` are what
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
    many: int = 1
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

    @cached_property
    def order(self) -> tuple[object, ...]:
        """By place, then by what is said."""
        return (*self.place, self.code, self.words.en)


@dataclass
class _Tally:
    """How many of one kind a file has; of those that are only counted, the first and all edits."""

    count: int = 0
    more: Problem | None = None
    edits: list[Edit] = field(default_factory=list)


class Problems:
    """All problems of one run, in the order of the files.

    Of one kind in one file only so many are told and the others counted: a broken megabyte must
    not become a gigabyte of findings. What is known of records, places and rules is all told.
    """

    def __init__(self) -> None:
        self._found: list[Problem] = []
        # by source and slug; the mark that each holds keeps the source, and so its id, alive
        self._tallies: dict[tuple[int, str], _Tally] = {}
        self._size = self._errors = 0

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
        level = Level[entry.level.upper()] if level is None else level
        if mark is not None and self.is_full(mark.source, slug):
            self._more(Problem(slug, level, mark, Words("", ""), edits=edits))
            return
        said = {name: brief(part) for name, part in parts.items()}
        self.report(
            Problem(
                slug=slug,
                level=level,
                mark=mark,
                words=entry.words.format(**said),
                fix=entry.fix.format(**said) if entry.fix else None,
                entity=entity,
                related=related,
                path=path,
                edits=edits,
                parts=parts,
                bare=bare or {},
            )
        )

    @property
    def told(self) -> int:
        """How many are told one by one, those that are only counted left aside."""
        return len(self._found)

    def stop(self, since: int) -> None:
        """Mark the errors told from number `since` on as what kept the rules unasked."""
        for n, problem in enumerate(self._found[since:], start=since):
            if problem.level is Level.ERROR:
                self._found[n] = replace(problem, stops=True)

    def stopped(self) -> set[str]:
        """The files in which something kept the rules from being asked."""
        return {p.mark.source.path if p.mark else p.path for p in self._found if p.stops}

    def report(self, problem: Problem) -> None:
        """Take in a problem as it is; long texts in it are shortened."""
        mark = problem.mark
        if mark is not None and problem.slug not in _ALL_TOLD:
            if self.is_full(mark.source, problem.slug):
                self._more(problem)
                return
            self._tallies.setdefault((id(mark.source), problem.slug), _Tally()).count += 1
        self._found.append(_brief(problem))
        self._size += 1
        self._errors += problem.level is Level.ERROR

    def is_full(self, source: Source, slug: str) -> bool:
        """Whether so many of this kind were found in a file that more are only counted."""
        tally = self._tallies.get((id(source), slug))
        return tally is not None and tally.count >= MOST_TOLD

    def _more(self, problem: Problem) -> None:
        assert problem.mark is not None
        tally = self._tallies[id(problem.mark.source), problem.slug]
        if tally.more is None or problem.level > tally.more.level:
            tally.more = problem
        tally.count += 1
        tally.edits += problem.edits
        self._size += 1
        self._errors += problem.level is Level.ERROR

    def take(self, others: "Problems") -> None:
        """Take in all of others, with what they only counted."""
        for problem in others._found:
            self.report(problem)
        for key, theirs in others._tallies.items():
            if theirs.more is not None:
                mine = self._tallies[key]
                count, errors = theirs.count - MOST_TOLD, theirs.more.level is Level.ERROR
                mine.more = mine.more or theirs.more
                mine.count += count
                mine.edits += theirs.edits
                self._size += count
                self._errors += count * errors

    def __iter__(self) -> Iterator[Problem]:
        stopping = {(p.slug, id(p.mark.source)) for p in self._found if p.stops and p.mark}
        more = (
            replace(_counted(tally), stops=key[::-1] in stopping)
            for key, tally in self._tallies.items()
            if tally.more is not None
        )
        return iter(sorted((*self._found, *more), key=lambda p: (p.order, not p.stops)))

    def __len__(self) -> int:
        return self._size

    @property
    def errors(self) -> int:
        return self._errors


MOST_TOLD = 2000
_ALL_TOLD = PLACES.keys() | ROTATION.keys()


def _counted(tally: _Tally) -> Problem:
    """The one finding that stands for all that are only counted, at the first of them."""
    assert tally.more is not None
    many = tally.count - MOST_TOLD
    n = f"{many:,}"
    words = Words(f"… và {n.replace(',', '.')} chỗ nữa như vậy", f"… and {n} more like this")
    edits = tuple(tally.edits)
    return replace(tally.more, words=words, edits=edits, fix=None, related=(), many=many)


def _brief(problem: Problem) -> Problem:
    """The same with long texts shortened; what would be an edit of one is left to people."""
    who = problem.entity
    if who is not None and max(len(who.id), len(who.name)) > VALUE:
        problem = replace(
            problem, entity=Entity(who.kind, brief_text(who.id), brief_text(who.name))
        )
    if any(len(edit.text) > SENTENCE for edit in problem.edits):
        problem = replace(problem, edits=())
    if max(len(problem.words.vi), len(problem.words.en)) > SENTENCE:
        problem = replace(problem, words=brief_words(problem.words))
    if problem.clause and len(problem.clause) > VALUE:
        problem = replace(problem, clause=brief_text(problem.clause))
    if problem.basis and len(problem.basis) > SENTENCE:
        problem = replace(problem, basis=brief_text(problem.basis))
    return problem
