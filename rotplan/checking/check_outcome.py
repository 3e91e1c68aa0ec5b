"""What a check came to, apart from the trees it was read from: findings and ignore comments.

Each group of files is settled by itself, here or in another process, and all are joined in the
order of the groups: what is told does not depend on how many processes there were.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rotplan.checking.findings import Finding, spelled_out
from rotplan.checking.ignore_comments import Ignore, ignores
from rotplan.checking.judge_files import Checked, ToJudge, judge_files
from rotplan.checking.selectors import misfit
from rotplan.language.paths import shown
from rotplan.language.words import Words, day, joined
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.source import Mark


@dataclass(frozen=True)
class Code:
    """A code in an ignore comment, and what is to be said where it hides nothing."""

    word: str
    mark: Mark
    unused: Finding
    vain: Finding


@dataclass(frozen=True)
class Comment:
    """An ignore comment that acts: the line that it is about, by the path as shown."""

    path: str
    line: int
    codes: tuple[Code, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return self.path, self.line, tuple((code.word, code.mark) for code in self.codes)


@dataclass(frozen=True)
class Settled:
    """Findings in order, each once; comments that act; `remarks` are what is wrong with comments.
    The rest is as in `Checked`."""

    found: tuple[Finding, ...] = ()
    comments: tuple[Comment, ...] = ()
    remarks: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    unreadable: tuple[Words, ...] = ()
    unasked: tuple[str, ...] = ()
    unjudged: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    rosters: int = 0
    others: int = 0
    plans: int = 0

    def apart(self) -> "Settled":
        """The same without the trees of the files: all that a form may ask is found now."""
        return replace(
            self,
            found=tuple(f.apart() for f in self.found),
            remarks=tuple(f.apart() for f in self.remarks),
            comments=tuple(replace(c, codes=tuple(map(_apart, c.codes))) for c in self.comments),
        )


def _apart(code: Code) -> Code:
    return replace(code, unused=code.unused.apart(), vain=code.vain.apart())


def settle(question: ToJudge, group: tuple[str, ...]) -> Settled:
    """Check one group of the question's files."""
    return _settled(judge_files(replace(question, groups=(group,))))


def _settled(checked: Checked) -> Settled:
    remarks, found = Problems(), checked.findings()
    comments = tuple(_comments(checked, remarks))
    return Settled(
        found,
        comments,
        spelled_out(remarks, checked.root, shown),
        tuple(checked.files),
        tuple(checked.unreadable),
        tuple(checked.unasked),
        frozenset(checked.unjudged),
        frozenset(checked.clauses),
        checked.rosters,
        checked.others,
        checked.plans,
    )


def _comments(checked: Checked, remarks: Problems) -> Iterator[Comment]:
    """The ignore comments that act; what is wrong with others is told."""
    # where something stopped the judging, its clauses may not be known
    clauses = None if checked.unjudged or not checked.clauses else checked.clauses
    for document in list(checked.documents.values()):
        if document.cut:
            continue
        for comment in ignores(document, lambda word: misfit(word, clauses), remarks):
            if not _expired(comment, checked.dates.get(id(document.source)), remarks):
                codes = tuple(_code(word, mark, checked) for word, mark in comment.codes)
                yield Comment(shown(document.source.path), comment.line, codes)


def _expired(comment: Ignore, on: date | None, remarks: Problems) -> bool:
    """Whether its date is past, on the day of the round; a missing date or reason is noted."""
    if comment.until is not None and on is not None and comment.until < on:
        remarks.add("expired-ignore", comment.mark, until=day(comment.until))
        return True
    if comment.missing:
        remarks.add("undated-ignore", comment.mark, missing=joined(comment.missing))
    return False


def _code(word: str, mark: Mark, checked: Checked) -> Code:
    said: list[Finding] = []
    for slug in ("unused-ignore", "vain-ignore"):
        problems = Problems()
        problems.add(slug, mark, code=word)
        said += spelled_out(problems, checked.root, shown)
    return Code(word, mark, *said)


def joined_settled(parts: Iterable[Settled]) -> Settled:
    """All of them as one; what several groups found in one file is told once."""
    parts = tuple(parts)
    return Settled(
        _once(f for p in parts for f in p.found),
        tuple({c.key: c for p in parts for c in p.comments}.values()),
        _once(f for p in parts for f in p.remarks),
        tuple(f for p in parts for f in p.files),
        tuple(m for p in parts for m in p.unreadable),
        tuple(m for p in parts for m in p.unasked),
        frozenset().union(*(p.unjudged for p in parts)),
        frozenset().union(*(p.clauses for p in parts)),
        sum(p.rosters for p in parts),
        sum(p.others for p in parts),
        sum(p.plans for p in parts),
    )


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order, of those at one place with the same words the one that stopped the judging."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        order = finding.problem.order
        there = found.get(order)
        if there is None or finding.problem.stops > there.problem.stops:
            found[order] = finding
    return tuple(found[order] for order in sorted(found, key=lambda o: o))
