"""Nothing is overwritten but what was meant: inputs, links, devices, two outputs on one path."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.command import Done, rotplan
from tests.kit.small_roster import ROSTER, shell

pytestmark = pytest.mark.thorough

OWN_POLICY = "rotplan_policy: 1\nname: mine\nextends: vn-2017\n"
SCORES = "cadre,post,score\na-01,a2/s,5\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roster that names scores and a policy, which extends another; a configuration; a plan."""
    monkeypatch.chdir(tmp_path)
    text = ROSTER.replace("policy: vn-2017", "policy: mine.yaml") + "scores: s.csv\n"
    Path("r.yaml").write_text(text, "utf-8")
    Path("s.csv").write_text(SCORES, "utf-8")
    Path("mine.yaml").write_text(OWN_POLICY.replace("vn-2017", "base.yaml"), "utf-8")
    Path("base.yaml").write_text(OWN_POLICY, "utf-8")
    Path("other.yaml").write_text(OWN_POLICY, "utf-8")
    Path("rotplan.toml").write_text('extend = "parent.toml"\n', "utf-8")
    Path("parent.toml").write_text('max-per-rule = 9\nbaseline = "known.json"\n', "utf-8")
    Path("parts").mkdir()
    head, tail = text.split("cadres:", 1)
    Path("parts/1.yaml").write_text(head.replace("mine.yaml", "vn-2017"), "utf-8")
    tail = "rotplan: 1\ncadres:" + tail.replace("scores: s.csv\n", "")
    Path("parts/2.yaml").write_text(tail, "utf-8")
    assert rotplan("check", "parts", "--write-baseline", "known.json").code == 0
    assert rotplan("plan", "r.yaml", "-o", "p.json").code == 0
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(folder: Path, *arguments: str) -> Done:
    """Exit code 2, one reason, and every file as it was."""
    before = contents(folder)
    done = rotplan(*arguments)
    assert (done.code, done.out) == (2, ""), done
    assert contents(folder) == before
    assert "a bug" not in done.err
    return done


# -- inputs ------------------------------------------------------------------------------------

INPUTS = ["r.yaml", "./r.yaml", "s.csv", "mine.yaml", "base.yaml"]


@pytest.mark.parametrize("path", INPUTS)
def test_a_plan_onto_an_input(folder: Path, path: str) -> None:
    done = refused(folder, "plan", "r.yaml", "-o", path)
    assert path in done.err
    assert Path(path).name in done.err.split("this is the input")[1]


@pytest.mark.parametrize("path", [*INPUTS, "rotplan.toml", "parent.toml", "known.json"])
def test_a_report_onto_an_input(folder: Path, path: str) -> None:
    done = refused(folder, "check", "r.yaml", "--report", f"json={path}")
    assert "this is the input" in done.err


@pytest.mark.parametrize("path", ["p.json", *INPUTS])
def test_a_report_onto_what_a_plan_was_made_from(folder: Path, path: str) -> None:
    assert "this is the input" in refused(folder, "check", "p.json", "--report", f"json={path}").err


def test_a_baseline_onto_an_input(folder: Path) -> None:
    done = refused(folder, "check", "r.yaml", "--write-baseline", "r.yaml")
    assert "this is the input" in done.err


def test_onto_a_part_of_a_folder_and_onto_the_policy_of_an_option(folder: Path) -> None:
    assert "parts/2.yaml" in refused(folder, "plan", "parts", "-o", "parts/2.yaml").err
    policy = ["--policy", "other.yaml"]
    assert "other.yaml" in refused(folder, "plan", "r.yaml", *policy, "-o", "other.yaml").err
    report = ["--report", "sarif=other.yaml"]
    assert "other.yaml" in refused(folder, "check", "r.yaml", *policy, *report).err


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_onto_another_name_of_an_input(folder: Path, link: Callable[[str, str], None]) -> None:
    link("r.yaml", "same")
    check = ["check", "same", "--report", "json=r.yaml"]
    for arguments in (["plan", "r.yaml", "-o", "same"], check):
        done = refused(folder, *arguments)
        assert "same" in done.err
        assert "r.yaml" in done.err


