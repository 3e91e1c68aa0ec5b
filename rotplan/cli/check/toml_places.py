"""Where a key stands in a TOML file: the parser of the standard library does not say."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
_PART = r"(?:\"[^\"]*\"|'[^']*'|[\w-]+)"
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_PARTS = re.compile(_PART)
_AT = re.compile(r"^(.*?) \(at line (\d+), column (\d+)\)$", re.DOTALL)
_END = " (at end of document)"


def line_of(text: str, path: tuple[str, ...], word: str | None = None) -> int:
    """The line of a key, else that of the nearest key or table around it, counted from 1.

    `word`: an item of a list of texts under the key, which may stand on a later line.
    """
    best, line = -1, 1
    for number, there in _keys(text):
        if path[: len(there)] == there and len(there) > best:
            best, line = len(there), number
    if word is None:
        return line
    lines = text.splitlines()[line - 1 :]
    at = (n for n, said in enumerate(lines) if f'"{word}"' in said or f"'{word}'" in said)
    return line + next(at, 0)


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every key and table with its line; what stands inside of texts may be among them."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _named(header[1])
            yield number, table
        elif key := _KEY.match(line):
            yield number, table + _named(key[1])


def _named(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PARTS.findall(written))


def complaint(text: str, said: str) -> tuple[int, int, str]:
    """Line, column and sentence of what the parser complains of."""
    at = _AT.match(said)
    if at is not None:
        return int(at[2]), int(at[3]), at[1]
    lines = text.splitlines() or [""]
    return len(lines), len(lines[-1]) + 1, said.removesuffix(_END)
