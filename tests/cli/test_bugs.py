"""Exit code 70 is for bugs alone: what once ended there, and its kin, is an error with its place.

What does end there saves its case, readable by its owner only, and says where.
"""

import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from rotplan.cli.check import command as check_command
from rotplan.cli.check.config_keys import CONFIG_KEYS
from rotplan.plan.file.plan_records import CertifiedTier
from rotplan.plan.file.plan_schema import digest
from rotplan.rules import RULES
from tests.kit.command import Done, rotplan
from tests.kit.small_roster import ROSTER, shell

pytestmark = pytest.mark.thorough

LONG, NESTED, DIGITS = "b" * 270, "[" * 100_000, "9" * 5000


def written(name: str, text: str) -> str:
    Path(name).write_text(text, "utf-8")
    return name


def codes(*arguments: str) -> list[tuple[str, int]]:
    done = rotplan("check", *arguments, "-f", "json")
    assert done.code == 1, done
    return [(f["code"], f["line"]) for f in done.findings]


def refused(*arguments: str) -> str:
    """Exit code 2; the reason."""
    done = rotplan(*arguments)
    assert (done.code, done.out) == (2, ""), done
    return done.err


# -- clauses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["concurrency, allowed: [[commune_secretary, commune_chair]]"])
def test_a_clause_without_force(folder: Path, rule: str) -> None:
    written("r.yaml", ROSTER + f"rules:\n  kc: {{rule: {rule}, basis: x}}\n")
    assert ("RP202", 14) in codes("r.yaml")


@pytest.mark.parametrize("digits", ["0" + "1" * 5000, "0" + "9" * 5000, DIGITS])
def test_digits_by_thousands_in_yaml(folder: Path, digits: str) -> None:
    """Unquoted where text belongs, and where a number does."""
    written("r.yaml", ROSTER.replace("id: a-01", f"id: {digits}"))
    assert rotplan("check", "r.yaml").code == 0
    assert rotplan("check", "r.yaml", "--fix").code == 0
    written("r.yaml", ROSTER.replace("policy: ", f"max_moves: {digits}, policy: "))
    assert ("RP206", 2) in codes("r.yaml")
    assert rotplan("plan", "r.yaml").code == 1


# -- scores ------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["a" * 131_073 + ",a1/s,1", '"' + "a" * 131_073 + '",a1/s,1'])
def test_a_cell_of_scores_that_is_too_long(folder: Path, line: str) -> None:
    written("s.csv", f"cadre,post,score\n{line}\na-01,a1/s,x\n")
    written("r.yaml", ROSTER + "scores: s.csv\n")
    assert codes("r.yaml")[:2] == [("RP219", 2), ("RP219", 3)]


# -- JSON --------------------------------------------------------------------------------------

RAW = [NESTED, '{"a":' * 50_000, DIGITS, f'{{"a": {DIGITS}}}', '"\\ud800"', "", "\x00", "{}", "[]"]
RAW_IDS = ["lists", "mappings", "digits", "digits in it", "surrogate", "empty", "NUL", "{}", "[]"]


@pytest.mark.parametrize("raw", RAW, ids=RAW_IDS)
def test_text_that_is_no_baseline_and_no_plan(folder: Path, raw: str) -> None:
    written("b.json", raw)
    assert "b.json: " in refused("check", "r.yaml", "--baseline", "b.json")
    assert "b.json: " in refused("check", "r.yaml", "--write-baseline", "b.json")
    assert "b.json: " in refused("explain", "b.json")
    assert rotplan("check", "b.json").code == 1


def test_the_place_in_json_is_named(folder: Path) -> None:
    written("b.json", '{\n "entries": [\n  ' + DIGITS + "]}")
    assert "line 3, column 3" in refused("check", "r.yaml", "--baseline", "b.json")
    assert "dòng 3, cột 3" in refused("explain", "b.json", "--lang", "vi")


# values that no form expects: of wrong kinds, huge, negative, strange
VALUES: list[Any] = [
    None, True, -1, 10**30, 1.5, float("nan"), "", "\x00", "\ud800", "a" * 300, "-", "/dev/zero",
    [], {}, [[]], ["x"], {"a": 1}, {"": None},
]  # fmt: skip


def paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Of every value in a tree; of a list the first two."""
    if above:
        yield above
    if isinstance(value, dict):
        for name in value:
            yield from paths(value[name], (*above, name))
    elif isinstance(value, list):
        for n in range(min(2, len(value))):
            yield from paths(value[n], (*above, n))


def put(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value at one place; a plan's certificate is given its own sum again."""
    tree = deepcopy(tree)
    at = tree
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    try:
        stated = tree["certificate"]
        tiers = [CertifiedTier.model_validate(tier) for tier in stated["tiers"]]
        stated["sha256"] = digest(tiers)
    except (KeyError, TypeError, ValueError):
        pass
    return tree


