"""Slips in what `check` was told that no option can see by itself: codes, clauses, policies.

Each is refused with exit code 2 and named by where it stands: the option, the variable, or the
line of the configuration.
"""

import os
from collections.abc import Iterator

import click
from click.core import ParameterSource

from rotplan.checking.check_outcome import Settled
from rotplan.checking.selectors import covered, misfit
from rotplan.cli.check.command_line import CommandLine
from rotplan.cli.check.config import Config
from rotplan.cli.check.config_keys import is_address
from rotplan.cli.check.settings import Settings
from rotplan.cli.exit_codes import USAGE
from rotplan.cli.shared import fail, language
from rotplan.language.words import Lang, Words, same

_WORDS = ("select", "ignore", "extend_select", "extend_ignore")


def check_words(told: Settings, given: CommandLine) -> None:
    """Refuse codes that there are not, and what no option reads for itself. Those of a
    configuration were looked at when it was read. Raises click's Exit."""
    lang = language(told.lang)
    for name, said in given.codes:
        for word in said:
            _refuse(origin(name), misfit(word), lang)
    for word in given.extend_select:
        if covered(word, told.ignored):
            words = Words(
                f"«{word}» đang bị bỏ qua (ignore)", f"'{word}' is ignored, and ignore wins"
            )
            _refuse(origin("extend_select"), words, lang)
    if os.environ.get("ROTPLAN_DOCS") and not is_address(told.docs):
        words = Words(
            "phải là địa chỉ bắt đầu bằng https:// hoặc http://",
            "it must be an address that begins with https:// or http://",
        )
        _refuse("ROTPLAN_DOCS", words, lang)


def origin(name: str, project: Config | None = None) -> str:
    """The option or the variable by which a setting was given, else its place in the project."""
    source = click.get_current_context().get_parameter_source(name)
    if source is ParameterSource.COMMANDLINE:
        return f"--{name.replace('_', '-')}"
    if source is ParameterSource.ENVIRONMENT:
        return f"ROTPLAN_{name.upper()}"
    return project.where(name) if project is not None else name


def check_policy(name: str | None, where: str, lang: Lang, code: int = USAGE) -> None:
    """Refuse a policy of the command line or the configuration that is not there."""
    from rotplan.policy.policy import missing_policy

    if name is not None:
        _refuse(where, missing_policy(name), lang, code)


def check_named_clauses(
    settled: Settled, told: Settings, given: CommandLine, project: Config, *, whole: bool
) -> None:
    """Refuse `RP401:nope`. Where something stopped the judging its clauses may not be known.

    What a configuration names is asked about where all of the project is checked: a clause of one
    roster's own need not be known to another, nor one of a policy to another round's.
    """
    if settled.unjudged or settled.unreadable:
        return
    lang, known = language(told.lang), set(settled.clauses)
    if not known:
        known = _shipped_clauses()
    for name, word in _given(given):
        _refuse(origin(name), misfit(word, known), lang)
    if not whole:
        return
    for name, word in _configured(project):
        if misfit(word, known) is not None:
            _refuse(project.where(name), misfit(word, known | _shipped_clauses()), lang)


def _given(given: CommandLine) -> Iterator[tuple[str, str]]:
    """Words with a clause on the command line."""
    return ((name, word) for name, words in given.codes for word in words if ":" in word)


def _configured(project: Config) -> Iterator[tuple[str, str]]:
    """Words with a clause in the project's file."""
    for name in _WORDS:
        yield from ((name, word) for word in project.get(name) or () if ":" in word)
    for _, words in project.get("per_file_ignores") or ():
        yield from (("per_file_ignores", word) for word in words if ":" in word)


def _shipped_clauses() -> set[str]:
    from rotplan.policy.load_shipped import shipped_policies

    return {clause.id for policy in shipped_policies() for clause in policy.clauses}


def check_rosters(settled: Settled, given: CommandLine, lang: Lang) -> None:
    """Refuse options about rosters where only plans or policies were read: a plan is checked under
    the policy and the date that it was made for. And what is asked of plans, where there is none.
    """
    if given.exclusions and not settled.plans and not settled.unreadable:
        words = Words(
            "không có tác dụng: không có tệp phương án nào trong các tệp này",
            "no effect: there is no plan among these files",
        )
        _refuse("--exclusions", words, lang)
    if settled.rosters or not settled.others or settled.unreadable or settled.unjudged:
        return
    for name, said in (("policy", given.policy), ("as_of", given.as_of)):
        if said is not None and origin(name).startswith("--"):
            words = Words(
                "không có tác dụng: không có danh sách nào trong các tệp này",
                "no effect: there is no roster among these files",
            )
            _refuse(origin(name), words, lang)


def _refuse(where: str, words: Words | None, lang: Lang, code: int = USAGE) -> None:
    if words is not None:
        raise fail((same(f"{where}: ") + words)[lang], code)
