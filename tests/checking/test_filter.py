"""`check` as a gate: what keeps the rules from being asked cannot be filtered away."""

import json
from pathlib import Path

import pytest

from tests.kit.command import Done, rotplan
from tests.kit.stopped_rosters import NOTED, ROSTER, STOPS


def write(folder: Path, text: str, name: str = "r.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def check(*more: str) -> Done:
    return rotplan("check", "r.yaml", "-f", "json", *more)


@pytest.mark.parametrize("code", STOPS)
def test_no_filter_hides_what_stops_the_judging(here: Path, code: str) -> None:
    write(here, STOPS[code])
    assert code in check().codes
    kept = [
        check("--select", "RP401"),
        check("--ignore", f"{code},ALL"),
        check("--ignore", code[:3]),
        check("--extend-ignore", code),
        rotplan("check", "r.yaml", "-f", "json", env={"ROTPLAN_IGNORE": code}),
        check("--write-baseline", "base.json"),
        check("--baseline", "base.json"),
    ]
    write(here, f'ignore = ["{code}"]\n[per-file-ignores]\n"*" = ["ALL"]\n', "rotplan.toml")
    for done in (*kept, check()):
        assert done.code == 1
        assert code in done.codes
        assert "the rules could not be asked in 1 file" in done.err


def test_what_rules_say_can_be_set_aside(here: Path) -> None:
    """The counterpart: a broken clause is a finding like any other."""
    write(here, ROSTER.replace("vn-2017", "own.yaml"))
    own = "rotplan_policy: 1\nname: own\nextends: vn-2017\nclauses:\n"
    write(here, own + "  local-secretary: {force: hard}\n", "own.yaml")
    assert check().code == 1
    assert check("--ignore", "RP401").code == 0
    assert check("--write-baseline", "base.json").code == 0


def test_a_comment_on_what_stops_the_judging_is_told(here: Path) -> None:
    comment = '# rotplan: ignore[RP301] until=2030-01-01 reason="x"'
    bad = "  - {id: a1/s, unit: a9, kind: commune_secretary}"
    good = "  - {id: a1/s, unit: a1, kind: commune_secretary}"
    write(here, ROSTER.replace(good, f"{bad}  {comment}"))
    assert set(check().codes) == {"RP301", "RP006"}
    assert check().code == 1
    # of a code that only the rules could use nobody knows here whether it is used
    write(here, ROSTER.replace(good, bad + "  " + comment.replace("RP301", "RP401")))
    assert set(check().codes) == {"RP301"}


def test_a_policy_by_itself_stops_too(here: Path) -> None:
    write(here, "rotplan_policy: 1\nname: x\nclauses: {c: {rule: nope, basis: x}}\n", "p.yaml")
    done = rotplan("check", "p.yaml", "--select", "RP4")
    assert done.code == 1
    assert "RP311" in done.out


def test_a_plan_that_does_not_hold_cannot_be_ignored(here: Path) -> None:
    write(here, ROSTER)
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    plan = json.loads((here / "p.json").read_text("utf-8"))
    plan["status"] = "feasible" if plan["status"] == "optimal" else "optimal"
    write(here, json.dumps(plan), "p.json")
    for more in ([], ["--ignore", "RP6"], ["--select", "RP1"]):
        assert rotplan("check", "p.json", *more).code == 1


def test_one_broken_roster_of_several_does_not_free_the_others(here: Path) -> None:
    write(here, ROSTER, "a/r.yaml")
    write(here, STOPS["RP301"], "b/r.yaml")
    done = rotplan("check", "a/r.yaml", "b/r.yaml", "-f", "json", "--select", "RP401")
    found = [(f["path"], f["code"]) for f in done.findings]
    assert found == [("a/r.yaml", "RP401"), ("b/r.yaml", "RP301")]


def test_mending_keeps_to_what_was_chosen(here: Path) -> None:
    """That a finding is told in spite of a filter does not choose its repair."""
    text = ROSTER.replace("sex: male", "sax: male")
    write(here, text)
    rotplan("check", "r.yaml", "--unsafe-fixes", "--select", "RP203")
    assert (here / "r.yaml").read_text("utf-8") == text
    rotplan("check", "r.yaml", "--unsafe-fixes")
    assert (here / "r.yaml").read_text("utf-8") == ROSTER


# -- the baseline ----------------------------------------------------------------------------


def entries(here: Path) -> list[tuple[str, str]]:
    listed = json.loads((here / "base.json").read_text("utf-8"))["entries"]
    return [(e["path"], e["code"]) for e in listed]


def test_a_baseline_keeps_what_this_run_could_not_see(here: Path) -> None:
    write(here, ROSTER, "a/r.yaml")
    write(here, ROSTER, "b/r.yaml")
    both = ("check", "a/r.yaml", "b/r.yaml", "-f", "json")
    rotplan(*both, "--write-baseline", "base.json")
    assert entries(here) == [("a/r.yaml", "RP401"), ("b/r.yaml", "RP401")]
    # another file alone: nothing is stale, nothing is dropped
    assert rotplan("check", "a/r.yaml", "-f", "json", "--baseline", "base.json").codes == []
    rotplan("check", "a/r.yaml", "--write-baseline", "base.json")
    assert len(entries(here)) == 2
    # a roster that cannot be judged: what is listed for it is not gone
    write(here, STOPS["RP301"], "b/r.yaml")
    assert set(rotplan(*both, "--baseline", "base.json").codes) == {"RP301"}
    rotplan(*both, "--write-baseline", "base.json")
    assert entries(here) == [("a/r.yaml", "RP401"), ("b/r.yaml", "RP401")]
    # a file that is there no more
    (here / "b" / "r.yaml").unlink()
    assert set(rotplan("check", "a/r.yaml", "-f", "json", "--baseline", "base.json").codes) == {
        "RP005"
    }


def test_a_baseline_neither_lists_nor_hides_what_stops(here: Path) -> None:
    write(here, STOPS["RP301"])
    (found,) = check("--write-baseline", "base.json").findings
    assert entries(here) == []
    # one of an earlier version, which listed all
    entry = {"fingerprint": found["fingerprint"], "code": "RP301", "path": "r.yaml", "count": 1}
    told = {"format": "rotplan.baseline", "format_version": "1.0", "entries": [entry]}
    write(here, json.dumps(told), "base.json")
    assert set(check("--baseline", "base.json").codes) == {"RP301"}


# -- which codes -----------------------------------------------------------------------------


def test_extending_adds_to_what_the_project_says(here: Path) -> None:
    write(here, NOTED)
    assert set(check().codes) == {"RP203", "RP401"}
    write(here, 'select = ["RP203"]\n', "rotplan.toml")
    assert set(check().codes) == {"RP203"}
    assert set(check("--extend-select", "RP401").codes) == {"RP203", "RP401"}
    assert check("--extend-ignore", "RP203").codes == []
    write(here, 'ignore = ["RP203"]\nextend-ignore = ["RP404"]\n', "rotplan.toml")
    assert check("--extend-ignore", "RP401").codes == []
    assert set(check("--ignore", "RP401").codes) == {"RP203"}
    write(here, 'extend-ignore = ["RP203"]\n', "rotplan.toml")
    assert check("--extend-ignore", "RP401").codes == []
    write(here, 'ignore = ["RP203"]\n', "rotplan.toml")
    refused = check("--extend-select", "RP203")
    assert refused.code == 2
    assert "--extend-select: 'RP203' is ignored" in refused.err


def test_what_is_extended_adds_up_along_the_files(here: Path) -> None:
    write(here, NOTED)
    write(here, 'select = ["RP101"]\nextend-select = ["RP203"]\n', "base.toml")
    write(here, 'extend = "base.toml"\nextend-select = ["RP401"]\n', "rotplan.toml")
    assert set(check().codes) == {"RP203", "RP401"}
    write(here, 'extend = "base.toml"\nextend-ignore = ["RP203"]\n', "rotplan.toml")
    assert check().codes == []


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        ("r.yaml", {"b/x.yaml"}),
        ("*.yaml", set()),
        ("a", {"b/x.yaml"}),
        ("a/", {"b/x.yaml"}),
        ("b/**", {"a/r.yaml"}),
        ("[ab]/x.yaml", {"a/r.yaml"}),
        ("!b/**", {"b/x.yaml"}),
        ("c", {"a/r.yaml", "b/x.yaml"}),
    ],
)
def test_codes_are_ignored_by_file(here: Path, pattern: str, kept: set[str]) -> None:
    write(here, NOTED, "a/r.yaml")
    write(here, NOTED, "b/x.yaml")
    text = f'include = ["*/*.yaml"]\n[per-file-ignores]\n"{pattern}" = ["RP203"]\n'
    write(here, text, "rotplan.toml")
    found = rotplan("check", "-f", "json").findings
    assert {f["path"] for f in found if f["code"] == "RP203"} == kept
    assert {f["path"] for f in found if f["code"] == "RP401"} == {"a/r.yaml", "b/x.yaml"}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("RP401:nope", "there is no clause 'nope'"),
        ("RP401:local-secretry", "did you mean 'local-secretary'?"),
        ("RP4:nope", "there is no clause 'nope'"),
        ("RP401:", "there is no clause ''"),
        ("broken:nope", "there is no clause 'nope'"),
        ("RP203:local-secretary", "RP203 speaks of no clause"),
        ("RP999", "there is no code 'RP999'"),
        ("RP999:local-secretary", "there is no code 'RP999'"),
    ],
)
def test_words_that_choose_nothing_are_refused(here: Path, word: str, said: str) -> None:
    write(here, ROSTER)
    for option in ("--select", "--ignore", "--extend-select", "--extend-ignore"):
        done = check(option, word)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert option in done.err
    done = rotplan("check", "r.yaml", env={"ROTPLAN_SELECT": word})
    assert done.code == 2
    assert "ROTPLAN_SELECT: " in done.err
    for text in (f'ignore = ["{word}"]', f'[per-file-ignores]\n"*" = ["{word}"]'):
        write(here, f'include = ["r.yaml"]\n{text}\n', "rotplan.toml")
        done = rotplan("check")
        assert done.code == 2
        assert said in done.err
        assert "rotplan.toml:" in done.err


def test_a_clause_of_a_roster_s_own_is_known(here: Path) -> None:
    own = "rules: {own-term: {rule: planning-list, basis: x, force: target}}\n"
    write(here, ROSTER + own)
    assert check("--ignore", "RP401:own-term").code == 0
    comment = '# rotplan: ignore[RP401:own-trm] until=2030-01-01 reason="x"'
    write(here, ROSTER.replace("posts:", f"posts: {comment}"))
    found = check().findings
    assert any(f["code"] == "RP001" and "own-trm" in f["message"]["en"] for f in found)
    # another roster's clause in the project's file, where only this roster is checked
    write(here, 'ignore = ["RP401:of-another-roster"]\n', "rotplan.toml")
    write(here, ROSTER)
    assert check().code == 0
