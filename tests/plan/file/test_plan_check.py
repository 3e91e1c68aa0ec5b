"""`check PLAN`: whatever is changed in a plan file, or in what it was made from, is found."""

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rotplan.plan.file.plan_records import CertifiedTier
from rotplan.plan.file.plan_schema import digest
from tests.kit.command import Done, rotplan
from tests.paths import LAM_BINH

pytestmark = pytest.mark.thorough

Plan = dict[str, Any]
CLASH = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017, max_moves: 0}
units: [{id: d, name: D, kind: district}, {id: a, name: A, kind: commune, parent: d}]
posts: [{id: a/s, unit: a, kind: commune_secretary}, {id: a/c, unit: a, kind: commune_chair}]
cadres: [{id: X, name: X, holds: a/s, since: 2010-01-01}]
rules: {planned: {force: "off"}}
decisions: [{place: X, in: a/c}]
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and its plan, which carries a certificate."""
    folder = tmp_path_factory.mktemp("planned")
    roster = folder / "roster.yaml"
    shutil.copy(LAM_BINH, roster)
    done = rotplan("plan", roster, "--second-solver", "-o", folder / "plan.json")
    assert done.code == 0
    return folder


def changed(planned: Path, folder: Path, change: Callable[[Plan], object]) -> Done:
    """What check says of a plan file after a change."""
    plan = json.loads((planned / "plan.json").read_text("utf-8"))
    before = copy.deepcopy(plan)
    change(plan)
    assert plan != before
    path = folder / "changed.json"
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=1), "utf-8")
    # the roster lies beside the plan that was not changed
    return rotplan("check", path, "--format", "json", "--root", planned)


def findings(done: Done) -> list[tuple[str, str]]:
    """Each finding's code, and the line that it stands on."""
    found = done.findings
    lines = Path("/", found[0]["path"]).read_text("utf-8").splitlines() if found else []
    return [(f["code"], lines[f["line"] - 1].strip()) for f in found]


def codes(done: Done) -> set[str]:
    return {code for code, _ in findings(done)}


def unchecked(done: Done) -> set[str]:
    """The keys that are said to be unchecked."""
    found = done.findings
    told = [f["message"]["en"] for f in found if f["code"] == "RP613"]
    listed = re.sub(r"\([^)]*\)", "", ", ".join(t.partition(": ")[2] for t in told))
    return {key.strip() for key in re.split("[,;]", listed) if key.strip()}


def test_an_untouched_plan_holds(planned: Path) -> None:
    plan = json.loads((planned / "plan.json").read_text("utf-8"))
    assert [t["verdict"] for t in plan["certificate"]["tiers"]] == ["proved"] * 5
    assert plan["proof"]["second_opinion"] == "agrees"
    done = rotplan("check", planned / "plan.json")
    assert done.code == 0, done.out + done.err
    done = rotplan("check", planned / "plan.json", "--format", "json")
    assert codes(done) == {"RP613"}
    assert unchecked(done) == {
        "asked.policy", "asked.max_moves", "stopped", "proof.second_opinion", "proof.canonical",
        "alternatives", "frontier", "prices",
    }  # fmt: skip


def test_no_solver_is_imported(planned: Path) -> None:
    code = (
        "import sys; from rotplan.__main__ import run;"
        f"code = run(['check', {str(planned / 'plan.json')!r}]);"
        "assert not {m for m in sys.modules if m.split('.')[0] == 'ortools'}; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "1 note in 1 file\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rotplan_policy: 1\n", "it is no roster"),
        ("round: {}\n", "it is no roster"),
        ("[]\n", "a mapping (key: value) was expected here, a list was found"),
        ("", "the file is empty"),
    ],
)
def test_an_input_that_is_no_roster_any_more(
    planned: Path, tmp_path: Path, text: str, reason: str
) -> None:
    """What it is, is said; its fingerprints were never looked at."""
    shutil.copy(planned / "plan.json", tmp_path)
    (tmp_path / "roster.yaml").write_text(text, "utf-8")
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    plan["inputs"][0]["path"] = "roster.yaml"
    (tmp_path / "plan.json").write_text(json.dumps(plan), "utf-8")
    done = rotplan("check", tmp_path / "plan.json", "--format", "json")
    assert (done.code, codes(done)) == (1, {"RP602"}), done.out
    (found,) = done.findings
    assert found["message"]["en"].endswith(f"cannot be read: roster.yaml: {reason}")


