"""The GitHub action, without GitHub: its steps run in bash as a runner runs them."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kit.written_rosters import twelve_communes, written
from tests.paths import ROOT

FOLDER = ROOT / ".github" / "actions" / "check"
ACTION = yaml.safe_load((FOLDER / "action.yml").read_text("utf-8"))
GITHUB = {
    "github.action_path": str(FOLDER),
    "github.server_url": "https://git.example.internal",
    "github.action_repository": "org/rotplan",
    "github.action_ref": "v0.1.0",
}
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed"),
]


def step(name: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = [step for step in ACTION["runs"]["steps"] if step["name"].startswith(name)]
    return found


def evaluated(text: str, inputs: dict[str, str]) -> str:
    known = {**GITHUB, **{f"inputs.{name}": value for name, value in inputs.items()}}
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda m: known[m[1]], text)


def run(name: str, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """A step with the inputs given, the others at their defaults."""
    asked = {key.replace("_", "-"): value for key, value in given.items()}
    inputs = {k: asked.get(k, v["default"]) for k, v in ACTION["inputs"].items()}
    env = {k: evaluated(v, inputs) for k, v in step(name)["env"].items()}
    script = folder / "step.sh"
    script.write_text(step(name)["run"], "utf-8")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env={**os.environ, **env, "RUNNER_TEMP": str(folder / "temp"), "GITHUB_ACTIONS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a roster, and rotplan where the first step would have put it."""
    (tmp_path / ".git").mkdir()
    bin_ = tmp_path / "temp" / "rotplan" / "bin"
    bin_.mkdir(parents=True)
    command = bin_ / "rotplan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rotplan "$@"\n', "utf-8")
    command.chmod(0o755)
    good = written(twelve_communes(random.Random(1)), "block")
    (tmp_path / "good.yaml").write_text(good, "utf-8")
    (tmp_path / "bad.yaml").write_text(good.replace("rotplan: ", "rotplan: 2", 1), "utf-8")
    return tmp_path


def test_findings_fail_the_step_and_the_report_is_there(project: Path) -> None:
    done = run("Check", project, paths="bad.yaml good.yaml", sarif="out.sarif")
    assert done.returncode == 1
    assert "::error file=bad.yaml,line=1," in done.stdout
    page = "https://git.example.internal/org/rotplan/blob/v0.1.0/docs/check.md#rp214"
    assert page in (project / "out.sarif").read_text("utf-8")


def test_the_level_that_fails_is_an_input(project: Path) -> None:
    assert run("Check", project, paths="bad.yaml", fail_on="never").returncode == 0
    assert run("Check", project, paths="bad.yaml", fail_on="sometimes").returncode == 2


def test_paths_are_words_and_never_run(project: Path) -> None:
    assert run("Check", project, paths="*.yaml").returncode == 1
    assert run("Check", project, paths="good.yaml; touch here; --fix").returncode == 2
    assert not (project / "here").exists()


LINES = {
    "lines": "good.yaml\nbad.yaml",
    "last line end": "good.yaml\nbad.yaml\n",
    "CRLF": "good.yaml\r\nbad.yaml\r\n",
    "blank lines": "\n\n  \ngood.yaml\n\t\n\r\nbad.yaml\n\n",
    "spaces": "   good.yaml  \n\t bad.yaml\t",
    "words": "good.yaml  bad.yaml",
    "words on lines": "good.yaml\nnorth/*.yaml bad.yaml",
    "a pattern": "good.yaml\n[b]ad.y*ml",
    "a name with spaces": "good.yaml\nwith two  spaces.yaml\r",
    "a folder with spaces": "good.yaml\nđợt 1",
}


@pytest.mark.parametrize("paths", LINES.values(), ids=list(LINES))
def test_every_line_of_the_paths_is_read(project: Path, paths: str) -> None:
    bad = (project / "bad.yaml").read_bytes()
    for name in ("with two  spaces.yaml", "đợt 1/r.yaml", "north/r.yaml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(bad)
    done = run("Check", project, paths=paths)
    assert done.returncode == 1, done.stderr
    report = json.loads((project / "rotplan.sarif").read_text("utf-8"))
    read = [a["location"]["uri"] for a in report["runs"][0]["artifacts"]]
    assert len(read) == (3 if "north" in paths else 2)
    assert read[0] == "good.yaml"


def test_blank_paths_are_none(project: Path) -> None:
    (project / "rotplan.toml").write_text('include = ["good.yaml"]', "utf-8")
    for paths in ("", " ", "\n", "\r\n \r\n"):
        assert run("Check", project, paths=paths).returncode == 0


def test_logs_can_be_masked(project: Path) -> None:
    done = run("Check", project, paths="bad.yaml", mask="true")
    plain = run("Check", project, paths="bad.yaml")
    assert (done.returncode, plain.returncode) == (1, 1)
    assert " | rotplan: 2" in plain.stdout
    assert " | rotplan: 2" not in done.stdout
    assert run("Check", project, paths="good.yaml", mask="yes").returncode == 2


def test_only_what_changed(project: Path) -> None:
    shutil.rmtree(project / ".git")
    config = ["-c", "user.name=x", "-c", "user.email=x@example.internal"]
    for words in (["init", "-q"], ["add", "*.yaml"], [*config, "commit", "-q", "-m", "one"]):
        subprocess.run(["git", *words], cwd=project, check=True)
    assert run("Check", project, paths="bad.yaml", changed="HEAD").returncode == 0
    assert run("Check", project, paths="bad.yaml", changed="--nope").returncode == 2
    with (project / "bad.yaml").open("a") as file:
        file.write("# more\n")
    assert run("Check", project, paths="bad.yaml", changed="HEAD").returncode == 1


def test_without_paths_the_project_says_what_is_checked(project: Path) -> None:
    assert run("Check", project).returncode == 2
    (project / "rotplan.toml").write_text('include = ["bad.yaml"]', "utf-8")
    assert run("Check", project).returncode == 1


@pytest.mark.slow
def test_the_action_installs_itself(project: Path) -> None:
    shutil.rmtree(project / "temp" / "rotplan")
    installed = run("Install", project, python=sys.executable)
    assert installed.returncode == 0, installed.stderr
    assert run("Check", project, paths="bad.yaml").returncode == 1
