"""Lines and columns of offsets, counted block by block, against the plain way."""

import random

import pytest

from rotplan.roster.reading import source as sources
from rotplan.roster.reading.source import Source


def plainly(text: str, offset: int) -> tuple[int, int]:
    """Line and column by going through the text."""
    line = column = 1
    for n, char in enumerate(text[:offset]):
        if char == "\n" or (char == "\r" and text[n + 1 : n + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@pytest.mark.parametrize("block", [1, 2, 3, 7, 64])
def test_positions_and_lines(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_BLOCK", block)
    rng = random.Random(block)
    for size in range(40):
        text = "".join(rng.choice(["a", "ộ", "\n", "\r", "\r\n", "bc"]) for _ in range(size))
        source = Source("x", text)
        places = [plainly(text, n) for n in range(len(text) + 1)]
        assert [source.position(n) for n in range(len(text) + 1)] == places
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert [source.line(n + 1) for n in range(len(lines))] == lines
        starts = [
            next(i for i, (line, _) in enumerate(places) if line == n + 1)
            for n in range(len(lines))
        ]
        assert [source.start(n + 1) for n in range(len(lines))] == starts
        assert source.lines == len(lines)
