"""From a path to rosters, policies and plans: one file, a folder of parts, or standard input."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rotplan.language.words import Words, same
from rotplan.roster.day_asked import day_named, seen_on
from rotplan.roster.reading.decode import LIMIT, read_within
from rotplan.roster.reading.disclosure import HEADS
from rotplan.roster.reading.named_files import Folder, may_name
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document, read_yaml
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import record
from rotplan.roster.records import RosterPart
from rotplan.roster.roster import Roster, Section
from rotplan.system import files_read
from rotplan.system.system_errors import reason

SUFFIXES = (".yaml", ".yml")
_BINARY = getattr(os, "O_BINARY", 0)
_SECTIONS = ("units", "posts", "cadres", "ties", "decisions", "waivers")


class UnreadableError(Exception):
    """A path named on the command line cannot be read: what, and why, in both languages."""

    def __init__(self, path: str, reason: Words | str) -> None:
        self.path, self.reason = path, reason if isinstance(reason, Words) else same(reason)
        self.words = Words("{path}: {reason}", "{path}: {reason}").format(
            path=path, reason=self.reason
        )
        super().__init__(self.words.en)


@dataclass(frozen=True)
class Found:
    """What a path holds: each roster as its documents, the policies, and plan files."""

    rosters: tuple[tuple[Document, ...], ...]
    policies: tuple[Document, ...]
    plans: tuple[Document, ...] = ()


def find(path: str, problems: Problems, root: Folder | None = None) -> Found:
    """Read everything at `path` ("-" is standard input) and tell rosters from policies.

    `root`: the folder below which links in a folder may lead.
    """
    return sort_out(files_at(path, root), problems)


def sort_out(files: Iterable[str], problems: Problems, stdin_name: str = "-") -> Found:
    """Read files that lie in one folder and tell rosters from policies.

    With one `round:` among them they are one roster in parts, with several each is its own.
    """
    read_files = (_document(name, problems, stdin_name) for name in files)
    documents = [document for document in read_files if document is not None]
    policies = tuple(d for d in documents if "rotplan_policy" in d.root)
    plans = tuple(d for d in documents if "rotplan_plan" in d.root)
    parts = [d for d in documents if d not in policies and d not in plans]
    with_round = [d for d in parts if "round" in d.root]
    if len(with_round) > 1:
        for stray in (d for d in parts if "round" not in d.root):
            mark = stray.root.mark
            problems.add("round-count", mark, count=len(with_round))
        return Found(tuple((d,) for d in with_round), policies, plans)
    return Found((tuple(parts),) if parts else (), policies, plans)


def files_at(path: str, root: Folder | None = None) -> list[str]:
    """The file itself, or the YAML files of a folder, in the order of their names.

    Raises UnreadableError, also where a link in the folder leads out of it and of the project.
    """
    if path == "-":
        return ["-"]
    place = Path(path)
    try:
        if not _is_folder(path):
            return [path]
        names = [p for p in place.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file()]
    except (OSError, ValueError) as error:
        raise UnreadableError(path, reason(error)) from error
    if not names:
        raise UnreadableError(path, _NOTHING_HERE)
    return [enclosed(p.as_posix(), (place,), root) for p in sorted(names)]


def enclosed(path: str, folders: Iterable[Folder], root: Folder | None = None) -> str:
    """The path of a file that was found and not named itself; raises UnreadableError where it
    leads out of the folders in which it was looked for, and out of the project."""
    if not may_name(path, folders, root):
        raise UnreadableError(path, _LEADS_OUT)
    return path


def whole(path: str) -> bytes:
    """The bytes of a file as `contents` reads it; raises UnreadableError beyond the limit too."""
    data = contents(path)
    if len(data) > LIMIT:
        raise UnreadableError(path, _TOO_LARGE)
    return data


def text_at(path: str) -> str:
    """The text of a file, without the mark that some editors put before it.

    Raises UnreadableError, also where it is not UTF-8.
    """
    try:
        return whole(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(path, _NOT_UTF8) from error


_NOT_UTF8 = Words("không phải UTF-8", "not UTF-8")
_LEADS_OUT = Words(
    "nằm ngoài (liên kết dẫn ra đó); nêu chính tệp ấy, hoặc nêu một thư mục bằng --root",
    "lies outside (a link leads there); name the file itself, or a folder with --root",
)
_TOO_LARGE = Words(f"lớn hơn {LIMIT >> 20} MB", f"larger than {LIMIT >> 20} MB")


def _is_folder(path: str) -> bool:
    """Whether it is one; what is not there is none. Raises ValueError for an impossible name."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - Path hides the ValueError
    except OSError:
        return False


