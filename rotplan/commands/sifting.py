"""Which findings are told: those chosen, not set aside by a comment, and not in the baseline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rotplan.commands.checking import Checked
from rotplan.commands.common import shown
from rotplan.output.baseline import Baseline
from rotplan.output.findings import Finding, spelled_out
from rotplan.output.selectors import chooses, is_code, selected
from rotplan.roster.ignores import Ignore, ignores
from rotplan.roster.problems import Mark, Problems
from rotplan.text import Words, day, joined


@dataclass(frozen=True)
class Sifted:
    """What is left, and how many were set aside by comments and by the baseline."""

    findings: tuple[Finding, ...]
    ignored: int = 0
    known: int = 0

    @property
    def aside(self) -> tuple[Words, ...]:
        """The same in words, where there is anything to say."""
        said = []
        if self.ignored:
            said.append(Words(f"bỏ qua {self.ignored}", f"{self.ignored} ignored"))
        if self.known:
            said.append(Words(f"{self.known} trong tệp nền", f"{self.known} in the baseline"))
        return tuple(said)


def sift(checked: Checked, select: tuple[str, ...], ignore: tuple[str, ...]) -> Sifted:
    """Choose by code, then by comments; what is wrong with the comments is a finding too."""
    remarks = Problems()
    found = selected(checked.findings(), select, ignore)
    comments = [
        (comment, checked.dates.get(id(document.source)))
        for document in list(checked.documents.values())
        if not document.cut
        for comment in ignores(document, is_code, remarks)
    ]
    acting = [c for c, on in comments if not _expired(c, on, remarks)]
    kept = _uncovered(found, acting, remarks, (select, ignore))
    meta = selected(spelled_out(remarks, checked.root, shown), select, ignore)
    everything = sorted((*kept, *meta), key=_order)
    return Sifted(tuple(everything), ignored=len(found) - len(kept))


def _order(finding: Finding) -> tuple[object, ...]:
    at = finding.place
    return at.path, at.line, at.column, finding.code, finding.problem.words.en


def _expired(comment: Ignore, on: date | None, remarks: Problems) -> bool:
    """Whether its date is past, on the day of the round; a missing date or reason is noted."""
    if comment.until is not None and on is not None and comment.until < on:
        remarks.add("expired-ignore", comment.mark, until=day(comment.until))
        return True
    if comment.missing:
        remarks.add("undated-ignore", comment.mark, missing=joined(comment.missing))
    return False


def _uncovered(
    found: tuple[Finding, ...],
    comments: list[Ignore],
    remarks: Problems,
    chosen: tuple[tuple[str, ...], tuple[str, ...]],
) -> tuple[Finding, ...]:
    """The findings that no comment is about; a code of a comment that hides none is told."""
    by_place: dict[tuple[str, int], list[tuple[str, Mark]]] = {}
    for comment in comments:
        place = (shown(comment.source.path), comment.line)
        by_place.setdefault(place, []).extend(comment.codes)
    used: set[Mark] = set()
    kept = []
    for finding in found:
        codes = by_place.get((finding.place.path, finding.place.line), ())
        about = [mark for word, mark in codes if chooses(word, finding)]
        used.update(about)
        if not about:
            kept.append(finding)
    for word, mark in (code for codes in by_place.values() for code in codes):
        if mark not in used and not any(chosen):
            remarks.add("unused-ignore", mark, code=word)
    return tuple(kept)


def without_known(sifted: Sifted, baseline: Baseline, path: str) -> Sifted:
    """What the baseline does not list, and a warning for what it lists in vain."""
    new, hidden = baseline.divide(sifted.findings)
    stale: Iterable[Finding] = spelled_out(
        baseline.stale(sifted.findings, path), lambda _: None, shown
    )
    return Sifted((*new, *stale), sifted.ignored, hidden)
