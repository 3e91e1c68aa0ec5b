"""The command line as users and scripts meet it: exit codes, streams, files, languages."""

import json
import os
import random
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.generate import roster, text
from tests.paths import LAM_BINH

pytestmark = pytest.mark.thorough

CLASH = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017, max_moves: 0}
units: [{id: d, name: D, kind: district}, {id: a, name: A, kind: commune, parent: d}]
posts: [{id: a/s, unit: a, kind: commune_secretary}, {id: a/c, unit: a, kind: commune_chair}]
cadres: [{id: X, name: NAME, holds: a/s, since: 2010-01-01}]
rules: {planned: {force: "off"}}
"""


def rotplan(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "ROTPLAN_LANG": "en", **more.pop("env", {})}
    command = [sys.executable, "-m", "rotplan", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False, **more)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def clash(tmp_path: Path) -> Path:
    path = tmp_path / "clash.yaml"
    path.write_text(CLASH, "utf-8")
    return path


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from rotplan.__main__ import run; run(['--help']);"
        "heavy = {'ortools', 'pandas', 'numpy', 'rich', 'pydantic', 'yaml'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_version_and_suggestion() -> None:
    assert rotplan("--version").stdout.startswith("rotplan 0.")
    wrong = rotplan("pln")
    assert wrong.returncode == 2
    assert "Did you mean 'plan'?" in wrong.stderr


def test_the_sample_checks_and_plans(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    assert rotplan("check", str(LAM_BINH)).returncode == 0
    done = rotplan("plan", str(LAM_BINH), "-o", str(out))
    assert done.returncode == 0
    assert "10 CADRES MOVE" in done.stdout
    assert "\x1b" not in done.stdout
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text("utf-8"))["status"] == "optimal"
    assert list(tmp_path.iterdir()) == [out]


def test_fail_on_chooses_the_exit_code() -> None:
    for level, code in (("never", 0), ("error", 0), ("warning", 1), ("note", 1)):
        assert rotplan("check", str(LAM_BINH), "--fail-on", level).returncode == code


def test_check_as_json() -> None:
    done = rotplan("check", str(LAM_BINH), "--format", "json")
    found = json.loads(done.stdout)
    assert found["summary"] == {"error": 0, "warning": 1, "note": 5}
    assert {f["code"] for f in found["findings"]} == {"RP401"}
    assert all(f["basis"] and f["clause"] and f["line"] > 1 for f in found["findings"])


@pytest.mark.parametrize(
    ("lang", "env", "word"),
    [
        ("vi", {}, "CHỈ TIÊU"),
        (None, {"ROTPLAN_LANG": "vi"}, "CHỈ TIÊU"),
        (None, {"ROTPLAN_LANG": "", "LC_ALL": "vi_VN.UTF-8"}, "CHỈ TIÊU"),
        (None, {"ROTPLAN_LANG": "", "LC_ALL": "fr_FR.UTF-8"}, "TARGETS"),
        ("en", {"ROTPLAN_LANG": "vi"}, "TARGETS"),
    ],
)
def test_language(lang: str | None, env: dict[str, str], word: str) -> None:
    chosen = ["--lang", lang] if lang else []
    assert word in rotplan("plan", str(LAM_BINH), *chosen, env=env).stdout


def test_no_plan_is_exit_3_and_names_what_stands_in_the_way(clash: Path) -> None:
    clash.write_text(CLASH + "decisions: [{place: X, in: a/c}]\n", "utf-8")
    done = rotplan("plan", str(clash), "-f", "json")
    plan = json.loads(done.stdout)
    assert done.returncode == 3
    assert plan["status"] == "infeasible"
    assert plan["proof"]["bound_met"]
    assert plan["conflict_minimal"]
    assert {(m["kind"], m["id"]) for m in plan["conflict"]} == {
        ("cap", "max_moves"),
        ("decision", "place X in a/c"),
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["plan", "nowhere.yaml"], 2),
        (["check", "nowhere.yaml"], 2),
        (["check", "."], 2),
        (["plan"], 2),
        (["plan", str(LAM_BINH), "--time-limit", "soon"], 2),
        (["plan", str(LAM_BINH), "--policy", "vn-1999"], 1),
        (["plan", str(LAM_BINH), "-o", "no/such/folder/plan.json"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, tmp_path: Path) -> None:
    done = rotplan(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr


def test_a_roster_with_errors_writes_nothing(clash: Path) -> None:
    clash.write_text(CLASH.replace("holds: a/s", "holds: a/x"), "utf-8")
    out = clash.with_name("plan.json")
    done = rotplan("plan", str(clash), "-o", str(out))
    assert done.returncode == 1
    assert "RP302" in done.stderr
    assert "clash.yaml:5:37" in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("name", ["[red]A[/x]", "{x}", "*b* <i>", "=1+1", "A & B"])
def test_names_never_act(clash: Path, name: str) -> None:
    clash.write_text(CLASH.replace("NAME", json.dumps(name)).replace("max_moves: 0", ""), "utf-8")
    done = rotplan("plan", str(clash), env={"FORCE_COLOR": "1"})
    assert done.returncode == 0
    clash.write_text(clash.read_text("utf-8") + "decisions: [{place: X, in: a/c}]\n", "utf-8")
    assert name in rotplan("plan", str(clash)).stdout


def test_standard_input_and_a_folder_of_parts(tmp_path: Path) -> None:
    whole = rotplan("plan", "-", "-f", "json", input=LAM_BINH.read_text("utf-8"))
    source = LAM_BINH.read_text("utf-8")
    at = source.index("\ncadres:")
    (tmp_path / "1.yaml").write_text(source[:at], "utf-8")
    (tmp_path / "2.yaml").write_text("rotplan: 1\n" + source[at:], "utf-8")
    parts = rotplan("plan", str(tmp_path), "-f", "json")
    plans = [json.loads(done.stdout) for done in (whole, parts)]
    assert len(plans[1].pop("inputs")) == 3
    assert plans[0].pop("inputs")[0]["path"] == "-"
    assert plans[0] == plans[1]


def test_the_same_roster_gives_the_same_bytes(tmp_path: Path) -> None:
    data, plans = roster(6, seed=5), set()
    for turn in range(3):
        shuffled = json.loads(json.dumps(data))
        for section in ("units", "posts", "cadres", "ties"):
            random.Random(turn).shuffle(shuffled[section])
        path = tmp_path / "r.yaml"
        path.write_text(text(shuffled), "utf-8")
        for threads in (["--threads", "1"], []):
            env = {"PYTHONHASHSEED": str(turn)}
            plan = json.loads(rotplan("plan", str(path), "-f", "json", *threads, env=env).stdout)
            assert plan["proof"]["canonical"]
            del plan["inputs"]
            plans.add(json.dumps(plan))
    assert len(plans) == 1


def test_a_closed_pipe_is_silent() -> None:
    """The reader is gone before the first line."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "rotplan", "plan", str(LAM_BINH)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
