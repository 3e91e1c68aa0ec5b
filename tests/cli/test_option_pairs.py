"""Options that would do nothing beside others are refused, and both are named."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest

from rotplan.cli.app import COMMANDS, command_named
from rotplan.cli.option_pairs import NEEDED, REFUSED
from tests.kit.command import rotplan
from tests.kit.stopped_rosters import ROSTER

# a value for each option that takes one, where the table does not say which
VALUES = {
    "--as-of": "2020-01-01", "--baseline": "b.json", "--changed": "HEAD", "--color": "always",
    "--extend-ignore": "RP203", "--extend-select": "RP203", "--fail-on": "note",
    "--format": "json", "--ignore": "RP203", "--jobs": "2", "--max-per-rule": "5",
    "--output": "p.json", "--policy": "vn-2017", "--report": "json=out", "--select": "RP203",
    "--stdin-filename": "x.yaml", "--write-baseline": "new.json",
}  # fmt: skip


def written(option: str) -> Iterator[list[str]]:
    """An option of a table, in every way that the table means."""
    name, _, values = option.partition("=")
    for value in values.split("|"):
        if name == "--quiet":
            yield ["-" + "q" * int(value or 1)]
        elif name == "ROSTER":
            yield []
        elif value or name in VALUES:
            yield [f"{name}={value or VALUES[name]}"]
        else:
            yield [name]


PAIRS = [
    (command, left, right)
    for command, pairs in REFUSED.items()
    for left, others in pairs
    for right in others
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "r.yaml").write_text(ROSTER, "utf-8")
    (tmp_path / "rotplan.toml").write_text('include = ["r.yaml"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("command", "left", "right"), PAIRS)
def test_a_pair_is_refused_and_named(here: Path, command: str, left: str, right: str) -> None:
    roster = [] if command == "rules" else ["r.yaml"]
    before = {path: path.read_bytes() for path in here.iterdir() if path.is_file()}
    for first in written(left):
        for second in written(right):
            done = rotplan(command, *roster, *first, *second)
            assert (done.code, done.out) == (2, ""), (first, second)
            for option in (left, right):
                name = option.partition("=")[0]
                assert (name in done.err) or (name == "--quiet" and "-q" in done.err)
            said = rotplan(command, *roster, *first, *second, env={"ROTPLAN_LANG": "vi"})
            assert command == "rules" or "không có tác dụng" in said.err
    assert before == {path: path.read_bytes() for path in here.iterdir() if path.is_file()}


def test_every_option_of_the_tables_is_one_of_its_command() -> None:
    for command, pairs in (*REFUSED.items(), *NEEDED.items()):
        known = {opt for p in command_named(command).params for opt in p.opts} | {"ROSTER"}
        named = [option for left, others in pairs for option in (left, *others)]
        assert {option.partition("=")[0] for option in named} <= known


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["check", "r.yaml", "--stdin-filename", "x"], ["--stdin-filename", "-"]),
        (["plan", "r.yaml", "--certificate"], ["--certificate", "--output", "--format json"]),
        (["explain", "RP203", "-f", "json"], ["--format", "RP203"]),
        (["explain", "RP203", "-f", "md"], ["--format", "RP203"]),
        (["explain", "min-stay", "-f", "json"], ["--format", "min-stay"]),
        (["explain", "RP203", "--roster", "r.yaml"], ["--roster", "RP203"]),
        (["explain", "min-stay", "--roster", "r.yaml"], ["--roster", "min-stay"]),
        (["explain", "RP203", "--policy", "vn-2017"], ["--policy", "RP203"]),
        (["explain", "RP203", "--time-limit", "5"], ["--time-limit", "RP203"]),
        (["explain", "RP203", "--to", "a1/s"], ["--to"]),
    ],
)
def test_an_option_without_what_it_is_about(arguments: list[str], names: list[str]) -> None:
    done = rotplan(*arguments)
    assert (done.code, done.out) == (2, "")
    assert all(name in done.err for name in names)


@pytest.mark.parametrize("option", [["--policy", "vn-2017"], ["--as-of", "2020-01-01"]])
def test_options_about_rosters_where_there_is_none(here: Path, option: list[str]) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    text = "rotplan_policy: 1\nname: x\nextends: vn-2017\n"
    (here / "own.yaml").write_text(text, "utf-8")
    for name in ("p.json", "own.yaml"):
        done = rotplan("check", name, *option)
        assert (done.code, done.out) == (2, "")
        assert option[0] in done.err
    assert rotplan("check", "r.yaml", "own.yaml", *option).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "r.yaml", "--fix", "--diff"],
        ["check", "r.yaml", "--unsafe-fixes", "--diff"],
        ["check", "r.yaml", "--diff", "--select", "RP203"],
        ["check", "r.yaml", "-f", "json", "--color", "never"],
        ["check", "r.yaml", "-f", "json", "--report", "sarif=out.sarif"],
        ["check", "r.yaml", "--statistics", "-f", "json"],
        ["check", "r.yaml", "--statistics", "--mask"],
        ["check", "--force-exclude", "--show-files"],
        ["check", "--show-config", "--format", "json", "--mask"],
        ["check", "-q", "--statistics"],
        ["plan", "r.yaml", "-o", "-", "-f", "json"],
        ["plan", "r.yaml", "-f", "json", "--certificate"],
        ["rules", "-f", "md", "--lang", "en"],
        ["explain", "min-stay", "--policy", "vn-2017"],
    ],
)
def test_pairs_that_have_their_effect(arguments: list[str]) -> None:
    assert rotplan(*arguments).code == 0


def test_the_environment_and_the_project_refuse_nothing(here: Path) -> None:
    """They are there for other runs too."""
    env = {"ROTPLAN_FORMAT": "json", "ROTPLAN_BASELINE": "b.json", "ROTPLAN_COLOR": "always"}
    assert rotplan("check", "r.yaml", "--diff", env=env).code == 0
    text = 'include = ["r.yaml"]\nformat = "sarif"\nmax-per-rule = 3\npolicy = "vn-2017"\n'
    (here / "rotplan.toml").write_text(text, "utf-8")
    assert rotplan("check", "--show-files").code == 0
    assert rotplan("check", "--statistics", "--max-per-rule", "3").code == 2
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    assert rotplan("check", "p.json", "-f", "json").code == 0


def test_repairs_that_find_nothing_say_so() -> None:
    for option in ("--fix", "--unsafe-fixes"):
        done = rotplan("check", "r.yaml", option)
        assert "(nothing to mend)" in done.err
    assert "nothing to mend" not in rotplan("check", "r.yaml").err


def test_help_lists_every_option_and_fits_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in COMMANDS:
        command = command_named(name)
        told = rotplan(name, "--help", env={"COLUMNS": "80"})
        assert told.code == 0
        assert max(map(len, told.out.splitlines())) <= 80
        options = [p for p in command.params if isinstance(p, click.Option)]
        assert all(opt in told.out and (p.help or "").strip() for p in options for opt in p.opts)


def test_the_findings_schema_holds_for_masked_findings(here: Path) -> None:
    schema = json.loads(rotplan("schema", "findings").out)
    told = json.loads(rotplan("check", "r.yaml", "-f", "json", "--mask").out)
    assert told["findings"]
    jsonschema.validate(told, schema)


def test_each_shell_has_its_line_in_the_help() -> None:
    lines = [line.split() for line in rotplan("completion", "--help").out.splitlines()]
    first = [words[0] for words in lines if words]
    assert [w for w in first if w in ("bash", "zsh", "fish", "powershell")] == [
        "bash", "zsh", "fish", "powershell"
    ]  # fmt: skip
    for command in ("check", "plan", "rules", "explain", "schema", "init", "completion"):
        told = rotplan(command, "--help").out
        assert "\\b" not in told
        assert "\b" not in told
