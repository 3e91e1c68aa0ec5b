"""`--changed BASE`: only what may differ from the commit at which a branch was left."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.kit.command import Done, rotplan
from tests.kit.stopped_rosters import ROSTER

pytestmark = pytest.mark.thorough

OWN = "rotplan_policy: 1\nname: own\nextends: base.yaml\n"
BASE = "rotplan_policy: 1\nname: base\nextends: vn-2017\n"
SCORES = "cadre,post,score\na-01,a1/s,5\n"
PARTS = ROSTER.partition("cadres:")


def git(folder: Path, *arguments: str) -> None:
    names = ("user.name=x", "user.email=x@example.internal", "commit.gpgsign=false")
    command = ["git", *(word for name in names for word in ("-c", name)), *arguments]
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Main, and a branch left from it; rosters of every make."""
    for name in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(name)
    top = tmp_path / "dự án"
    write(top / "alone.yaml", ROSTER)
    write(top / "other.yaml", ROSTER)
    write(top / "scored" / "r.yaml", ROSTER + "scores: ../scores/s.csv\n")
    write(top / "scores" / "s.csv", SCORES)
    write(top / "ruled" / "r.yaml", ROSTER.replace("vn-2017", "../policies/own.yaml"))
    write(top / "policies" / "own.yaml", OWN)
    write(top / "policies" / "base.yaml", BASE)
    write(top / "parts" / "1.yaml", PARTS[0])
    write(top / "parts" / "2.yaml", "rotplan: 1\ncadres:" + PARTS[2])
    write(top / "many" / "x.yaml", ROSTER)
    write(top / "many" / "y.yaml", ROSTER)
    listed = ["*.yaml", "scored/*", "ruled/*", "policies/*", "parts/*", "many/*"]
    write(top / "rotplan.toml", f"include = {json.dumps(listed)}\n")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "one")
    git(top, "switch", "-q", "-c", "work")
    monkeypatch.chdir(top)
    return top


def shown(*more: str) -> list[str]:
    done = rotplan("check", "--changed", "main", "--show-files", *more)
    assert done.code == 0, done.err
    return done.out.splitlines()


def commit(top: Path) -> None:
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "more")


def append(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")


def test_nothing_changed_is_said_and_fine(repo: Path) -> None:
    done = rotplan("check", "--changed", "main")
    assert (done.code, done.out) == (0, "")
    assert "no file has changed since main" in done.err
    told = json.loads(rotplan("check", "--changed", "main", "-f", "json").out)
    assert told["findings"] == told["files"] == []
    assert rotplan("check", "--changed", "main", "--report", "junit=out.xml").code == 0
    assert (repo / "out.xml").exists()
    vi = rotplan("check", "--changed", "main", env={"ROTPLAN_LANG": "vi"})
    assert "không có tệp nào thay đổi so với main" in vi.err


@pytest.mark.parametrize("how", ["committed", "staged", "edited"])
@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ("alone.yaml", ["alone.yaml"]),
        ("scores/s.csv", ["scored/r.yaml"]),
        ("policies/own.yaml", ["policies/own.yaml", "ruled/r.yaml"]),
        ("policies/base.yaml", ["policies/base.yaml", "policies/own.yaml", "ruled/r.yaml"]),
        ("parts/2.yaml", ["parts/1.yaml", "parts/2.yaml"]),
        ("many/x.yaml", ["many/x.yaml"]),
    ],
)
def test_what_a_change_concerns(repo: Path, how: str, changed: str, read: list[str]) -> None:
    append(repo / changed)
    if how != "edited":
        git(repo, "add", "-A")
    if how == "committed":
        git(repo, "commit", "-q", "-m", "more")
    assert sorted(shown()) == read
    for folder in ("many", "scores"):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(repo / folder)
            assert sorted(shown()) == read


def test_what_main_did_since_is_no_change_of_ours(repo: Path) -> None:
    git(repo, "switch", "-q", "main")
    append(repo / "other.yaml")
    commit(repo)
    git(repo, "switch", "-q", "work")
    append(repo / "alone.yaml")
    commit(repo)
    assert shown() == ["alone.yaml"]


def test_a_file_that_git_does_not_hold_counts(repo: Path) -> None:
    write(repo / "new.yaml", ROSTER)
    assert shown() == ["new.yaml"]
    # kept out of git on purpose, as rosters of persons may be
    write(repo / ".git" / "info" / "exclude", "new.yaml\n")
    assert shown() == ["new.yaml"]


