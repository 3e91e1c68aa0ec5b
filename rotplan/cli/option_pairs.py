"""Options that would do nothing beside others are refused: nobody should think that they acted.

Of an option that is asked for by the environment or a configuration nothing is said: it is there
for other runs too.
"""

from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

from rotplan.cli.output_paths import is_standard_output
from rotplan.cli.shared import language
from rotplan.language.words import Lang, Words

OptionPairs = tuple[tuple[str, tuple[str, ...]], ...]

_SETTINGS = (
    "--format", "--select", "--extend-select", "--ignore", "--extend-ignore", "--fail-on",
    "--baseline", "--max-per-rule", "--policy", "--mask", "--color",
)  # fmt: skip
_ACTS = (
    "--report", "--write-baseline", "--as-of", "--statistics", "--fix", "--unsafe-fixes", "--diff",
    "--jobs", "--quiet", "--exclusions",
)  # fmt: skip
_DATA = "--format=json|jsonl|sarif|github|gitlab|junit"

# command -> an option, and those that do nothing beside it; `=` says with which values
REFUSED: dict[str, OptionPairs] = {
    "check": (
        ("--show-config", (*_ACTS, "--show-files", "--force-exclude", "--stdin-filename",
                           "--changed", "ROSTER")),
        ("--show-files", (*_ACTS, *_SETTINGS, "--stdin-filename")),
        ("--diff", ("--exclusions", "--report", "--statistics", "--write-baseline", "--baseline",
                    "--quiet", "--format", "--fail-on", "--max-per-rule", "--mask", "--color")),
        ("--statistics", ("--format=concise|jsonl|sarif|github|gitlab|junit", "--max-per-rule",
                          "--color=always")),
        (_DATA, ("--max-per-rule", "--color=always")),
        ("--format=concise", ("--max-per-rule", "--color=always")),
        ("--write-baseline", ("--baseline",)),
        ("--quiet=2|3|4|5|6", ("--format", "--statistics", "--max-per-rule", "--color=always")),
    ),
    "plan": (("--output=-", ("--format=text|markdown|md",)),),
    "rules": (("--format=markdown|md", ("--lang=vi",)),),
}  # fmt: skip
# command -> an option that does nothing without one of the others
NEEDED: dict[str, OptionPairs] = {
    "check": (("--stdin-filename", ("ROSTER=-",)),),
    "plan": (("--certificate", ("--output", "--format=json")),),
}


class PairedCommand(click.Command):
    """A command that refuses what the tables say before it does anything."""

    def invoke(self, ctx: click.Context) -> Any:
        refuse(ctx)
        return super().invoke(ctx)


def refuse(ctx: click.Context) -> None:
    """Raise UsageError for the first pair of options of which one would do nothing."""
    name = ctx.command.name or ""
    given = dict(_given(ctx))
    for option, others in REFUSED.get(name, ()):
        for other in others:
            left, right = _said(option, given), _said(other, given)
            if left and right:
                raise _usage(ctx, _BESIDE.format(option=right, other=left))
    for option, others in NEEDED.get(name, ()):
        left = _said(option, given)
        if left and not any(_said(other, given) for other in others):
            wanted = " / ".join(other.removeprefix("ROSTER=").replace("=", " ") for other in others)
            raise _usage(ctx, _WITHOUT.format(option=left, wanted=wanted))


def refuse_without_plan(name: str, *, is_code: bool, lang: Lang) -> None:
    """Raise UsageError for options of `explain` that are about a plan, where something else is
    explained; of a code no policy says anything either."""
    ctx = click.get_current_context()
    given = dict(_given(ctx))
    about_plans = (
        "--format",
        "--roster",
        "--root",
        "--time-limit",
        *(("--policy",) if is_code else ()),
    )
    for option in about_plans:
        if option in given:
            raise _usage(ctx, _NO_PLAN.format(option=option, name=name))


_NO_PLAN = Words(
    "{option} không có tác dụng với {name}: đó không phải tệp phương án",
    "{option} has no effect with {name}, which is no plan file",
)
_BESIDE = Words(
    "{option} không có tác dụng khi đi cùng {other}; bỏ một trong hai",
    "{option} has no effect beside {other}; leave one of them out",
)
_WITHOUT = Words(
    "{option} không có tác dụng nếu không có {wanted}",
    "{option} has no effect without {wanted}",
)


def _usage(ctx: click.Context, words: Words) -> click.UsageError:
    return click.UsageError(words[language(ctx.params.get("lang"))], ctx)


def _given(ctx: click.Context) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands on the command line: an option by its long name, with its values."""
    for parameter in ctx.command.params:
        value = ctx.params.get(parameter.name or "")
        source = ctx.get_parameter_source(parameter.name or "")
        if source is not ParameterSource.COMMANDLINE or value in (None, (), False):
            continue
        name = max(parameter.opts, key=len) if isinstance(parameter, click.Option) else "ROSTER"
        values = value if isinstance(value, list | tuple) else (value,)
        yield name, tuple(map(str, values))


def _said(option: str, given: dict[str, tuple[str, ...]]) -> str | None:
    """How an option of a table was given, or nothing."""
    name, equals, values = option.partition("=")
    if name not in given:
        return None
    if not equals:
        return name
    found = next((v for v in given[name] if _meant(name, v) in values.split("|")), None)
    if found is None:
        return None
    return found if name == "ROSTER" else f"{name} {found}" if name != "--quiet" else "-qq"


def _meant(option: str, value: str) -> str:
    """Another name of standard output is no other output."""
    return "-" if option == "--output" and is_standard_output(value) else value
