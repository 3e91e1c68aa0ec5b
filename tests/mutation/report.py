"""What came of a run: kept line by line, and told by folder."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import yaml

from tests.mutation.mutants import Mutant
from tests.mutation.trying import Verdict

EQUIVALENT = Path(__file__).with_name("equivalent.yaml")
Key = tuple[str, str, str, str]


def equivalents(file: Path = EQUIVALENT) -> dict[Key, str]:
    """Mutants that mean the same as the code, each with the argument why."""
    entries = yaml.safe_load(file.read_text("utf-8")) if file.exists() else None
    found: dict[Key, str] = {}
    for entry in entries or ():
        path, scope = entry["in"].split("::")
        found[path, scope, entry["was"], entry["now"]] = entry["because"]
    return found


class Results:
    """Verdicts by mutant, in a file to which each is added when it is known."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.of: dict[tuple[Key, int], Verdict] = {}

    def begin(self, *, resume: bool, survivors: bool) -> None:
        """From nothing; or with what is known; or with what is known to be killed."""
        kept: list[tuple[tuple[Key, int], Verdict]] = []
        if (resume or survivors) and self._file.exists():
            for line in self._file.read_text("utf-8").splitlines():
                said = json.loads(line)
                verdict = Verdict(**said["verdict"])
                if verdict.killed or not survivors:
                    kept.append(((tuple(said["key"]), said["number"]), verdict))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text("", "utf-8")
        for (key, number), verdict in kept:
            self._add(key, number, verdict)

    def add(self, mutant: Mutant, verdict: Verdict) -> None:
        self._add(mutant.key, mutant.number, verdict)

    def get(self, mutant: Mutant) -> Verdict | None:
        return self.of.get((mutant.key, mutant.number))

    def _add(self, key: Key, number: int, verdict: Verdict) -> None:
        self.of[key, number] = verdict
        said = {"key": key, "number": number, "verdict": asdict(verdict)}
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(said, ensure_ascii=False) + "\n")


def told(mutants: list[Mutant], results: Results, known: dict[Key, str]) -> Iterator[str]:
    """Survivors in the form of the file of equivalents, then the score by folder."""
    counts: dict[str, Counter[str]] = {}
    for mutant in mutants:
        verdict = results.get(mutant)
        if verdict is None:
            continue
        same = not verdict.killed and mutant.key in known
        outcome = "killed" if verdict.killed else "equivalent" if same else "survived"
        for folder in (str(Path(mutant.path).parent), "all"):
            counts.setdefault(folder, Counter())[outcome] += 1
        if outcome == "survived":
            yield from _survivor(mutant, verdict)
    yield ""
    for folder in sorted(counts, key=lambda f: (f == "all", f)):
        yield _score(folder, counts[folder])


def _survivor(mutant: Mutant, verdict: Verdict) -> Iterator[str]:
    asked = verdict.by or f"{verdict.tests} of {verdict.of} tests"
    yield f"# line {mutant.line}: {asked}"
    yield f"- in: {json.dumps(f'{mutant.path}::{mutant.scope}', ensure_ascii=False)}"
    for name, text in (("was", mutant.was), ("now", mutant.now)):
        yield f"  {name}: {json.dumps(text, ensure_ascii=False)}"


def _score(folder: str, count: Counter[str]) -> str:
    judged = count["killed"] + count["survived"]
    share = 100 * count["killed"] / judged if judged else 100.0
    return (
        f"{folder}: {count['killed']} of {judged} killed ({share:.1f} %), "
        f"{count['survived']} survived, {count['equivalent']} equivalent"
    )
