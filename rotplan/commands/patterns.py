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
    if len(part) > 2 and part[0] == "[" and part[-1] == "]":
        inner = part[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[^/{inner[1:]}]" if inner[0] == "!" else f"[{inner}]"
    return _SAID.get(part, re.escape(part))
