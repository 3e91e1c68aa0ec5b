"""`check` from its settings to its exit code: check, sift, repair, tell."""

import os
import sys
from dataclasses import dataclass

from rotplan.checking.check_outcome import Settled
from rotplan.checking.filter import Choice, Sifted, sift
from rotplan.checking.findings import Finding, Report
from rotplan.checking.judge_files import ToJudge
from rotplan.checking.masking import masked
from rotplan.checking.processes import shared
from rotplan.checking.selectors import is_told, names
from rotplan.cli.check.baseline_file import baselined
from rotplan.cli.check.command_line import CommandLine
from rotplan.cli.check.config import Config
from rotplan.cli.check.files import Targets
from rotplan.cli.check.mistyped_options import (
    check_named_clauses,
    check_policy,
    check_rosters,
    origin,
)
from rotplan.cli.check.repair import mendable, show_diff, write_repairs
from rotplan.cli.check.settings import Settings
from rotplan.cli.check.write_reports import tell
from rotplan.cli.exit_codes import FINDINGS
from rotplan.cli.output_paths import refuse_outputs
from rotplan.cli.shared import colored, fail, language, missing, screen_width
from rotplan.language.paths import shown
from rotplan.language.words import Words, joined
from rotplan.roster.load import UnreadableError
from rotplan.roster.reading.problems import Level

# one repair may uncover another; a text that is repaired over and over is a bug
_ROUNDS = 5


def run_check(wanted: Targets, told: Settings, given: CommandLine, project: Config) -> int:
    """The exit code, after all is told; raises click's Exit where an output is refused."""
    asking = _Asking(wanted, told, given, project)
    check_policy(told.policy, origin("policy", project), language(told.lang))
    _refuse(asking)
    if given.diff:
        return _show_diff(asking)
    mended = _mend(asking) if given.mends else None
    settled = asking.ask()
    # now that it is known which files those that were named have named
    _refuse(asking)
    sifted = baselined(
        sift(settled, asking.choice),
        settled,
        told,
        given.write_baseline,
        whole=wanted.whole,
    )
    report = _report(settled, sifted, told)
    aside = (*sifted.aside, *_repairs(sifted, mended))
    if told.mask:
        report = masked(report)
    unwritten = tell(
        report,
        told.format,
        given.reports,
        given.quiet,
        aside,
        statistics=given.statistics,
    )
    if not given.quiet:
        _say_unasked(settled, report, asking)
    unread = missing((*wanted.missing, *settled.unreadable), language(told.lang), some=wanted.some)
    return unread or unwritten or _verdict(report)


@dataclass(frozen=True)
class _Asking:
    """What is to be checked, and how."""

    wanted: Targets
    told: Settings
    given: CommandLine
    project: Config

    @property
    def question(self) -> ToJudge:
        told, given = self.told, self.given
        return ToJudge(
            self.wanted.groups,
            told.policy,
            given.stdin_filename,
            given.as_of,
            thorough=names((*told.select, *told.extend_select), "facts-first"),
            exclusions=given.exclusions,
            root=given.root,
        )

    @property
    def choice(self) -> Choice:
        told = self.told
        return Choice(told.selected, told.ignored, told.per_file_ignores)

    def ask(self) -> Settled:
        """Check the files; refuse what turns out to have been asked in vain."""
        told, given, wanted = self.told, self.given, self.wanted
        settled = shared(self.question, given.jobs)
        check_named_clauses(settled, told, given, self.project, whole=wanted.whole)
        check_rosters(settled, given, language(told.lang))
        return settled


