"""Configuration files, folders, patterns: what is read, and what is refused."""

import os
from pathlib import Path

import pytest

from tests.cli.projects import GOOD, NOTED, files, set_up
from tests.kit.command import Done, rotplan


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rotplan.toml", 'include = ["rosters/**/*.yaml"]\nfail-on = "note"\n'),
        ("pyproject.toml", '[tool.rotplan]\ninclude = ["rosters/**/*.yaml"]\nfail-on = "note"\n'),
    ],
)
def test_the_project_says_what_is_checked(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    set_up(project, text, name)
    for folder in (".", "rosters", "rosters/north"):
        monkeypatch.chdir(project / folder)
        assert files() == ["rosters/2.yaml", "rosters/north/1.yaml"]
        assert rotplan("check").code == 1


def test_nothing_above_the_repository_counts(project: Path) -> None:
    inner = project / "inner"
    (inner / ".git").mkdir(parents=True)
    set_up(project, 'include = ["rosters/*"]')
    os.chdir(inner)
    assert rotplan("check").code == 2


def test_the_nearest_file_wins_and_nothing_is_merged(project: Path) -> None:
    set_up(project, 'fail-on = "note"\ninclude = ["rosters/2.yaml"]')
    set_up(project / "rosters", 'include = ["2.yaml"]')
    assert rotplan("check").code == 1
    os.chdir("rosters")
    assert files() == ["rosters/2.yaml"]
    assert rotplan("check").code == 0
    set_up(project / "rosters", 'extend = "../rotplan.toml"\nlang = "vi"')
    assert rotplan("check").code == 1


def test_options_win_over_variables_over_files(project: Path) -> None:
    set_up(project, 'fail-on = "note"\ninclude = ["rosters/2.yaml"]\nformat = "json"')
    assert rotplan("check").code == 1
    assert rotplan("check", env={"ROTPLAN_FAIL_ON": "warning"}).code == 0
    assert rotplan("check", "--fail-on", "note", env={"ROTPLAN_FAIL_ON": "error"}).code == 1
    assert rotplan("check").out.startswith("{")
    assert rotplan("check", env={"ROTPLAN_FORMAT": "concise"}).out.startswith("rosters/2.yaml:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('includ = ["x"]', "unknown key 'includ'; did you mean 'include'?"),
        ('include = "x"', "must be a list of strings"),
        ('fail-on = "warn"', "must be one of error, warning, note, never"),
        ("max-per-rule = -1", "must be a whole number"),
        ('extend = "rotplan.toml"', "circle"),
        ("include = [", "not valid TOML"),
        ('select = ["RP9"]', "there is no code 'RP9'"),
    ],
)
def test_a_bad_configuration_is_refused(project: Path, text: str, said: str) -> None:
    set_up(project, text)
    done = rotplan("check", "rosters")
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_the_user_may_set_presentation_only(project: Path) -> None:
    home = project / "home"
    (home / "rotplan").mkdir(parents=True)
    env = {"XDG_CONFIG_HOME": str(home), "ROTPLAN_LANG": ""}
    set_up(home / "rotplan", 'lang = "vi"\ncolor = "always"\n', "config.toml")
    done = rotplan("check", "rosters/2.yaml", env=env)
    assert "lưu ý" in done.out
    assert "\x1b[" in done.out
    set_up(home / "rotplan", 'fail-on = "never"\n', "config.toml")
    refused = rotplan("check", "rosters", env=env)
    assert refused.code == 2
    assert "belongs in the project's rotplan.toml" in refused.err


def test_the_settings_in_force_are_shown(project: Path) -> None:
    set_up(project, 'fail-on = "note"')
    done = rotplan("check", "--show-config", "--max-per-rule", "7")
    assert "rotplan.toml" in done.out
    assert "fail-on = 'note'" in done.out
    assert "max-per-rule = 7" in done.out


def test_patterns_are_expanded_here(project: Path) -> None:
    assert files("rosters/*.yaml") == ["rosters/2.yaml"]
    assert files("rosters/**/*.yaml") == ["rosters/2.yaml", "rosters/north/1.yaml"]
    assert files("rosters/[0-9].yaml", "rosters") == ["rosters/2.yaml"]
    assert files(str(project / "rosters" / "*.yaml")) == ["rosters/2.yaml"]


@pytest.mark.parametrize("named", ["empty", "rosters/*.yml", "nowhere.yaml", "nowhere"])
def test_no_file_is_exit_2(project: Path, named: str) -> None:
    (project / "empty").mkdir()
    done = rotplan("check", named)
    assert done.code == 2
    assert named in done.err


def test_without_a_name_and_without_a_project(project: Path) -> None:
    assert rotplan("check").code == 2
    set_up(project, 'include = ["nothing/*.yaml"]')
    assert rotplan("check").code == 2
    set_up(project, 'include = ["rosters/*.yaml"]\nexclude = ["rosters"]')
    done = rotplan("check")
    assert done.code == 2
    assert "no file matched" in done.err


def test_what_is_excluded(project: Path) -> None:
    include = 'include = ["rosters/**/*.yaml"]\n'
    set_up(project, include + 'exclude = ["rosters/north"]')
    assert files() == ["rosters/2.yaml"]
    assert files("rosters/north/1.yaml") == ["rosters/north/1.yaml"]
    assert rotplan("check", "rosters/north/1.yaml", "--force-exclude").code == 2
    set_up(project, include + 'exclude = ["**/2.yaml"]')
    assert files() == ["rosters/north/1.yaml"]
    set_up(project, include + 'exclude = ["rosters/?.yaml"]')
    assert files() == ["rosters/north/1.yaml"]


def outcome(*paths: str) -> tuple[int, int]:
    done: Done = rotplan("check", *paths, "-f", "concise")
    return done.code, len(done.out.splitlines())


def test_the_gravest_outcome_of_several_files_wins(project: Path) -> None:
    (project / "bad.yaml").write_text(GOOD + "nope: 1\n", "utf-8")
    good, bad = "rosters/north/1.yaml", "bad.yaml"
    assert outcome(good, bad) == outcome(bad, good) == (1, 1)
    assert outcome(good, "nowhere.yaml") == (2, 0)
    assert outcome("nowhere.yaml", bad) == outcome(bad, "nowhere.yaml") == (2, 1)


def test_parts_that_a_pattern_matches_are_one_roster(project: Path) -> None:
    (project / "rosters" / "posts.yaml").write_text(
        "rotplan: 1\nposts: [{id: p, unit: d, kind: district_chair}]\n", "utf-8"
    )
    assert rotplan("check", "rosters/*.yaml").code == 0
    assert rotplan("check", "rosters").code == 0
    alone = rotplan("check", "rosters/posts.yaml", "-f", "concise")
    assert alone.code == 1
    assert "RP202" in alone.out


def test_standard_input_has_the_name_it_is_given(project: Path) -> None:
    done = rotplan("check", "-", "-f", "concise", "--stdin-filename", "rosters/x.yaml", given=NOTED)
    assert done.out.startswith("rosters/x.yaml:3:")
    beside = GOOD.replace("vn-2017", "mine.yaml")
    policy = "rotplan_policy: 1\nname: mine\nextends: vn-2017\n"
    (project / "rosters" / "mine.yaml").write_text(policy, "utf-8")
    assert rotplan("check", "-", "--stdin-filename", "rosters/x.yaml", given=beside).code == 0
    assert rotplan("check", "-", given=beside).code == 1
