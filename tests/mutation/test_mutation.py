"""The runner itself, on a package of a few lines: what a test sees dies, what none sees lives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants_of, mutated, sample
from tests.mutation.project import HERE, Project
from tests.mutation.report import equivalents

pytestmark = pytest.mark.thorough

CODE = '''"""Small."""
LEAST = 3


def enough(n):
    """Whether n is enough."""
    return n >= LEAST


def slow(n):
    while n > 0:
        n -= 1
    return n


def unseen(n):
    return n + 1


def told(flags):
    if not flags:
        return "none"
    return "all" if all(flags) else "some"
'''
TESTS = """import subprocess, sys
import pytest
from tiny import code

@pytest.mark.parametrize("n", range(6))
def test_enough(n):
    assert code.enough(n) == (n in (3, 4, 5))

def test_slow():
    assert code.slow(3) == 0

def test_told_elsewhere():
    say = "from tiny.code import told; print(told([]), told([1, 0]), told([1]))"
    done = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True)
    assert done.stdout.split() == ["none", "some", "all"]

def test_nothing():
    assert code.LEAST
"""
RUN = """
import sys
from pathlib import Path
from tests.mutation.project import Project
from tests.mutation.run import Asked, run
root = Path(sys.argv[1])
project = Project(root, "tiny", ("tiny/code.py",), ("checks",))
asked = Asked(store=root / "store", equivalent=root / "same.yaml", spare=0.3,
              survivors="again" in sys.argv)
print("alive:", run(project, asked))
"""
SAME = """
- in: tiny/code.py::many
  was: "return n > 10"
  now: "return n > 11"
  because: not so, but the runner believes what is argued
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    for name, text in (
        ("tiny/__init__.py", ""),
        ("tiny/code.py", CODE),
        ("checks/test_code.py", TESTS),
        ("same.yaml", ""),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(root: Path, *more: str) -> list[str]:
    """The lines of a run over all mutants of the package."""
    command = [sys.executable, "-c", RUN, str(root), *more]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.splitlines()


def alive(root: Path) -> set[tuple[str, str]]:
    """Function and text of the mutants that the kept results call alive."""
    kept = (root / "store" / "sample-0-seed-1.jsonl").read_text("utf-8").splitlines()
    said = [json.loads(line) for line in kept]
    return {(s["key"][1], s["key"][3]) for s in said if not s["verdict"]["killed"]}


def test_what_is_tested_dies_and_what_is_not_lives(tiny: Path) -> None:
    """Every change that a test sees dies, one in a process of the test's own and an endless loop
    too; the tree is as it was."""
    lines = run(tiny)
    assert alive(tiny) == {("unseen", "return n - 1"), ("unseen", "return n + 2"),
                           ("unseen", "return n + 0")}  # fmt: skip
    assert lines[-1] == "alive: 3"
    assert any("out of time" in line and "n -= 0" in line for line in lines)
    assert (tiny / "tiny" / "code.py").read_text("utf-8") == CODE
    # a test is added in a folder below, and only those that lived are tried again
    extra = "\nfrom tiny.code import unseen\n\ndef test_unseen():\n    assert unseen(1) == 2\n"
    more = tiny / "checks" / "deeper" / "test_more.py"
    more.parent.mkdir()
    more.write_text(extra, "utf-8")
    again = run(tiny, "again")
    assert sum(line.startswith(("killed", "SURVIVED")) for line in again) == 3
    assert again[-1] == "alive: 0"


FEW = "def many(n):\n    return n > 10\n"
SEEN = "from tiny.code import many\n\ndef test_many():\n    assert many(12) and not many(10)\n"
FAILING = "\ndef test_bad():\n    assert many(1)\n"


def test_what_is_argued_to_be_the_same_is_not_counted(tiny: Path) -> None:
    """A test that fails without any change is not asked: with it everything would die."""
    (tiny / "tiny" / "code.py").write_text(FEW, "utf-8")
    (tiny / "checks" / "test_code.py").write_text(SEEN + FAILING, "utf-8")
    assert run(tiny)[-1] == "alive: 1"
    assert alive(tiny) == {("many", "return n > 11")}
    (tiny / "same.yaml").write_text(SAME, "utf-8")
    lines = run(tiny)
    assert lines[-1] == "alive: 0"
    assert lines[-2].endswith("1 equivalent")


def test_a_seed_means_one_sample_and_each_change_changes_the_text() -> None:
    """All mutants of a file, as text: none is the file itself, no two are the same."""
    project = Project()
    path = "rotplan/planning/solving/restricted_master.py"
    found = mutants_of(project.root, path)
    texts = [mutated(project.root, mutant) for mutant in found]
    assert len(set(texts)) == len(texts) > 100
    assert sample(found, 30, 7) == sample(found, 30, 7) != sample(found, 30, 8)


def test_every_equivalent_is_still_a_mutant_and_argued() -> None:
    project = Project()
    known = equivalents()
    paths = {path for path, *_ in known}
    assert paths <= set(project.paths())
    keys: set[tuple[str, str, str, str]] = {
        mutant.key for path in sorted(paths) for mutant in _all(path)
    }
    assert set(known) <= keys, set(known) - keys
    assert all(argument.strip() for argument in known.values())


def _all(path: str) -> list[Mutant]:
    return mutants_of(HERE, path)
