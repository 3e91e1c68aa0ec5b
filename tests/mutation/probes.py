"""Which statements a test runs: the code with a probe before each, and what the probes saw.

The probes stand in the private copy, never in the tree. Each sets a byte of one array, so a test
runs hardly slower, and what another process of the test ran is known as well.
"""

import ast
import atexit
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

NAME = "mutation_probe"
# Where other processes than the recorder's leave what they ran; the recorder's own id.
FOLDER, OWNER = "MUTATION_PROBE_FOLDER", "MUTATION_PROBE_OWNER"
_BLOCKS = ("body", "orelse", "finalbody")
_MODULE = f"""
import sys
sys.path.append({str(Path(__file__).parents[2])!r})
from tests.mutation.probes import seen_here
sys.path.pop()
seen = seen_here()
"""


def instrument(copy: Path, paths: list[str]) -> list[tuple[str, int]]:
    """Put probes into files of the copy; what each stands for, a path and a line."""
    probes: list[tuple[str, int]] = []
    for path in paths:
        tree = ast.parse((copy / path).read_text("utf-8"))
        for function in list(ast.walk(tree)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                _probe_blocks(function, path, probes)
        importing = ast.ImportFrom(NAME, [ast.alias("seen", "_probe_seen")], 0)
        tree.body.insert(_first(tree.body), importing)
        (copy / path).write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
    (copy / f"{NAME}.py").write_text(_MODULE, "utf-8")
    (copy / f"{NAME}.json").write_text(str(len(probes)), "utf-8")
    return probes


def _probe_blocks(node: ast.AST, path: str, probes: list[tuple[str, int]]) -> None:
    """A probe before each statement of a function, those of functions inside it left to them."""
    for name in _BLOCKS:
        block = getattr(node, name, None)
        if not isinstance(block, list):
            continue
        start = _first(block) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else 0
        filled = block[:start]
        for statement in block[start:]:
            filled += [_probe(len(probes)), statement]
            probes.append((path, statement.lineno))
            if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                _probe_blocks(statement, path, probes)
        block[:] = filled
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        _probe_blocks(part, path, probes)


def _probe(number: int) -> ast.stmt:
    return ast.parse(f"_probe_seen[{number}] = 1").body[0]


def _first(block: list[ast.stmt]) -> int:
    """Behind the docstring."""
    head = block[0] if block else None
    documented = isinstance(head, ast.Expr) and isinstance(head.value, ast.Constant)
    return 1 if documented else 0


# -- in the processes that run the copy ---------------------------------------------------------


def seen_here() -> bytearray:
    """The array of this process; one that is not the recorder's is written down at its end."""
    module = sys.modules[NAME].__file__ or ""
    seen = bytearray(int(Path(module).with_suffix(".json").read_text("utf-8")))
    if os.environ.get(OWNER) != str(os.getpid()) and FOLDER in os.environ:
        atexit.register(_leave, seen, Path(os.environ[FOLDER]))
    return seen


def _leave(seen: bytearray, folder: Path) -> None:
    text = json.dumps(list(numbers(seen)))
    (folder / f"{os.getpid()}.seen").write_text(text, "utf-8")


def numbers(seen: bytearray) -> Iterator[int]:
    """The probes that were met."""
    at = seen.find(1)
    while at >= 0:
        yield at
        at = seen.find(1, at + 1)


def taken(seen: bytearray, folder: Path) -> list[int]:
    """What was met since the last time, in this process and in those that have ended."""
    met = set(numbers(seen))
    seen[:] = bytes(len(seen))
    for file in folder.glob("*.seen"):
        met.update(json.loads(file.read_text("utf-8")))
        file.unlink()
    return sorted(met)
