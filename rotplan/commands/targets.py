"""Which files a run is about: files, folders and patterns named, or those of the project.

Patterns are expanded here, since not every shell does it. The files of one folder that a pattern
matches are read together, as those of a folder that is named: they may be parts of one roster.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rotplan.roster.enclosure import folders_of_project
from rotplan.roster.load import UnreadableError, enclosed, files_at

_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class Targets:
    """Files by group, and what could not be found."""

    groups: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...]


def targets(
    named: Iterable[str],
    include: Iterable[str],
    exclude: Iterable[str],
    *,
    force: bool,
    project: Path | None = None,
    root: str | None = None,
) -> Targets:
    """The groups of files to read; each file once.

    What is named is always read, unless `force` says that `exclude` counts for it too. What is
    found must lie where it was looked for, or below `root`; what a project includes below the
    folder `project`, or below that of a project around it.
    """
    named = tuple(named)
    groups: list[tuple[str, ...]] = []
    missing: list[str] = []
    for word in named or include:
        try:
            groups += _expanded(word, None if named else project, root)
        except UnreadableError as error:
            missing.append(str(error))
    if force or not named:
        groups = [tuple(f for f in group if not _excluded(f, tuple(exclude))) for group in groups]
    return Targets(tuple(_once(groups)), tuple(missing))


def _expanded(word: str, project: Path | None, root: str | None) -> list[tuple[str, ...]]:
    """A file, a folder, or all that a pattern matches, by folder."""
    around = folders_of_project(project) if project is not None else ()
    magic = _MAGIC.search(word)
    if word == "-" or Path(word).exists() or magic is None:
        found = files_at(word, root)
        return [tuple(enclosed(f, around, root) if around else f for f in found)]
    matched = sorted(path for path in _glob(word) if path.is_file())
    if not matched:
        raise UnreadableError(word, "no file matches this pattern")
    by_folder: dict[Path, list[str]] = {}
    looked_in = around or (Path(word[: magic.start()] + "x").parent,)
    for path in matched:
        by_folder.setdefault(path.parent, []).append(enclosed(path.as_posix(), looked_in, root))
    return [tuple(files) for files in by_folder.values()]


def _glob(pattern: str) -> list[Path]:
    anchor = Path(pattern).anchor
    return list(Path(anchor or ".").glob(pattern[len(anchor) :]))


def _excluded(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern matches the path or a folder that it lies in."""
    if path == "-":
        return False
    here = Path(os.path.abspath(path))  # noqa: PTH100 - symlinks stay as they are written
    for pattern in patterns:
        match = _matcher(os.path.abspath(pattern))  # noqa: PTH100
        if any(match.fullmatch(p.as_posix()) for p in (here, *here.parents)):
            return True
    return False


def _matcher(pattern: str) -> re.Pattern[str]:
    """A glob with `**` as a regular expression; `*` and `?` stay inside one folder."""
    parts = re.split(r"(\*\*/?|\*|\?)", pattern.replace(os.sep, "/"))
    said = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(said.get(part, re.escape(part)) for part in parts))


def _once(groups: list[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Each file in the first group that has it; groups left empty are dropped."""
    seen: set[str] = set()
    for group in groups:
        fresh = tuple(f for f in group if f == "-" or os.path.realpath(f) not in seen)
        seen.update(os.path.realpath(f) for f in fresh if f != "-")
        if fresh:
            yield fresh
