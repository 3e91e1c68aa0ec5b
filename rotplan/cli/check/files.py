"""Which files a run is about: files, folders and patterns named, or those of the project.

Patterns are expanded here, since not every shell does it. The files of one folder that a pattern
matches are read together, as those of a folder that is named: they may be parts of one roster.
"""

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rotplan.checking.path_patterns import matches
from rotplan.language.words import Words
from rotplan.roster.load import UnreadableError, enclosed, files_at
from rotplan.roster.reading.named_files import folders_of_project
from rotplan.system.system_errors import reason

_MAGIC = re.compile(r"[*?\[]")
_STARS = re.compile(r"\*{2,}")


@dataclass(frozen=True)
class Targets:
    """Files by group, and what could not be found.

    `whole`: all that the project includes. `unchanged`: the base since which none of the files
    that were asked for has changed.
    """

    groups: tuple[tuple[str, ...], ...]
    missing: tuple[Words, ...]
    whole: bool = False
    unchanged: str | None = None

    @property
    def some(self) -> bool:
        """Whether there is a file, or a good reason why there is none."""
        return bool(self.groups) or self.unchanged is not None


def files_to_check(
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
    What cannot be read is told among the targets; nothing is raised.
    """
    named, exclude = tuple(named), tuple(exclude)
    groups: list[tuple[str, ...]] = []
    missing: list[Words] = []
    for word in named or include:
        try:
            groups += _expanded(word, None if named else project, root)
        except UnreadableError as error:
            missing.append(error.words)
    if force or not named:
        groups = [tuple(f for f in group if not matches(f, exclude)) for group in groups]
    return Targets(tuple(_once(groups)), tuple(missing), whole=not named)


def _expanded(word: str, project: Path | None, root: str | None) -> list[tuple[str, ...]]:
    """A file, a folder, or all that a pattern matches, by folder."""
    around = folders_of_project(project) if project is not None else ()
    unseen, magic = _unseen(word), _MAGIC.search(word)
    if word == "-" or unseen is None or magic is None:
        found = files_at(word, root)
        return [tuple(enclosed(f, around, root) if around else f for f in found)]
    try:
        matched = sorted(path for path in _glob(word) if path.is_file())
    except (OSError, ValueError) as error:
        raise UnreadableError(word, reason(error)) from error
    if not matched:
        raise UnreadableError(word, reason(unseen) if _is_no_name(unseen) else _NOTHING)
    by_folder: dict[Path, list[str]] = {}
    looked_in = around or (Path(word[: magic.start()] + "x").parent,)
    for path in matched:
        by_folder.setdefault(path.parent, []).append(enclosed(path.as_posix(), looked_in, root))
    return [tuple(files) for files in by_folder.values()]


def _unseen(path: str) -> OSError | ValueError | None:
    """Why there is no such file; nothing where there is one."""
    try:
        os.stat(path)  # noqa: PTH116 - the empty path is not the current folder
    except (OSError, ValueError) as error:
        return error
    return None


def _is_no_name(error: OSError | ValueError) -> bool:
    """Whether no file could have that name."""
    return not isinstance(error, OSError) or error.errno == errno.ENAMETOOLONG


_NOTHING = Words("không có tệp nào khớp mẫu này", "no file matches this pattern")


def _glob(pattern: str) -> list[Path]:
    """What a pattern matches; `**` that is only part of a name means no more than `*`."""
    path = Path(pattern)
    parts = [_STARS.sub("*", p) if p != "**" else p for p in path.relative_to(path.anchor).parts]
    # twice in a row it matches nothing more, and costs the square
    kept = [p for n, p in enumerate(parts) if p != "**" or parts[n - 1 : n] != ["**"]]
    return list(Path(path.anchor or ".").glob("/".join(kept)))


def _once(groups: list[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Each file in the first group that has it; groups left empty are dropped."""
    seen: set[str] = set()
    for group in groups:
        fresh = tuple(f for f in group if f == "-" or os.path.realpath(f) not in seen)
        seen.update(os.path.realpath(f) for f in fresh if f != "-")
        if fresh:
            yield fresh
