"""Every way in which a command refuses: its exit code, its reason in both languages, no output."""

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rotplan.planning.program.column_costs import TooLargeError
from rotplan.planning.program.precheck import Precheck
from rotplan.planning.propose import NoAnswer
from rotplan.planning.solving.confirm_by_judge import DisagreementError
from rotplan.policy.docket import Docket
from rotplan.rules import RULES
from tests.kit.command import Done, rotplan
from tests.kit.golden import Committed
from tests.kit.small_roster import ROSTER
from tests.paths import DOCS

pytestmark = pytest.mark.thorough

POLICY = "rotplan_policy: 1\nname: mine\nextends: vn-2017\n"


def both(code: int, vi: str, en: str, *arguments: str) -> None:
    """What is said in each language, on standard error alone; no file comes to be."""
    before = sorted(Path().iterdir())
    for lang, words in (("vi", vi), ("en", en)):
        done = rotplan(*arguments, "--lang", lang)
        assert (done.code, done.out) == (code, ""), done
        assert words in done.err
    assert sorted(Path().iterdir()) == before


# -- plan: what it is given --------------------------------------------------------------------


def test_plan_of_what_is_not_there(folder: Path) -> None:
    both(2, "none.yaml: không có tệp", "none.yaml: No such file", "plan", "none.yaml", "-o", "o")


def test_plan_of_a_folder_without_files(folder: Path) -> None:
    Path("empty").mkdir()
    both(2, "không có tệp .yaml", "no .yaml or .yml file", "plan", "empty")


def test_plan_of_two_rosters(folder: Path) -> None:
    Path("two").mkdir()
    for name in ("a", "b"):
        Path(f"two/{name}.yaml").write_text(ROSTER, "utf-8")
    both(2, "two có 2 danh sách", "two holds 2 rosters", "plan", "two", "-o", "o")


def test_plan_of_a_policy(folder: Path) -> None:
    Path("mine.yaml").write_text(POLICY, "utf-8")
    both(2, "không có danh sách nào", "no roster here", "plan", "mine.yaml", "-o", "o")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (ROSTER.replace("sex: male", "sxe: male"), "RP201"),
        (ROSTER.replace("unit: a2", "unit: a3"), "RP301"),
        (ROSTER.replace("vn-2017", "vn-1917"), "RP312"),
        ("rotplan: 1\n", "RP202"),
        ("", "RP115"),
        ("- a\n", "RP204"),
    ],
)
def test_plan_of_a_roster_with_errors(folder: Path, wrong: str, code: str) -> None:
    Path("r.yaml").write_text(wrong, "utf-8")
    both(1, code, code, "plan", "r.yaml", "-o", "o")
    both(1, " lỗi", "error", "plan", "r.yaml", "-f", "json")


def test_plan_under_an_unknown_policy(folder: Path) -> None:
    vi, en = "--policy: không có chính sách «vn-1917»", "--policy: there is no policy 'vn-1917'"
    both(1, vi, en, "plan", "r.yaml", "--policy", "vn-1917")
    lost = "--policy: none.yaml: "
    both(1, lost, lost, "plan", "r.yaml", "--policy", "none.yaml")


# -- plan: what comes of it --------------------------------------------------------------------


def raising(error: BaseException) -> Callable[..., None]:
    def act(*_: object, **__: object) -> None:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "code", "vi", "en"),
    [
        (
            TooLargeError("preference", 3, 2**52),
            1,
            "r.yaml: tầng preference",
            "r.yaml: tier preference",
        ),
        (MemoryError(), 2, "r.yaml: không đủ bộ nhớ", "r.yaml: the memory did not suffice"),
    ],
    ids=["too large", "no memory"],
)
def test_a_round_that_cannot_be_solved(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, vi: str, en: str
) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    monkeypatch.setattr("rotplan.cli.plan.propose", raising(error))
    both(code, vi, en, "plan", "r.yaml", "-o", "o")
    monkeypatch.setattr("rotplan.cli.explain.plan_questions.about_plan", raising(error))
    both(code, vi.replace("r.yaml", "p.json"), en.replace("r.yaml", "p.json"), "explain", "p.json")


