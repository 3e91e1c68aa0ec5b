"""Paths as they are shown: from the root of the repository, with forward slashes."""

import os
from functools import cache
from pathlib import Path


def shown(path: str) -> str:
    """A path relative to the root of the repository, with forward slashes.

    What lies elsewhere, standard input and shipped policies keep the name they go by.
    """
    if path == "-" or path.startswith("<"):
        return path
    return _from_root(path, Path.cwd())


def at_root(path: str) -> Path:
    """Where a path lies that `shown` has made."""
    return _root(Path.cwd()) / path


@cache
def _from_root(path: str, here: Path) -> str:
    root, full = _root(here), Path(os.path.abspath(path))  # noqa: PTH100 - symlinks stay
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else Path(path).as_posix()


@cache
def _root(start: Path) -> Path:
    """The nearest folder above that holds `.git`, else the current one."""
    return next((p for p in (start, *start.parents) if (p / ".git").exists()), start)
