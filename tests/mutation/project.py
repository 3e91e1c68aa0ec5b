"""What is mutated, by which tests it is judged, and the private copy in which that happens."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from importlib.util import cache_from_source
from io import StringIO
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
ROTPLAN = (
    "rotplan/rules",
    "rotplan/planning/proof",
    "rotplan/planning/program",
    "rotplan/planning/solving",
    "rotplan/language/dates.py",
    "rotplan/roster/reading/read_date.py",
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
        """The package in a folder of its own."""
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(self.root / self.package, folder / self.package, ignore=skipped)
        # whatever is compiled, tests too, is kept beside the copy
        sys.pycache_prefix = str(folder / "pyc")
        return folder

    def enter(self, copy: Path) -> None:
        """Make this process, and those it starts, run the copy."""
        os.chdir(self.root)
        sys.path.insert(0, str(copy))
        os.environ.update(
            PYTHONPATH=str(copy), PYTHONSAFEPATH="1", PYTHONPYCACHEPREFIX=sys.pycache_prefix or ""
        )
        found = Path(import_module(self.package).__file__ or "")
        assert found.is_relative_to(copy), f"{found} is not the copy"


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def put(copy: Path, path: str, text: str) -> None:
    """Another text of a file of the copy; what was compiled of it might seem to be as new."""
    (copy / path).write_text(text, "utf-8")
    Path(cache_from_source(str(copy / path))).unlink(missing_ok=True)


def import_heavy(names: Iterable[str]) -> None:
    """Once, before anything is forked, pytest and its plugins too; nothing may start a thread."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in ("hypothesis", *names):
        import_module(name)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        pytest.main(
            ["-p", "no:cacheprovider", "-c", os.devnull, "--hypothesis-seed=0", "--version"]
        )
