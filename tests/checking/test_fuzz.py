"""Mutated rosters: no traceback, no hang, no flood of memory, every message inside the file.

Seeded: a failure names its seed, and `mutated(seed)` gives the file again. 20,000 in every run of
the suite, 1,000,000 under `-m slow`.
"""

import os
import resource
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

import pytest

from rotplan.checking.format_names import FORMS
from rotplan.checking.judge_files import ToJudge, judge_files
from rotplan.roster.reading.problems import Level
from rotplan.roster.reading.source import Source
from tests.kit.command import rotplan
from tests.kit.mutated_text import mutated

pytestmark = pytest.mark.thorough

# CPU seconds for one file, and resident memory of a process that has read thousands of them
SECONDS, MEGABYTES = 5, 500


def _too_slow(_: int, __: FrameType | None) -> None:
    raise TimeoutError


@contextmanager
def limited() -> Iterator[None]:
    """An error after so many CPU seconds, which are those of this process alone."""
    before = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def survive(seeds: range) -> str:
    """The first thing that went wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.yaml"
        for seed in seeds:
            path.write_bytes(mutated(seed))
            try:
                with limited():
                    wrong = _wrong(path, seed)
            except Exception as error:
                return f"seed {seed}: {type(error).__name__}: {error}"
            if wrong:
                return f"seed {seed}: {wrong}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{peak} MB of memory" if peak > MEGABYTES else ""


def _wrong(path: Path, seed: int) -> str:
    if seed % 20 == 0:  # the whole command line, in one form after the other
        done = rotplan("check", path, "-f", FORMS[seed // 20 % len(FORMS)])
        return "" if done.code in (0, 1) and "a bug" not in done.err else f"exit {done.code}"
    checked = judge_files(ToJudge(((str(path),),)))
    lines = Source("", path.read_bytes().decode("utf-8-sig", "replace"))
    for finding in checked.findings():
        at = finding.place
        if at.line < 1 or at.column < 1 or (at.is_file and at.line > lines.lines):
            return f"{finding.code} at {at}"
        # what a roster makes of a shipped clause may stand in the policy, not in this file
        if at.is_file and at.column > len(lines.line(at.line)) + 1:
            return f"{finding.code} beyond its line at {at}"
        if finding.level is Level.ERROR and not finding.problem.words.vi:
            return f"{finding.code} says nothing"
    return f"unreadable: {checked.unreadable}" if checked.unreadable else ""


def fuzz(count: int) -> None:
    """Half of the seeds in each of two processes, which start afresh: what their parent has in
    memory is none of theirs."""
    size = max(1, count // 16)
    parts = [range(n, min(n + size, count)) for n in range(0, count, size)]
    workers, fresh = min(2, os.cpu_count() or 1), get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh) as pool:
        assert [wrong for wrong in pool.map(survive, parts) if wrong] == []


def test_what_goes_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback, a wrong place and too much memory are seen, and which seed it was."""
    assert survive(range(40)) == ""
    this = "tests.checking.test_fuzz"
    monkeypatch.setattr(f"{this}.judge_files", lambda _: 1 / 0)
    assert survive(range(1, 3)) == "seed 1: ZeroDivisionError: division by zero"
    monkeypatch.undo()
    monkeypatch.setattr(f"{this}.MEGABYTES", 1)
    assert survive(range(1, 3)).endswith(" MB of memory")


def test_a_hang_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(_: ToJudge) -> None:
        while True:
            pass

    monkeypatch.setattr("tests.checking.test_fuzz.judge_files", forever)
    monkeypatch.setattr("tests.checking.test_fuzz.SECONDS", 0.2)
    assert survive(range(1, 2)).startswith("seed 1: TimeoutError")


def test_twenty_thousand_mutations() -> None:
    fuzz(20_000)


@pytest.mark.slow
def test_a_million_mutations() -> None:
    fuzz(1_000_000)
