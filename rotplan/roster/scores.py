"""The scores file that a roster names: `cadre,post,score`, one integer a pair, higher is better."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.roster import Roster, Scores
from rotplan.roster.source import decode
from rotplan.text import Words

HEADER = ["cadre", "post", "score"]


def read_scores(roster: Roster, problems: Problems) -> Scores:
    """The scores that the roster names; every missing file and bad line is reported."""
    of: dict[tuple[str, str], int] = {}
    files = []
    for document in roster.documents:
        name = document.root.get("scores")
        if isinstance(name, str):
            mark = document.root.value_mark("scores")
            read = _read(roster, name, mark, problems)
            if read is not None:
                files.append(read.file)
                of |= read.of
    return Scores(of, tuple(files))


@dataclass(frozen=True)
class _File:
    file: tuple[str, str]
    of: dict[tuple[str, str], int] = field(default_factory=dict)


def _read(roster: Roster, name: str, asked: Mark, problems: Problems) -> _File | None:
    base = asked.source.path
    path = Path(name) if base == "-" else Path(base).parent / name
    try:
        data = contents(str(path))
    except UnreadableError as error:
        problems.add("unreadable", asked, file=name, reason=error.reason)
        return None
    readable = decode(path.as_posix(), data, problems)
    if readable is None:
        return None
    found = _File((path.as_posix(), sha256(data).hexdigest()))
    source, rows = readable.source, csv.reader(io.StringIO(readable.text))
    lines: dict[tuple[str, str], int] = {}
    for number, row in enumerate(_rows(rows), start=1):
        reasons = list(_faults(roster, number, row))
        if not reasons and number > 1 and row:
            pair = row[0].strip(), row[1].strip()
            if pair in lines:
                reasons.append(_twice(pair, lines[pair]))
            lines.setdefault(pair, rows.line_num)
            found.of[pair] = int(row[2])
        for reason in reasons:
            start = source.start(min(rows.line_num, source.lines))
            mark = Mark(source, start, start + len(source.line(rows.line_num)))
            problems.add("bad-scores", mark, reason=reason)
    return found


def _rows(rows: Any) -> Iterator[list[str] | None]:
    """The rows; nothing in place of one that cannot be taken apart."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None


_BROKEN = Words(
    "không tách được thành cột: một ô quá dài hoặc có ký tự NUL",
    "it cannot be taken apart: a cell is too long, or holds NUL",
)


def _twice(pair: tuple[str, str], line: int) -> Words:
    return Words(
        f"{pair[0]}, {pair[1]} đã có điểm ở dòng {line}",
        f"{pair[0]}, {pair[1]} has a score on line {line} already",
    )


def _faults(roster: Roster, number: int, row: list[str] | None) -> Iterator[Words]:
    if row is None:
        yield _BROKEN
        return
    if number == 1:
        if row != HEADER:
            yield Words("dòng đầu phải là cadre,post,score", "the first line is cadre,post,score")
        return
    if not row:
        return
    if len(row) != len(HEADER):
        yield Words(f"có {len(row)} cột, cần 3", f"{len(row)} columns, 3 are needed")
        return
    cadre, post, score = (cell.strip() for cell in row)
    if cadre not in roster.cadre_of:
        yield Words(f"không có cán bộ «{cadre}»", f"there is no cadre '{cadre}'")
    if post not in roster.post_of:
        yield Words(f"không có chức danh «{post}»", f"there is no post '{post}'")
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", score):
        yield Words(f"«{score}» không phải số nguyên", f"'{score}' is not a whole number")
