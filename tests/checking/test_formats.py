"""The forms of findings: each against the specification of whoever reads it."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rotplan.checking.format_names import FORMS
from rotplan.language.words import width
from rotplan.reference.code_pages import explain_code
from rotplan.roster.reading.catalogue import CATALOGUE, RENAMED
from tests.kit.bad_findings import BAD
from tests.kit.command import Done, rotplan
from tests.paths import DOCS

SCHEMAS = Path(__file__).parent / "schemas"
LINES = BAD.splitlines()
CODE, KEY = LINES[4].index("02233") + 1, LINES[10].index("nmae") + 1
DEFECTS = [
    ("RP203", "warning", 5, CODE),
    ("RP230", "note", 11, LINES[10].index("Nguye") + 1),
    ("RP201", "error", 11, KEY),
    ("RP205", "error", 11, LINES[10].index("1976") + 1),
]


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one bad roster in a folder whose name needs quoting."""
    (tmp_path / ".git").mkdir()
    path = tmp_path / "đợt 1" / "r,1.yaml"
    path.parent.mkdir()
    path.write_text(BAD, "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def told(bad: Path, form: str) -> Done:
    done = rotplan("check", bad, "-f", form)
    assert done.code == 1
    return done


def parsed(bad: Path, form: str) -> Any:
    return json.loads(told(bad, form).out)


def test_the_exit_code_never_depends_on_the_form(bad: Path) -> None:
    good = bad.with_name("good.yaml")
    good.write_text(BAD.rsplit("\n", 2)[0].replace("02233", '"02233"') + "\n", "utf-8")
    assert {rotplan("check", good, "-f", form).code for form in ("auto", *FORMS)} == {0}
    assert {told(bad, form).code for form in ("auto", *FORMS)} == {1}


def test_json_says_everything_about_a_finding(bad: Path) -> None:
    found = parsed(bad, "json")
    assert (found["format"], found["format_version"]) == ("rotplan.diagnostics", "1.0")
    assert found["summary"] == {"error": 2, "warning": 1, "note": 1}
    places = [(f["code"], f["severity"], f["line"], f["column"]) for f in found["findings"]]
    assert places == DEFECTS
    code, _, key, date = found["findings"]
    assert {f["path"] for f in found["findings"]} == {"đợt 1/r,1.yaml"}
    assert [f["pointer"] for f in (code, key, date)] == [
        "/units/1/code",
        "/cadres/1/nmae",
        "/cadres/1/born",
    ]
    assert code["entity"] == {"kind": "unit", "id": "a", "name": "Phúc Yên"}
    assert date["entity"] == {"kind": "cadre", "id": "Z", "name": "Nguyễn Thị Hòa"}
    assert code["end_column"] == code["column"] + len("02233")
    assert all(set(f["message"]) == {"vi", "en"} for f in found["findings"])


def test_jsonl_has_the_records_of_json(bad: Path) -> None:
    records = [json.loads(line) for line in told(bad, "jsonl").out.splitlines()]
    assert records == parsed(bad, "json")["findings"]


def test_concise_is_one_line_a_finding(bad: Path) -> None:
    lines = told(bad, "concise").out.splitlines()
    assert len(lines) == len(DEFECTS)
    assert lines[0].startswith(f"đợt 1/r,1.yaml:5:{CODE}: warning[RP203] unquoted-code: ")


def test_sarif_fits_the_schema_of_oasis(bad: Path) -> None:
    log = parsed(bad, "sarif")
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    results = run["results"]
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in results]
    assert [
        (r["ruleId"], r["level"], g["startLine"], g["startColumn"])
        for r, g in zip(results, regions, strict=True)
    ] == DEFECTS
    location = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "%C4%91%E1%BB%A3t%201/r%2C1.yaml", "uriBaseId": "%SRCROOT%"}
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    assert len({r["partialFingerprints"]["rotplan/v1"] for r in results}) == len(results)


def test_rules_link_to_their_page_only_where_there_is_one(bad: Path) -> None:
    (run,) = parsed(bad, "sarif")["runs"]
    assert not any("helpUri" in rule for rule in run["tool"]["driver"]["rules"])
    env = {"ROTPLAN_DOCS": "https://git.example.internal/docs/check.md"}
    (run,) = json.loads(rotplan("check", bad, "-f", "sarif", env=env).out)["runs"]
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["helpUri"] == f"{env['ROTPLAN_DOCS']}#{rule['id'].lower()}"
    page = (DOCS / "check.md").read_text("utf-8")
    assert f'<a id="{rule["id"].lower()}">' in page


