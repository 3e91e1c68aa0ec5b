"""One mutant: the tests that run the changed line, fastest first, until one fails."""

import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.mutants import Mutant
from tests.mutation.project import Project, put
from tests.mutation.recording import OPTIONS, Map
from tests.mutation.running import forked

# What the tests of a mutant may take together, by what they took without it.
SECONDS = 20.0
# A test may take so many times what it took, and these CPU seconds besides.
TIMES, SPARE = 10, 3.0
# From so many files tests are asked first.
_FIRST = 5


@dataclass(frozen=True)
class Verdict:
    """`tests`: how many were to be asked, of how many that run the line."""

    killed: bool
    by: str
    tests: int
    of: int


def tried(
    project: Project,
    copy: Path,
    known: Map,
    mutant: Mutant,
    text: str,
    seconds: float = SECONDS,
    spare: float = SPARE,
) -> Verdict:
    """Put the mutant's text into the copy, ask the tests, and put the old text back."""
    covering = _covering(known, mutant)
    chosen = dict(_chosen(known, covering, seconds))
    if not chosen:
        return Verdict(False, "no test runs it", 0, 0)
    old = (copy / mutant.path).read_text("utf-8")
    put(copy, mutant.path, text)
    try:
        for asked in _batches(chosen):
            killed, by = _asked(project, copy, _limits(known, asked, spare))
            if killed:
                return Verdict(True, by, len(chosen), len(covering))
        return Verdict(False, "", len(chosen), len(covering))
    finally:
        put(copy, mutant.path, old)


def _asked(project: Project, copy: Path, limits: dict[str, float]) -> tuple[bool, str]:
    """Whether any of some tests fails, and which."""
    log, most = copy / "log", sum(limits.values())
    code = forked(lambda: _ask(project, copy, limits), str(log), cpu=10 + most, wall=120 + 4 * most)
    return _judged(code, log)


def _batches(chosen: dict[str, float]) -> Iterator[list[str]]:
    """What the first few files say, then all the rest: to read a file takes time too."""
    files = dict.fromkeys(test.split("::")[0] for test in chosen)
    first = set(list(files)[:_FIRST])
    for wanted in (True, False):
        batch = [test for test in chosen if (test.split("::")[0] in first) == wanted]
        if batch:
            yield batch


def _collecting(known: Map, file: str) -> float:
    return known.tests[f"{file}::"].seconds if f"{file}::" in known.tests else 0.0


def _limits(known: Map, tests: list[str], spare: float) -> dict[str, float]:
    """CPU seconds for each; what another test of its file had made ready may be to do again."""
    most = dict[str, float]()
    for test, ran in known.tests.items():
        file = test.split("::")[0]
        most[file] = max(most.get(file, 0.0), ran.seconds)
    return {
        test: TIMES * known.tests[test].seconds + 2 * most[test.split("::")[0]] + spare
        for test in tests
    }


def _covering(known: Map, mutant: Mutant) -> list[str]:
    """The tests that run the statement; for what runs at import, those that run the file."""
    where = mutant.path, mutant.line
    running = {
        test
        for test, ran in known.tests.items()
        if where in ran.lines
        or (mutant.at_import and any(path == mutant.path for path, _ in ran.lines))
    }
    # what is run while a file is collected concerns all its tests
    files = {test.removesuffix("::") for test in running if test.endswith("::")}
    return [
        test
        for test in known.tests
        if not test.endswith("::") and (test in running or test.split("::")[0] in files)
    ]


def _chosen(known: Map, covering: list[str], seconds: float) -> Iterator[tuple[str, float]]:
    """Half of the time for the tests that run least else, which look closest; then the fastest, one
    of each function before a second of any."""
    nth, ranked = Counter[str](), []
    for test in sorted(covering, key=lambda t: known.tests[t].seconds):
        name = test.split("[")[0]
        ranked.append((nth[name], known.tests[test].seconds, test))
        nth[name] += 1
    closest = sorted(covering, key=lambda t: len(known.tests[t].lines))
    left, read, chosen = seconds / 2, set[str](), set[str]()
    for more, tests in ((0.0, closest), (seconds / 2, [test for *_, test in sorted(ranked)])):
        left += more
        for test in (t for t in tests if t not in chosen):
            file, took = test.split("::")[0], known.tests[test].seconds
            costs = took + (0.0 if file in read else _collecting(known, file))
            if costs <= left:
                left -= costs
                read.add(file)
                chosen.add(test)
                yield test, took


def _judged(code: int | None, log: Path) -> tuple[bool, str]:
    if code is None:
        return True, "out of time or memory"
    if code == 0:
        return False, ""
    said = log.read_text("utf-8", errors="replace").splitlines()
    failed = [line for line in said if line.startswith(("FAILED", "ERROR"))]
    return True, failed[0].split(" - ")[0] if failed else f"exit code {code}"


def _ask(project: Project, copy: Path, asked: dict[str, float]) -> int:
    """In the child; `asked` are tests with the CPU seconds that each may take."""
    project.enter(copy)
    files = sorted({test.split("::")[0] for test in asked})
    return int(pytest.main([*OPTIONS, "-x", *files], plugins=[_Chooser(asked)]))


class _Chooser:
    """Of what is collected only what is asked, in its order, each test within its CPU time."""

    def __init__(self, asked: dict[str, float]) -> None:
        self._asked = asked

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        found = {item.nodeid: item for item in items}
        items[:] = [found[test] for test in self._asked if test in found]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        # the signal's own action ends the process, be it in a solver's code
        signal.setitimer(signal.ITIMER_PROF, self._asked[item.nodeid])
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)