def swap_two(plan: Plan) -> None:
    held = plan["holdings"]
    one, other = "khuon-ha/front-chair", "thuong-lam/front-chair"
    held[one], held[other] = held[other], held[one]


def at(plan: Plan, name: str) -> Plan:
    found: Plan = next(tier for tier in plan["tiers"] if tier["name"] == name)
    return found


def certified(plan: Plan, name: str) -> Plan:
    found: Plan = next(t for t in plan["certificate"]["tiers"] if t["name"] == name)
    return found


def nudge(plan: Plan) -> None:
    posts = certified(plan, "preference")["posts"]
    posts[next(iter(posts))] -= 1


def flip(plan: Plan) -> None:
    posts = certified(plan, "moves")["posts"]
    posts[next(iter(posts))] *= -1


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (swap_two, "RP605", '"khuon-ha/front-chair": '),
        (lambda p: p["holdings"].update({"khuon-ha/chair": None}), "RP606", '"holdings": {'),
        (lambda p: p["holdings"].update({"khuon-ha/chair": "X"}), "RP605", '"khuon-ha/chair": '),
        (lambda p: p["holdings"].pop("khuon-ha/chair"), "RP605", '"holdings": {'),
        (lambda p: at(p, "moves").update(value=9), "RP607", '"value": 9'),
        (lambda p: at(p, "moves").update(bound=11), "RP608", '"bound": 11'),
        (nudge, "RP609", '"sha256": '),
        (flip, "RP609", '"sha256": '),
        (flip, "RP608", '"bound": 10'),
        (lambda p: certified(p, "moves").update(bound=11 << 20), "RP609", '"bound": 11534336'),
        (lambda p: p["inputs"][0].update(sha256="0" * 63), "RP601", '"sha256": "000'),
        (lambda p: p["inputs"][1].update(path="vn-2022"), "RP615", '"path": "vn-2022"'),
        (lambda p: p["inputs"][0].update(path="gone.yaml"), "RP602", '"path": "gone.yaml"'),
        (lambda p: p["moves"][0].update(chain=7), "RP610", '"chain": 7'),
        (lambda p: p["moves"].pop(), "RP605", '"'),
        (lambda p: p["targets"][0].update(met=1), "RP610", '"met": 1'),
        (lambda p: p["unplaced"].append("LB-014"), "RP610", '"unplaced": ['),
        (lambda p: p["moves"][0]["because"].clear(), "RP610", '"because": []'),
        (lambda p: p.update(status="feasible"), "RP611", '"status": "feasible"'),
        (lambda p: p["proof"].update(bound_met=False), "RP611", '"bound_met": false'),
        (lambda p: p.update(status="best"), "RP601", '"status": "best"'),
        (lambda p: p.update(more=1), "RP601", '"more": 1'),
        (lambda p: p["tiers"].pop(), "RP601", '"tiers": ['),
    ],
)
def test_a_change_is_found_where_it_is(
    planned: Path, tmp_path: Path, change: Callable[[Plan], object], code: str, line: str
) -> None:
    done = changed(planned, tmp_path, with_its_roster(planned, change))
    assert done.code == 1
    assert any(c == code and text.startswith(line) for c, text in findings(done)), findings(done)


def with_its_roster(planned: Path, change: Callable[[Plan], object]) -> Callable[[Plan], None]:
    """The change, in a plan that finds its roster from wherever the test runs."""

    def both(plan: Plan) -> None:
        assert plan["inputs"][0]["path"] == str(planned / "roster.yaml")
        change(plan)

    return both


def test_a_certificate_that_proves_less_than_the_plan_claims_is_found(
    planned: Path, tmp_path: Path
) -> None:
    def forget(plan: Plan) -> None:
        for tier in plan["certificate"]["tiers"]:
            tier["posts"], tier["rows"], tier["settled"] = {}, {}, {}

    assert {"RP608", "RP609"} <= codes(changed(planned, tmp_path, forget))


def test_without_a_certificate_the_bounds_are_said_to_stand_unchecked(
    planned: Path, tmp_path: Path
) -> None:
    done = changed(planned, tmp_path, lambda p: p.update(certificate=None))
    assert done.code == 0
    assert codes(done) == {"RP612", "RP613"}
    assert {"certificate", "tiers.bound", "status", "proof.bound_met"} <= unchecked(done)