def test_an_output_onto_a_roster_with_errors(folder: Path) -> None:
    """Refused before its errors are told."""
    Path("r.yaml").write_text("rotplan: 1\n", "utf-8")
    refused(folder, "plan", "r.yaml", "-o", "r.yaml")
    refused(folder, "check", "r.yaml", "--report", "json=r.yaml")


def test_a_report_onto_what_standard_input_is_called(folder: Path) -> None:
    before = Path("r.yaml").read_bytes()
    named = ["--stdin-filename", "r.yaml"]
    done = rotplan("check", "-", *named, "--report", "json=r.yaml", given=before)
    assert (done.code, done.out) == (2, "")
    assert Path("r.yaml").read_bytes() == before


def test_nothing_is_repaired_before_a_refusal(folder: Path) -> None:
    Path("q.yaml").write_text(ROSTER.replace("name: Xã A Một", "name: 'Xã A Một '"), "utf-8")
    Path("q.yaml").write_text(Path("q.yaml").read_text("utf-8") + "scores: s.csv\n", "utf-8")
    refused(folder, "check", "q.yaml", "--fix", "--report", "json=s.csv")


def test_both_languages(folder: Path) -> None:
    done = refused(folder, "plan", "r.yaml", "-o", "r.yaml", "--lang", "vi")
    assert "chính là tệp đầu vào r.yaml" in done.err


def test_standard_output_onto_an_input(folder: Path) -> None:
    """`>>` lets the roster live until the program says something."""
    before = contents(folder)
    for command in ("plan r.yaml", "check r.yaml -f json", "explain p.json"):
        done = shell(f"rotplan {command} >> r.yaml")
        assert done.returncode == 2
        assert "standard output: this is the input r.yaml" in done.stderr
    assert contents(folder) == before


GIVEN = (
    "plan - -o r.yaml < r.yaml", "check - --report json=r.yaml < r.yaml",
    "check - --write-baseline r.yaml < r.yaml", "check - -f json < r.yaml 1<> r.yaml",
    "check - < r.yaml >> r.yaml", "plan - < r.yaml >> r.yaml", "plan - -o /dev/fd/0 <> r.yaml",
    "check - -qq --report json=/dev/stdin <> r.yaml", "explain - < p.json >> p.json",
)  # fmt: skip


@pytest.mark.parametrize("command", GIVEN)
def test_onto_what_is_given_on_standard_input(folder: Path, command: str) -> None:
    before = contents(folder)
    done = shell(f"rotplan {command}")
    assert (done.returncode, done.stdout) == (2, ""), done
    assert "this is the input standard input" in done.stderr or "p.json" in command
    assert contents(folder) == before


def test_standard_input_that_is_another_file_or_a_pipe(folder: Path) -> None:
    assert shell("rotplan plan - -o new < r.yaml").returncode == 0
    assert shell("cat r.yaml | rotplan plan - -o newer").returncode == 0
    assert Path("new").read_text("utf-8").startswith("{")


@pytest.mark.parametrize("opening", [">>", "1<>"])
def test_settings_onto_the_configuration_and_files_onto_one(folder: Path, opening: str) -> None:
    before = contents(folder)
    for command, onto in (
        ("check --show-config", "rotplan.toml"),
        ("check --show-config", "parent.toml"),
        ("check r.yaml --show-files", "rotplan.toml"),
        ("check parts --show-files", "parts/2.yaml"),
        ("explain moving-age --policy other.yaml", "other.yaml"),
    ):
        done = shell(f"rotplan {command} {opening} {onto}")
        assert done.returncode == 2, command
        assert "standard output: this is the input" in done.stderr
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("command", "onto"),
    [
        ("check r.yaml -q", "r.yaml"),
        ("check r.yaml", "mine.yaml"),
        ("check r.yaml --report json=o --report json=o", "r.yaml"),
        ("check - < r.yaml", "r.yaml"),
        ("check --show-config", "rotplan.toml"),
        ("plan r.yaml -o r.yaml", "r.yaml"),
        ("plan parts -o new", "parts/1.yaml"),
        ("explain p.json", "r.yaml"),
        ("explain p.json", "p.json"),
    ],
)
def test_standard_error_onto_an_input(folder: Path, command: str, onto: str) -> None:
    """The refusal is not written there either."""
    before = contents(folder)
    done = shell(f"rotplan {command} 2>> {onto}")
    assert done.returncode == 2
    assert "standard error: this is the input" in done.stdout
    both = shell(f"rotplan {command} >> {onto} 2>&1")
    assert both.returncode == 2
    assert contents(folder) == before


