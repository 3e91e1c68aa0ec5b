"""Slips in configuration and environment: told with their place, exit code 2, never passed over."""

from pathlib import Path

import pytest

from tests.cli.projects import GOOD, files, set_up
from tests.kit.command import rotplan


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('include = [\n  "a.yaml",\n', "rotplan.toml:2:12: not valid TOML"),
        ('lang = "vi"\n\ninclude = "x"', "rotplan.toml:3: 'include' must be a list of strings"),
        ('\nincludes = ["x"]', "rotplan.toml:2: unknown key 'includes'; did you mean 'include'?"),
        ("lang = 3", "rotplan.toml:1: 'lang' must be one of vi, en, not 3"),
        ("lang = []", "'lang' must be one of vi, en, not []"),
        ('lang = "fr"', "rotplan.toml:1: 'lang' must be one of vi, en, not 'fr'"),
        ('fail-on = ["error"]', "'fail-on' must be one of error, warning, note, never"),
        ("max-per-rule = true", "must be a whole number of 0 or more, not True"),
        ('max-per-rule = "5"', "must be a whole number"),
        ('baseline = ""', "'baseline' must be a string that is not empty"),
        ('baseline = "a\\u0000b"', "'baseline' must be a string"),
        ('include = ["a\\u0000b"]', "must be a list of strings"),
        ('exclude = ["  "]', "must be a list of strings"),
        ("include = [1]", "must be a list of strings"),
        ('docs = "docs/check.md"', "an address that begins with https://"),
        ('mask = "yes"', "'mask' must be true or false"),
        ("extend = 3", "rotplan.toml:1: 'extend' must be a string"),
        ('extend = "nowhere.toml"', "nowhere.toml: No such file or directory"),
        ('ignore = [\n  "RP203",\n  "RP2O4",\n]', "rotplan.toml:3: ignore: there is no code"),
        ('per-file-ignores = ["x"]', "must be a table of patterns"),
        ('[per-file-ignores]\n"a" = "RP203"', "rotplan.toml:1: 'per-file-ignores' must be a table"),
        ('[per-file-ignores]\n"a" = ["RP203"]\n"b" = ["RP9"]', "rotplan.toml:3: per-file"),
        ("[lang]\nx = 1", "rotplan.toml:1: 'lang' must be one of"),
        ('policy = "nope"', "rotplan.toml:1: policy: there is no policy 'nope'"),
        ('policy = "nowhere.yaml"', "rotplan.toml:1: policy: nowhere.yaml: No such file"),
    ],
)
def test_a_slip_in_the_configuration_is_told(project: Path, text: str, said: str) -> None:
    set_up(project, text)
    done = rotplan("check", "rosters")
    assert (done.code, done.out) == (2, "")
    assert said in done.err.replace(str(project) + "/", "")


def test_all_slips_are_told_at_once(project: Path) -> None:
    set_up(project, 'lang = "fr"\nincludes = []\nselect = ["RP9", "RP203", "RPX"]\n')
    lines = rotplan("check", "rosters").err.splitlines()
    assert [line.split(": ")[1] for line in lines] == [f"rotplan.toml:{n}" for n in (1, 2, 3, 3)]
    said = rotplan("check", "rosters", "--lang", "vi").err.splitlines()
    assert "không có khóa «includes»; có phải «include»?" in said[1]


@pytest.mark.parametrize(
    "text",
    [
        "[tool.rotplan]\ninclude = [\n",
        '[tool."rotplan"\n',
        '[project]\nname = "x\n[tool.rotplan]\n',
        '[tool]\nrotplan.include = ["x"]\n= 1\n',
    ],
)
def test_a_broken_pyproject_that_would_be_ours_is_told(project: Path, text: str) -> None:
    set_up(project, text, "pyproject.toml")
    for folder in (".", "rosters/north"):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(project / folder)
            done = rotplan("check", str(project / "rosters"))
            assert done.code == 2
            assert "pyproject.toml:" in done.err
            assert "not valid TOML" in done.err


