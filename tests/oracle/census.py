"""How often each rule and force binds, and each verdict occurs: `python -m tests.oracle.census`."""

from __future__ import annotations

import sys
import time
from collections import Counter

from .catalogue import FORCES, RULE_OF
from .oracle import solve
from .pair_rules import CADRE_RULES
from .reading import read
from .rosters import binds, policy, roster, scores
from .rows import Row, State
from .search import assignments, table
from .tally import Tally
from .verdicts import Verdict

COLUMNS = (*FORCES, "none")
ROW_DOUBT = "doubt"


def census(seeds: int) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], int]:
    """Clauses used and clauses binding by rule and force, and the number of infeasible seeds."""
    used: Counter[tuple[str, str]] = Counter()
    binding: Counter[tuple[str, str]] = Counter()
    infeasible = 0
    for seed in range(seeds):
        doc = roster(seed)
        infeasible += solve(doc, policy(seed), scores(seed)).status == "infeasible"
        for key, law in doc["rules"].items():
            cell = (RULE_OF[key], law.get("force", "none"))
            used[cell] += 1
            binding[cell] += binds(seed, key)
    return used, binding, infeasible


def _pair_verdicts(tally: Tally, found: Counter[tuple[str, str]]) -> None:
    """What the pair clauses say of every holding that structure and hard clauses leave."""
    for cadre, columns in zip(tally.facts.cadres.values(), table(tally), strict=True):
        for law in tally.pair_clauses:
            for column in columns:
                if law.rule in CADRE_RULES:
                    verdicts = [tally.pairs.changed(law, cadre, column.posts)]
                else:
                    pairs = tally.pairs.in_scope(law, cadre, column.posts)
                    verdicts = [tally.pairs.verdict(law, cadre, post) for post in pairs]
                found.update((law.rule, verdict.value) for verdict in verdicts)


def _row_verdict(row: Row, state: State) -> str:
    """A row is kept, broken, or in doubt: the worse coefficients fall short, the better do not."""
    if not row.shortfall(state):
        return Verdict.NO.value
    return Verdict.YES.value if row.sure(state) else ROW_DOUBT


def answers(seeds: int) -> Counter[tuple[str, str]]:
    """How often each clause says yes, no, cannot tell (of a row: yes, no, doubt), by its rule."""
    found: Counter[tuple[str, str]] = Counter()
    for seed in range(seeds):
        tally = Tally(read(roster(seed), policy(seed), scores(seed)))
        _pair_verdicts(tally, found)
        columns = next(iter(assignments(table(tally))), None)
        if columns is not None:
            state = tally.state(columns)
            for law, rows in tally.bounds:
                found.update((law.rule, _row_verdict(row, state)) for row in rows)
    return found


def _table(columns: tuple[str, ...], rules: set[str], cells: dict[tuple[str, str], str]) -> None:
    """Print one line for each rule."""
    print(f"{'rule':<16}" + "".join(f"{name:>13}" for name in columns))
    for rule in sorted(rules):
        print(f"{rule:<16}" + "".join(f"{cells.get((rule, name), '-'):>13}" for name in columns))


def main(seeds: int) -> None:
    """Print both tables."""
    start = time.process_time()
    used, binding, infeasible = census(seeds)
    cells = {cell: f"{binding[cell]}/{number}" for cell, number in used.items()}
    _table(COLUMNS, {rule for rule, _ in used}, cells)
    found = answers(seeds)
    verdicts = tuple(verdict.value for verdict in Verdict)
    _table(
        (*verdicts, ROW_DOUBT),
        {rule for rule, _ in found},
        {cell: str(number) for cell, number in found.items()},
    )
    print(f"infeasible: {infeasible} of {seeds}; {time.process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
