"""A report in a terminal: indented, wrapped to the width on a screen, never wrapped on a pipe."""

from collections.abc import Iterable
from typing import IO

from rich.console import Console
from rich.text import Text

from rotplan.show.report_line import Line

_INDENT = {
    "title": 0,
    "note": 0,
    "heading": 0,
    "group": 2,
    "item": 4,
    "detail": 8,
    "fine": 12,
    "figure": 4,
    "gap": 0,
}
_BULLET = {"item": "• "}
_STYLE = {"plain": "", "good": "green", "bad": "yellow", "faint": "dim", "strong": "bold"}


class _Honest(Console):
    """Rich ends a broken pipe with exit code 1; ours is decided in one place."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def render(
    lines: Iterable[Line], stream: IO[str], *, color: bool | None, width: int | None
) -> None:
    """Write the lines; `width` None means a pipe: lines as long as they are."""
    console = _Honest(
        file=stream,
        width=width or 10_000,
        force_terminal=bool(color),
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for number, line in enumerate(lines):
        if line.kind == "heading" or (line.kind == "group" and number):
            stream.write("\n")
        _write(console, line, wrap=width is not None)


def _write(console: Console, line: Line, *, wrap: bool) -> None:
    indent, bullet = _INDENT[line.kind], _BULLET.get(line.kind, "")
    text = line.text.upper() if line.kind == "heading" else line.text
    style = "bold" if line.kind in ("heading", "title") else _STYLE[line.tone]
    if not wrap or line.kind == "figure":
        console.print(Text(" " * indent + bullet + text, style=style), soft_wrap=True)
        return
    first = indent + len(bullet)
    body = Text(text, style=style)
    wrapped = body.wrap(console, max(20, console.width - first))
    for n, part in enumerate(wrapped):
        part.rstrip()
        lead = " " * indent + bullet if n == 0 else " " * first
        console.print(Text(lead) + part, soft_wrap=True)
