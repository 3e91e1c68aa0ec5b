"""The house: which room may know which, no circle, one name one thing, one door to the solvers."""

import ast
import doctest
import importlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.paths import PACKAGE

FILES = sorted(PACKAGE.rglob("*.py"))
# From the ground up: a room knows what stands before it, never what comes after.
ROOMS = (
    "language",
    "system",
    "objective",
    "roster",
    "rules",
    "policy",
    "planning",
    "plan",
    "checking",
    "show",
    "reference",
    "cli",
)
# Inside of planning/; what lies in no folder of it stands between `conflict` and `asking`.
INNER = ("program", "engine", "proof", "solving", "conflict", "", "asking")
# The same word for the same thing: what every command and every form has.
PROTOCOLS = {"command", "lines", "render", "main"}


def module(path: Path) -> str:
    parts = ("rotplan", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module(path): path for path in FILES}


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules that a file imports, at whatever place in it: lazily and for types alone too."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in whole}
    return frozenset(found)


def room(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "rotplan" and parts[1] in ROOMS else None


def inner(name: str) -> str:
    """The folder of planning/ in which a module lies."""
    parts = name.split(".")[2:]
    return parts[0] if parts and (PACKAGE / "planning" / parts[0]).is_dir() else ""


def test_every_file_has_a_room() -> None:
    assert {p.relative_to(PACKAGE).parts[0] for p in FILES} == {
        *ROOMS,
        "__init__.py",
        "__main__.py",
    }


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_run_one_way(name: str) -> None:
    here = room(name)
    if here is None:
        return
    for other in imported(MODULES[name]):
        there = room(other)
        if there is not None:
            assert ROOMS.index(there) <= ROOMS.index(here), f"{name} imports {other}"


@pytest.mark.parametrize("name", sorted(n for n in MODULES if n.startswith("rotplan.planning.")))
def test_planning_runs_one_way_inside(name: str) -> None:
    """What has no solver is below what has one; only what is asked of a plan knows a proposal."""
    for other in imported(MODULES[name]):
        if other.startswith("rotplan.planning."):
            above, below = INNER.index(inner(name)), INNER.index(inner(other))
            assert below <= above, f"{name} imports {other}"


def test_no_files_import_each_other_in_a_circle() -> None:
    waiting = {name: {n for n in imported(p) if n in MODULES} for name, p in MODULES.items()}
    while leaves := {name for name, needs in waiting.items() if not needs & waiting.keys()}:
        waiting = {name: needs for name, needs in waiting.items() if name not in leaves}
    assert not waiting


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("ortools", {"planning/engine"}),
        ("pybind11_abseil", {"planning/engine"}),
        ("click", {"__main__.py", "cli"}),
        ("rich", {"show/terminal.py"}),
    ],
)
def test_libraries_stay_in_their_room(library: str, allowed: set[str]) -> None:
    for path in FILES:
        place = path.relative_to(PACKAGE).as_posix()
        if any(name.split(".")[0] == library for name in imported(path)):
            assert any(place == home or place.startswith(f"{home}/") for home in allowed), place


@pytest.mark.parametrize("name", sorted(n for n in MODULES if n.startswith("rotplan.planning.")))
def test_planning_makes_no_sentences(name: str) -> None:
    """It says what is so; `plan/telling`, the rules and the command line say it to people."""
    assert "rotplan.language.words" not in imported(MODULES[name])


