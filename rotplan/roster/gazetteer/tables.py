"""The CSV files of this folder."""

import csv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Table(NamedTuple):
    """A file: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: list[list[str]]


def table(folder: Path, name: str) -> Table:
    """A table with its header."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return Table(tuple(header), rows)


def rows(folder: Path, name: str) -> list[list[str]]:
    """The rows of a table, without its header."""
    return table(folder, name).rows
