"""The scores file that a roster names: `cadre,post,score`, one integer a pair, higher is better."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from rotplan.language.words import Words
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.reading.decode import Readable, decode
from rotplan.roster.reading.named_files import Folder, folder_of, may_name
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.source import Mark, Source
from rotplan.roster.roster import Roster, Scores

HEADER = ["cadre", "post", "score"]


def read_scores(roster: Roster, problems: Problems, root: Folder | None = None) -> Scores:
    """The scores that the roster names; every missing file and bad line is reported.

    `root`: the folder below which they must lie where they do not lie below the roster's own.
    """
    of: dict[tuple[str, str], int] = {}
    files = []
    for document in roster.documents:
        name = document.root.get("scores")
        if isinstance(name, str):
            mark = document.root.value_mark("scores")
            read = _read(roster, name, mark, problems, root)
            if read is not None:
                files.append(read.file)
                of |= read.of
    return Scores(of, tuple(files))


@dataclass(frozen=True)
class _File:
    file: tuple[str, str]
    of: dict[tuple[str, str], int] = field(default_factory=dict)


def _read(
    roster: Roster, name: str, asked: Mark, problems: Problems, root: Folder | None
) -> _File | None:
    folder = folder_of(asked.source.path)
    path = folder / name
    if not may_name(path, (folder,), root):
        problems.add("outside", asked, file=name)
        return None
    try:
        data = contents(str(path))
    except UnreadableError as error:
        problems.add("unreadable", asked, file=name, reason=error.reason)
        return None
    if not _HEAD.match(data):
        # it may be anything: none of its lines is told
        mark = Mark(Source(path.as_posix(), "", hidden=True), 0, 1)
        problems.add("bad-scores", mark, reason=_NO_HEAD)
        return None
    readable = decode(path.as_posix(), data, problems)
    if readable is None:
        return None
    found = _File((path.as_posix(), sha256(data).hexdigest()))
    _Rows(roster, readable, problems).read(found.of)
    return found


class _Rows:
    """The lines of a table, each with its place."""

    def __init__(self, roster: Roster, readable: Readable, problems: Problems) -> None:
        self.roster, self.source, self.problems = roster, readable.source, problems
        self.rows = csv.reader(io.StringIO(readable.text))
        # on which line each pair has its score
        self.lines: dict[tuple[str, str], int] = {}

    def read(self, scores: dict[tuple[str, str], int]) -> None:
        """Take every score, and report every line that holds none."""
        for number, row in enumerate(self._taken_apart(), start=1):
            reasons = [_NO_ROW] if row is None else list(_faults(self.roster, number, row))
            if not reasons and number > 1 and row:
                pair = row[0].strip(), row[1].strip()
                if pair in self.lines:
                    reasons.append(_twice(pair, self.lines[pair]))
                self.lines.setdefault(pair, self.rows.line_num)
                scores[pair] = int(row[2])
            for reason in reasons:
                self.report(reason)

    def _taken_apart(self) -> Iterator[list[str] | None]:
        """The rows; nothing in place of one that cannot be taken apart."""
        while True:
            try:
                yield next(self.rows)
            except StopIteration:
                return
            except csv.Error:
                yield None

    def report(self, reason: Words) -> None:
        """A problem of the line read last; one of many is only counted, wherever it stands."""
        source, line = self.source, min(self.rows.line_num or 1, self.source.lines)
        full = self.problems.is_full(source, "bad-scores")
        start = 0 if full else source.start(line)
        end = 1 if full else start + len(source.line(line))
        self.problems.add("bad-scores", Mark(source, start, end), reason=reason)


# with spaces, quotes or another case it is still meant, and told of as a table
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?[\"' \t]*cadre[\"' \t]*[,;\t][\"' \t]*post[\"' \t]*[,;\t][\"' \t]*score\b",
    re.IGNORECASE,
)
_NO_HEAD = Words(
    "dòng đầu không phải cadre,post,score, nên không phải bảng điểm; nội dung không được nêu ra",
    "the first line is not cadre,post,score, so it is no table of scores; nothing of it is shown",
)
_NO_ROW = Words(
    "dòng này không tách được thành cột: ô quá dài, hoặc dấu nháy hay dấu xuống dòng đặt sai",
    "this line cannot be taken apart: a cell is too long, or a quote or a line end is out of place",
)


def _twice(pair: tuple[str, str], line: int) -> Words:
    return Words(
        f"{pair[0]}, {pair[1]} đã có điểm ở dòng {line}",
        f"{pair[0]}, {pair[1]} has a score on line {line} already",
    )


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