def _refuse(asking: _Asking) -> None:
    """Reports and the baseline are written to no input, and not twice to one place."""
    told, given = asking.told, asking.given
    target, paths = given.write_baseline, [path for _, path in given.reports]
    named = [path for group in asking.wanted.groups for path in group]
    known = told.baseline
    if known is not None and not (target and os.path.realpath(known) == os.path.realpath(target)):
        named.append(known)
    # what standard input is called is the file that it was taken from
    others = (told.policy, given.config, given.stdin_filename)
    named += [path for path in others if path and path != "-"]
    outputs = paths if target is None else [*paths, target]
    refuse_outputs(
        outputs,
        named,
        language(told.lang),
        printing=given.quiet < 2,
        folders=given.rosters or told.include,
    )


def _say_unasked(settled: Settled, report: Report, asking: _Asking) -> None:
    """What was left out: because of the size of a roster, or as nothing of it has changed."""
    if asking.wanted.unchanged is not None:
        said = _UNCHANGED.format(base=asking.wanted.unchanged)[report.lang]
        sys.stderr.write(f"rotplan: {said}\n")
    if is_told("facts-first", asking.choice.select, asking.choice.ignore):
        for path in settled.unasked:
            said = _UNASKED.format(path=shown(path))[report.lang]
            sys.stderr.write(f"rotplan: {said}\n")


_UNCHANGED = Words(
    "không có tệp nào thay đổi so với {base}; không có gì để kiểm tra",
    "no file has changed since {base}; there is nothing to check",
)
_UNASKED = Words(
    "{path}: danh sách lớn nên không xét nên bổ sung dữ liệu nào trước; để xét: --select RP229",
    "{path}: too large to ask which facts to collect first; to ask: --select RP229",
)


def _report(settled: Settled, sifted: Sifted, told: Settings) -> Report:
    return Report(
        findings=sifted.findings,
        files=tuple(dict.fromkeys(map(shown, settled.files))),
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


def _show_diff(asking: _Asking) -> int:
    settled, unsafe = asking.ask(), asking.given.unsafe_fixes
    files = mendable(_chosen(settled, asking), unsafe=unsafe)
    show_diff(files)
    messages, lang = (*asking.wanted.missing, *settled.unreadable), language(asking.told.lang)
    unread = missing(messages, lang, some=asking.wanted.some)
    if settled.unjudged:
        said = _UNJUDGED.format(files=joined([shown(path) for path in sorted(settled.unjudged)]))
        sys.stderr.write(f"rotplan: {said[lang]}\n")
    return unread or (FINDINGS if files or settled.unjudged else 0)


_UNJUDGED = Words(
    "không xét được quy tắc ở: {files}",
    "the rules could not be asked in: {files}",
)


def _chosen(settled: Settled, asking: _Asking) -> tuple[Finding, ...]:
    """What may be mended: only what was chosen, also of what stopped the judging."""
    return asking.choice.of(sift(settled, asking.choice).findings)


_NOT_IN_PLACE = Words(
    "không sửa được đầu vào chuẩn tại chỗ; dùng --diff",
    "standard input cannot be repaired in place; use --diff",
)


def _mend(asking: _Asking) -> int:
    """How many edits were written."""
    if any("-" in group for group in asking.wanted.groups):
        raise fail(_NOT_IN_PLACE[language(asking.told.lang)])
    mended, lang = 0, language(asking.told.lang)
    for _ in range(_ROUNDS):
        found = _chosen(asking.ask(), asking)
        _refuse(asking)
        files = mendable(found, unsafe=asking.given.unsafe_fixes)
        if not files:
            break
        try:
            mended += write_repairs(files, lang)
        except UnreadableError as error:
            raise fail(error.words[lang]) from error
    return mended


def _repairs(sifted: Sifted, mended: int | None) -> tuple[Words, ...]:
    safe = sum(f.applicability == "safe" for f in sifted.findings)
    said = []
    if mended:
        said.append(Words(f"đã sửa {mended} chỗ", f"{mended} edits made"))
    elif mended == 0:
        said.append(Words("không có gì sửa được", "nothing to mend"))
    if safe:
        said.append(Words(f"--fix sửa được {safe}", f"{safe} fixable with --fix"))
    return tuple(said)
