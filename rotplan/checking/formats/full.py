"""`full`: each finding with its place, the excerpt with a caret, and how to mend it."""

from collections import Counter
from collections.abc import Iterator

from rotplan.checking.findings import ENTITY_WORDS, LEVEL_WORDS, Finding, Report
from rotplan.language.words import Lang, Words, show, width
from rotplan.roster.reading.problems import Level
from rotplan.roster.reading.source import Mark

_COLOR = {Level.ERROR: "\x1b[1;31m", Level.WARNING: "\x1b[1;33m", Level.NOTE: "\x1b[1;36m"}
_FAINT, _RESET = "\x1b[2m", "\x1b[0m"
_FIX = Words("cách sửa", "fix")
_HELP = Words("xem thêm", "help")
_BASIS = Words("căn cứ", "basis")
_CLAUSE = Words("điều khoản", "clause")
_GUTTER = 8
# a line longer than this is a file without line breaks; its middle part says enough
_LONGEST = 400


def lines(report: Report) -> Iterator[str]:
    """Every finding, a blank line after each; beyond `most` of one code only their number."""
    told: Counter[str] = Counter()
    for finding in report.findings:
        told[finding.code] += 1
        if not report.most or told[finding.code] <= report.most:
            yield from _finding(finding, report)
            yield ""
    for code, count in sorted(told.items()):
        if report.most and count > report.most:
            more = Words("… còn {n} {code} (--max-per-rule 0: xem hết)",
                         "… {n} more {code} (--max-per-rule 0 for all)")  # fmt: skip
            yield more.format(n=f"{count - report.most:,}", code=code)[report.lang]


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    problem, lang = finding.problem, report.lang
    on, off = (_COLOR[finding.level], _RESET) if report.color else ("", "")
    head = f"{on}{LEVEL_WORDS[finding.level][lang]}[{finding.code}]{off} {finding.slug}"
    yield f"{head}: {show(problem.words[lang])}"
    yield f"   --> {show(str(finding.place))}{_who(finding, lang)}"
    if problem.mark is not None and report.excerpts and not problem.mark.source.hidden:
        yield from _excerpt(problem.mark, "", report.width)
    for (mark, _), (place, words) in zip(problem.related, finding.related, strict=True):
        label = show(words[lang])
        yield f"   ::: {show(str(place))}" + ("" if report.excerpts else f"   {label}")
        if report.excerpts:
            yield from _excerpt(mark, label, report.width)
    for name, said in _remarks(finding, lang):
        yield f"      = {name}: {show(said)}"


def _who(finding: Finding, lang: Lang) -> str:
    who = finding.entity
    if who is None:
        return ""
    kind = ENTITY_WORDS[who.kind][lang] if who.kind in ENTITY_WORDS else who.kind
    return f"   {kind} {show(who.id)} {show(who.name)}".rstrip()


def _remarks(finding: Finding, lang: Lang) -> Iterator[tuple[str, str]]:
    problem = finding.problem
    if problem.clause and finding.norm is not None:
        yield _CLAUSE[lang], f"{problem.clause} ({finding.norm})"
    if problem.basis:
        yield _BASIS[lang], problem.basis
    if problem.fix is not None and problem.fix[lang]:
        flag = {None: "", "safe": "--fix", "unsafe": "--unsafe-fixes"}[finding.applicability]
        yield _FIX[lang], problem.fix[lang] + (f"  (rotplan check {flag})" if flag else "")
    yield _HELP[lang], f"rotplan explain {finding.code}"


def _excerpt(mark: Mark, label: str, screen: int | None) -> Iterator[str]:
    """The line with a caret below what is meant; a line too long is shown around it."""
    text, column = _near(mark)
    start, end = _window(text, column, max(20, screen - _GUTTER - 2) if screen else _LONGEST)
    before = ("…" if start or column < mark.column - 1 else "") + text[start:column]
    meant = text[column : min(column + max(1, mark.end - mark.start), end)]
    after = text[column + len(meant) : end] + ("…" if end < len(text) else "")
    carets = "^" * max(1, width(show(meant)))
    yield f"{mark.line:>5} | {show(before + meant + after)}"
    yield f"{'':5} | {' ' * width(show(before))}{carets} {label}".rstrip()


def _near(mark: Mark) -> tuple[str, int]:
    """The line, or of a very long one the part around the mark; and the mark's column in it."""
    begin, end = mark.source.around(mark.start, 4 * _LONGEST)
    return mark.source.text[begin:end].replace("\t", " "), mark.start - begin


def _window(text: str, column: int, size: int) -> tuple[int, int]:
    """Which part of a line to show: all of it, or `size` columns around `column`."""
    if width(show(text)) <= size:
        return 0, len(text)
    start = max(0, column - size // 2)
    end = start
    room = size - 2
    while end < len(text) and room > 0:
        room -= width(show(text[end]))
        end += 1
    return start, max(end, column + 1)