def test_a_sarif_log_can_fail_its_schema(bad: Path) -> None:
    log = parsed(bad, "sarif")
    log["runs"][0]["results"][0]["level"] = "fatal"
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(log)


def test_gitlab_gets_its_fields(bad: Path) -> None:
    issues = parsed(bad, "gitlab")
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(issues)
    assert [i["severity"] for i in issues] == ["minor", "info", "major", "major"]
    assert [i["location"]["lines"]["begin"] for i in issues] == [5, 11, 11, 11]
    assert len({i["fingerprint"] for i in issues}) == len(issues)


def test_junit_has_a_case_for_each_finding_and_for_a_clean_file(bad: Path) -> None:
    good = bad.with_name("good.yaml")
    good.write_text("rotplan_policy: 1\nname: mine\n", "utf-8")
    done = rotplan("check", bad, good, "-f", "junit")
    root = ET.fromstring(done.out)
    assert (root.tag, root.attrib["tests"], root.attrib["failures"]) == ("testsuites", "5", "2")
    first, second = root.findall("testsuite")
    assert first.attrib["name"] == "đợt 1/r,1.yaml"
    cases = first.findall("testcase")
    assert [case.attrib["line"] for case in cases] == ["5", "11", "11", "11"]
    assert [case.find("failure") is not None for case in cases] == [False, False, True, True]
    (clean,) = second.findall("testcase")
    assert list(clean) == []
    strict = ET.fromstring(rotplan("check", bad, "-f", "junit", "--fail-on", "warning").out)
    assert strict.attrib["failures"] == "3"


def test_github_puts_errors_first_and_sends_no_more_than_it_shows(bad: Path) -> None:
    lines = told(bad, "github").out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice"]
    properties = lines[0].split("::")[1].removeprefix("error ")
    assert properties.startswith(f"file=đợt 1/r%2C1.yaml,line=11,col={KEY},")
    assert "%0A" in lines[0]
    bad.write_text(BAD + "ties: [" + "{a: X, b: X, kind: spouse, q: 1}," * 30 + "]\n", "utf-8")
    crowded = told(bad, "github").out.splitlines()
    assert sum(line.startswith("::error ") for line in crowded) == 10
    assert "22 more of level error" in "\n".join(crowded)


def test_auto_adds_annotations_only_on_a_github_runner(bad: Path) -> None:
    plain = rotplan("check", bad)
    there = rotplan("check", bad, env={"GITHUB_ACTIONS": "true"})
    assert "::error" not in plain.out
    assert there.out.startswith(plain.out)
    assert there.out.count("\n::error ") == 2


def test_several_reports_in_one_run(bad: Path) -> None:
    asked = [f"{form}={form}.out" for form in FORMS]
    done = rotplan("check", bad, *(f"--report={word}" for word in asked))
    assert done.code == 1
    for form in FORMS:
        assert Path(f"{form}.out").read_text("utf-8") == told(bad, form).out
    assert rotplan("check", bad, "--report", "sarif=no/such/folder/x").code == 2
    wrong = rotplan("check", bad, "--report", "sarf=x")
    assert wrong.code == 2
    assert "Did you mean 'sarif'?" in wrong.err


def test_the_full_form_shows_place_excerpt_caret_and_mending(bad: Path) -> None:
    lines = told(bad, "full").out.split("\n\n")[0].splitlines()
    assert lines[0].startswith("warning[RP203] unquoted-code: 02233 is not quoted")
    assert lines[1] == f"   --> đợt 1/r,1.yaml:5:{CODE}   unit a Phúc Yên"
    column = lines[2].index("02233")
    assert lines[3] == f"{'':5} | {' ' * (column - 8)}^^^^^"
    assert lines[-2].startswith('      = fix: write "02233"')
    assert lines[-1] == "      = help: rotplan explain RP203"


