"""Which tests run which statements, and how long each takes: asked of the suite once.

Only the tests of files that have changed since are run again. A map that is out of date misses
tests, so it may let a mutant live; it never kills one.
"""

import hashlib
import json
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.probes import FOLDER, NAME, OWNER, instrument, taken
from tests.mutation.project import Project
from tests.mutation.running import forked

# Of a test whose parameter is a number (a seed) only so many are asked, evenly spread.
EACH = 24
_SEED = re.compile(r"\[\d+\]$")
_WALL = 3 * 3600.0


@dataclass
class Ran:
    """A test: CPU seconds, and the statements (path, line) it ran."""

    seconds: float
    lines: frozenset[tuple[str, int]]


@dataclass
class Map:
    """By test id; `files` are digests of the test files; `""` in a test's name is collecting."""

    code: str = ""
    files: dict[str, str] = field(default_factory=dict)
    tests: dict[str, Ran] = field(default_factory=dict)


def recorded(project: Project, store: Path) -> Map:
    """The map, brought up to date."""
    known, code, now = _read(store), _digest(_code(project)), _test_files(project)
    if known.code != code:
        known = Map(code)
    changed = [path for path, digest in now.items() if known.files.get(path) != digest]
    known.tests = {
        test: ran
        for test, ran in known.tests.items()
        if (path := test.split("::")[0]) in now and path not in changed
    }
    known.files = now
    if changed:
        known.tests.update(_asked(project, changed))
        _write(known, store)
    return known


def _code(project: Project) -> list[Path]:
    return [project.root / path for path in project.paths()]


def _test_files(project: Project) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in project.tests:
        at = project.root / name
        for file in sorted(at.rglob("test_*.py")) if at.is_dir() else [at]:
            found[file.relative_to(project.root).as_posix()] = _digest([file])
    return found


def _digest(files: list[Path]) -> str:
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:16]


def _asked(project: Project, files: list[str]) -> dict[str, Ran]:
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name)
        copy = project.copy(folder / "copy")
        probes = instrument(copy, project.paths())
        answer = folder / "ran.json"
        forked(
            lambda: _record(project, copy, files, answer),
            str(folder / "log"),
            cpu=_WALL,
            wall=_WALL,
        )
        if not answer.exists():
            raise SystemExit(f"the tests did not run:\n{(folder / 'log').read_text('utf-8')}")
        said = json.loads(answer.read_text("utf-8"))
    return {
        test: Ran(seconds, frozenset(probes[n] for n in met))
        for test, (seconds, met) in said.items()
    }


def _record(project: Project, copy: Path, files: list[str], answer: Path) -> int:
    """In the child: run the tests with a recorder beside them."""
    os.environ.update({OWNER: str(os.getpid()), FOLDER: str(copy)})
    project.enter(copy)
    recorder = _Recorder(copy)
    pytest.main([*OPTIONS, *files], plugins=[recorder])
    answer.write_text(json.dumps(recorder.found), "utf-8")
    return 0


OPTIONS = (
    *("-q", "-p", "no:cacheprovider", "-m", "not slow", "--tb=line", "--hypothesis-seed=0"),
    # nobody reads what an assertion compared, and to rewrite them all takes long
    "--assert=plain",
)


class _Recorder:
    """Notes what each test ran; a test that fails without any mutant is of no use."""

    def __init__(self, folder: Path) -> None:
        self._seen, self._folder = import_module(NAME).seen, folder
        self.found: dict[str, tuple[float, list[int]]] = {}
        self._bad: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = list(_thinned(items))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Iterator[None]:
        yield from self._noted(f"{collector.nodeid}::")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        yield from self._noted(item.nodeid)
        if item.nodeid in self._bad:
            self.found.pop(item.nodeid, None)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if not report.passed:
            self._bad.add(report.nodeid)

    def _noted(self, name: str) -> Iterator[None]:
        taken(self._seen, self._folder)
        began = _cpu()
        yield
        self.found[name] = _cpu() - began, taken(self._seen, self._folder)


def _cpu() -> float:
    """CPU seconds of this process and of those it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def _thinned(items: list[Any]) -> Iterator[Any]:
    """Evenly spread ones of each function that is asked for very many seeds."""
    names = [_SEED.sub("", item.nodeid) for item in items]
    of, nth = Counter(names), Counter[str]()
    for item, name in zip(items, names, strict=True):
        n, total = nth[name], of[name]
        nth[name] += 1
        if total <= EACH or n * EACH // total != (n - 1) * EACH // total:
            yield item


def _read(store: Path) -> Map:
    if not store.exists():
        return Map()
    kept = json.loads(store.read_text("utf-8"))
    lines = [(path, line) for path, line in kept["lines"]]
    tests = {
        test: Ran(seconds, frozenset(lines[n] for n in met))
        for test, (seconds, met) in kept["tests"].items()
    }
    return Map(kept["code"], kept["files"], tests)


def _write(known: Map, store: Path) -> None:
    lines = sorted({line for ran in known.tests.values() for line in ran.lines})
    number = {line: n for n, line in enumerate(lines)}
    tests = {
        test: (round(ran.seconds, 4), sorted(number[line] for line in ran.lines))
        for test, ran in known.tests.items()
    }
    kept = {"code": known.code, "files": known.files, "lines": lines, "tests": tests}
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text(json.dumps(kept), "utf-8")
