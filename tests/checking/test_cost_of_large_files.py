"""A megabyte of anything takes at most 5 CPU seconds and 500 MB: a child process is held to it."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from rotplan.roster.reading.problems import MOST_TOLD
from tests.kit.command import rotplan
from tests.kit.costly_files import BASE, KINDS, write

pytestmark = pytest.mark.thorough

SECONDS, BYTES = 5, 500_000_000


def _held_to_it() -> None:
    # the child of a busy machine is given a little for its start
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 1))


def run(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    baseline = ["--baseline", "b.json"] if (folder / "b.json").exists() else []
    code = (
        "import resource, sys; from rotplan.__main__ import run;"
        "code = run(sys.argv[1:]);"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024;"
        f"sys.exit(99 if peak > {BYTES} else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "r.yaml", "-f", "concise", *baseline, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_held_to_it,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


# once quadratic, each in its own way
ORDINARY = ("tabs", "ignores", "bad-csv", "unknown-keys", "near-ids", "decisions")


@pytest.mark.parametrize("kind", ORDINARY)
def test_half_a_megabyte(tmp_path: Path, kind: str) -> None:
    write(kind, tmp_path, 500_000)
    assert run(tmp_path).returncode in (0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["concise", "json"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_megabyte(tmp_path: Path, kind: str, form: str) -> None:
    write(kind, tmp_path, 1_000_000)
    assert run(tmp_path, "-f", form).returncode in (0, 1, 2)


def test_what_is_not_told_is_counted(tmp_path: Path) -> None:
    write("tabs", tmp_path, 30_000)
    done = rotplan("check", tmp_path / "r.yaml", "-f", "concise")
    told = [line for line in done.out.splitlines() if "[RP110]" in line]
    lines = (tmp_path / "r.yaml").read_text("utf-8").count("\t")
    assert done.code == 1
    assert len(told) == MOST_TOLD + 1
    assert f"and {lines - MOST_TOLD:,} more like this" in told[-1]


@pytest.mark.parametrize("kind", ["long-value", "long-name", "long-key", "long-id"])
@pytest.mark.parametrize("form", ["full", "json", "sarif", "github", "junit"])
def test_a_long_value_is_not_echoed_whole(tmp_path: Path, kind: str, form: str) -> None:
    write(kind, tmp_path, 900_000)
    done = rotplan("check", tmp_path / "r.yaml", "-f", form)
    assert len(done.out) + len(done.err) < 20_000


def test_what_is_only_counted_is_in_the_summary(tmp_path: Path) -> None:
    """Of one kind 2,000 are told; the figures are those of all."""
    path = tmp_path / "r.yaml"
    wanted = "".join(f"  - {{keep: nobody-{n}}}\n" for n in range(5000))
    path.write_text(BASE + "decisions:\n" + wanted, "utf-8")
    done = rotplan("check", path, "-f", "concise")
    assert done.code == 1
    assert "… and 3,000 more like this" in done.out
    assert done.err.startswith("5000 errors")
    data = json.loads(rotplan("check", path, "-f", "json").out)
    assert data["summary"]["error"] == 5000
    assert len(data["findings"]) < 2100
