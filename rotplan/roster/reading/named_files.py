"""Which files a file may name: those in or below its own folder, or below the root of the project.

A roster comes from anybody, and findings are printed into logs that anybody reads: what it names
must not be able to be any file of the machine. Symbolic links are followed before it is judged.
"""

import os
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

Folder = str | Path


def folder_of(path: str) -> Path:
    """The folder of a file; standard input lies in the current one."""
    return Path() if path == "-" else Path(path).parent


def may_name(path: Folder, folders: Iterable[Folder], root: Folder | None = None) -> bool:
    """Whether a file that is named may be read: it lies in or below one of the folders, or below
    `root` (without one: below the root of the project that a folder belongs to)."""
    there = real_path(path)
    if there is None:
        # no file can be there: reading it says why
        return True
    for folder in folders:
        here = real_path(folder) or os.sep
        if _is_below(there, here):
            return True
        top = real_path(root) if root is not None else project_root(here)
        if top is not None and _is_below(there, top):
            return True
    return False


def folders_of_project(folder: Folder) -> tuple[Folder, Folder]:
    """Where files may lie that a project's configuration names: its folder, and since that is a
    root by itself, the root around it."""
    here = real_path(folder) or os.sep
    return here, project_root(str(Path(here).parent)) or here


def real_path(path: Folder) -> str | None:
    """Without links and dots; nothing for what can be no path at all."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return None


def _is_below(path: str, folder: str) -> bool:
    return os.path.commonpath((path, folder)) == folder


def project_root(folder: str) -> str | None:
    """The nearest folder upwards that holds `.git`, `rotplan.toml` or a pyproject.toml with a
    section for rotplan."""
    here = Path(folder)
    for above in (here, *here.parents):
        if (above / ".git").exists() or (above / "rotplan.toml").is_file():
            return str(above)
        if _has_section(above / "pyproject.toml"):
            return str(above)
    return None


def _has_section(path: Path) -> bool:
    with suppress(OSError, ValueError, RecursionError):
        if path.is_file():
            tool = tomllib.loads(path.read_text("utf-8")).get("tool", {})
            return isinstance(tool, dict) and "rotplan" in tool
    return False
