"""Which files a run is about: files, folders and patterns named, or those of the project.

Patterns are expanded here, since not every shell does it. The files of one folder that a pattern
matches are read together, as those of a folder that is named: they may be parts of one roster.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rotplan.commands.patterns import matches
from rotplan.roster.load import UnreadableError, files_at

_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class Targets:
    """Files by group, and what could not be found.

    `whole`: all that the project includes. `unchanged`: the base since which none of the files
    that were asked for has changed.
    """

    groups: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...]
    whole: bool = False
    unchanged: str | None = None

    @property
    def some(self) -> bool:
        """Whether there is a file, or a good reason why there is none."""
        return bool(self.groups) or self.unchanged is not None


def targets(
    named: Iterable[str], include: Iterable[str], exclude: Iterable[str], *, force: bool
) -> Targets:
    """The groups of files to read; each file once.

    What is named is always read, unless `force` says that `exclude` counts for it too.
    """
    named, exclude = tuple(named), tuple(exclude)
    groups: list[tuple[str, ...]] = []
    missing: list[str] = []
    for word in named or include:
        try:
            groups += _expanded(word)
        except UnreadableError as error:
            missing.append(str(error))
    if force or not named:
        groups = [tuple(f for f in group if not matches(f, exclude)) for group in groups]
    return Targets(tuple(_once(groups)), tuple(missing), whole=not named)


def _expanded(word: str) -> list[tuple[str, ...]]:
    """A file, a folder, or all that a pattern matches, by folder."""
    if word == "-" or Path(word).exists() or not _MAGIC.search(word):
        return [tuple(files_at(word))]
    matched = sorted(path for path in _glob(word) if path.is_file())
    if not matched:
        raise UnreadableError(word, "no file matches this pattern")
    by_folder: dict[Path, list[str]] = {}
    for path in matched:
        by_folder.setdefault(path.parent, []).append(path.as_posix())
    return [tuple(files) for files in by_folder.values()]


def _glob(pattern: str) -> list[Path]:
    anchor = Path(pattern).anchor
    return list(Path(anchor or ".").glob(pattern[len(anchor) :]))


def _once(groups: list[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Each file in the first group that has it; groups left empty are dropped."""
    seen: set[str] = set()
    for group in groups:
        fresh = tuple(f for f in group if f == "-" or os.path.realpath(f) not in seen)
        seen.update(os.path.realpath(f) for f in fresh if f != "-")
        if fresh:
            yield fresh