def test_a_broken_pyproject_of_somebody_else_is_passed_over(project: Path) -> None:
    set_up(project, "[project\n", "pyproject.toml")
    assert rotplan("check", "rosters").code == 0
    # ours is nearer: what lies above it is not looked at
    set_up(project, "[tool.rotplan\n", "pyproject.toml")
    set_up(project / "rosters", 'fail-on = "error"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project / "rosters")
        assert rotplan("check", "2.yaml").code == 0


@pytest.mark.parametrize(
    "text", ["tool = 3\n", "[tool]\nrotplan = 'x'\n", "[[tool.rotplan]]\nx = 1\n"]
)
def test_a_table_that_is_none(project: Path, text: str) -> None:
    set_up(project, text, "pyproject.toml")
    done = rotplan("check", "rosters")
    ours = "rotplan" in text
    assert done.code == (2 if ours else 0)
    assert ("[tool.rotplan] must be a table" in done.err) == ours


@pytest.mark.parametrize("text", ["", "[project]\n", "[tool.other]\nx = 1\n"])
def test_a_file_that_is_named_and_says_nothing_to_us(project: Path, text: str) -> None:
    set_up(project, text, "pyproject.toml")
    done = rotplan("check", "rosters", "--config", "pyproject.toml")
    assert done.code == 2
    assert "pyproject.toml: there is no table [tool.rotplan]" in done.err
    set_up(project, 'extend = "pyproject.toml"\n')
    assert rotplan("check", "rosters").code == 2
    assert rotplan("check", "rosters", "--config", "rosters").code == 2
    assert rotplan("check", "rosters", "--config", "nowhere.toml").code == 2


@pytest.mark.parametrize("name", ["rotplan.toml", "pyproject.toml"])
def test_the_mark_of_some_editors_is_read(project: Path, name: str) -> None:
    table = "[tool.rotplan]\n" if name == "pyproject.toml" else ""
    (project / name).write_bytes(f'\ufeff{table}include = ["rosters/2.yaml"]\r\n'.encode())
    assert files() == ["rosters/2.yaml"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("old", ["r.yaml"]),
        ("old/", ["r.yaml"]),
        ("./old", ["north/old/z.yaml", "r.yaml"]),
        ("old/deep", ["north/old/z.yaml", "old/x.yaml", "r.yaml"]),
        ("old/**", ["north/old/z.yaml", "r.yaml"]),
        ("[n-o]*/**", ["r.yaml"]),
        ("[!n]*/**", ["north/old/z.yaml", "r.yaml"]),
        ("[z-a]/**", ["north/old/z.yaml", "old/deep/y.yaml", "old/x.yaml", "r.yaml"]),
        ("[^o]*/**", ["north/old/z.yaml", "r.yaml"]),
        ("z.yaml", ["old/deep/y.yaml", "old/x.yaml", "r.yaml"]),
        ("*.yml", ["north/old/z.yaml", "old/deep/y.yaml", "old/x.yaml", "r.yaml"]),
    ],
)
def test_names_of_folders_leave_out_all_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, left: list[str]
) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("r.yaml", "old/x.yaml", "old/deep/y.yaml", "north/old/z.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(GOOD, "utf-8")
    set_up(tmp_path, f'include = ["**/*.yaml"]\nexclude = ["{pattern}"]\n')
    for folder in (".", "old"):
        monkeypatch.chdir(tmp_path / folder)
        assert sorted(files()) == left


@pytest.mark.parametrize("command", [["check", "rosters"], ["explain", "RP203"], ["rules"]])
@pytest.mark.parametrize("said", ["fr", "vietnam", "e", "vn", "en vi"])
def test_a_language_that_there_is_not(project: Path, command: list[str], said: str) -> None:
    done = rotplan(*command, env={"ROTPLAN_LANG": said})
    assert (done.code, done.out) == (2, "")
    assert f"ROTPLAN_LANG={said}: it must be vi or en" in done.err
    assert rotplan(*command, "--lang", "en", env={"ROTPLAN_LANG": said}).code == 0


@pytest.mark.parametrize("said", ["vi", "VI", "vi_VN.UTF-8", "vi-VN", "en", "en_US", ""])
def test_languages_that_there_are(project: Path, said: str) -> None:
    assert rotplan("check", "rosters", env={"ROTPLAN_LANG": said}).code == 0


@pytest.mark.parametrize(
    "variable", ["ROTPLAN_FORMAT", "ROTPLAN_FAIL_ON", "ROTPLAN_COLOR", "ROTPLAN_DOCS"]
)
def test_a_variable_that_means_nothing_is_told(project: Path, variable: str) -> None:
    done = rotplan("check", "rosters", env={variable: "sometimes"})
    assert done.code == 2
    assert done.out == ""


@pytest.mark.parametrize("name", ["nope", "vn-2071", "nowhere.yaml", "rosters"])
@pytest.mark.parametrize("command", ["check", "plan", "explain"])
def test_a_policy_of_the_command_line_that_is_not_there(
    project: Path, command: str, name: str
) -> None:
    about = "min-stay" if command == "explain" else "rosters/2.yaml"
    done = rotplan(command, about, "--policy", name)
    assert (done.code, done.out) == (2 if command == "check" else 1, "")
    assert done.err.startswith("rotplan: --policy: ")
    assert name in done.err
    assert ":1:1" not in done.err
