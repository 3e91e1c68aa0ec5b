"""A file as the user wrote it, and places in it: lines, columns and stretches of its text."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


@dataclass(frozen=True)
class Source:
    """One file as the user wrote it: `path` as named on the command line, text without its BOM."""

    path: str
    text: str = field(repr=False)
    # its lines are not told: it is not what it was named as
    hidden: bool = False

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in code points."""
        text, block = self._ends, offset // _BLOCK
        before = self._counts[block] + text.count("\n", block * _BLOCK, offset)
        last = text.rfind("\n", block * _BLOCK, offset)
        if last < 0 and before:
            # the line began in another block, the one with its last line end
            there = _BLOCK * (bisect_left(self._counts, before) - 1)
            last = text.rfind("\n", there, there + _BLOCK)
        return before + 1, offset - last

    def start(self, number: int) -> int:
        """Offset of the first character of a line, counted from 1."""
        wanted = number - 1
        block = bisect_left(self._counts, wanted) - 1
        if block < 0:
            return 0
        at = block * _BLOCK - 1
        for _ in range(wanted - self._counts[block]):
            at = self._ends.index("\n", at + 1)
        return at + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self.start(number)
        end = self._ends.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")

    def around(self, offset: int, most: int) -> tuple[int, int]:
        """Where the line at an offset begins and ends, no farther than `most` from it."""
        least = max(0, offset - most)
        begin = self._ends.rfind("\n", least, offset) + 1
        end = self._ends.find("\n", offset, offset + most)
        if end > 0 and self.text[end - 1 : end] == "\r":
            end -= 1
        return max(begin, least), end if end >= 0 else min(offset + most, len(self.text))

    @cached_property
    def lines(self) -> int:
        """How many there are; LF, CRLF and a lone CR end a line."""
        return self._counts[-1] + 1

    @cached_property
    def _ends(self) -> str:
        """The text with LF at the end of every line."""
        if "\r" not in self.text:
            return self.text
        return self.text.replace("\r\n", " \n").replace("\r", "\n")

    @cached_property
    def _counts(self) -> list[int]:
        """How many line ends stand before each block, and in all."""
        starts = range(0, len(self.text) + 1, _BLOCK)
        return [0, *accumulate(self._ends.count("\n", at, at + _BLOCK) for at in starts)]


# lines are counted block by block: a list of all their places would outweigh the text
_BLOCK = 4096


class Mark(NamedTuple):
    """A stretch of a source: code point offsets, the end exclusive."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]
