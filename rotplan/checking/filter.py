"""Which findings are told: those chosen, not set aside by a comment, and not in the baseline.

What kept the rules from being asked is told whatever was chosen: a run that is silent because
nothing was judged must not look like one that found nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from rotplan.checking.baseline import Baseline
from rotplan.checking.check_outcome import Code, Comment, Settled
from rotplan.checking.findings import Finding, spelled_out
from rotplan.checking.path_patterns import matches
from rotplan.checking.selectors import chooses, selected
from rotplan.language.paths import shown
from rotplan.language.words import Words
from rotplan.roster.reading.source import Mark


@dataclass(frozen=True)
class Choice:
    """What is asked for: words of `--select` and `--ignore`, and those to ignore by pattern."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by_file: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_all(self) -> bool:
        return not (self.select or self.ignore or self.by_file)

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those that are asked for."""
        return tuple(f for f in selected(findings, self.select, self.ignore) if self._here(f))

    def and_stops(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Those, and what stopped the judging."""
        asked = {id(f) for f in self.of(findings)}
        return tuple(f for f in findings if f.problem.stops or id(f) in asked)

    def _here(self, finding: Finding) -> bool:
        return not any(
            any(chooses(word, finding) for word in words) and _about(pattern, finding)
            for pattern, words in self.by_file
        )


def _about(pattern: str, finding: Finding) -> bool:
    mark = finding.problem.mark
    path = mark.source.path if mark is not None else finding.problem.path
    if pattern.startswith("!"):
        return not matches(path, (pattern[1:],))
    return matches(path, (pattern,))


@dataclass(frozen=True)
class Sifted:
    """What is left, and how many were set aside by comments and by the baseline; in how many
    files the rules could not be asked."""

    findings: tuple[Finding, ...]
    ignored: int = 0
    known: int = 0
    unjudged: int = 0

    @property
    def aside(self) -> tuple[Words, ...]:
        """The same in words, where there is anything to say."""
        said = []
        if self.unjudged:
            files = "file" if self.unjudged == 1 else "files"
            said.append(
                Words(
                    f"{self.unjudged} tệp chưa xét được quy định",
                    f"the rules could not be asked in {self.unjudged} {files}",
                )
            )
        if self.ignored:
            said.append(Words(f"bỏ qua {self.ignored}", f"{self.ignored} ignored"))
        if self.known:
            said.append(Words(f"{self.known} trong tệp nền", f"{self.known} in the baseline"))
        return tuple(said)


def sift(settled: Settled, choice: Choice) -> Sifted:
    """Choose by code, then by comments; what is wrong with the comments is a finding too."""
    found = choice.and_stops(settled.found)
    covering = _Covering(settled.comments)
    kept = tuple(f for f in found if not covering.hides(f))
    idle = covering.idle(settled.unjudged, unused=choice.is_all)
    meta = choice.of((*settled.remarks, *idle))
    everything = sorted((*kept, *meta), key=_order)
    unjudged = len({*settled.unjudged} & {*settled.files})
    return Sifted(tuple(everything), ignored=len(found) - len(kept), unjudged=unjudged)


def _order(finding: Finding) -> tuple[object, ...]:
    at = finding.place
    return at.path, at.line, at.column, finding.code, finding.problem.words.en


class _Covering:
    """Comments by the line they act on, and which of their codes were about something."""

    def __init__(self, comments: Iterable[Comment]) -> None:
        self.at: dict[tuple[str, int], list[Code]] = {}
        self.used: set[Mark] = set()
        self.vain: set[Mark] = set()
        for comment in comments:
            self.at.setdefault((comment.path, comment.line), []).extend(comment.codes)

    def hides(self, finding: Finding) -> bool:
        """Whether a comment is about a finding; what stopped the judging none can hide."""
        codes = self.at.get((finding.place.path, finding.place.line), ())
        about = {code.mark for code in codes if chooses(code.word, finding)}
        if finding.problem.stops:
            self.vain |= about
            return False
        self.used |= about
        return bool(about)

    def idle(self, unjudged: Collection[str], *, unused: bool) -> Iterator[Finding]:
        """What is to be said of codes that hide nothing. Where the rules were not asked nobody
        knows whether they would."""
        for code in (code for codes in self.at.values() for code in codes):
            if code.mark in self.vain:
                yield code.vain
            elif unused and code.mark not in self.used and code.mark.source.path not in unjudged:
                yield code.unused


def without_known(
    sifted: Sifted, baseline: Baseline, path: str, is_seen: Callable[[str], bool]
) -> Sifted:
    """What the baseline does not list, and a warning for what it lists in vain.

    `is_seen` says of a path whether this run would have found what is listed for it.
    """
    new, hidden = baseline.divide(sifted.findings)
    stale: Iterable[Finding] = spelled_out(
        baseline.stale(sifted.findings, path, is_seen), lambda _: None, shown
    )
    return Sifted((*new, *stale), sifted.ignored, hidden, sifted.unjudged)
