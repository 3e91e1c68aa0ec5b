"""`--changed BASE`: only files that may differ from what they were when the branch was left.

A roster is made from more than its own file: its other parts, its policy and those that one
extends, its scores; a plan from the files that it names. A change in any of them counts. So does
one in the configuration in force, which says how everything is judged. What cannot be told, as of
a file that git does not hold or that cannot be read, counts as changed.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rotplan.cli.check.config import Config
from rotplan.cli.check.files import Targets
from rotplan.cli.check.git import GitError, WorkTree
from rotplan.cli.check.settings import Settings
from rotplan.cli.shared import fail, language
from rotplan.language.words import Words
from rotplan.policy.policy import shipped
from rotplan.roster.load import SUFFIXES, UnreadableError, contents, sort_out
from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document, read_yaml

_CHAIN = 20


def only_changed(wanted: Targets, base: str, told: Settings, project: Config) -> Targets:
    """The files that may have changed since `base` was left, in their groups.

    Raises click's Exit where git cannot say.
    """
    tree = WorkTree(base)
    try:
        if any("-" in group for group in wanted.groups):
            raise GitError(_STREAM)
        if any(map(tree.may_differ, _for_all(told, project))):
            return replace(wanted, whole=False)
        groups = tuple(kept for group in wanted.groups if (kept := _kept(group, tree)))
    except GitError as error:
        lang = language(told.lang)
        raise fail(f"--changed {base}: {error.words[lang]}") from error
    nothing = base if wanted.groups and not groups else None
    return replace(wanted, groups=groups, whole=False, unchanged=nothing)


def _for_all(told: Settings, project: Config) -> Iterator[str | Path]:
    """The files that decide about every roster."""
    yield from project.files
    if told.baseline is not None:
        yield told.baseline
    if told.policy is not None:
        yield from _policies(told.policy, Path())


def _kept(group: tuple[str, ...], tree: WorkTree) -> tuple[str, ...]:
    """Which files of a group are to be read; parts of one roster go together."""
    if len(group) == 1 and tree.may_differ(group[0]):
        return group
    try:
        found = sort_out(group, Problems())
    except UnreadableError:
        return group
    made = [*found.rosters, *((d,) for d in (*found.policies, *found.plans))]
    read = [document for documents in made for document in documents]
    unknown = len(read) < len(group) or any(document.cut for document in read)
    if unknown or _lost_part(group, tree):
        return group
    differing = (documents for documents in made if _differs(documents, tree))
    kept = {document.source.path for documents in differing for document in documents}
    return tuple(path for path in group if path in kept)


def _lost_part(group: tuple[str, ...], tree: WorkTree) -> bool:
    """Whether a file is gone that may have been a part of what lies in this folder."""
    folders = {Path(os.path.realpath(path)).parent for path in group}
    yaml = (path for path in tree.changed if path.suffix.lower() in SUFFIXES)
    return any(path.parent in folders and not os.path.lexists(path) for path in yaml)


def _differs(documents: Iterable[Document], tree: WorkTree) -> bool:
    files = (file for document in documents for file in _made_from(document))
    return any(map(tree.may_differ, files))


def _made_from(document: Document) -> Iterator[str | Path]:
    """A file and those that it names."""
    path, root = Path(document.source.path), document.root
    yield path
    folder, round_ = path.parent, root.get("round")
    if isinstance(root.get("scores"), str):
        yield folder / root["scores"]
    if isinstance(round_, Mapping) and isinstance(round_.get("policy"), str):
        yield from _policies(round_["policy"], folder)
    if isinstance(root.get("extends"), str):
        yield from _policies(root["extends"], folder)
    yield from _inputs(root, folder)


def _inputs(root: Mapping, folder: Path) -> Iterator[Path]:
    """The files that a plan was made from: as named, else beside it."""
    inputs = root.get("inputs")
    for stated in inputs if isinstance(inputs, list) else ():
        name = stated.get("path") if isinstance(stated, Mapping) else None
        if isinstance(name, str) and name not in shipped():
            there = Path(name)
            yield there if there.exists() else folder / name


def _policies(name: str, folder: Path) -> Iterator[Path]:
    """The files of a policy and of those that it extends; what cannot be read is told later."""
    for _ in range(_CHAIN):
        path = folder / name
        if name in shipped() or not path.suffix:
            return
        yield path
        try:
            document = read_yaml(path.as_posix(), contents(str(path)), Problems())
        except UnreadableError:
            return
        extends = document.root.get("extends") if document is not None else None
        if not isinstance(extends, str):
            return
        name, folder = extends, path.parent


_STREAM = Words(
    "đầu vào chuẩn (-) không có lịch sử trong git", "standard input (-) has no history in git"
)