def survives(*arguments: str, **named: Any) -> Done:
    done = rotplan(*arguments, **named)
    assert done.code in (0, 1, 2, 3, 4, 5), done.err
    assert "a bug:" not in done.err
    return done


def test_every_key_of_a_baseline(folder: Path) -> None:
    assert rotplan("check", "r.yaml", "--write-baseline", "b.json").code == 0
    good = json.loads(Path("b.json").read_text("utf-8"))
    for path in paths(good):
        for value in VALUES:
            written("m.json", json.dumps(put(good, path, value)))
            survives("check", "r.yaml", "--baseline", "m.json")


def test_keys_of_plan_files(folder: Path) -> None:
    """A sample, another for each key; all of them under `-m slow`."""
    _mutate_plans(random.Random(17), 150)


@pytest.mark.slow
def test_all_keys_of_plan_files(folder: Path) -> None:
    _mutate_plans(random.Random(17), 100_000)


def _mutate_plans(rng: random.Random, most: int) -> None:
    impossible = ROSTER.replace("policy: ", "max_moves: 0, policy: ")
    written("none.yaml", impossible + "decisions: [{place: a-01, in: a2/s}]\n")
    more = ["--certificate", "--prices", "--alternatives", "1", "--frontier", "moves"]
    for name, options, code in (("r.yaml", more, 0), ("none.yaml", ["--certificate"], 3)):
        assert rotplan("plan", name, "-o", "p.json", *options).code == code
        good = json.loads(Path("p.json").read_text("utf-8"))
        tries = [(path, value) for path in paths(good) for value in VALUES]
        for path, value in rng.sample(tries, min(most, len(tries))):
            written("m.json", json.dumps(put(good, path, value)))
            survives("check", "m.json")
            if rng.random() < 0.1:
                survives("explain", "m.json", "--time-limit", "1")


@pytest.mark.parametrize("moves", [-1, -(10**30), 10**9, 10**30])
def test_a_cap_that_no_round_can_have(folder: Path, moves: int) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    text = Path("p.json").read_text("utf-8")
    written("p.json", text.replace('"max_moves": null', f'"max_moves": {moves}'))
    done = rotplan("check", "p.json", "-f", "concise")
    assert (done.code, "RP601" in done.out, "asked.max_moves" in done.out) == (1, True, True)
    assert "asked.max_moves" in refused("explain", "p.json")
    assert "--max-moves" in refused("plan", "r.yaml", f"--max-moves={moves}")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--threads", "0"),
        ("--threads", DIGITS),
        ("--threads", "1025"),
        ("--alternatives", "0"),
        ("--alternatives", DIGITS),
        ("--time-limit", "0"),
        ("--time-limit", DIGITS),
        ("--time-limit", "1e9"),
    ],
)
def test_numbers_of_options(folder: Path, option: str, value: str) -> None:
    assert option in refused("plan", "r.yaml", option, value)


# -- configuration -----------------------------------------------------------------------------

TOML = [
    "1", "-1", "true", "1.5", "nan", DIGITS, '""', '"x"', '"\\u0000"', f'"{LONG}"', "[]", "[1]",
    '["\\u0000"]', '["**.yaml"]', f'["{LONG}[ab].yaml"]', '["[z-a].yaml"]', '["/*"]', "{}",
    "{a = 1}", "1979-05-27", '"/dev/zero"', '"."', "[" * 5000 + "]" * 5000, '["RP401:"]',
]  # fmt: skip


@pytest.mark.parametrize("key", [*CONFIG_KEYS, "extend", "tool", "nope"])
def test_every_key_of_the_configuration(folder: Path, key: str) -> None:
    for value in TOML:
        written("rotplan.toml", f"{key} = {value}\n")
        survives("check", "r.yaml")
        survives("check")
        survives("check", "--show-files")
        survives("check", "--force-exclude", "r.yaml")


@pytest.mark.parametrize("value", ["3", '"x"', "[]", "true", DIGITS])
def test_a_pyproject_whose_tables_are_none(folder: Path, value: str) -> None:
    written("pyproject.toml", f"tool = {value}\n")
    assert rotplan("check", "r.yaml").code == 0
    # it is ours, or may be
    written("pyproject.toml", f"[tool]\nrotplan = {value}\n")
    assert rotplan("check", "r.yaml").code == 2
    assert "pyproject.toml" in refused("check", "r.yaml", "--config", "pyproject.toml")