def test_a_plan_file_whose_round_is_too_large_to_verify(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json", "--certificate").code == 0
    wrong = raising(TooLargeError("preference", 3, 2**52))
    monkeypatch.setattr("rotplan.plan.file.verify.compile_program", wrong)
    done = rotplan("check", "p.json", "-f", "concise")
    assert (done.code, "RP612" in done.out, "tier preference: 3 cadres" in done.out) == (
        0,
        True,
        True,
    )


def test_a_machine_without_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rotplan.cli.plan.available_memory", lambda: 1)
    both(2, "r.yaml: ", "r.yaml: ", "plan", "r.yaml", "-o", "o")


def test_a_disagreement_while_explaining(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    Path("tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    wrong = raising(DisagreementError("a fault"))
    monkeypatch.setattr("rotplan.cli.explain.plan_questions.about_plan", wrong)
    done = rotplan("explain", "p.json")
    assert (done.code, done.out) == (70, "")
    assert "the verifier disagreed with the solver" in done.err
    (case,) = Path("tmp").iterdir()
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    text = case.read_text("utf-8")
    assert "a fault" in text
    assert ROSTER in text
    assert '"rotplan_plan": 1' in text


def test_a_case_that_cannot_be_saved_is_still_a_disagreement(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "gone"))
    monkeypatch.setattr("rotplan.cli.plan.propose", raising(DisagreementError("a fault")))
    both(70, "không lưu được", "could not be saved", "plan", "r.yaml", "-o", "o")


def test_no_plan_is_still_written(folder: Path) -> None:
    text = ROSTER.replace("policy: ", "max_moves: 0, policy: ")
    Path("r.yaml").write_text(text + "decisions: [{place: a-01, in: a2/s}]\n", "utf-8")
    assert rotplan("plan", "r.yaml", "-o", "o").code == 3
    assert json.loads(Path("o").read_text("utf-8"))["status"] == "infeasible"


def test_no_answer_is_still_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def undecided(docket: Docket, *_: object, **__: object) -> NoAnswer:
        return NoAnswer(docket, "time", Precheck((), ()))

    monkeypatch.setattr("rotplan.cli.plan.propose", undecided)
    assert rotplan("plan", "r.yaml", "-o", "o.json").code == 4
    assert json.loads(Path("o.json").read_text("utf-8"))["status"] == "undecided"
    both(4, "o.json: tệp ghi là hết thời gian", "o.json: ", "explain", "o.json")


def test_without_an_answer_for_want_of_exactness_no_time_is_blamed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a signal, too, the file says no more than that it stopped."""

    def undecided(docket: Docket, *_: object, **__: object) -> NoAnswer:
        return NoAnswer(docket, "gap", Precheck((), ()))

    monkeypatch.setattr("rotplan.cli.plan.propose", undecided)
    done = rotplan("plan", "r.yaml", "-o", "o.json", "--lang", "en")
    assert done.code == 4
    assert "NO ANSWER: THE SOLVERS NEITHER FOUND A PLAN NOR RULED ONE OUT" in done.out
    assert "try smaller weights" in done.out
    assert "--time-limit" not in done.out
    both(4, "đã dừng mà chưa tìm được", "stopped with no plan found", "explain", "o.json")


@pytest.mark.parametrize("broken", ["o/", "none/o", "r.yaml"])
def test_nothing_is_solved_for_an_output_that_cannot_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr("rotplan.cli.plan.propose", raising(AssertionError()))
    assert rotplan("plan", "r.yaml", "-o", broken).code == 2


# -- plan and signals --------------------------------------------------------------------------

_SLOW = """
import sys, time
from rotplan.cli import plan
from rotplan.__main__ import main
real = plan.propose

def slow(docket, budget, *rest, **named):
    print("solving", file=sys.stderr, flush=True)
    while {condition}:
        time.sleep(0.01)
    return real(docket, budget, *rest, **named)

plan.propose = slow
sys.argv = ["rotplan", "plan", "r.yaml", "-o", "o"]
main()
"""


def started(condition: str) -> "subprocess.Popen[str]":
    """A run of plan that waits while the condition holds, and has begun to."""
    running = subprocess.Popen(
        [sys.executable, "-c", _SLOW.format(condition=condition)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "ROTPLAN_LANG": "en"},
    )
    assert running.stderr is not None
    assert running.stderr.readline() == "solving\n"
    return running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_solving_keeps_what_there_is(folder: Path, number: int) -> None:
    running = started("not budget.stopped")
    running.send_signal(number)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 128 + number, err
    assert json.loads(Path("o").read_text("utf-8"))["stopped"] == "signal"
    assert "a bug:" not in out + err
    assert sorted(p.name for p in folder.iterdir()) == ["o", "r.yaml"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_it_at_once(folder: Path, number: int) -> None:
    running = started("True")
    running.send_signal(number)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(timeout=1)
    running.send_signal(number)
    running.communicate(timeout=120)
    assert running.returncode == 128 + number
    assert sorted(p.name for p in folder.iterdir()) == ["r.yaml"]


# -- explain -----------------------------------------------------------------------------------


def test_explain_asks_about_a_plan_that_is_none(folder: Path) -> None:
    both(2, "none.json: không có tệp", "none.json: No such file", "explain", "none.json")
    both(2, "r.yaml: không phải tệp phương án", "r.yaml: not a plan file", "explain", "r.yaml")
    Path("latin.json").write_bytes(b"\xff\xfe")
    both(2, "latin.json: không phải UTF-8", "latin.json: not UTF-8", "explain", "latin.json")
    both(2, "--roster ĐƯỜNG_DẪN", "--roster PATH", *lost_roster())


def lost_roster() -> list[str]:
    Path("lost.yaml").write_text(ROSTER, "utf-8")
    assert rotplan("plan", "lost.yaml", "-o", "lost.json").code == 0
    Path("lost.yaml").unlink()
    return ["explain", "lost.json"]


def test_explain_a_plan_that_is_larger_than_a_file_may_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rotplan.roster.load.LIMIT", 1)
    Path("p.json").write_text("{}", "utf-8")
    both(2, "lớn hơn", "larger than", "explain", "p.json")


@pytest.mark.parametrize(
    ("asked", "vi", "en"),
    [
        (["a-03"], "không có cán bộ hay chức danh «a-03»; có phải", "no cadre or post 'a-03'"),
        (["zzz", "--to", "a1/s"], "không có cán bộ «zzz»", "no cadre 'zzz'"),
        (["a-01", "--to", "a1/x"], "không có chức danh «a1/x»", "no post 'a1/x'"),
        (["--to", "a1/s"], "--to cần có cán bộ", "--to needs a cadre"),
        (["Cán bộ Một"], "có 2 cán bộ tên", "2 cadres are called"),
    ],
)
def test_explain_asks_about_whom_there_is_not(
    folder: Path, asked: list[str], vi: str, en: str
) -> None:
    Path("r.yaml").write_text(ROSTER.replace("Cán bộ Hai", "Cán bộ Một"), "utf-8")
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    both(2, vi, en, "explain", "p.json", *asked)


def test_explain_what_nobody_knows(folder: Path) -> None:
    both(2, "điều khoản hay mã «min-stey»; có phải «min-stay»", "'min-stay'", "explain", "min-stey")
    both(2, "không có tệp phương án này", "no such plan file", "explain", "min-stay", "a-01")


def test_explain_a_roster_that_does_not_open_any_more(folder: Path) -> None:
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    Path("r.yaml").write_text(ROSTER.replace("sex: male", "sxe: male"), "utf-8")
    both(1, "không mở lại được", "cannot be opened any more", "explain", "p.json")
    Path("two").mkdir()
    for name in ("a", "b"):
        Path(f"two/{name}.yaml").write_text(ROSTER, "utf-8")
    both(2, "không phải một", "not one roster", "explain", "p.json", "--roster", "two")


def test_explain_under_a_policy_with_errors(folder: Path) -> None:
    Path("mine.yaml").write_text(POLICY + "nope: 1\n", "utf-8")
    both(1, "RP201", "RP201", "explain", "min-stay", "--policy", "mine.yaml")


def test_standard_input_is_not_repaired(folder: Path) -> None:
    both(2, "dùng --diff", "use --diff", "check", "-", "--fix")


# -- check -------------------------------------------------------------------------------------


def test_check_of_what_is_not_there(folder: Path) -> None:
    both(2, "none.yaml: không có tệp", "none.yaml: No such file", "check", "none.yaml")
    both(2, "không có tệp nào khớp", "no file matches", "check", "none*.yaml")


def test_what_is_there_is_checked_all_the_same(folder: Path) -> None:
    done = rotplan("check", "none.yaml", "r.yaml", "-f", "concise")
    assert done.code == 2
    assert "r.yaml:11" in done.out


def test_a_repair_of_a_file_that_may_not_be_written(folder: Path) -> None:
    Path("q.yaml").write_text(ROSTER.replace("name: Xã A Một", "name: 'Xã A Một '"), "utf-8")
    Path("q.yaml").chmod(0o444)
    both(2, "q.yaml: không có quyền", "q.yaml: Permission denied", "check", "q.yaml", "--fix")


def test_a_repair_of_a_file_that_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("q.yaml").write_text(ROSTER.replace("name: Xã A Một", "name: 'Xã A Một '"), "utf-8")
    monkeypatch.setattr("rotplan.cli.check.repair.contents", lambda _: b"another")
    both(2, "bị thay đổi sau khi đọc", "changed since it was read", "check", "q.yaml", "--fix")
    assert "'Xã A Một '" in Path("q.yaml").read_text("utf-8")


def test_the_baseline(folder: Path) -> None:
    both(2, "b: không có tệp", "b: No such file", "check", "r.yaml", "--baseline", "b")
    for text, vi, en in (
        ("{}", "không phải tệp nền", "not a baseline"),
        ('{"format": "x", "format_version": "1.0"}', "phiên bản 1", "version 1"),
        ("{", "không phải JSON", "not JSON"),
    ):
        Path("b").write_text(text, "utf-8")
        both(2, vi, en, "check", "r.yaml", "--baseline", "b")
    Path("b").write_bytes(b"\xff")
    both(2, "không phải UTF-8", "not UTF-8", "check", "r.yaml", "--baseline", "b")


@pytest.mark.parametrize("entry", [{"count": -1}, {"count": True}, {"path": 3}, {"code": ""}])
def test_an_entry_of_a_baseline(folder: Path, entry: dict[str, Any]) -> None:
    assert rotplan("check", "r.yaml", "--write-baseline", "b").code == 0
    baseline = json.loads(Path("b").read_text("utf-8"))
    baseline["entries"][0] |= entry
    Path("b").write_text(json.dumps(baseline), "utf-8")
    both(2, "count, code", "its count, code", "check", "r.yaml", "--baseline", "b")


# -- rules -------------------------------------------------------------------------------------


def rules(*options: str) -> Done:
    done = rotplan("rules", *options)
    assert (done.code, done.err) == (0, "")
    return done


def test_rules_lists_every_rule_in_both_languages() -> None:
    for lang in ("vi", "en"):
        listed = rules("--lang", lang).out
        for name, rule in RULES.items():
            assert name in listed
            assert rule.title[lang] in listed


def test_rules_as_a_page(committed: Committed) -> None:
    page = rules("-f", "markdown").out
    assert page == rules("-f", "md").out
    committed(DOCS / "rules.md", page)


def test_rules_in_no_other_form() -> None:
    done = rotplan("rules", "-f", "json")
    assert (done.code, done.out) == (2, "")
    assert "json" in done.err
