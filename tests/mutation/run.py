"""A whole run: draw, record, try each, tell."""

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants_of, mutated, sample
from tests.mutation.project import Project, import_heavy
from tests.mutation.recording import Map, recorded
from tests.mutation.report import EQUIVALENT, Results, equivalents, told
from tests.mutation.trying import SECONDS, SPARE, tried

# What every test imports in the end, and no mutant changes.
HEAVY = (
    "click",
    "numpy",
    "ortools.graph.python.min_cost_flow",
    "ortools.math_opt.python.mathopt",
    "ortools.sat.python.cp_model",
    "ortools.math_opt.elemental.python.enums",
    "pydantic",
    "rich.console",
    "yaml",
)


@dataclass(frozen=True)
class Asked:
    """`sample` 0 is all; `only` are files or folders; `seconds` bound the tests of a
    mutant; `spare` is what each may take beyond ten times what it takes."""

    sample: int = 0
    seed: int = 1
    only: tuple[str, ...] = ()
    resume: bool = False
    survivors: bool = False
    seconds: float = SECONDS
    spare: float = SPARE
    store: Path = Path(".mutation")
    equivalent: Path = EQUIVALENT


def run(project: Project, asked: Asked) -> int:
    """How many mutants live that nobody has argued to be the same as the code."""
    import_heavy(project.heavy)
    # drawn from all files, so that one seed means one sample whatever is looked at
    everything = [m for path in project.paths() for m in mutants_of(project.root, path)]
    drawn = sample(everything, asked.sample or len(everything), asked.seed)
    wanted = set(project.paths(asked.only))
    mutants = [m for m in drawn if m.path in wanted]
    known = recorded(project, asked.store / "map.json")
    results = Results(asked.store / f"sample-{asked.sample}-seed-{asked.seed}.jsonl")
    results.begin(resume=asked.resume, survivors=asked.survivors)
    same = equivalents(asked.equivalent)
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = project.copy(Path(folder))
        _check(project, copy, known, mutants, asked)
        _try_all(
            project, copy, known, [m for m in mutants if results.get(m) is None], results, asked
        )
    _say(told(mutants, results, same))
    verdicts = [(m, results.get(m)) for m in mutants]
    return sum(v is not None and not v.killed and m.key not in same for m, v in verdicts)


def _check(project: Project, copy: Path, known: Map, mutants: list[Mutant], asked: Asked) -> None:
    """The code as it is must live, or every verdict would be worth nothing."""
    for mutant in mutants[:1]:
        text = (project.root / mutant.path).read_text("utf-8")
        verdict = tried(project, copy, known, mutant, text, 5.0, asked.spare)
        if verdict.killed:
            raise SystemExit(f"the tests fail without any change: {verdict.by}")


def _try_all(
    project: Project,
    copy: Path,
    known: Map,
    mutants: list[Mutant],
    results: Results,
    asked: Asked,
) -> None:
    for mutant in mutants:
        text = mutated(project.root, mutant)
        verdict = tried(project, copy, known, mutant, text, asked.seconds, asked.spare)
        results.add(mutant, verdict)
        mark = "killed  " if verdict.killed else "SURVIVED"
        _say([f"{mark} {mutant.path}:{mutant.line} {mutant.now[:90]}  {verdict.by}"])


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
