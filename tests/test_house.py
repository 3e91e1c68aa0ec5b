"""The house: imports run one way, and only one file opens the door to the solvers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rotplan

PACKAGE = Path(rotplan.__file__).parent
INNER = ("model", "proof", "engine", "solving", "questions")
ROOMS = ("text", "roster", "rules", "policy", "planning", "plan", "output", "commands")
FILES = sorted(PACKAGE.rglob("*.py"))
PLANNING = sorted((PACKAGE / "planning").glob("*/*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    here = room(path.relative_to(PACKAGE).parts)
    if here not in ROOMS:
        return
    for name in imported(path):
        there = name.split(".")[1] if name.startswith("rotplan.") else None
        if there in ROOMS:
            assert ROOMS.index(there) <= ROOMS.index(here), f"{here} imports {name}"


@pytest.mark.parametrize("path", PLANNING, ids=lambda p: p.stem)
def test_planning_runs_one_way_inside(path: Path) -> None:
    """What has no solver is below what has one; only questions ask for a whole proposal."""
    here = path.parent.name
    for name in imported(path):
        if name.startswith("rotplan.planning."):
            there = name.split(".")[2]
            allowed = INNER.index(there) <= INNER.index(here) if there in INNER else False
            assert allowed or here == "questions", f"{here} imports {name}"


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("ortools", {"planning/engine"}),
        ("pybind11_abseil", {"planning/engine"}),
        ("click", {"cli/app.py", "__main__.py", "commands"}),
        ("rich", {"show/terminal.py"}),
    ],
)
def test_libraries_stay_in_their_room(library: str, allowed: set[str]) -> None:
    for path in FILES:
        place = path.relative_to(PACKAGE).as_posix()
        if any(name.split(".")[0] == library for name in imported(path)):
            assert any(place == home or place.startswith(f"{home}/") for home in allowed), place
