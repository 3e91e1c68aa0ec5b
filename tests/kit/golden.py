"""Committed files that are made by the code: golden texts, schemas, pages of the documentation."""

from collections.abc import Callable
from pathlib import Path

# that a committed file holds a text; with `--golden` it is written first
Committed = Callable[[Path, str], None]
