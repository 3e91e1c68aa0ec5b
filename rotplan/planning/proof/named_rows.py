"""What a certificate names, looked up in a program: rows with their entries, posts, candidates.

It shares no code with the solver.
"""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.program import Program
from rotplan.planning.proof.multipliers import LARGEST_MULTIPLIER, Multipliers, row_name
from rotplan.rules.kit.three_valued import Ints

# So many columns at a time that what is made of them stays close to the processor.
SLICE = 2**17
# A row in more than this part of all columns has a number for each of them.
_BROAD = 8


class UnfitError(ValueError):
    """Multipliers from which nothing follows: what is wrong with them."""


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries of some rows, sorted by column: column, row and coefficient of each. Shapes (E,)."""

    column: NDArray[Any]
    row: NDArray[Any]
    coefficient: NDArray[Any]


class NamedRows:
    """The rows of a program that some multipliers name: few of many, looked up once."""

    def __init__(self, program: Program, given: Iterable[Multipliers]) -> None:
        self.program = program
        told = [(each.rows, *(cut.rows for cut in each.cuts)) for each in given]
        self._names = dict.fromkeys(name for each in told for rows in each for name in rows)

    @cached_property
    def number(self) -> dict[str, int]:
        """Each name with its row; a name that no row has is missing."""
        keys = {name: _key(name) for name in self._names}
        wanted = set(keys.values())
        rows = {key: n for n, key in enumerate(self.program.rows.name) if key in wanted}
        found = {name: rows[key] for name, key in keys.items() if key in rows}
        # a name is a text: what is only read the same is another one
        return {name: n for name, n in found.items() if row_name(self.program, n) == name}

    @cached_property
    def seat(self) -> dict[str, int]:
        """Each candidate's id with its place among them."""
        table, candidates = self.program.docket.table, self.program.candidates
        return {table.cadres[number].id: n for n, number in enumerate(candidates.tolist())}

    @cached_property
    def broad(self) -> dict[int, NDArray[Any]]:
        """Rows in a large part of all columns, such as a cap: the coefficient of each column.

        Shape (C,).
        """
        rows, columns = self.program.rows, self.program.columns
        many = np.zeros(len(rows), dtype=np.int64)
        for part in self._parts():
            many += np.bincount(rows.row[part], minlength=len(rows))
        found = {}
        for row in sorted(self.number.values()):
            if many[row] > columns // _BROAD:
                found[row] = np.zeros(columns, dtype=rows.coefficient.dtype)
                for part in self._parts():
                    hit = np.flatnonzero(rows.row[part] == row) + part.start
                    np.add.at(found[row], self._column(hit), rows.coefficient[hit])
        return found

    @cached_property
    def entries(self) -> Entries:
        """All entries of the other ones of these rows."""
        rows = self.program.rows
        wanted = np.zeros(len(rows), dtype=bool)
        wanted[list(self.number.values())] = True
        wanted[list(self.broad)] = False
        found = [np.flatnonzero(wanted[rows.row[part]]) + part.start for part in self._parts()]
        entry = np.concatenate([np.empty(0, np.int64), *found])
        column = self._column(entry).astype(np.int32)
        return Entries(column, rows.row[entry], rows.coefficient[entry])

    def _parts(self) -> Iterator[slice]:
        """All entries of the program, some at a time."""
        entries = len(self.program.rows.row)
        for start in range(0, entries, SLICE):
            yield slice(start, min(start + SLICE, entries))

    def _column(self, entry: Ints) -> Ints:
        """The columns of some entries."""
        start = self.program.rows.start
        column: Ints = np.searchsorted(start, entry.astype(start.dtype), side="right") - 1
        return column


def _key(name: str) -> Hashable:
    """A row's own name from its JSON; nothing where it is none."""
    try:
        key: Hashable = _frozen(json.loads(name))
        hash(key)
    except (ValueError, TypeError, RecursionError):
        return None
    return key


def _frozen(data: Any) -> Any:
    return tuple(map(_frozen, data)) if isinstance(data, list) else data


def rows_numbered(
    given: Mapping[str, int], number: Mapping[str, int], size: int, what: str
) -> Ints:
    """What is given by name, by number; raises UnfitError.

    Shape (size,), in 1/SCALE or whole weights.
    """
    values = np.zeros(size, dtype=np.int64)
    for name, y in given.items():
        if name not in number:
            raise UnfitError(f"there is no {what} {name}")
        if abs(y) > LARGEST_MULTIPLIER:
            raise UnfitError(f"the multiplier of {what} {name} is beyond {LARGEST_MULTIPLIER}")
        values[number[name]] = y
    return values
