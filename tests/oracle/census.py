"""How often each rule and force binds: `python -m tests.oracle.census 400`."""

from __future__ import annotations

import sys
import time
from collections import Counter

from .catalogue import FORCES, RULE_OF
from .oracle import solve
from .rosters import binds, policy, roster, scores

COLUMNS = (*FORCES, "none")


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


def main(seeds: int) -> None:
    """Print the table."""
    start = time.process_time()
    used, binding, infeasible = census(seeds)
    print(f"{'rule':<15}" + "".join(f"{force:>12}" for force in COLUMNS))
    for rule in sorted({rule for rule, _ in used}):
        cells = (f"{binding[rule, force]}/{used[rule, force]}" for force in COLUMNS)
        print(f"{rule:<15}" + "".join(f"{cell:>12}" for cell in cells))
    print(f"infeasible: {infeasible} of {seeds}; {time.process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
