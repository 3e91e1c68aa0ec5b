"""`check` from its settings to its exit code: check, sift, repair, tell."""

import os
import sys
from typing import Any

import click

from rotplan.commands.checking import Checked, Question, check
from rotplan.commands.common import (
    FINDINGS,
    USAGE,
    colored,
    fail,
    language,
    missing,
    screen_width,
    shown,
)
from rotplan.commands.outputs import refuse_outputs, write_output
from rotplan.commands.repairing import mendable, show_diff, write
from rotplan.commands.settings import Settings
from rotplan.commands.sifting import Sifted, sift, without_known
from rotplan.commands.targets import Targets
from rotplan.commands.telling import tell
from rotplan.output.baseline import BadBaselineError, Baseline, baseline_of, read_baseline
from rotplan.output.findings import Report
from rotplan.output.selectors import UnknownCodeError, check_codes, is_told, names
from rotplan.plan.writing import descriptor
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.problems import Level
from rotplan.text import Lang, Words

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
        exclusions=options["exclusions"],
    )
    unsafe = options["unsafe_fixes"]
    _refuse(wanted, told, options)
    if options["diff"]:
        return _show_diff(question, wanted, told, unsafe=unsafe)
    mended = 0
    if options["fix"] or unsafe:
        mended = _mend(question, wanted, told, options)
    checked = check(question)
    # now that it is known which files those that were named have named
    _refuse(wanted, told, options)
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
    messages = (*wanted.missing, *checked.unreadable)
    unread = missing(messages, language(told.lang), some=bool(wanted.groups))
    return unread or unwritten or _verdict(report)


def _refuse(wanted: Targets, told: Settings, options: dict[str, Any]) -> None:
    """Reports and the baseline are written to no input, and not twice to one place."""
    target, paths = options["write_baseline"], [path for _, path in options["reports"]]
    named = [path for group in wanted.groups for path in group]
    known = told.baseline
    if known is not None and not (target and os.path.realpath(known) == os.path.realpath(target)):
        named.append(known)
    # what standard input is called is the file that it was taken from
    others = (told.policy, options["config"], options["stdin_filename"])
    named += [path for path in others if path]
    outputs = paths if target is None else [*paths, target]
    refuse_outputs(outputs, named, language(told.lang), printing=options["quiet"] < 2)


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
    messages = (*wanted.missing, *checked.unreadable)
    unread = missing(messages, language(told.lang), some=bool(wanted.groups))
    return unread or (FINDINGS if files else 0)


_NOT_IN_PLACE = Words(
    "không sửa được đầu vào chuẩn tại chỗ; dùng --diff",
    "standard input cannot be repaired in place; use --diff",
)


def _mend(question: Question, wanted: Targets, told: Settings, options: dict[str, Any]) -> int:
    """How many edits were written."""
    if any("-" in group for group in question.groups):
        raise fail(_NOT_IN_PLACE[language(told.lang)])
    mended, lang = 0, language(told.lang)
    for _ in range(_ROUNDS):
        found = sift(check(question), told.select, told.ignore).findings
        _refuse(wanted, told, options)
        files = mendable(found, unsafe=options["unsafe_fixes"])
        if not files:
            break
        try:
            mended += write(files, lang)
        except UnreadableError as error:
            raise fail(error.words[lang]) from error
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
    target, lang = options["write_baseline"], language(told.lang)
    if target is None:
        if told.baseline is None:
            return sifted
        return without_known(sifted, _read_baseline(told.baseline, lang), told.baseline)
    there = os.path.isfile(target) and descriptor(target) is None  # noqa: PTH113 - no error
    listed = _read_baseline(target, lang).shrunk(sifted.findings) if there else None
    baseline = listed if listed is not None else baseline_of(sifted.findings)
    if not write_output(target, baseline.text(), lang):
        raise click.exceptions.Exit(USAGE)
    return without_known(sifted, baseline, target)


def _read_baseline(path: str, lang: Lang) -> Baseline:
    try:
        return read_baseline(contents(path).decode("utf-8-sig"))
    except UnreadableError as error:
        raise fail(error.words[lang]) from error
    except UnicodeDecodeError as error:
        raise fail(f"{path}: {_NOT_UTF8[lang]}") from error
    except BadBaselineError as error:
        raise fail(f"{path}: {error.words[lang]}") from error


_NOT_UTF8 = Words("không phải UTF-8", "not UTF-8")
