"""Streams that are closed, full or broken, for every command: the true exit code, no bug."""

import os
from pathlib import Path

import pytest

from tests.kit.command import rotplan
from tests.kit.small_roster import ROSTER, shell

pytestmark = pytest.mark.thorough

FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110

# each with the exit code it has when all is well, and whether it says something on stdout
COMMANDS = [
    ("check bad.yaml", 1, True),
    ("check r.yaml --show-files", 0, True),
    ("check missing.yaml", 2, False),
    ("plan r.yaml", 0, True),
    ("plan r.yaml -f json", 0, True),
    ("plan r.yaml -o new.json", 0, True),
    ("explain p.json", 0, True),
    ("explain RP203", 0, True),
    ("explain nothing-of-that-name", 2, False),
    ("rules", 0, True),
    ("completion bash", 0, True),
    ("init fresh", 0, True),
    ("--help", 0, True),
    ("nonsense", 2, False),
]
ids = [command for command, _, _ in COMMANDS]
# one of each way in which a command ends
SOME = [c for c in COMMANDS if c[0] in ("check bad.yaml", "plan r.yaml", "rules", "nonsense")]
some = [command for command, _, _ in SOME]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(ROSTER, "utf-8")
    bad = ROSTER.replace("sex: male", "sxe: male").replace("id: a2, n", "code: 02233, id: a2, n")
    Path("bad.yaml").write_text(bad, "utf-8")
    return tmp_path


def run(command: str, how: str) -> tuple[int, str, str]:
    if "p.json" in command:
        assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    done = shell(f"rotplan {command} {how}")
    for word in ("a bug:", "lỗi của chương trình", "Traceback", "Exception ignored"):
        assert word not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("command", "code", "_"), COMMANDS, ids=ids)
def test_standard_output_is_closed(folder: Path, command: str, code: int, _: bool) -> None:
    assert run(command, ">&-")[0] == code
    assert not Path("new.json").exists() or Path("new.json").read_text("utf-8").endswith("}\n")


@pytest.mark.parametrize("how", ["2>&-", "2> >(exec true)"])
@pytest.mark.parametrize(("command", "code", "says"), SOME, ids=some)
def test_standard_error_is_closed_or_its_reader_is_gone(
    folder: Path, command: str, code: int, says: bool, how: str
) -> None:
    """What cannot be said there is left out; the answer counts."""
    found, out, _ = run(command, how)
    assert (found, bool(out)) == (code, says)


@FULL
@pytest.mark.parametrize(("command", "code", "says"), COMMANDS, ids=ids)
def test_standard_error_is_full(folder: Path, command: str, code: int, says: bool) -> None:
    found, out, _ = run(command, "2>/dev/full")
    assert (found, bool(out)) == (code, says)


@pytest.mark.parametrize(("command", "code", "_"), SOME, ids=some)
def test_all_three_are_closed(folder: Path, command: str, code: int, _: bool) -> None:
    assert run(command, "<&- >&- 2>&-")[0] == code


@FULL
@pytest.mark.parametrize(("command", "code", "says"), COMMANDS, ids=ids)
def test_standard_output_is_full(folder: Path, command: str, code: int, says: bool) -> None:
    found, _, err = run(command, ">/dev/full")
    assert found == (2 if says else code)
    assert ("standard output: No space left on device" in err) == says
    assert err.count("No space left") == says
    if command.endswith("new.json"):  # the file is whole all the same
        assert Path("new.json").read_text("utf-8").endswith("}\n")


@FULL
def test_a_full_output_is_said_in_vietnamese(folder: Path) -> None:
    assert "đầu ra chuẩn: ổ đĩa đã đầy" in run("rules --lang vi", ">/dev/full")[2]
    assert "đầu ra chuẩn: ổ đĩa đã đầy" in run("check r.yaml --lang=vi", ">/dev/full")[2]


@FULL
def test_unbuffered_and_full(folder: Path) -> None:
    done = shell("rotplan check bad.yaml -f json >/dev/full", PYTHONUNBUFFERED="1")
    assert (done.returncode, done.stderr.count("No space left")) == (2, 1)


def test_a_closed_number_is_not_given_to_a_file(folder: Path) -> None:
    """With standard output closed, the report would be the first file to get its number."""
    assert run("check bad.yaml --report json=o", ">&-")[0] == 1
    assert Path("o").read_text("utf-8").endswith("}\n")
    assert "Traceback" not in Path("o").read_text("utf-8")
    assert run("plan r.yaml -o o", "<&- >&- 2>&-")[0] == 0
    assert Path("o").read_text("utf-8").startswith("{")


# -- standard input ----------------------------------------------------------------------------

READERS = ["check -", "plan -", "explain -", "check --policy vn-2017 -"]


@pytest.mark.parametrize("command", READERS)
def test_standard_input_is_closed(folder: Path, command: str) -> None:
    code, out, err = run(command, "<&-")
    assert (code, out) == (2, "")
    assert "standard input is closed" in err
    assert "đầu vào chuẩn đã đóng" in run(f"{command} --lang vi", "<&-")[2]


@pytest.mark.parametrize("command", READERS[:3])
def test_standard_input_cannot_be_read(folder: Path, command: str) -> None:
    """Open for writing only."""
    code, out, err = run(command, "0> sink")
    assert (code, out) == (2, "")
    assert "rotplan: -: " in err


@pytest.mark.parametrize("command", ["check -", "plan -"])
def test_standard_input_is_not_utf8(folder: Path, command: str) -> None:
    Path("latin").write_bytes(ROSTER.encode("utf-16"))
    code, out, err = run(command, "< latin")
    assert code == 1
    assert "RP102" in out + err


@pytest.mark.parametrize("command", ["check -", "plan -", "explain -"])
def test_standard_input_without_end(folder: Path, command: str) -> None:
    """No more than 64 MB is taken, and no more memory than that needs."""
    limits = "ulimit -v 1500000; ulimit -t 60; "
    done = shell(f"{limits} yes '# x' | rotplan {command}; exit ${{PIPESTATUS[1]}}")
    assert done.returncode in (1, 2), done.stderr[-300:]
    assert "64 MB" in done.stdout + done.stderr


def test_other_commands_need_no_input(folder: Path) -> None:
    assert run("check r.yaml", "<&-")[0] == 0