def contents(path: str) -> bytes:
    """The bytes of a file that the user named; anything but a regular file is refused.

    Opened without blocking, so that a FIFO is told instead of waited for. "-" is standard input,
    of which no more is taken than a file may hold. Raises UnreadableError.
    """
    try:
        return _given() if path == "-" else _stored(path)
    except (OSError, ValueError) as error:
        raise UnreadableError(path, reason(error)) from error


def _stored(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(handle, "rb") as stream:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableError(path, _NOT_REGULAR)
        files_read.note(before, path)
        data = read_within(stream)
        after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableError(path, _CHANGED)
    return data


def _given() -> bytes:
    """Standard input up to one byte more than the limit, which is refused where it is read."""
    if sys.stdin is None or sys.stdin.closed:
        raise UnreadableError("-", _NO_INPUT)
    with contextlib.suppress(OSError, ValueError):  # a stream that is no descriptor
        status = os.fstat(sys.stdin.fileno())
        if stat.S_ISREG(status.st_mode):
            files_read.note(status, "-")
    data = read_within(sys.stdin.buffer)
    files_read.note_given(data)
    return data


_NOTHING_HERE = Words(
    "thư mục không có tệp .yaml hay .yml nào", "no .yaml or .yml file in this folder"
)
_NOT_REGULAR = Words("không phải tệp thông thường", "not a regular file")
_CHANGED = Words("bị thay đổi trong khi đọc", "changed while it was read")
_NO_INPUT = Words(
    "đầu vào chuẩn đã đóng; hãy chuyển danh sách vào, hoặc nêu tên tệp",
    "standard input is closed; pipe a roster into it, or name a file",
)


def _document(path: str, problems: Problems, stdin_name: str) -> Document | None:
    document = read_yaml(stdin_name if path == "-" else path, contents(path), problems, HEADS)
    if document is not None and not document.cut and not _headed(document):
        problems.add("not-a-roster", document.root.mark)
        return None
    return document


def _headed(document: Document) -> bool:
    return not set(HEADS).isdisjoint(document.root)


def assemble(
    documents: Iterable[Document], problems: Problems, as_of: date | None = None
) -> Roster | None:
    """One roster from its parts; nothing where a part could not be read whole.

    `as_of`: read as if the round were dated so.
    """
    given = tuple(documents)
    documents = seen_on(given, as_of)
    parts = [None if d.cut else record(RosterPart, d.root, problems) for d in documents]
    if not any("round" in d.root or d.cut for d in documents):
        problems.add("missing-key", documents[0].root.mark, key="round")
        return None
    whole = [(d, p) for d, p in zip(documents, parts, strict=True) if p is not None]
    if len(whole) < len(documents):
        return None
    rounds = [(d, p.round) for d, p in whole if p.round is not None]
    if len(rounds) != 1:
        return None
    distances = _merged_distances(whole, problems)
    sections = {name: _section(name, whole) for name in _SECTIONS}
    return Roster(
        round=rounds[0][1],
        units=tuple(u for _, p in whole for u in p.units),
        posts=tuple(x for _, p in whole for x in p.posts),
        cadres=tuple(c for _, p in whole for c in p.cadres),
        ties=tuple(t for _, p in whole for t in p.ties),
        decisions=tuple(x for _, p in whole for x in p.decisions),
        waivers=tuple(w for _, p in whole for w in p.waivers),
        distances=distances,
        documents=documents,
        round_document=rounds[0][0],
        sections=sections,
        moved=as_of is not None and as_of != day_named(given),
    )


def _section(name: str, whole: list[tuple[Document, RosterPart]]) -> Section:
    starts, at = [], 0
    for _, part in whole:
        starts.append(at)
        at += len(getattr(part, name))
    # a part without the section must not shadow the one that begins at the same number
    kept = [(s, d) for (d, p), s in zip(whole, starts, strict=True) if getattr(p, name)]
    return Section(tuple(s for s, _ in kept), tuple(d for _, d in kept))


def _merged_distances(
    whole: list[tuple[Document, RosterPart]], problems: Problems
) -> dict[str, dict[str, float]]:
    merged: dict[str, dict[str, float]] = {}
    for document, part in whole:
        for unit, row in part.distances.items():
            if unit in merged:
                mark: Mark = document.root["distances"].key_mark(unit)
                problems.add("duplicate-key", mark, key=unit, line=1)
            merged.setdefault(unit, {}).update(row)
    return merged