STARS = ["**.yaml", "***.yaml", "**r.yaml", "./**.yaml", "**/**/*.yaml"]


@pytest.mark.parametrize("pattern", STARS)
def test_stars_that_are_part_of_a_name(folder: Path, pattern: str) -> None:
    written("rotplan.toml", f'include = ["{pattern}"]\n')
    assert rotplan("check", "--show-files").out == "r.yaml\n"
    assert rotplan("check", pattern).code == 0


def test_no_home_folder(folder: Path) -> None:
    """As in a container under a number that nobody has."""
    if not shutil.which("unshare"):
        pytest.skip("no unshare")
    bare = "unshare --user --map-user=12345 env -u HOME -u XDG_CONFIG_HOME"
    done = subprocess.run(
        [*bare.split(), sys.executable, "-m", "rotplan", "check", "r.yaml", "-f", "concise"],
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in done.stderr:
        pytest.skip("user namespaces are not allowed here")
    assert done.returncode == 0, done.stderr


def test_an_unknown_home_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same without a namespace."""

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.delenv("HOME", raising=False)
    assert rotplan("check", "r.yaml", env={"XDG_CONFIG_HOME": ""}).code == 0


# -- options of rules ---------------------------------------------------------------------------

ODD = [
    "''", "999999999", "-999999999", "1000000000", DIGITS, "1.5", ".nan", "~", "true", "02233",
    "2200-12-31", "100%", "x", "[]", "{}", "[[]]", "[x]", "[[[a1]]]", "{a1: b}",
    "commune_secretary", "{'': x}", "{from: 2200, to: 1800}", "{vi: x, en: y}",
    "../r.yaml", '"\\u202e"',
]  # fmt: skip


def test_options_of_rules(folder: Path) -> None:
    """A sample of what may stand where a clause has a key, checked and planned."""
    common = ["title", "posts", "force", "goal", "priority", "valid", "reckon", "applies"]
    tries = [
        (name, key, value)
        for name, rule in RULES.items()
        for key in (*rule.options.model_fields, *common)
        for value in ODD
    ]
    rng = random.Random(3)
    for name, key, value in rng.sample(tries, 150):
        parts = {"rule": name, "basis": "q", "force": rng.choice(["hard", "approval", "target"])}
        inside = ", ".join(f"{k}: {v}" for k, v in {**parts, key: value}.items())
        written("r.yaml", ROSTER + f"rules: {{c: {{{inside}}}}}\n")
        survives("check", "r.yaml")
        if rng.random() < 0.2:
            survives("plan", "r.yaml", "--time-limit", "1", "--threads", "1")


# -- names that no file can have ---------------------------------------------------------------

NAMES = [LONG, LONG + "[ab].yaml", "a/" * 3000, "b\udcff", "loop", "r.yaml/x", "~nobody/x", "\n"]
PLACES = [
    ("check", "{}"),
    ("check", "r.yaml", "--baseline", "{}"),
    ("check", "r.yaml", "--config", "{}"),
    ("check", "r.yaml", "--policy", "{}.yaml"),
    ("plan", "{}"),
    ("plan", "r.yaml", "--policy", "{}.yaml"),
    ("explain", "{}"),
    ("explain", "{}.json"),
    ("explain", "{}", "a-01"),
    ("explain", "p.json", "--roster", "{}"),
    ("explain", "p.json", "--policy", "{}.yaml"),
    ("explain", "min-stay", "--policy", "{}.yaml"),
]


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_names_that_no_file_can_have(folder: Path, place: tuple[str, ...]) -> None:
    Path("loop").symlink_to("loop")
    if "p.json" in place:
        assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    for name in NAMES:
        done = survives(*(word.format(name) for word in place))
        assert done.code in (1, 2), name
        assert done.err or done.out


@pytest.mark.parametrize("name", [LONG, "x\\0y", "a/" * 3000 + "a"])
@pytest.mark.parametrize("key", ["scores", "policy", "extends"])
def test_names_inside_files(folder: Path, name: str, key: str) -> None:
    quoted = f'"{name}.yaml"'
    if key == "scores":
        written("r.yaml", ROSTER + f"scores: {quoted}\n")
    elif key == "policy":
        written("r.yaml", ROSTER.replace("vn-2017", quoted))
    else:
        written("r.yaml", ROSTER.replace("vn-2017", "mine.yaml"))
        written("mine.yaml", f"rotplan_policy: 1\nname: mine\nextends: {quoted}\n")
    found = [code for code, _ in codes("r.yaml")]
    assert "RP319" in found
    assert rotplan("plan", "r.yaml").code == 1


@pytest.mark.parametrize("name", [LONG, "x\x00y", "a/" * 3000, "\ud800"])
def test_names_among_the_inputs_of_a_plan(folder: Path, name: str) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    plan = json.loads(Path("p.json").read_text("utf-8"))
    plan["inputs"][0]["path"] = name
    written("p.json", json.dumps(plan))
    assert rotplan("check", "p.json").code == 1
    said = refused("explain", "p.json")
    assert "--roster" in said or "not a plan file of this version" in said


def test_a_name_that_is_not_utf8(folder: Path) -> None:
    """Read, planned, and told in every form; nothing ends in an error of its letters."""
    try:
        os.link("r.yaml", "r\udcff.yaml")
    except OSError:
        pytest.skip("this file system knows no such names")
    assert rotplan("plan", "r\udcff.yaml", "-o", "p.json").code == 0
    assert rotplan("explain", "p.json").code == 0
    for form in ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"):
        report = ["--report", f"{form}=o"]
        assert rotplan("check", "r\udcff.yaml", "-f", form, *report).code == 0, form
    assert rotplan("check", "r\udcff.yaml", "--write-baseline", "b").code == 0
    assert rotplan("check", "r\udcff.yaml", "--baseline", "b", "--fail-on", "note").code == 0


# -- surroundings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"XDG_CONFIG_HOME": LONG},
        {"XDG_CONFIG_HOME": "/dev"},
        {"COLUMNS": "9" * 30},
        {"COLUMNS": "-5"},
        {"LANG": "zz", "LC_ALL": "zz"},
        {"ROTPLAN_FORMAT": "x"},
        {"ROTPLAN_BASELINE": LONG},
        {"_ROTPLAN_COMPLETE": "bash_complete"},
        {"_ROTPLAN_COMPLETE": "bash_complete", "COMP_WORDS": "rotplan 'x", "COMP_CWORD": "1"},
        {"_ROTPLAN_COMPLETE": "bash_complete", "COMP_WORDS": "rotplan", "COMP_CWORD": "x"},
        {"_ROTPLAN_COMPLETE": "powershell_complete", "COMP_WORDS": "rotplan 'x"},
        {"_ROTPLAN_COMPLETE": "nonsense"},
    ],
    ids=str,
)
def test_surroundings(folder: Path, env: dict[str, str]) -> None:
    survives("check", "r.yaml", env=env, tty=(True, True))


def test_a_current_folder_that_is_gone(folder: Path) -> None:
    done = shell("mkdir gone; cd gone; rmdir ../gone; rotplan check ../r.yaml", PYTHONPATH="/")
    assert done.returncode == 2
    assert "the current folder is gone" in done.stderr
    assert "a bug:" not in done.stderr


def test_too_little_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def eat(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(check_command, "_check", eat)
    assert "the memory did not suffice" in refused("check", "r.yaml")


# -- what is a bug -----------------------------------------------------------------------------


@pytest.fixture
def broken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every check ends in an error that nobody foresaw."""

    def wrong(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Cán bộ Một")

    monkeypatch.setattr("rotplan.checking.judge_files.lint", wrong)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    (folder / "tmp").mkdir()
    return folder


def test_a_bug_saves_its_case(broken: Path) -> None:
    written("r.yaml", ROSTER.replace("vn-2017", "mine.yaml"))
    written("mine.yaml", "rotplan_policy: 1\nname: mine\nextends: vn-2017\n")
    done = rotplan("check", "r.yaml")
    assert (done.code, done.out) == (70, "")
    (case,) = Path("tmp").iterdir()
    assert done.err.count("\n") == 1
    assert done.err.startswith("rotplan: a bug: ZeroDivisionError at test_bugs.py:")
    assert done.err.strip().endswith(str(broken / case))
    assert "Cán bộ" not in done.err  # the line may stand in a public log
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    text = case.read_text("utf-8")
    assert "ZeroDivisionError: Cán bộ Một" in text
    for part in ("Traceback", "in wrong", ROSTER.splitlines()[-1], "name: mine"):
        assert part in text


def test_a_case_holds_what_standard_input_gave(broken: Path) -> None:
    done = rotplan("check", "-", "--lang", "vi", given=ROSTER)
    assert done.code == 70
    assert done.err.startswith("rotplan: lỗi của chương trình: ZeroDivisionError")
    (case,) = Path("tmp").iterdir()
    assert ROSTER in case.read_text("utf-8")


def test_a_case_that_cannot_be_saved(broken: Path) -> None:
    Path("tmp").rmdir()
    done = rotplan("check", "r.yaml")
    assert done.code == 70
    assert "its case could not be saved: No such file or directory" in done.err
