"""Streams: colour, width, pipes, signals, and paths that are no ordinary files."""

import fcntl
import itertools
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from pathlib import Path

import pytest

from tests.kit.bad_findings import BAD
from tests.kit.command import limited, ordinary_user, rotplan

pytestmark = pytest.mark.thorough

ESCAPE = "\x1b["
LONG = "một lý do rất dài " * 30


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "r.yaml"
    path.write_text(BAD, "utf-8")
    return path


# -- colour ----------------------------------------------------------------------------------


def coloured(option: str | None, env: dict[str, str], tty: bool) -> bool:
    """The rule of the reference, said once more in plain words."""
    if option in ("always", "never"):
        return option == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    if env.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return tty and env.get("TERM") != "dumb"


SETTINGS = [
    {},
    {"NO_COLOR": "1"},
    {"NO_COLOR": ""},
    {"FORCE_COLOR": "1"},
    {"FORCE_COLOR": "0"},
    {"CLICOLOR_FORCE": "1"},
    {"TERM": "dumb"},
    {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    {"TERM": "dumb", "FORCE_COLOR": "1"},
    {"GITHUB_ACTIONS": "true"},
    {"GITHUB_ACTIONS": "true", "NO_COLOR": "1"},
]


@pytest.mark.parametrize("env", SETTINGS, ids=str)
def test_colour(bad: Path, env: dict[str, str]) -> None:
    streams = itertools.product((False, True), repeat=2)
    for (out, err), option in itertools.product(streams, (None, "auto", "always", "never")):
        options = ["--color", option] if option else []
        done = rotplan("check", bad, *options, env=env, tty=(out, err))
        assert (ESCAPE in done.out) == coloured(option, env, out)
        assert ESCAPE not in done.err


def test_machine_forms_never_have_colour(bad: Path) -> None:
    for form in ("concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"):
        assert ESCAPE not in rotplan("check", bad, "-f", form, "--color", "always").out


def test_help_on_a_runner_has_no_escape() -> None:
    assert "\x1b" not in rotplan("check", "--help", env={"GITHUB_ACTIONS": "true"}).out


# -- width -----------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("tty", [False, True])
def test_no_sentence_is_ever_cut(bad: Path, columns: int, tty: bool) -> None:
    key = "k" + "đ" * 150
    bad.write_text(BAD.replace("nmae: q", f"{key}: q"), "utf-8")
    done = rotplan("check", bad, env={"COLUMNS": str(columns)}, tty=(tty, tty))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
    assert f"there is no key '{key}' here" in plain
    excerpts = re.findall(r"^ +\d+ \| (.*)$", plain, re.MULTILINE)
    if not tty:
        assert set(excerpts) <= set(bad.read_text("utf-8").splitlines())
    else:
        assert all(len(line) <= max(30, columns) for line in excerpts)


def test_a_file_without_line_breaks_is_shown_in_part(bad: Path) -> None:
    """100 kB in one line: each excerpt is what stands around the place."""
    bad.write_text("{rotplan: 1, x: [" + "'bla', " * 20_000 + "], nope: 1}", "utf-8")
    done = rotplan("check", bad)
    assert max(map(len, done.out.splitlines())) < 500
    assert "…" in done.out


# -- pipes and signals -----------------------------------------------------------------------


def shell(command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command.replace("rotplan", f"{sys.executable} -m rotplan")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "ROTPLAN_LANG": "en", **env},
    )


def many(bad: Path) -> None:
    """More findings than a pipe holds."""
    bad.write_text(BAD + "ties: [" + "{a: X, b: X, kind: spouse, q: 1},\n" * 3000 + "]\n", "utf-8")


@pytest.mark.parametrize("form", ["full", "concise", "json", "jsonl", "sarif", "junit"])
def test_a_closed_pipe_is_silent(bad: Path, form: str) -> None:
    many(bad)
    check = f"rotplan check r.yaml --max-per-rule 0 -f {form}"
    done = shell(f"{check} | head -1; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == 141
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_ctrl_c_is_silent(bad: Path) -> None:
    command = [sys.executable, "-m", "rotplan", "check", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        # more than the pipe holds: written once the rest of it has been read, which is then waiting
        room = fcntl.fcntl(running.stdin, fcntl.F_GETPIPE_SZ)
        running.stdin.write(b"#" * (room + 1))
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")


def test_on_a_real_terminal(bad: Path) -> None:
    """Under a pseudo-terminal of 60 columns: colour, and no excerpt wider than the screen."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "rotplan", "check", "r.yaml"]
    running = subprocess.Popen(
        command, stdout=child, stderr=subprocess.DEVNULL, env={**env, "TERM": "xterm"}
    )
    os.close(child)
    data = b""
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:  # the terminal went away with its last user
            break
        if not part:
            break
        data += part
    os.close(parent)
    assert running.wait() == 1
    text = data.decode().replace("\r\n", "\n")
    assert ESCAPE in text
    lines = re.findall(r"^ +\d+ \| .*$", text, re.MULTILINE)
    assert lines
    assert all(len(line) <= 60 for line in lines)


# -- what is no ordinary file ----------------------------------------------------------------


def refused(*names: str) -> str:
    done = rotplan("check", *names)
    assert done.code == 2
    assert done.out == ""
    return done.err


def test_a_fifo_is_told_not_waited_for(bad: Path) -> None:
    os.mkfifo("pipe.yaml")
    assert "pipe.yaml: not a regular file" in refused("pipe.yaml")


def test_a_device(bad: Path) -> None:
    assert "/dev/null: not a regular file" in refused("/dev/null")


def test_a_symlink_loop(bad: Path) -> None:
    Path("a.yaml").symlink_to("b.yaml")
    Path("b.yaml").symlink_to("a.yaml")
    assert "a.yaml" in refused("a.yaml")


def test_a_dangling_link_and_a_folder_that_links_to_itself(bad: Path) -> None:
    Path("gone.yaml").symlink_to("nowhere")
    assert "gone.yaml" in refused("gone.yaml")
    Path("loop").mkdir()
    Path("loop/again").symlink_to("../loop")
    assert "loop" in refused("loop")
    assert rotplan("check", "loop/**/*.yaml").code == 2


def test_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that everybody may look into: it is the file's own mode that refuses."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.chdir(folder)
        path = Path("r.yaml")
        path.write_text(BAD, "utf-8")
        before = rotplan("check", "r.yaml")
        assert rotplan("check", "gone.yaml").code == 2
        with ordinary_user():
            assert rotplan("check", "r.yaml") == before
        path.chmod(0)
        with ordinary_user():
            assert "r.yaml: Permission denied" in refused("r.yaml")
        monkeypatch.chdir("/")


def test_a_file_that_changes_while_it_is_read(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written to between its first and its last byte."""
    real = os.fstat
    calls = itertools.count()

    def stat(handle: int) -> os.stat_result:
        if next(calls) == 1:
            with bad.open("a") as stream:
                stream.write("# more\n")
        return real(handle)

    monkeypatch.setattr(os, "fstat", stat)
    assert "changed while it was read" in refused("r.yaml")


def test_a_growing_file_does_not_hang(bad: Path) -> None:
    stop = threading.Event()

    def grow() -> None:
        with bad.open("a") as stream:
            while not stop.is_set():
                stream.write("# more\n")
                stream.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        done = limited(20, "check", "r.yaml")
    finally:
        stop.set()
        writer.join()
    # read whole between two writes: its findings; otherwise it is told
    assert done.code in (1, 2)
    assert ("changed while it was read" in done.err) == (done.code == 2)
    assert ("nmae" in done.out) == (done.code == 1)