@pytest.mark.parametrize("name", sorted(MODULES))
def test_what_is_frozen_stays_so(name: str) -> None:
    """Nothing is written past the setters of a record; a changed one is a copy."""
    nodes = list(ast.walk(ast.parse(MODULES[name].read_text("utf-8"))))
    assert "vars" not in {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert not attributes & {"__dict__", "__setattr__"}


def public_names(path: Path) -> Iterator[str]:
    """What a module defines for others, at its top level."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_one_public_name_is_one_thing() -> None:
    homes = defaultdict[str, set[str]](set)
    for name, path in MODULES.items():
        for defined in public_names(path):
            if not defined.startswith("_"):
                homes[defined].add(name)
    alike = {name: sorted(at) for name, at in homes.items() if len(at) > 1}
    assert {name: at for name, at in alike.items() if name not in PROTOCOLS} == {}


def raised(node: ast.AST) -> set[str]:
    """The errors that leave a function from its own `raise`; functions inside it are their own."""
    found = set[str]()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Raise):
            what = child.exc.func if isinstance(child.exc, ast.Call) else child.exc
            if isinstance(what, ast.Name) and what.id.endswith("Error"):
                found.add(what.id)
        elif not isinstance(child, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)):
            found |= raised(child)
    if isinstance(node, ast.Try):
        # what one of its own handlers takes does not leave it; what a handler raises does
        caught = {ast.unparse(each.type) for each in node.handlers if each.type is not None}
        found = {name for name in found if name not in caught}
        found = found.union(*map(raised, node.handlers))
    return found


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Functions, and methods of classes, that others may call."""
    whole = ast.parse(path.read_text("utf-8"))
    classes = [n for n in whole.body if isinstance(n, ast.ClassDef) and n.name[0] != "_"]
    for body in (whole.body, *(node.body for node in classes)):
        for inner in body:
            if isinstance(inner, ast.FunctionDef) and (
                not inner.name.startswith("_") or inner.name == "__init__"
            ):
                yield inner


@pytest.mark.parametrize("name", sorted(MODULES))
def test_docstrings_say_what_is_raised(name: str) -> None:
    for function in public_functions(MODULES[name]):
        for error in raised(function):
            assert error in (ast.get_docstring(function) or ""), f"{function.name} raises {error}"


ARRAYS = {"Ints", "Floats", "Flags", "Verdicts", "NDArray", "ndarray"}
ARRAY_ROOMS = tuple(
    f"rotplan.{room}."
    for room in (*(f"planning.{i}" for i in ("program", "engine", "solving", "proof")), "rules.kit")
)


def with_arrays(path: Path) -> Iterator[tuple[str, str]]:
    """What others may call or hold that has arrays among its types, and what docstrings say."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        said = ast.get_docstring(node) or ""
        inside = node.body if isinstance(node, ast.ClassDef) else []
        fields = [each.annotation for each in inside if isinstance(each, ast.AnnAssign)]
        if has_arrays(fields):
            yield node.name, said
        for each in (node, *inside):
            if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
                taken = (*each.args.args, *each.args.kwonlyargs)
                if has_arrays([each.returns, *(argument.annotation for argument in taken)]):
                    yield each.name, said + (ast.get_docstring(each) or "")


def has_arrays(types: Iterable[ast.expr | None]) -> bool:
    inner = (node for each in types if each is not None for node in ast.walk(each))
    return any(isinstance(node, ast.Name) and node.id in ARRAYS for node in inner)


@pytest.mark.parametrize("name", sorted(n for n in MODULES if n.startswith(ARRAY_ROOMS)))
def test_docstrings_say_the_shape_of_arrays(name: str) -> None:
    """By the names of dimensions in `rules/kit` and `planning/program`."""
    for what, said in with_arrays(MODULES[name]):
        assert "hape" in said, what


@pytest.mark.parametrize("name", [n for n, p in MODULES.items() if ">>> " in p.read_text("utf-8")])
def test_worked_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def norms() -> set[str]:
    """The modules of rules/ that define a norm."""
    return {n for n in MODULES if n.count(".") == 2 and n.startswith("rotplan.rules.")}


def test_no_norm_is_known_by_name_outside_of_the_rules() -> None:
    known = {
        f"{name} imports {other}"
        for name, path in MODULES.items()
        if not name.startswith(("rotplan.rules", "rotplan.reference"))
        for other in imported(path) & norms()
    }
    assert known == set()


def test_exit_codes_are_named() -> None:
    """Numbers of exit codes stand in one file; 0 needs no name, nor a signal's 128 more."""
    for path in (PACKAGE / "cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("Exit", "exit"):
                codes = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                assert set(codes) <= {0}, path


def test_forms_of_findings_are_named_in_one_place() -> None:
    for name, path in MODULES.items():
        if name != "rotplan.checking.format_names":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Tuple | ast.List | ast.Set):
                    told = {e.value for e in node.elts if isinstance(e, ast.Constant)}
                    assert not {"sarif", "gitlab"} <= told, path
