"""What commands share: the language, colour, width, and how problems and files are shown."""

import locale
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from rotplan.cli.exit_codes import USAGE
from rotplan.language.paths import shown
from rotplan.language.words import Lang, Words

if TYPE_CHECKING:
    from rotplan.roster.reading.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

lang_option = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help="Language of the output (default: ROTPLAN_LANG, then the locale).",
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    envvar="ROTPLAN_COLOR",
    help="Colour (default: NO_COLOR, FORCE_COLOR, TERM, whether it is a terminal).",
)
policy_option = click.option(
    "--policy", metavar="NAME|FILE", help="Use this policy instead of the roster's own."
)

root_option = click.option(
    "--root",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="Files that a file names must lie below this folder, or below that of the file "
    "(default: the nearest folder upwards with .git, rotplan.toml or [tool.rotplan]).",
)


def form_option(what: str) -> Callable[[Command], Command]:
    """`--format` of commands that tell something to be read, or as data."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(["text", "json", "markdown", "md"]),
        default="text",
        show_default=True,
        help=what,
    )


def seconds(_: click.Context, __: click.Parameter, value: str) -> float:
    """`90`, `90s` or `1.5`: a positive number of seconds; raises BadParameter."""
    match = re.fullmatch(r"([0-9]{1,7}(?:\.[0-9]{1,3})?)s?", value)
    if match is None or float(match[1]) <= 0:
        raise click.BadParameter(f"'{value}' is not a number of seconds, such as 90 or 90s.")
    return float(match[1])


def language(given: str | None) -> Lang:
    """`--lang`, then ROTPLAN_LANG, then the locale: `vi*` is Vietnamese, anything else English.

    ROTPLAN_LANG is meant for rotplan alone: what is neither is refused, by click's Exit.
    """
    said = given or os.environ.get("ROTPLAN_LANG")
    if said and _LANGUAGE.fullmatch(said) is None:
        words = Words(
            f"ROTPLAN_LANG={said}: chỉ nhận vi hoặc en", f"ROTPLAN_LANG={said}: it must be vi or en"
        )
        raise fail(words["vi" if _is_vietnamese(_locale()) else "en"])
    return "vi" if _is_vietnamese(said or _locale()) else "en"


# also as a locale is named: vi_VN.UTF-8
_LANGUAGE = re.compile(r"(?:vi|en)(?:[_.-].*)?", re.IGNORECASE)


def _is_vietnamese(said: str) -> bool:
    return said.lower().startswith("vi")


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a name of LC_CTYPE that Python does not know
        return ""


def colored(stream: IO[str], wanted: str | None = None) -> bool:
    """`--color`, then NO_COLOR, then FORCE_COLOR, then TERM=dumb, then whether it is a terminal."""
    if wanted in ("always", "never"):
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE")
    if forced and forced != "0":
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def screen_width(stream: IO[str]) -> int | None:
    """Columns of the terminal; nothing for a pipe or a file."""
    return shutil.get_terminal_size((80, 24)).columns if stream.isatty() else None


def show_problems(problems: "Iterable[Problem]", lang: Lang, stream: IO[str]) -> None:
    """Findings as text, a blank line between them."""
    from rotplan.checking.findings import Report, spelled_out
    from rotplan.checking.formats import full

    found = spelled_out(problems, lambda _: None, shown)
    report = Report(found, (), lang, color=colored(stream), width=screen_width(stream))
    for line in full.lines(report):
        stream.write(line + "\n")


def missing(messages: Iterable[Words], lang: Lang, *, some: bool) -> int:
    """Say what could not be read; the exit code that follows from it. `some`: files are left."""
    messages = [*messages] or ([] if some else [_NO_FILE])
    for message in messages:
        sys.stderr.write(f"rotplan: {message[lang]}\n")
    return USAGE if messages else 0


_NO_FILE = Words("không có tệp nào khớp", "no file matched")


def fail(message: str, code: int = USAGE) -> click.exceptions.Exit:
    """Say why on standard error; raise what it returns."""
    sys.stderr.write(f"rotplan: {message}\n")
    return click.exceptions.Exit(code)
