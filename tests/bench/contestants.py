"""One contestant on one instance, alone in a process of its own so that its peak memory is its own:

    python -m tests.bench.contestants rotplan roster.yaml --limit 300

Prints one JSON object. The clock of rotplan runs from facts in memory (the roster is read and
checked) to proved tiers, or to one canonical plan with `--canonical`; a peer's runs from the
finished model; the floor's from plain data and includes enumerating the pairs. The plan is judged
by `rotplan.planning.proof.judge` when the clock has stopped.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from rotplan.planning.program.columns import scope_of
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, demands
from rotplan.planning.proof.judge import judge
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding
from tests.bench.ours import solved
from tests.bench.whole import whole
from tests.kit.opening import open_roster

FLOOR, ROTPLAN = "min-cost flow", "rotplan"
PEERS = ("CP-SAT", "HiGHS", "SCIP")
NAMES = (ROTPLAN, FLOOR, *PEERS)


@dataclass
class Report:
    """What one contestant did. Times in seconds of the process (all its threads) and of the wall;
    `cpu_to` says when compiling and each tier were done; `proved` names the tiers that are proved;
    `faults` are what the judge found wrong."""

    who: str
    cpu: float = 0.0
    wall: float = 0.0
    peak_mb: int = 0
    reading_cpu: float = 0.0
    cpu_to: dict[str, float] = field(default_factory=dict)
    columns: int | None = None
    tiers: dict[str, int] = field(default_factory=dict)
    proved: list[str] = field(default_factory=list)
    status: str = "nothing"
    faults: list[str] = field(default_factory=list)


class Clock:
    """CPU and wall seconds since it was made."""

    def __init__(self) -> None:
        self.cpu, self.wall = time.process_time(), time.perf_counter()

    def stop(self, report: Report) -> None:
        report.cpu = time.process_time() - self.cpu
        report.wall = time.perf_counter() - self.wall


def run_rotplan(path: Path, limit: float, *, canonical: bool) -> Report:
    """Compile and solve, without the second opinion."""
    report, clock = Report(ROTPLAN), Clock()
    docket = open_roster(path)
    report.reading_cpu = time.process_time() - clock.cpu
    clock = Clock()
    outcome = solved(docket, limit, canonical=canonical)
    clock.stop(report)
    report.columns, report.proved = outcome.columns, list(outcome.proved)
    report.cpu_to = outcome.cpu
    if outcome.infeasible:
        report.status = "infeasible"
    elif outcome.holdings is not None:
        _judged(report, docket, outcome.holdings)
    return report


def run_peer(name: str, path: Path, limit: float) -> Report:
    """A general solver on the whole model; imported here, so that nobody else's peak holds it."""
    from tests.bench import peers

    docket = open_roster(path)
    program = compile_program(docket, demands(docket))
    model = whole(program)
    report, clock = Report(name, columns=program.columns), Clock()
    found = peers.lexicographic(peers.PEERS[name], model, limit)
    clock.stop(report)
    report.proved = list(found.proved)
    if found.infeasible:
        report.status = "infeasible"
    elif found.x is not None:
        _judged(report, docket, holdings_of(program, found.x))
    return report


def holdings_of(program: Program, x: Any) -> dict[int, Holding]:
    """What each candidate holds in a solution of the program."""
    used = np.flatnonzero(x[: program.columns]).tolist()
    return {int(program.cadre[c]): program.among[int(program.holding[c])] for c in used}


def _judged(report: Report, docket: Docket, holdings: dict[int, Holding]) -> None:
    """The tier values are the judge's, never the solver's own."""
    judgement = judge(docket, scope_of(docket, holdings))
    report.tiers = dict(judgement.tiers)
    report.faults = list(judgement.faults)
    whole = len(report.proved) == len(report.tiers)
    report.status = "invalid" if judgement.faults else "optimal" if whole else "feasible"


def run_floor(path: Path) -> Report:
    """Min-cost flow on the bare assignment; its data lies beside the roster as JSON."""
    from tests.bench.floor import floor

    data = json.loads(path.with_suffix(".json").read_text("utf-8"))
    report, clock = Report(FLOOR), Clock()
    report.columns, report.tiers = floor(data)
    clock.stop(report)
    report.status = "no side rules"
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("who", choices=NAMES)
    parser.add_argument("roster", type=Path)
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for all tiers together")
    parser.add_argument("--canonical", action="store_true", help="choose among equal plans too")
    given = parser.parse_args()
    runs: dict[str, Callable[[], Report]] = {
        ROTPLAN: lambda: run_rotplan(given.roster, given.limit, canonical=given.canonical),
        FLOOR: lambda: run_floor(given.roster),
    }
    run = runs.get(given.who, lambda: run_peer(given.who, given.roster, given.limit))
    report = run()
    report.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(asdict(report)) + "\n")


if __name__ == "__main__":
    main()
