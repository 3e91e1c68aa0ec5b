"""Where rotplan's time goes on one instance, phase by phase:

    python -m tests.bench.phases roster.yaml --until solve --functions 20

Functions of the package are wrapped with a stopwatch; each second of CPU time belongs to the
innermost phase that is running. A function that is no longer there is named at the end, so that
this table cannot silently lose a phase. `--functions` uses cProfile instead, which costs time
itself.
"""

import argparse
import cProfile
import functools
import importlib
import inspect
import pstats
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rotplan.planning.engine import Budget
from rotplan.policy import open_docket as dockets
from rotplan.policy.docket import Docket
from rotplan.roster.load import find
from rotplan.roster.reading.problems import Problems
from rotplan.rules import RULES
from tests.bench.tables import table

STEPS = ("reading", "facts", "table", "compile", "solve")
TABLE = ("cadres", "posts", "open", "required", "unit", "before", "outside")

# where, which function, and the phase that its time is counted to
PHASES = (
    ("rotplan.policy.open_docket", "assemble", "facts: records"),
    ("rotplan.policy.open_docket", "check_references", "facts: references"),
    ("rotplan.policy.open_docket", "check_facts", "facts: checks"),
    ("rotplan.policy.open_docket", "_policy", "facts: policy"),
    ("rotplan.planning.program.compile", "column_blocks", "compile: columns"),
    ("rotplan.planning.program.compile._Builder", "block", "compile: blocks"),
    ("rotplan.planning.program.compile._Builder", "_join", "compile: joining rows"),
    ("rotplan.planning.program.rows_builder.RowsBuilder", "pack", "compile: rows by column"),
    ("rotplan.planning.program.rows_builder.RowsBuilder", "rows", "compile: rows by column"),
    ("rotplan.planning.program.compile._Builder", "program", "compile: whole"),
    ("rotplan.planning.solving.one_tier", "weighted_sum", "solve: all tiers in one cost"),
    ("rotplan.planning.solving.one_tier", "tree", "solve: assignment"),
    ("rotplan.planning.solving.relaxation.Frame", "relaxation", "solve: relaxation"),
    ("rotplan.planning.solving.relaxation.Frame", "_improving", "solve: pricing"),
    ("rotplan.planning.solving.relaxation.Frame", "cut", "solve: cuts"),
    ("rotplan.planning.solving.restricted_master.RestrictedMaster", "broken", "solve: broken rows"),
    (
        "rotplan.planning.solving.restricted_master.RestrictedMaster",
        "add_columns",
        "solve: columns join the LP",
    ),
    (
        "rotplan.planning.solving.restricted_master.RestrictedMaster",
        "add_lazy_rows",
        "solve: rows join the LP",
    ),
    ("rotplan.planning.solving.relaxation.Frame", "settle", "solve: a tier becomes a row"),
    ("rotplan.planning.solving.relaxation.Frame", "_drop", "solve: needless columns drop"),
    ("rotplan.planning.solving.relaxation.Frame", "within", "solve: columns within the gap"),
    ("rotplan.planning.solving.relaxation.Frame", "matrix", "solve: integer program"),
    ("rotplan.planning.engine.LinearProgram", "solve", "solve: GLOP"),
    ("rotplan.planning.solving.incumbent", "close", "solve: closing MIP"),
    ("rotplan.planning.solving.lexicographic", "choose", "solve: canonical"),
)
WHOLE = ("solve: canonical",)  # what runs inside belongs to it


class Stopwatch:
    """CPU seconds and calls by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls = Counter[str]()
        self.running: list[str] = ["other"]
        self.since = time.process_time()
        self.missing: list[str] = []

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self.running[-1]] += now - self.since
        self.since = now

    def enter(self, phase: str) -> None:
        self._turn()
        inside = self.running[-1]
        self.running.append(inside if inside in WHOLE else phase)
        self.calls[self.running[-1]] += 1

    def leave(self) -> None:
        self._turn()
        self.running.pop()

    def run(self, phase: str, function: Callable[[], Any]) -> Any:
        self.enter(phase)
        try:
            return function()
        finally:
            self.leave()

    def wrap(self, owner: Any, name: str, phase: str) -> None:
        """Count every call of a function or method to a phase; a generator's every step."""
        inner = inspect.getattr_static(owner, name)

        @functools.wraps(inner)
        def timed(*given: Any, **named: Any) -> Any:
            return self.run(phase, lambda: inner(*given, **named))

        @functools.wraps(inner)
        def stepwise(*given: Any, **named: Any) -> Iterator[Any]:
            steps, end = inner(*given, **named), object()
            while (step := self.run(phase, lambda: next(steps, end))) is not end:
                yield step

        setattr(owner, name, stepwise if inspect.isgeneratorfunction(inner) else timed)