def test_what_is_wrong_with_an_input_is_not_written_into_it(folder: Path) -> None:
    Path("bad.json").write_text("{}", "utf-8")
    Path("bad.toml").write_text("no-such-key = 1\n", "utf-8")
    before = contents(folder)
    assert shell("rotplan explain bad.json 2>> bad.json").returncode == 2
    assert shell("rotplan check r.yaml --config bad.toml 2>> bad.toml").returncode == 2
    assert contents(folder) == before


@pytest.mark.parametrize("path", ["parts/3.yaml", "parts/3.YML", "./parts/../parts/3.yml", "l"])
def test_into_a_folder_that_is_read(folder: Path, path: str) -> None:
    """It would be a part of the roster from then on."""
    Path("l").symlink_to("parts/3.yaml")
    for command in (
        ("plan", "parts", "-o", path),
        ("check", "parts/", "--report", f"json={path}"),
        ("check", "r.yaml", "parts", "--write-baseline", path),
    ):
        assert "read as a roster" in refused(folder, *command).err
    assert "thành một phần" in refused(folder, "plan", "parts", "-o", path, "--lang", "vi").err


def test_beside_the_files_that_are_read(folder: Path) -> None:
    assert rotplan("plan", "parts", "-o", "parts/p.json").code == 0
    assert rotplan("plan", "r.yaml", "-o", "p.yaml").code == 0
    assert rotplan("check", "parts/1.yaml", "parts/2.yaml", "--report", "json=o.yml").code in (0, 1)


# -- two outputs -------------------------------------------------------------------------------


@pytest.mark.parametrize("second", ["o", "./o", "parts/../o", "soft", "hard"])
@pytest.mark.parametrize("there", [True, False])
def test_two_reports_on_one_path(folder: Path, second: str, there: bool) -> None:
    if there or second == "hard":
        Path("o").write_text("old", "utf-8")
    Path("soft").symlink_to("o")
    if second == "hard":
        os.link("o", "hard")
    done = refused(folder, "check", "r.yaml", "--report", "json=o", "--report", f"junit={second}")
    assert f"o and {second}: two outputs" in done.err


def test_a_report_and_the_baseline_on_one_path(folder: Path) -> None:
    refused(folder, "check", "r.yaml", "--report", "json=o", "--write-baseline", "o")