def test_a_certificate_that_proves_too_little_is_said_to(planned: Path, tmp_path: Path) -> None:
    """Even if it says so of itself: what another solver confirmed is not checked here."""

    def weaken(plan: Plan) -> None:
        tier = certified(plan, "moves")
        tier["posts"], tier["rows"], tier["settled"] = {}, {}, {}
        tier["bound"], tier["verdict"] = 7 * plan["certificate"]["scale"], "limit"
        told = [CertifiedTier.model_validate(t) for t in plan["certificate"]["tiers"]]
        plan["certificate"]["sha256"] = digest(told)

    done = changed(planned, tmp_path, weaken)
    assert (done.code, codes(done)) == (0, {"RP612", "RP613"})
    assert {"tiers.bound", "status", "proof.bound_met"} <= unchecked(done)
    assert "moves" in done.out


def test_a_comment_in_the_roster_is_said_and_makes_no_plan_stale(
    planned: Path, tmp_path: Path
) -> None:
    shutil.copy(planned / "roster.yaml", tmp_path)
    assert rotplan("plan", tmp_path / "roster.yaml", "-o", tmp_path / "plan.json").code == 0
    with (tmp_path / "roster.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# một dòng\n")
    done = rotplan("check", tmp_path / "plan.json", "--format", "json")
    assert done.code == 0
    assert ("RP614", '"sha256": "') in {(c, text[:11]) for c, text in findings(done)}
    assert "RP603" not in codes(done)


def test_files_that_open_as_no_round_any_more(planned: Path, tmp_path: Path) -> None:
    """RP604: the roster has errors by now, or names other files than it did."""
    shutil.copy(planned / "roster.yaml", tmp_path)
    roster, plan = tmp_path / "roster.yaml", tmp_path / "plan.json"
    assert rotplan("plan", roster, "-o", plan).code == 0
    text = roster.read_text("utf-8")
    for change, reason in (
        (("authority: ", "authority: x"), "errors in them"),
        (("rotplan: 1\n", "rotplan: 1\nscores: fit.csv\n"), "they are 3 now"),
    ):
        (tmp_path / "fit.csv").write_text("cadre,post,score\n", "utf-8")
        roster.write_text(text.replace(*change, 1), "utf-8")
        done = rotplan("check", plan, "--format", "json")
        (finding,) = done.findings
        assert (done.code, finding["code"]) == (1, "RP604")
        assert finding["message"]["en"].endswith(reason)
        assert plan.read_text("utf-8").splitlines()[finding["line"] - 1].startswith(' "inputs"')


def test_what_changed_in_a_roster_is_named(planned: Path, tmp_path: Path) -> None:
    shutil.copy(planned / "roster.yaml", tmp_path)
    roster, plan = tmp_path / "roster.yaml", tmp_path / "plan.json"
    assert rotplan("plan", roster, "-o", plan).code == 0
    text = roster.read_text("utf-8")
    roster.write_text(text.replace("1973-08-14", "1974-08-14", 1), "utf-8")
    done = rotplan("check", plan)
    assert done.code == 1
    assert "error[RP603]" in done.out
    assert "has changed since the plan was made: cadres changed: " in done.out


def test_a_stop_that_does_not_go_with_the_status(planned: Path, tmp_path: Path) -> None:
    done = changed(planned, tmp_path, lambda plan: plan.update(stopped="gap"))
    assert (done.code, codes(done) - {"RP613"}) == (1, {"RP616"})


def test_what_the_command_line_changed_is_kept(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    done = rotplan("plan", LAM_BINH, "--max-moves", "12", "--policy", "vn-2022", "-o", plan)
    assert done.code == 0
    assert json.loads(plan.read_text("utf-8"))["asked"] == {"policy": "vn-2022", "max_moves": 12}
    assert rotplan("check", plan).code == 0


def test_that_no_plan_exists_is_checked_too(tmp_path: Path) -> None:
    roster, plan = tmp_path / "clash.yaml", tmp_path / "plan.json"
    roster.write_text(CLASH, "utf-8")
    assert rotplan("plan", roster, "--certificate", "-o", plan).code == 3
    assert rotplan("check", plan).code == 0
    data = json.loads(plan.read_text("utf-8"))
    data["certificate"]["tiers"][0]["rows"] = {}
    plan.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    assert "RP609" in codes(rotplan("check", plan, "--format", "json"))


def test_the_same_bytes_twice(planned: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    assert rotplan("plan", planned / "roster.yaml", "--second-solver", "-o", again).code == 0
    assert again.read_bytes() == (planned / "plan.json").read_bytes()
