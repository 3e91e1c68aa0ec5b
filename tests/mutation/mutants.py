"""All mutants of some files, each told by where it is and what it changes."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.mutation.operators import variants

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


@dataclass(frozen=True)
class Mutant:
    """`was` and `now` are the whole statement (the head of one that has a body); `line` is the
    statement's. `at_import`: no function is entered before it runs. `number`: which of the
    file's changes it is."""

    path: str
    line: int
    scope: str
    was: str
    now: str
    number: int
    at_import: bool

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it apart when lines have moved."""
        return self.path, self.scope, self.was, self.now


@dataclass(frozen=True)
class _Place:
    """A node, and how it hangs from its parent; `top` is the innermost statement around it."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    top: ast.stmt
    scope: tuple[str, ...]
    at_import: bool

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Every mutant of one file, in the order of the text."""
    tree = ast.parse((root / path).read_text("utf-8"))
    found: list[Mutant] = []
    for place in _places(tree, tree, None, (), at_import=True):
        for changed in variants(place.node):
            was, now = _told(place, None), _told(place, changed)
            scope = ".".join(place.scope) or "<module>"
            number, line = len(found), place.top.lineno
            found.append(Mutant(path, line, scope, was, now, number, place.at_import))
    return found


def mutated(root: Path, mutant: Mutant) -> str:
    """The text of the file with the change."""
    tree = ast.parse((root / mutant.path).read_text("utf-8"))
    number = 0
    for place in list(_places(tree, tree, None, (), at_import=True)):
        for changed in variants(place.node):
            if number == mutant.number:
                place.put(changed)
                return ast.unparse(ast.fix_missing_locations(tree))
            number += 1
    raise LookupError(f"{mutant.path} has no change {mutant.number}")


def sample(mutants: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """So many of them, drawn by a seed; in the order of the text."""
    drawn = Random(seed).sample(mutants, min(size, len(mutants)))
    return sorted(drawn, key=lambda m: (m.path, m.number))


def _places(
    node: ast.AST, parent: ast.AST, top: ast.stmt | None, scope: tuple[str, ...], *, at_import: bool
) -> Iterator[_Place]:
    """Every node below one that may change."""
    inside = scope
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        inside = (*scope, node.name)
    for field, value in ast.iter_fields(node):
        if _is_left_alone(node, field):
            continue
        if field == "annotation":
            # types stay as they are; what a type is asked besides (a least value) may change
            for call in (c for c in ast.walk(value) if isinstance(c, ast.Call)):
                yield from _places(call, node, top, inside, at_import=at_import)
            continue
        # what stands in the head of a function runs when it is made
        early = at_import and not (isinstance(node, (*_FUNCTIONS, ast.Lambda)) and field == "body")
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                here = child if isinstance(child, ast.stmt) else top
                if here is not None:
                    yield _Place(node, field, index, child, here, inside, early)
                yield from _places(child, node, here, inside, at_import=early)


def _is_left_alone(node: ast.AST, field: str) -> bool:
    """Decorators, types, asserts and text in formatted strings."""
    return (
        field in ("decorator_list", "returns", "type_comment")
        or (field == "annotation" and not isinstance(node, ast.AnnAssign))
        or isinstance(node, ast.Assert | ast.JoinedStr)
    )


def _told(place: _Place, changed: ast.AST | None) -> str:
    """The statement as one line, with the change or as it is."""
    old = place.node
    if changed is not None:
        place.put(changed)
    try:
        if place.node is place.top:
            return _head(changed or old)
        return _head(place.top)
    finally:
        place.put(old)


def _head(statement: ast.AST) -> str:
    shown = deepcopy(statement)
    for block in _BLOCKS:
        if isinstance(getattr(shown, block, None), list):
            setattr(shown, block, [] if block != "body" else [ast.Pass()])
    return " ".join(ast.unparse(ast.fix_missing_locations(shown)).split()).removesuffix(" pass")