def watch() -> Stopwatch:
    """A stopwatch on every phase that is still there."""
    watching = Stopwatch()
    for where, name, phase in PHASES:
        owner = _owner(where)
        if owner is None or not hasattr(owner, name):
            watching.missing.append(f"{where}.{name}")
        else:
            watching.wrap(owner, name, phase)
    for rule in RULES.values():
        kind = rule if inspect.isclass(rule) else type(rule)
        if "statements" in vars(kind):
            watching.wrap(kind, "statements", f"compile: rule {rule.name}")
        elif "broken" in vars(kind):
            watching.wrap(kind, "broken", f"compile: rule {rule.name}")
    return watching


def _owner(where: str) -> Any:
    """A module, or a class in one; nothing where it is gone."""
    try:
        return importlib.import_module(where)
    except ModuleNotFoundError:
        module, _, name = where.rpartition(".")
        return getattr(importlib.import_module(module), name, None)


def steps(path: Path, limit: float) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps from a file to a plan, each to be run before the next is asked for."""
    problems, found, opened, programs = Problems(), list[Any](), list[Docket](), list[Any]()

    def facts() -> None:
        docket = dockets.open_docket(found[0].rosters[0], problems)
        if docket is None:
            raise SystemExit("\n".join(p.words.en for p in problems if p.level >= 2))
        opened.append(docket)

    def compiled() -> None:
        from rotplan.planning.program.compile import compile_program
        from rotplan.planning.program.program import demands

        programs.append(compile_program(opened[0], demands(opened[0])))

    def solved() -> None:
        from rotplan.planning.solving.lexicographic import solve

        solve(programs[0], Budget(limit))

    yield "reading", lambda: found.append(find(str(path), problems))
    yield "facts", facts
    yield "table", lambda: [getattr(opened[0].table, name) for name in TABLE]
    yield "compile", compiled
    yield "solve", solved


def measure(path: Path, until: str, limit: float) -> None:
    """Print CPU seconds by phase, and the peak memory after each step."""
    watching, peaks = watch(), list[list[str]]()
    for name, step in steps(path, limit):
        before, clock = time.process_time(), time.perf_counter()
        watching.run(f"{name}: rest", step)
        cpu, wall = time.process_time() - before, time.perf_counter() - clock
        peaks.append([name, f"{cpu:.2f}", f"{wall:.2f}", str(_peak())])
        if name == until:
            break
    sys.stdout.write(table(("step", "CPU s", "wall s", "peak MB"), peaks) + "\n")
    lines = [
        [phase, f"{seconds:.3f}", str(watching.calls[phase])]
        for phase, seconds in sorted(watching.seconds.items(), key=lambda item: -item[1])
        if seconds >= 0.0005 and phase != "other"
    ]
    sys.stdout.write(table(("phase", "CPU s", "calls"), lines))
    for name in watching.missing:
        sys.stdout.write(f"no longer there: {name}\n")


def functions(path: Path, until: str, limit: float, most: int) -> None:
    """Print the functions of most own time up to a step, by cProfile."""
    profile = cProfile.Profile(time.process_time)
    for name, step in steps(path, limit):
        profile.runcall(step)
        if name == until:
            break
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(most)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("roster", type=Path)
    parser.add_argument("--until", choices=STEPS, default="solve")
    parser.add_argument("--limit", type=float, default=300.0)
    parser.add_argument("--functions", type=int, default=0)
    given = parser.parse_args()
    if given.functions:
        functions(given.roster, given.until, given.limit, given.functions)
    else:
        measure(given.roster, given.until, given.limit)


if __name__ == "__main__":
    main()
