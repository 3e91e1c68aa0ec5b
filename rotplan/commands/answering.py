"""`check` from its settings to its exit code: check, sift, repair, tell."""

import sys
from pathlib import Path
from typing import Any

from rotplan.commands.checking import Checked, Question, check
from rotplan.commands.common import (
    FINDINGS,
    colored,
    fail,
    language,
    missing,
    screen_width,
    shown,
)
from rotplan.commands.repairing import mendable, show_diff, write
from rotplan.commands.settings import Settings
from rotplan.commands.sifting import Sifted, sift, without_known
from rotplan.commands.targets import Targets
from rotplan.commands.telling import tell
from rotplan.output.baseline import BadBaselineError, Baseline, baseline_of, read_baseline
from rotplan.output.findings import Report
from rotplan.output.selectors import UnknownCodeError, check_codes, is_told, names
from rotplan.plan.writing import write_atomically
from rotplan.roster.load import UnreadableError, whole
from rotplan.roster.problems import Level
from rotplan.text import Words

# one repair may uncover another; a text that is repaired over and over is a bug
_ROUNDS = 5


def answer(wanted: Targets, told: Settings, options: dict[str, Any]) -> int:
    """The exit code, after all is told."""
    _check_words(told)
    question = Question(
        wanted.groups,
        told.policy,
        options["stdin_filename"],
        options["as_of"],
        thorough=names(told.select, "facts-first"),
        root=options["root"],
    )
    unsafe = options["unsafe_fixes"]
    if options["diff"]:
        return _show_diff(question, wanted, told, unsafe=unsafe)
    mended = 0
    if options["fix"] or unsafe:
        mended = _mend(question, told, unsafe=unsafe)
    checked = check(question)
    sifted = _baselined(sift(checked, told.select, told.ignore), told, options)
    report = _report(checked, sifted, told)
    aside = (*sifted.aside, *_repairs(sifted, mended))
    unwritten = tell(
        report,
        told.format,
        options["reports"],
        options["quiet"],
        aside,
        statistics=options["statistics"],
    )
    if not options["quiet"] and is_told("facts-first", told.select, told.ignore):
        _say_unasked(checked, report)
    unread = missing((*wanted.missing, *checked.unreadable), some=bool(wanted.groups))
    return unread or unwritten or _verdict(report)


def _say_unasked(checked: Checked, report: Report) -> None:
    """What was left out because of the size of a roster, and how to ask for it."""
    for path in checked.unasked:
        said = _UNASKED.format(path=shown(path))[report.lang]
        sys.stderr.write(f"rotplan: {said}\n")


_UNASKED = Words(
    "{path}: danh sách lớn nên không xét nên bổ sung dữ liệu nào trước; để xét: --select RP229",
    "{path}: too large to ask which facts to collect first; to ask: --select RP229",
)


def _check_words(told: Settings) -> None:
    for option, words in (("--select", told.select), ("--ignore", told.ignore)):
        try:
            check_codes(words)
        except UnknownCodeError as error:
            raise fail(f"{option}: {error}") from error


def _report(checked: Checked, sifted: Sifted, told: Settings) -> Report:
    return Report(
        findings=sifted.findings,
        files=tuple(dict.fromkeys(map(shown, checked.files))),
        lang=language(told.lang),
        color=colored(sys.stdout, told.color),
        width=screen_width(sys.stdout),
        most=told.max_per_rule,
        docs=told.docs,
        threshold=None if told.fail_on == "never" else Level[told.fail_on.upper()],
    )


def _verdict(report: Report) -> int:
    least = report.threshold
    return FINDINGS if least is not None and any(f.level >= least for f in report.findings) else 0


# -- repairs ---------------------------------------------------------------------------------


def _show_diff(question: Question, wanted: Targets, told: Settings, *, unsafe: bool) -> int:
    checked = check(question)
    files = mendable(sift(checked, told.select, told.ignore).findings, unsafe=unsafe)
    show_diff(files)
    unread = missing((*wanted.missing, *checked.unreadable), some=bool(wanted.groups))
    return unread or (FINDINGS if files else 0)


def _mend(question: Question, told: Settings, *, unsafe: bool) -> int:
    """How many edits were written."""
    if any("-" in group for group in question.groups):
        raise fail("standard input cannot be repaired in place; use --diff")
    mended = 0
    for _ in range(_ROUNDS):
        found = sift(check(question), told.select, told.ignore).findings
        files = mendable(found, unsafe=unsafe)
        if not files:
            break
        try:
            mended += write(files)
        except UnreadableError as error:
            raise fail(str(error)) from error
    return mended


def _repairs(sifted: Sifted, mended: int) -> tuple[Words, ...]:
    safe = sum(f.applicability == "safe" for f in sifted.findings)
    said = []
    if mended:
        said.append(Words(f"đã sửa {mended} chỗ", f"{mended} edits made"))
    if safe:
        said.append(Words(f"--fix sửa được {safe}", f"{safe} fixable with --fix"))
    return tuple(said)


# -- the baseline ----------------------------------------------------------------------------


def _baselined(sifted: Sifted, told: Settings, options: dict[str, Any]) -> Sifted:
    """Without what the baseline lists, after it is written anew if that is asked for."""
    target = options["write_baseline"]
    if target is None:
        if told.baseline is None:
            return sifted
        return without_known(sifted, _read_baseline(told.baseline), told.baseline)
    there = Path(target).exists()
    listed = _read_baseline(target).shrunk(sifted.findings) if there else None
    baseline = listed if listed is not None else baseline_of(sifted.findings)
    try:
        write_atomically(Path(target), baseline.text())
    except OSError as error:
        raise fail(f"{target}: {error.strerror or error}") from error
    return without_known(sifted, baseline, target)


def _read_baseline(path: str) -> Baseline:
    try:
        return read_baseline(whole(path).decode("utf-8"))
    except UnreadableError as error:
        raise fail(str(error)) from error
    except (UnicodeDecodeError, BadBaselineError) as error:
        raise fail(f"{path}: {error}") from error