@pytest.mark.parametrize(
    ("gone", "read"),
    [
        ("scores/s.csv", ["scored/r.yaml"]),
        ("policies/base.yaml", ["policies/own.yaml", "ruled/r.yaml"]),
        ("parts/2.yaml", ["parts/1.yaml"]),
    ],
)
def test_what_is_gone_concerns_what_was_made_from_it(
    repo: Path, gone: str, read: list[str]
) -> None:
    (repo / gone).unlink()
    assert sorted(shown()) == read
    commit(repo)
    assert sorted(shown()) == read


def test_a_renamed_file_is_another(repo: Path) -> None:
    git(repo, "mv", "alone.yaml", "apart.yaml")
    assert "apart.yaml" in shown()


def test_the_configuration_and_the_baseline_concern_all(repo: Path) -> None:
    everything = rotplan("check", "--show-files").out.splitlines()
    append(repo / "rotplan.toml")
    assert shown() == everything
    git(repo, "checkout", "-q", "rotplan.toml")
    assert rotplan("check", "--changed", "main").out == ""
    write(repo / "base.json", "")
    assert rotplan("check", "--changed", "main", "--baseline", "base.json").code == 2


def test_a_policy_of_the_command_line_concerns_all(repo: Path) -> None:
    append(repo / "policies" / "base.yaml")
    done = rotplan("check", "alone.yaml", "--changed", "main", "--policy", "policies/own.yaml")
    assert "1 file" in done.err


def test_what_cannot_be_read_is_checked(repo: Path) -> None:
    write(repo / "alone.yaml", "rotplan: 1\nround: [\n")
    commit(repo)
    git(repo, "switch", "-q", "-c", "next")
    done = rotplan("check", "alone.yaml", "--changed", "work", "--select", "RP4")
    assert done.code == 1


def test_a_plan_is_made_from_its_inputs(repo: Path) -> None:
    rotplan("plan", "alone.yaml", "-o", "plans/p.json")
    (repo / "plans").mkdir()
    assert rotplan("plan", "alone.yaml", "-o", "plans/p.json").code == 0
    commit(repo)
    git(repo, "switch", "-q", "-c", "next")
    arguments = ("check", "plans/p.json", "--show-files", "--changed", "work")
    assert rotplan(*arguments).out == ""
    append(repo / "alone.yaml")
    assert rotplan(*arguments).out == "plans/p.json\n"


def test_links_lead_to_what_changed(repo: Path, tmp_path: Path) -> None:
    (repo / "link.yaml").symlink_to("alone.yaml")
    commit(repo)
    git(repo, "switch", "-q", "-c", "next")
    arguments = ("check", "link.yaml", "--show-files", "--changed", "work")
    assert rotplan(*arguments).out == ""
    append(repo / "alone.yaml")
    assert rotplan(*arguments).out == "link.yaml\n"
    # a work tree that is reached by a link
    (tmp_path / "there").symlink_to(repo)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path / "there")
        named = tmp_path / "there" / "other.yaml"
        assert rotplan("check", named, "--show-files", "--changed", "work").out == ""


def refused(done: Done, *said: str) -> None:
    assert (done.code, done.out) == (2, "")
    assert "--changed" in done.err
    assert all(word in done.err for word in said)


@pytest.mark.parametrize("base", ["nope", "origin/main", "--output=x", "-n", "", "main:alone.yaml"])
def test_a_base_that_is_no_commit(repo: Path, base: str) -> None:
    refused(rotplan("check", f"--changed={base}"))
    assert not (repo / "x").exists()


def test_a_branch_without_a_common_commit(repo: Path) -> None:
    git(repo, "switch", "-q", "--orphan", "lone")
    write(repo / "r.yaml", ROSTER)
    commit(repo)
    refused(rotplan("check", "r.yaml", "--changed", "main"), "in common")


def test_standard_input_has_no_history(repo: Path) -> None:
    refused(rotplan("check", "-", "--changed", "main", given=ROSTER), "standard input")


def test_outside_of_a_work_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "r.yaml", ROSTER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    refused(rotplan("check", "r.yaml", "--changed", "main"), "git")
    monkeypatch.setenv("PATH", str(tmp_path))
    refused(rotplan("check", "r.yaml", "--changed", "main"), "git: No such file")


def test_nothing_of_the_repository_is_run(repo: Path) -> None:
    """A configuration that came with the work tree may name programs."""
    for key in ("core.fsmonitor", "diff.external", "core.pager"):
        git(repo, "config", key, "touch pwned; false")
    append(repo / "alone.yaml")
    assert shown() == ["alone.yaml"]
    assert not list(repo.rglob("pwned"))
