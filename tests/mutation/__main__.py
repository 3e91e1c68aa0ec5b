"""Mutation testing of rules, model, proof, solving and dates.

    python -m tests.mutation --sample 400 --seed 1
    python -m tests.mutation --sample 400 --survivors      after tests were added
    python -m tests.mutation --only rotplan/rules/kit/seat_counts.py

Ends with 1 if a mutant lives that equivalent.yaml does not name.
"""

import argparse
from pathlib import Path

from tests.mutation.project import Project
from tests.mutation.run import HEAVY, Asked, run
from tests.mutation.trying import SECONDS


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--sample", type=int, default=0, help="how many, drawn by the seed; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=(), metavar="PATH", help="files or folders")
    parser.add_argument("--resume", action="store_true", help="go on with a run broken off")
    parser.add_argument("--survivors", action="store_true", help="try those again that lived")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of tests for each mutant")
    parser.add_argument("--store", type=Path, default=Path(".mutation"), help="where it is kept")
    given = parser.parse_args()
    asked = Asked(
        sample=given.sample,
        seed=given.seed,
        only=tuple(given.only),
        resume=given.resume,
        survivors=given.survivors,
        seconds=given.seconds,
        store=given.store.resolve(),
    )
    raise SystemExit(run(Project(heavy=HEAVY), asked) > 0)


if __name__ == "__main__":
    main()
