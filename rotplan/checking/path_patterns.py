"""Patterns of paths in configuration: `*`, `?`, `[…]` inside of a folder, `**` across folders.

A pattern stands for what it matches and, where that is a folder, for all below it. One without a
slash is a name that is met in any folder: `old` and `old/` leave out every folder of that name.
"""

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_SIGNS = re.compile(r"(\*\*/?|\*|\?|\[!?[^\]/]+\])")
_CHOICE = re.compile(r"\[!?[^\]/]+\]")
# what means something in a set of a regular expression and nothing in a pattern
_MEANT = re.compile(r"[\\^\[&|~]")
_SAID = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def placed(folder: Path, pattern: str) -> str:
    """A pattern of a file in `folder`, as seen from the current folder."""
    name = pattern.rstrip("/")
    deep = Path("**") / name if name and "/" not in name else pattern
    return os.path.relpath(folder / deep)


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern matches the path or a folder that it lies in."""
    if path == "-":
        return False
    here = Path(os.path.abspath(path))  # noqa: PTH100 - symlinks stay as they are written
    places = [p.as_posix() for p in (here, *here.parents)]
    return any(_matcher(p).fullmatch(place) for p in map(_absolute, patterns) for place in places)


def _absolute(pattern: str) -> str:
    return os.path.abspath(pattern).replace(os.sep, "/")  # noqa: PTH100


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(map(_part, _SIGNS.split(pattern))))


def _part(part: str) -> str:
    if _CHOICE.fullmatch(part) is None:
        return _SAID.get(part, re.escape(part))
    no, inner = ("^/", part[2:-1]) if part[1] == "!" else ("", part[1:-1])
    said = "[" + no + _MEANT.sub(r"\\\g<0>", inner) + "]"
    try:
        re.compile(said)
    except re.error:  # a range from back to front
        return re.escape(part)
    return said