def test_carets_stand_below_letters_of_any_width(bad: Path) -> None:
    """The date stands after an NFD name: more code points than columns."""
    block = next(b for b in told(bad, "full").out.split("\n\n") if "RP205" in b)
    shown, caret = block.splitlines()[2:4]
    assert width(shown[: shown.index("1976-02-31")]) == caret.index("^")
    assert caret.count("^") == len("1976-02-31")


def test_both_places_of_a_conflict_are_shown(bad: Path) -> None:
    bad.write_text(BAD.replace("nmae: q, born: 1976-02-31, ", ""), "utf-8")
    block = next(b for b in told(bad, "full").out.split("\n\n") if "RP306" in b)
    assert "--> đợt 1/r,1.yaml:11:" in block
    assert "::: đợt 1/r,1.yaml:10:" in block
    (double,) = [f for f in parsed(bad, "json")["findings"] if f["code"] == "RP306"]
    assert [r["line"] for r in double["related"]] == [10]


def test_a_rule_finding_names_its_clause_and_where_it_is_written(bad: Path) -> None:
    rules = "rules: {local-secretary: {basis: Nghị quyết 1, force: hard}}\n"
    bad.write_text(BAD.rsplit("\n", 2)[0].replace("02233", '"02233"') + "\n" + rules, "utf-8")
    (finding,) = parsed(bad, "json")["findings"]
    assert (finding["clause"], finding["basis"]) == ("local-secretary", "Nghị quyết 1")
    assert (finding["clause_at"]["path"], finding["clause_at"]["line"]) == ("đợt 1/r,1.yaml", 11)
    assert "= clause: local-secretary (đợt 1/r,1.yaml:11:" in told(bad, "full").out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sarif_says_what_its_rules_are(bad: Path, lang: str) -> None:
    docs = "https://git.example.internal/docs/check.md"
    for address in ("", docs):
        env = {"ROTPLAN_DOCS": address, "ROTPLAN_LANG": lang}
        log = json.loads(rotplan("check", bad, "-f", "sarif", env=env).out)
        driver = log["runs"][0]["tool"]["driver"]
        # an absolute address, whether or not somebody said where the pages are
        assert re.fullmatch(r"[a-z]+:\S+", driver["informationUri"])
        assert (driver["informationUri"] == docs) == bool(address)
        assert driver["rules"]
        for rule in driver["rules"]:
            full, short = rule["fullDescription"]["text"], rule["shortDescription"]["text"]
            assert short.casefold() in full.casefold()
            assert full.endswith(".")
            assert "{" not in full.replace("{{", "")
    unquoted = next(r for r in driver["rules"] if r["id"] == "RP203")
    assert "‹value›" in unquoted["fullDescription"]["text"]
    assert len(unquoted["fullDescription"]["text"]) > len(unquoted["shortDescription"]["text"]) + 5


def test_full_stops_after_so_many_of_one_code(bad: Path) -> None:
    bad.write_text(BAD + "ties: [" + "{a: X, b: X, kind: spouse, q: 1}," * 60 + "]\n", "utf-8")
    few, everything = told(bad, "full").out, rotplan("check", bad, "--max-per-rule", "0").out
    assert few.count("error[RP201]") == 50
    assert "… 11 more RP201 (--max-per-rule 0 for all)" in few
    assert everything.count("error[RP201]") == 61


def test_the_summary_stands_on_standard_error(bad: Path) -> None:
    done = told(bad, "concise")
    assert done.err.startswith("2 errors, 1 warning, 1 note in 1 file")
    assert rotplan("check", bad, "-q").out.count("error[") == 2
    assert rotplan("check", bad, "-q").out.count("warning[") == 0
    silent = rotplan("check", bad, "-qq")
    assert (silent.code, silent.out, silent.err) == (1, "", "")


def test_every_code_is_explained_in_both_languages() -> None:
    for slug, entry in CATALOGUE.items():
        for lang in ("vi", "en"):
            by_code, by_slug = explain_code(entry.code, lang), explain_code(slug, lang)
            assert by_code is not None
            assert by_code == by_slug
            assert by_code[0] == f"{entry.code} {slug}"
            assert not any("{" in line and "}" not in line for line in by_code)
    assert explain_code("RP999", "en") is None
    for old, new in RENAMED.items():
        assert explain_code(old, "en") == explain_code(new, "en")
