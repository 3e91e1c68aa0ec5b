"""The scores file that a roster names: `cadre,post,score`, one integer a pair, higher is better."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.roster import Roster
from rotplan.roster.source import decode
from rotplan.text import Words

HEADER = ["cadre", "post", "score"]


def check_scores(roster: Roster, problems: Problems) -> None:
    """Report every scores file that is missing, and every line that does not fit."""
    for document in roster.documents:
        name = document.root.get("scores")
        if isinstance(name, str):
            _check(roster, name, document.root.value_mark("scores"), problems)


def _check(roster: Roster, name: str, asked: Mark, problems: Problems) -> None:
    base = asked.source.path
    path = Path(name) if base == "-" else Path(base).parent / name
    try:
        readable = decode(path.as_posix(), contents(str(path)), problems)
    except UnreadableError as error:
        problems.add("unreadable", asked, file=name, reason=error.reason)
        return
    if readable is None:
        return
    source, rows = readable.source, csv.reader(io.StringIO(readable.text))
    for number, row in enumerate(rows, start=1):
        for reason in _faults(roster, number, row):
            start = source.starts[min(rows.line_num, len(source.starts)) - 1]
            mark = Mark(source, start, start + len(source.line(rows.line_num)))
            problems.add("bad-scores", mark, reason=reason)


def _faults(roster: Roster, number: int, row: list[str]) -> Iterator[Words]:
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
