"""rotplan beside the solvers that a user would take instead, on the same instances in one run:

    python -m tests.bench.solvers --communes 8 30 124                    # everybody
    python -m tests.bench.solvers --communes 500 1500 3321 --only rotplan "min-cost flow"
    python -m tests.bench.solvers --communes 124 --seeds 1 2 3 --caps tight --only rotplan
    python -m tests.bench.solvers --growth --only rotplan "min-cost flow"
    python -m tests.bench.solvers --profile --communes 124               # where the time goes

Each contestant runs in a process of its own, one after another. The general solvers get instances
of up to `--peers-up-to` communes (124) and `--limit` seconds each (300). Prints a Markdown table
that docs/benchmarks.md explains; `--json FILE` writes the same with every detail.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tests.bench import rounds
from tests.bench.contestants import FLOOR, NAMES, PEERS, ROTPLAN
from tests.bench.phases import STEPS
from tests.bench.tables import comparison, growth

COMPARED, GROWING = (8, 30, 124), (8, 30, 124, 500, 1500, 3321)
COMMAND = "rotplan plan"  # the whole command: reading, judging, second opinion and writing included
GRACE = 120  # seconds beyond its limit for a contestant to build its model and to end

Record = dict[str, Any]


@dataclass(frozen=True)
class Instance:
    """A round on disk: the roster, and beside it the same data as JSON for the floor."""

    communes: int
    seed: int
    path: Path
    posts: int
    cadres: int


def instances(given: argparse.Namespace, folder: Path) -> Iterator[Instance]:
    """Each size with each seed."""
    for communes in given.communes:
        for seed in given.seeds:
            data = rounds.roster(communes, seed, caps=given.caps, policy=given.policy)
            path = folder / f"roster-{communes}-{seed}.yaml"
            path.write_text(rounds.text(data), "utf-8")
            path.with_suffix(".json").write_text(json.dumps(data), "utf-8")
            yield Instance(communes, seed, path, len(data["posts"]), len(data["cadres"]))


def run(who: str, instance: Instance, limit: float, *, canonical: bool) -> Record:
    """One contestant's report; when it does not come back in time, or dies, that is the report."""
    if who == COMMAND:
        return _whole_command(instance, limit)
    command = [sys.executable, "-m", "tests.bench.contestants", who, str(instance.path)]
    command += ["--limit", str(limit), *(["--canonical"] if canonical else [])]
    before = _children()
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=limit + GRACE, check=False
        )
    except subprocess.TimeoutExpired:
        status = f"no return in {limit + GRACE:.0f} s"
        return {"who": who, "status": status, "cpu": _children() - before, "wall": limit + GRACE}
    if ended.returncode:
        said = ended.stderr.strip().splitlines()[-1:] or [f"exit {ended.returncode}"]
        return {"who": who, "status": said[0]}
    report: Record = json.loads(ended.stdout)
    return report


def _children() -> float:
    """CPU seconds of all processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _whole_command(instance: Instance, limit: float) -> Record:
    """`rotplan plan` from the shell."""
    command = [sys.executable, "-m", "rotplan", "plan", str(instance.path)]
    command += ["--time-limit", f"{limit:.0f}"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    return {
        "who": COMMAND,
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": time.perf_counter() - began,
        "peak_mb": usage.ru_maxrss // 1024,
        "status": f"exit {running.returncode}",
    }


def contestants(given: argparse.Namespace, communes: int) -> list[str]:
    """Who runs at this size."""
    named = given.only or [ROTPLAN, FLOOR, *PEERS, COMMAND]
    return [who for who in named if who not in PEERS or communes <= given.peers_up_to]


def machine() -> Record:
    """What the figures were measured on."""
    packages = ("ortools", "numpy", "rotplan")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: _version(name) for name in packages},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _version(name: str) -> str:
    """The version installed, else what the module says of itself, if it says anything."""
    try:
        return version(name)
    except PackageNotFoundError:
        return str(getattr(__import__(name), "__version__", "from source"))


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--communes", "--sizes", type=int, nargs="+")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--only", nargs="+", choices=[*NAMES, COMMAND])
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for each contestant")
    parser.add_argument("--peers-up-to", type=int, default=124, help="communes")
    parser.add_argument("--canonical", action="store_true", help="count the canonical choice too")
    parser.add_argument("--growth", action="store_true", help="how the cost grows; all sizes")
    parser.add_argument("--profile", action="store_true", help="phases of rotplan, one by one")
    parser.add_argument("--until", choices=STEPS, default="solve", help="last step profiled")
    parser.add_argument("--functions", type=int, default=0, help="so many functions, by own time")
    parser.add_argument("--json", type=Path, help="write every detail here")
    rounds.options(parser)
    given = parser.parse_args()
    given.communes = given.communes or list(GROWING if given.growth else COMPARED)
    return given


def profile(given: argparse.Namespace, folder: Path) -> None:
    """The phases of rotplan on each instance, each in a process of its own."""
    for instance in instances(given, folder):
        command = [sys.executable, "-m", "tests.bench.phases", str(instance.path)]
        command += ["--until", given.until, "--functions", str(given.functions)]
        command += ["--limit", str(given.limit)]
        sys.stdout.write(f"\n{instance.communes} communes, seed {instance.seed}\n\n")
        sys.stdout.flush()
        subprocess.run(command, check=False)


def main() -> None:
    given, rows = options(), list[Record]()
    with tempfile.TemporaryDirectory() as name:
        if given.profile:
            profile(given, Path(name))
            return
        for instance in instances(given, Path(name)):
            facts = {"communes": instance.communes, "seed": instance.seed}
            facts |= {"posts": instance.posts, "cadres": instance.cadres}
            for who in contestants(given, instance.communes):
                report = run(who, instance, given.limit, canonical=given.canonical)
                rows.append(facts | report)
                sys.stderr.write(f"{instance.communes} {who}: {report['status']}\n")
    where = machine()
    if given.json:
        text = json.dumps({"machine": where, "rows": rows}, ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", "utf-8")
    sys.stdout.write(" · ".join(f"{key} {value}" for key, value in where.items()) + "\n\n")
    sys.stdout.write(comparison(rows, given.caps, given.policy))
    if given.growth:
        sys.stdout.write("\n" + growth(rows))


if __name__ == "__main__":
    main()
