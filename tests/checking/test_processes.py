"""`--jobs N`: as many processes as one likes, and the same bytes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rotplan.checking import processes
from rotplan.checking.check_outcome import settle
from tests.kit.command import Done, rotplan
from tests.kit.stopped_rosters import NOTED, ROSTER, STOPS

pytestmark = pytest.mark.thorough

COMMENT = '  # rotplan: ignore[RP203] until=2030-01-01 reason="x"'
OWN = """\
rotplan_policy: 1
name: own
extends: vn-2017
clauses:
  local-secretary: {force: hard}
  asleep: {rule: nope, basis: x}  # rotplan: ignore[RP311] until=2030-01-01 reason="x"
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Rosters of every outcome, some of which share a policy that is wrong."""
    (tmp_path / ".git").mkdir()
    texts = {f"stop-{code}": text for code, text in STOPS.items()}
    texts |= {f"good-{n}": NOTED.replace("a-01", f"a-{n}") for n in range(4)}
    texts["comment"] = NOTED.replace("code: 02233}", "code: 02233}" + COMMENT)
    texts["unused"] = ROSTER.replace("kind: district}", "kind: district}" + COMMENT)
    texts["expired"] = ROSTER.replace("district}", "district}" + COMMENT.replace("2030", "2010"))
    texts |= {f"ruled-{n}": ROSTER.replace("vn-2017", "own.yaml") for n in range(3)}
    texts["own"] = OWN
    monkeypatch.chdir(tmp_path)
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return [f"{name}.yaml" for name in texts]


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "gitlab", "junit", "github"])
def test_the_output_is_the_same(files: list[str], form: str) -> None:
    one = rotplan("check", *files, "-f", form)
    assert one.code == 1
    for jobs in ("2", "3", "100"):
        assert rotplan("check", *files, "-f", form, "--jobs", jobs) == one


@pytest.mark.parametrize(
    "more",
    [
        ["--select", "RP4"],
        ["--ignore", "RP2,RP3"],
        ["--mask", "-f", "json"],
        ["--statistics"],
        ["--write-baseline", "base.json"],
        ["--baseline", "base.json"],
        ["--as-of", "2025-01-01"],
        ["nowhere.yaml"],
        ["--ignore", "RP401:nope"],
    ],
)
def test_so_are_all_other_questions(files: list[str], more: list[str]) -> None:
    good = [name for name in files if not name.startswith(("stop", "ruled", "own"))]
    for some in (files, good):
        rotplan("check", *some, "--write-baseline", "base.json")
        done: list[Done] = []
        for jobs in ("1", "3"):
            done.append(rotplan("check", *some, *more, "-j", jobs))
        assert done[0] == done[1]


def test_standard_input_is_read_once(files: list[str]) -> None:
    arguments = ("check", *files, "-", "-f", "json")
    assert rotplan(*arguments, given=NOTED, env={}) == rotplan(*arguments, "-j", "4", given=NOTED)


def test_repairs_too(files: list[str], tmp_path: Path) -> None:
    wanted = rotplan("check", *files, "--diff")
    assert rotplan("check", *files, "--diff", "-j", "3") == wanted
    rotplan("check", *files, "--fix", "-j", "3")
    assert '"02233"' in (tmp_path / "good-0.yaml").read_text("utf-8")


def test_what_a_process_cannot_do_is_done_here(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that dies, is killed or says nonsense costs its share of the time, no more."""
    one = rotplan("check", *files)
    here = os.getpid()

    def dies(*arguments: Any) -> object:
        if os.getpid() != here:
            os._exit(9)
        return settle(*arguments)

    monkeypatch.setattr(processes, "settle", dies)
    assert rotplan("check", *files, "-j", "3") == one


def test_a_bug_is_told_as_without_jobs(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(processes, "settle", fails)
    done = rotplan("check", *files, "-j", "3")
    assert done.code == 70
    assert done.err.count("a bug") == 1
    assert "Traceback" not in done.err


def test_by_itself(files: list[str]) -> None:
    """In a process of its own, where the ends of processes are the true ones."""
    said = []
    for jobs in ("1", "3"):
        command = [sys.executable, "-m", "rotplan", "check", *files, "-f", "json", "-j", jobs]
        env = {**os.environ, "ROTPLAN_LANG": "en"}
        done = subprocess.run(command, capture_output=True, env=env, check=False)
        said.append((done.returncode, done.stdout, done.stderr))
    assert said[0] == said[1]
    assert said[0][0] == 1


@pytest.mark.parametrize("jobs", ["0", "-1", "x", ""])
def test_a_number_of_jobs(files: list[str], jobs: str) -> None:
    assert rotplan("check", *files, f"--jobs={jobs}").code == 2


def test_shares_are_even_and_whole() -> None:
    groups: list[tuple[int, tuple[str, ...]]] = [(n, (f"/nowhere/{n}",)) for n in range(7)]
    shares = processes._shares(groups, 3)
    assert sorted(n for share in shares for n, _ in share) == list(range(7))
    assert sorted(map(len, shares)) == [2, 2, 3]
    assert len(processes._shares(groups[:2], 9)) == 2
