"""What is mutated, by which tests it is judged, and the private copy in which that happens."""

import compileall
import os
import py_compile
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path

HERE = Path(__file__).parents[2]
ROTPLAN = (
    "rotplan/rules",
    "rotplan/planning/proof",
    "rotplan/planning/model",
    "rotplan/planning/solving",
    "rotplan/roster/dates.py",
)


@dataclass(frozen=True)
class Project:
    """`targets` are files and folders of the package, from the root; `tests` a folder or a file;
    `heavy` are modules of others that are worth importing once for all mutants."""

    root: Path = HERE
    package: str = "rotplan"
    targets: tuple[str, ...] = ROTPLAN
    tests: tuple[str, ...] = ("tests",)
    heavy: tuple[str, ...] = ()

    def paths(self, only: Iterable[str] = ()) -> list[str]:
        """The files that are mutated, or those of them that lie at or under some paths."""
        found = []
        for target in self.targets:
            at = self.root / target
            files = sorted(at.rglob("*.py")) if at.is_dir() else [at]
            found += [f.relative_to(self.root).as_posix() for f in files]
        wanted = [o.rstrip("/") for o in only]
        return [f for f in found if not wanted or any(_is_in(f, o) for o in wanted)]

    def copy(self, folder: Path) -> Path:
        """The package in a folder of its own, compiled so that no date of a file is asked."""
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(self.root / self.package, folder / self.package, ignore=skipped)
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(folder / self.package, quiet=1, invalidation_mode=mode)
        return folder

    def enter(self, copy: Path) -> None:
        """Make this process, and those it starts, run the copy."""
        os.chdir(self.root)
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(copy))
        os.environ.update(PYTHONPATH=str(copy), PYTHONSAFEPATH="1", PYTHONDONTWRITEBYTECODE="1")
        found = Path(import_module(self.package).__file__ or "")
        assert found.is_relative_to(copy), f"{found} is not the copy"


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def put(copy: Path, path: str, text: str) -> None:
    """Another text of a file of the copy."""
    (copy / path).write_text(text, "utf-8")
    Path(cache_from_source(str(copy / path))).unlink(missing_ok=True)


def import_heavy(names: Iterable[str]) -> None:
    """Once, before anything is forked; a solver must start no thread here."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in names:
        import_module(name)
