"""The CSV files of this folder."""

import csv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class CsvTable(NamedTuple):
    """A file: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: list[list[str]]


def csv_table(folder: Path, name: str) -> CsvTable:
    """A table with its header."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return CsvTable(tuple(header), rows)


def rows(folder: Path, name: str) -> list[list[str]]:
    """The rows of a table, without its header."""
    return csv_table(folder, name).rows
