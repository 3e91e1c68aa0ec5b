"""init and completion: what they write works at once."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.command import rotplan
from tests.kit.editor_schema import errors


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_init_writes_checks_and_plans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    folder = tmp_path / "new"
    done = rotplan("init", folder, "--lang", lang)
    assert done.code == 0
    monkeypatch.chdir(folder)
    written = [Path(line) for line in done.out.splitlines()]
    assert all(path.is_file() for path in written)
    assert stat.S_IMODE(Path("round.roster.yaml").stat().st_mode) == 0o600
    checked = rotplan("check", "--fail-on", "warning")
    assert (checked.code, "in 2 files" in checked.err) == (0, True)
    assert rotplan("plan", "round.roster.yaml").code == 0
    for kind, name in (("roster", "round.roster.yaml"), ("policy", "policy.yaml")):
        text = Path(name).read_text("utf-8")
        assert text.startswith(
            f"# yaml-language-server: $schema=./.rotplan/{kind}-1.schema.json\n"
            f"# $schema: ./.rotplan/{kind}-1.schema.json\n"
        )
        assert errors(kind, text) == []


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "rotplan.toml").write_text("# mine\n", "utf-8")
    assert rotplan("init", tmp_path).code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["rotplan.toml"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_its_script(shell: str) -> None:
    done = rotplan("completion", shell)
    assert done.code == 0
    assert "_ROTPLAN_COMPLETE" in done.out


def where(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"no {shell} here")


@pytest.mark.parametrize(
    "shell", [pytest.param(s, marks=where(s)) for s in ("bash", "zsh", "fish")]
)
def test_the_shell_finds_no_fault_in_its_script(shell: str) -> None:
    script = rotplan("completion", shell).out
    subprocess.run([shell, "-n", "/dev/stdin"], input=script, text=True, check=True)


@where("bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rotplan", "ch"], ["check"]),
        (["rotplan", "check", "--max-p"], ["--max-per-rule"]),
        (["rotplan", "check", "--format", "ju"], ["junit"]),
        (["rotplan", "schema", "po"], ["policy"]),
    ],
)
def test_bash_completes(words: list[str], expected: list[str]) -> None:
    script = rotplan("completion", "bash").out
    array = " ".join(words)
    ask = (
        f"{script}\nCOMP_WORDS=({array}); COMP_CWORD={len(words) - 1}\n"
        f'_rotplan_completion rotplan; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    folder = str(Path(sys.executable).parent)
    env = {"PATH": f"{folder}:/usr/bin:/bin", "HOME": "/"}
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.split() == expected


@where("fish")
def test_fish_completes(tmp_path: Path) -> None:
    ask = 'rotplan completion fish | source; complete -C "rotplan check --fail-on "'
    done = _shell(tmp_path, "fish", "--no-config", "-c", ask)
    assert done.stdout.split() == ["error", "never", "note", "warning"]


@where("zsh")
def test_zsh_takes_the_script(tmp_path: Path) -> None:
    load = 'autoload -Uz compinit; compinit -u; eval "$(rotplan completion zsh)"'
    assert (
        _shell(tmp_path, "zsh", "-f", "-c", f"{load}; echo $_comps[rotplan]").stdout
        == "_rotplan_completion\n"
    )


def _shell(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    folder = str(Path(sys.executable).parent)
    env = {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(home)}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=True)


def test_completion_imports_nothing_heavy() -> None:
    code = (
        "import os, sys; os.environ.update(_ROTPLAN_COMPLETE='bash_complete',"
        "COMP_WORDS='rotplan check --f', COMP_CWORD='2');"
        "from rotplan.__main__ import run; run([]);"
        "heavy = {'ortools', 'pandas', 'numpy', 'rich', 'pydantic', 'yaml'};"
        "sys.stderr.write(' '.join(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "--format" in done.stdout