def test_a_file_that_is_standard_output_already(folder: Path) -> None:
    for command in ("plan r.yaml -o o > o", "check r.yaml --report json=o > o"):
        done = shell(f"rotplan {command}")
        assert done.returncode == 2
        assert "o and standard output: two outputs" in done.stderr
        assert Path("o").read_text("utf-8") == ""


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "-"])
def test_standard_output_twice(folder: Path, name: str) -> None:
    done = shell(f"rotplan check r.yaml --report json={name} | cat; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "two outputs" in done.stderr
    alone = shell(f"rotplan check r.yaml -qq --report json={name} | head -c 1")
    assert alone.stdout == "{"


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_a_form_beside_a_plan_on_standard_output(folder: Path, name: str) -> None:
    """The plan is always JSON: the form would do nothing."""
    for form in ("md", "text"):
        done = shell(f"rotplan plan r.yaml -o {name} -f {form} | cat; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stdout) == (2, "")
        assert f"has no effect beside --output {name}" in done.stderr


def test_the_null_device_takes_any_number(folder: Path) -> None:
    null = ["--report", f"json={os.devnull}", "--report", f"junit={os.devnull}"]
    assert rotplan("check", "r.yaml", *null).code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


# -- links -------------------------------------------------------------------------------------


def write_all(path: str) -> None:
    """By every option that writes."""
    assert rotplan("plan", "r.yaml", "-o", path).code == 0
    assert Path(path).read_text("utf-8").startswith("{")
    assert rotplan("check", "r.yaml", "--report", f"junit={path}").code == 0
    assert Path(path).read_text("utf-8").startswith("<?xml")
    if not stat.S_ISCHR(Path(path).stat().st_mode):
        Path(path).resolve().unlink()
    assert rotplan("check", "r.yaml", "--write-baseline", path).code == 0
    assert "rotplan.baseline" in Path(path).read_text("utf-8")


@pytest.mark.parametrize("there", [True, False])
def test_a_symbolic_link_stays(folder: Path, there: bool) -> None:
    Path("far").mkdir()
    if there:
        Path("far/real").write_text("old", "utf-8")
    Path("mid").symlink_to("far/real")
    Path("l").symlink_to("mid")
    write_all("l")
    assert str(Path("l").readlink()) == "mid"
    assert str(Path("mid").readlink()) == "far/real"
    assert [p.name for p in Path("far").iterdir()] == ["real"]


def test_a_link_to_a_folder_that_is_not_there_and_a_loop(folder: Path) -> None:
    Path("l").symlink_to("nowhere/real")
    Path("loop").symlink_to("loop")
    assert "No such file" in refused(folder, "plan", "r.yaml", "-o", "l").err
    assert "symbolic links" in refused(folder, "plan", "r.yaml", "-o", "loop").err


def test_a_hard_link_is_parted_and_that_is_said(folder: Path) -> None:
    Path("o").write_text("old", "utf-8")
    os.link("o", "o2")
    english = rotplan("plan", "r.yaml", "-o", "o")
    assert "hard link" in english.err
    assert Path("o2").read_text("utf-8") == "old"
    assert Path("o").read_text("utf-8").startswith("{")
    os.link("o", "o3")
    assert "liên kết cứng" in rotplan("check", "r.yaml", "--report", "json=o", "--lang", "vi").err
    assert "hard link" not in rotplan("plan", "r.yaml", "-o", "o").err


def test_a_repair_keeps_link_and_mode(folder: Path) -> None:
    text = ROSTER.replace("name: Xã A Một", "name: 'Xã A Một '")
    Path("real.yaml").write_text(text, "utf-8")
    Path("real.yaml").chmod(0o640)
    Path("q.yaml").symlink_to("real.yaml")
    assert rotplan("check", "q.yaml", "--fix").code == 0
    assert Path("q.yaml").is_symlink()
    assert "'Xã A Một'" in Path("real.yaml").read_text("utf-8")
    assert stat.S_IMODE(Path("real.yaml").stat().st_mode) == 0o640


# -- owner and mode ----------------------------------------------------------------------------


def test_the_mode_is_kept_and_a_new_file_is_its_owners_alone(folder: Path) -> None:
    assert rotplan("plan", "r.yaml", "-o", "new").code == 0
    assert stat.S_IMODE(Path("new").stat().st_mode) == 0o600
    Path("new").chmod(0o664)
    assert rotplan("plan", "r.yaml", "-o", "new").code == 0
    assert stat.S_IMODE(Path("new").stat().st_mode) == 0o664


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_owner_and_group_are_kept(folder: Path) -> None:
    Path("o").write_text("old", "utf-8")
    os.chown("o", 12345, 12346)
    Path("o").chmod(0o660)
    assert rotplan("plan", "r.yaml", "-o", "o").code == 0
    now = Path("o").stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (12345, 12346, 0o660)


def test_attributes_are_kept(folder: Path) -> None:
    Path("o").write_text("old", "utf-8")
    try:
        os.setxattr("o", "user.kept", b"yes")
    except (OSError, AttributeError):
        pytest.skip("this file system keeps no attributes")
    assert rotplan("plan", "r.yaml", "-o", "o").code == 0
    assert os.getxattr("o", "user.kept") == b"yes"


def test_another_group_gets_no_right_of_the_former(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system does not let the group be kept."""

    def forbidden(*_: object) -> None:
        raise PermissionError

    Path("o").write_text("old", "utf-8")
    Path("o").chmod(0o664)
    if os.geteuid() == 0:
        os.chown("o", -1, 12346)
    monkeypatch.setattr(os, "fchown", forbidden)
    assert rotplan("plan", "r.yaml", "-o", "o").code == 0
    assert stat.S_IMODE(Path("o").stat().st_mode) == (0o604 if os.geteuid() == 0 else 0o664)


# -- no ordinary files -------------------------------------------------------------------------


class Reader(threading.Thread):
    """Reads a FIFO to its end."""

    def __init__(self, path: str) -> None:
        super().__init__(daemon=True)
        self.path, self.data = path, b""
        self.start()

    def run(self) -> None:
        with open(self.path, "rb") as stream:  # noqa: PTH123
            self.data = stream.read()

    def got(self) -> str:
        self.join(30)
        return self.data.decode("utf-8")


def test_a_fifo_is_written_through(folder: Path) -> None:
    os.mkfifo("f")
    Path("l").symlink_to("f")
    for path in ("f", "l"):
        for command, start in (
            (["plan", "r.yaml", "-o", path], "{"),
            (["check", "r.yaml", "--report", f"junit={path}"], "<?xml"),
            (["check", "r.yaml", "--write-baseline", path], '{"format"'),
        ):
            reader = Reader(path)
            assert rotplan(*command).code == 0
            assert reader.got().startswith(start)
    assert stat.S_ISFIFO(Path("f").stat().st_mode)


def test_a_socket_is_written_through(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        server.listen()
        assert rotplan("plan", "r.yaml", "-o", "s").code == 0
        connected, _ = server.accept()
        with connected:
            assert connected.recv(1) == b"{"
    assert stat.S_ISSOCK(Path("s").stat().st_mode)
    assert "refused" in refused(folder, "plan", "r.yaml", "-o", "s").err


def test_a_device_is_written_to(folder: Path) -> None:
    before = Path(os.devnull).stat()
    assert rotplan("plan", "r.yaml", "-o", os.devnull).code == 0
    assert Path(os.devnull).stat().st_ino == before.st_ino
    full = Path("/dev/full")
    if full.exists():
        assert "No space left" in refused(folder, "plan", "r.yaml", "-o", str(full)).err


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
def test_the_plan_alone_goes_to_standard_output(folder: Path, name: str) -> None:
    wanted = Path("p.json").read_text("utf-8")
    assert shell(f"rotplan plan r.yaml -o {name} | cat").stdout == wanted
    assert shell(f"rotplan plan r.yaml -f json -o {name} > o").returncode == 0
    assert Path("o").read_text("utf-8") == wanted
    shell(f"echo before > o; rotplan plan r.yaml -o {name} >> o")
    assert Path("o").read_text("utf-8") == "before\n" + wanted


def test_another_descriptor_is_written_through(folder: Path) -> None:
    wanted = Path("p.json").read_text("utf-8")
    done = shell("rotplan plan r.yaml -o /dev/fd/7 7> o > /dev/null; echo after >> o")
    assert done.returncode == 0
    assert Path("o").read_text("utf-8") == wanted + "after\n"
    assert shell("rotplan plan r.yaml -o /dev/stderr 2>&1 > /dev/null").stdout.endswith(wanted)
    gone = shell("rotplan plan r.yaml -o /dev/fd/77")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert "/dev/fd/77" in gone.stderr


# -- what cannot be written --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "No such file"),
        ("parts", "directory"),
        ("parts/", "directory"),
        ("new/", "directory"),
        ("missing/o", "No such file"),
        ("r.yaml/o", "Not a directory"),
        ("a" * 300, "too long"),
        ("a/" * 3000, "too long"),
        ("fixed", "Permission denied"),
    ],
)
def test_where_nothing_can_be_written(folder: Path, path: str, why: str) -> None:
    """Told before anything is solved or read."""
    Path("fixed").write_text("old", "utf-8")
    Path("fixed").chmod(0o444)
    for arguments in (
        ["plan", "r.yaml", "-o", path],
        ["check", "r.yaml", "--write-baseline", path],
        *([["check", "r.yaml", "--report", f"json={path}"]] if path else []),
    ):
        assert why in refused(folder, *arguments).err


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may do all")
def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    Path("closed").mkdir()
    Path("closed").chmod(0o555)
    folder.chmod(0o755)
    command = [sys.executable, "-m", "rotplan", "plan", "r.yaml", "-o", "closed/o"]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", *command]
        for above in folder.parents:
            if above.stat().st_mode & 0o005 != 0o005:
                pytest.skip("an ordinary user cannot reach this folder")
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"ROTPLAN_LANG": "en"}
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "closed: Permission denied" in done.stderr or "closed/o: Permission" in done.stderr


def test_a_socket_that_nobody_has_is_told_before_the_work(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("left")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        other.bind("datagrams")
        Path("r.yaml").write_text("rotplan: 1\n", "utf-8")
        for path in ("left", "datagrams"):
            # the errors of the roster are not even asked for
            assert "missing" not in refused(folder, "plan", "r.yaml", "-o", path).err
            refused(folder, "check", "r.yaml", "--report", f"json={path}")


@pytest.mark.parametrize(
    "command",
    [
        "check bad.yaml -qq --report json=/dev/stdin < r.yaml",
        "check bad.yaml --report json=/dev/fd/7 7< p.json",
        "plan bad.yaml -o /dev/stdin < other.yaml",
        "plan bad.yaml 1< other.yaml",
        "check bad.yaml -f json 1< /dev/null",
    ],
)
def test_a_descriptor_that_is_open_for_reading_only(folder: Path, command: str) -> None:
    Path("bad.yaml").write_text("rotplan: 1\n", "utf-8")
    before = contents(folder)
    done = shell(f"rotplan {command}")
    assert (done.returncode, done.stdout) == (2, ""), done
    assert "Bad file descriptor" in done.stderr
    assert "missing" not in done.stderr
    assert contents(folder) == before


# opens the stream without blocking, then lets the reader begin late and read slowly
UNBLOCKED = (
    f"{sys.executable} -c 'import os, sys; os.set_blocking(%d, False); "
    "os.execvp(sys.argv[1], sys.argv[1:])'"
)


@pytest.mark.parametrize("n", [1, 2])
def test_a_stream_that_does_not_block(folder: Path, n: int) -> None:
    """All of it comes through, with the true exit code."""
    lines = "".join(f"  - {{id: x-{i}, nmae: y}}\n" for i in range(3000))
    Path("bad.yaml").write_text(ROSTER.replace("cadres:\n", "cadres:\n" + lines), "utf-8")
    form = "-f jsonl --report jsonl=/dev/stderr" if n == 2 else "-f jsonl"
    wanted = shell(f"rotplan check bad.yaml {form}")
    assert wanted.returncode == 1
    other = "2> e" if n == 1 else "2>&1 > e"
    late = "(sleep 1; cat)"
    unblocked = UNBLOCKED % n
    done = shell(f"{unblocked} rotplan check bad.yaml {form} {other} | {late}; "
                 "exit ${PIPESTATUS[0]}")  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert len(done.stdout) > 200_000
    assert done.stdout == (wanted.stdout if n == 1 else wanted.stderr)
