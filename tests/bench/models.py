"""A second look at small scale: random models with all rules, solved in three ways.

    python -m tests.bench.models --models 1000 --first 0
    python -m tests.bench.models --models 1000 --small-steps
    python -m tests.bench.models --models 10000 --weights

rotplan's own way (relaxation, pricing, closing), the full program over all columns by another
solver (HiGHS, or another one by `--milp`), and, where the model is one of the oracle's small
rosters, brute force. All must agree on every tier value and on what has no plan at all; the judge
must find nothing wrong with a plan. Every second model is small. `--small-steps` makes rotplan
compile and price by the handful, as it would a large round.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from rotplan.planning.program.columns import scope_of
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import demands
from rotplan.planning.proof.judge import judge
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding
from tests.bench import peers
from tests.bench.contestants import holdings_of
from tests.bench.heavy import heavy
from tests.bench.joined import joined
from tests.bench.ours import in_small_steps, solved
from tests.bench.whole import whole
from tests.kit.opening import open_round
from tests.oracle import oracle, rosters

SECONDS = 120.0
# Beyond such sums a solver in floats, right to a millionth, is no referee.
LARGEST_SUM = 100_000
Doc = dict[str, Any]
Values = tuple[tuple[str, int], ...] | str


@dataclass(frozen=True)
class Look:
    """What each way says of a model: tier values, or "infeasible", or what went wrong."""

    seed: int
    columns: int
    answers: dict[str, Values]

    @property
    def open(self) -> bool:
        """A peer did not come to an end: that says nothing against the others."""
        return any(_is_open(said) for way, said in self.answers.items() if way in peers.PEERS)

    @property
    def agrees(self) -> bool:
        """All ways that came to an end say the same, and it is an answer."""
        ended = {way: said for way, said in self.answers.items() if way not in peers.PEERS}
        ended |= {way: said for way, said in self.answers.items() if not _is_open(said)}
        said = set(ended.values())
        return len(said) == 1 and all(v == "infeasible" or isinstance(v, tuple) for v in said)


def _is_open(said: Values) -> bool:
    return isinstance(said, str) and said.startswith("not proved")


def look(
    seed: int,
    milp: str = "HiGHS",
    *,
    small_steps: bool = False,
    weights: bool = False,
) -> Look:
    """Solve one model in every way."""
    doc, policy, scores = model(seed)
    if weights:
        doc, policy, scores = heavy(seed, doc, policy, scores)
    docket = open_round(doc, policy, scores)
    with in_small_steps() if small_steps else nullcontext():
        ours = solved(docket, SECONDS, canonical=False)
    answers: dict[str, Values] = {
        "rotplan": _values(docket, ours.holdings, ours.proved, infeasible=ours.infeasible),
        milp: _by_milp(docket, milp),
    }
    if seed % 2 == 0:
        answer = oracle.solve(doc, policy, scores)
        answers["brute force"] = answer.tiers or answer.status
    return Look(seed, ours.columns, answers)


def model(seed: int) -> tuple[Doc, Doc, str | None]:
    """A roster, its policy, and the text of its scores file if it names one."""
    small = seed % 2 == 0
    doc, scores = (rosters.roster(seed), rosters.scores(seed)) if small else joined(seed)
    return doc, rosters.policy(seed), scores


def _by_milp(docket: Docket, milp: str) -> Values:
    """The full program, every column in it, by a solver that rotplan's own way does not use.

    Sums beyond what floats tell apart go to CP-SAT whoever is asked.
    """
    program = compile_program(docket, demands(docket))
    model = whole(program)
    if len(program.candidates) * max(tier.largest for tier in program.tiers) > LARGEST_SUM:
        milp = "CP-SAT"
    try:
        found = peers.lexicographic(peers.PEERS[milp], model, SECONDS)
    except (AttributeError, RuntimeError, ValueError):
        # HiGHS 1.12 ends in an internal error on a few tiny models
        found = peers.lexicographic(peers.PEERS["CP-SAT"], model, SECONDS)
    holdings = None if found.x is None else holdings_of(program, found.x)
    return _values(docket, holdings, found.proved, infeasible=found.infeasible)


def _values(
    docket: Docket,
    holdings: dict[int, Holding] | None,
    proved: tuple[str, ...],
    *,
    infeasible: bool,
) -> Values:
    """The tier values by the judge; a plan that is not whole, proved and without fault says so."""
    if infeasible:
        return "infeasible"
    if holdings is None:
        return "no plan"
    judgement = judge(docket, scope_of(docket, holdings))
    if judgement.faults:
        return "fault: " + "; ".join(judgement.faults)
    unproved = [name for name, _ in judgement.tiers if name not in proved]
    return judgement.tiers if not unproved else f"not proved: {unproved}"


def looks(
    first: int, models: int, milp: str, *, small_steps: bool = False, weights: bool = False
) -> Iterator[Look]:
    for seed in range(first, first + models):
        yield look(seed, milp, small_steps=small_steps, weights=weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--models", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--milp", choices=sorted(peers.PEERS), default="HiGHS")
    parser.add_argument("--small-steps", action="store_true", help="price by the handful")
    parser.add_argument(
        "--weights",
        action="store_true",
        help="weights up to the limit and a tier order of its own",
    )
    given = parser.parse_args()
    counted, began, columns = Counter[str](), time.process_time(), 0
    ways = {"small_steps": given.small_steps, "weights": given.weights}
    for found in looks(given.first, given.models, given.milp, **ways):
        counted["models"] += 1
        counted["infeasible"] += found.answers["rotplan"] == "infeasible"
        counted["with brute force"] += "brute force" in found.answers
        counted["left open by the peer"] += found.open
        columns = max(columns, found.columns)
        if not found.agrees:
            counted["disagreements"] += 1
            sys.stdout.write(f"seed {found.seed}: {found.answers}\n")
    counted["disagreements"] += 0
    said = ", ".join(f"{name} {count}" for name, count in counted.items())
    seconds = time.process_time() - began
    sys.stdout.write(f"{said}; up to {columns} columns; {seconds:.0f} CPU s\n")
    raise SystemExit(counted["disagreements"] > 0)


if __name__ == "__main__":
    main()
