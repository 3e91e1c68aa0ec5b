"""Rows gathered block by block hold exactly what was said, wherever it was said."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from rotplan.planning.program import entries_by_column, two_byte_rows
from rotplan.planning.program.growing_array import Growing, compact
from rotplan.planning.program.rows import Rows
from rotplan.planning.program.rows_builder import RowsBuilder
from rotplan.planning.program.two_byte_rows import LONG, RowNumbers
from rotplan.rules.kit.statements import Best, Bounds, Subject
from rotplan.rules.kit.three_valued import Ints

Matrix = dict[tuple[object, ...], dict[int, int]]
VALUES = (-200, 0, 1, 2)


def said(
    rng: np.random.Generator, keys: tuple[str, ...], columns: Ints, values: Sequence[int] = VALUES
) -> Bounds:
    """Coefficients of a row in some of the columns, a low of 1."""
    picked = np.unique(
        np.stack([rng.integers(len(keys), size=40), rng.choice(columns, 40)], axis=1), axis=0
    )
    picked = picked[rng.permutation(len(picked))]
    ones = np.ones(len(keys), dtype=np.int64)
    return Bounds(
        keys=keys,
        subjects=tuple(Subject(key) for key in keys),
        row=picked[:, 0],
        column=picked[:, 1],
        coefficient=rng.choice(values, len(picked)),
        constant=0 * ones,
        low=ones,
    )


def noted(matrix: Matrix, owner: str, force: str, bounds: Bounds, first: int) -> None:
    """The same entries one by one; the second row of a key is told apart by its number."""
    seen: dict[object, int] = {}
    nth = []
    for key in bounds.keys:
        nth.append(seen.get(key, 0))
        seen[key] = nth[-1] + 1
    for row, column, value in zip(bounds.row, bounds.column, bounds.coefficient, strict=True):
        if value:
            name = (owner, force, "low", bounds.keys[row], nth[row])
            matrix.setdefault(name, {})[int(column) + first] = int(value)


def read(rows: Rows, columns: int) -> Matrix:
    matrix: Matrix = {}
    column, row, value = rows.entries(np.arange(columns))
    for c, r, v in zip(column.tolist(), row.tolist(), value.tolist(), strict=True):
        assert c not in matrix.setdefault(rows.name[r], {})
        matrix[rows.name[r]][c] = v
    return matrix


@pytest.mark.parametrize("at_once", [1, 7, 2**12])
@pytest.mark.parametrize("more", [0, 9, LONG])
@pytest.mark.parametrize("seed", range(4))
def test_all_that_is_said(
    seed: int, more: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys differ by block and come twice; what comes after all blocks stands among the rest."""
    monkeypatch.setattr(entries_by_column, "_AT_ONCE", at_once)
    monkeypatch.setattr(entries_by_column, "LONG", more)
    monkeypatch.setattr(two_byte_rows, "LONG", more)
    rng, builder, matrix = np.random.default_rng(seed), RowsBuilder(), Matrix()
    for block in range(3):
        for owner, keys in (("a", "pqq"), ("b", "stu"[block:] + "s")):
            bounds = said(rng, tuple(keys), np.arange(20))
            builder.hard(owner, bounds)
            noted(matrix, owner, "hard", bounds, 20 * block)
        builder.pack(20)
    late = said(rng, tuple("vwxyzv"), np.arange(5, 50))
    short = builder.soft("late", late, np.ones(6, dtype=bool))
    noted(matrix, "late", "soft", late, 0)
    rows = builder.rows()
    assert read(rows, 60) == matrix
    assert [rows.name[n] for n in range(len(rows))] == list(rows.name)
    assert len(set(rows.name)) == len(rows)
    assert short[0] == short[5]
    assert rows.shortfalls == len(set(short.tolist())) == 5
    assert rows.soft.sum() == 6
    starts = rows.start.tolist()
    whole = np.concatenate([rows.row[a:b] for a, b in pairwise(starts)])
    assert whole.tolist() == rows.row[:].tolist()


@pytest.mark.parametrize("other", range(4))
def test_coefficients_that_are_one_until_another_comes(other: int) -> None:
    """Block `other` is the first with more than ones; 2 is what comes late, and 3 never comes."""
    rng, builder, matrix = np.random.default_rng(other), RowsBuilder(), Matrix()
    for block in range(2):
        bounds = said(rng, ("p", "q"), np.arange(20), (0, 1) if block < other else VALUES)
        builder.hard("a", bounds)
        noted(matrix, "a", "hard", bounds, 20 * block)
        builder.pack(20)
    late = said(rng, ("v", "w"), np.arange(40), (1,) if other > 2 else VALUES)
    builder.hard("late", late)
    noted(matrix, "late", "hard", late, 0)
    rows = builder.rows()
    assert read(rows, 40) == matrix
    assert (rows.coefficient.strides == (0,)) == (other == 3)


def test_a_block_that_knows_all_enters_the_row_of_doubt_too() -> None:
    """What the first block says of the hard row stands in the row of doubt of the second."""
    ones, none = np.ones(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    known = Bounds(("u",), (Subject("u"),), none, none, 3 * ones, none, low=ones)
    unsure = Bounds(
        ("u",), (Subject("u"),), none, none, 2 * ones, none, low=ones, best=Best(5 * ones, none)
    )
    builder = RowsBuilder()
    for bounds in (known, unsure, known):
        builder.hard("k", bounds)
        if bounds.unsure.any():
            builder.soft("k", bounds, bounds.unsure)
        builder.pack(1)
    assert read(builder.rows(), 3) == {
        ("k", "hard", "low", "u", 0): {0: 3, 1: 5, 2: 3},
        ("k", "soft", "low", "u", 0): {0: 3, 1: 2, 2: 3},
    }


def test_row_numbers_are_those_that_were_given() -> None:
    rng = np.random.default_rng(1)
    numbers = rng.choice([0, 5, LONG - 1, LONG, LONG + 1, 2**20], 200)
    wide = np.flatnonzero(numbers >= LONG)
    given = RowNumbers(np.minimum(numbers, LONG).astype(np.uint16), wide, numbers[wide])
    for first, last in ((0, 200), (17, 90), (50, 50)):
        assert given[first:last].tolist() == numbers[first:last].tolist()
    places = rng.integers(200, size=300)
    assert given[places].tolist() == numbers[places].tolist()


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ([], "int8"),
        ([0, 127], "int8"),
        ([-128], "int8"),
        ([128], "int16"),
        ([-129, 4], "int16"),
        ([2**15], "int32"),
        ([-(2**31) - 1], "int64"),
    ],
)
def test_compact(numbers: list[int], kind: str) -> None:
    small: Any = compact(np.array(numbers, dtype=np.int64))
    assert small.dtype == kind
    assert small.tolist() == numbers


def test_growing_widens() -> None:
    growing = Growing(np.int8)
    for part in ([1, -5], [], [300], [7]):
        growing.add(compact(np.array(part, dtype=np.int64)))
    assert growing.numbers.tolist() == [1, -5, 300, 7]
    assert growing.numbers.dtype == np.int16
