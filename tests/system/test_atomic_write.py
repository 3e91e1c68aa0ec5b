"""Old or new, whole: whatever fails or kills at whatever call of the way a file is written."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rotplan.system import atomic_write
from rotplan.system.atomic_write import write_atomically
from tests.kit.command import rotplan
from tests.kit.small_roster import ROSTER
from tests.paths import ROOT

pytestmark = pytest.mark.thorough

OLD, NEW = "old\n" * 3, "new\n" * 5
# every call that the way of writing makes to the system, in its order
CALLS = ("open", "fchown", "fchmod", "write", "fsync", "close", "replace", "open folder", "fsync 2")


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "o"
    path.write_text(OLD, "utf-8")
    return path


def failing(monkeypatch: pytest.MonkeyPatch, call: str, act: Callable[[], None]) -> None:
    """Let a call of the way of writing do something else first."""
    name, _, which = call.partition(" ")
    real, seen = getattr(os, name), [0]

    def instead(*arguments: Any, **named: Any) -> Any:
        folder = name == "open" and not arguments[1] & os.O_CREAT
        seen[0] += 1
        if folder == (which == "folder") and (which != "2" or seen[0] == 2):
            act()
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, instead)


def left_over(path: Path) -> list[str]:
    return [p.name for p in path.parent.iterdir() if p.name.startswith(".rotplan-")]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_an_error_at_every_call(
    there: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    if call == "fchown":
        monkeypatch.setattr(os, "fstat", lambda _: Path("/").stat())
    with monkeypatch.context() as patched:
        failing(patched, call, fail)
        if call == "fchown":  # another owner where the first cannot be kept: no error
            write_atomically(there, NEW)
        else:
            with pytest.raises(OSError, match=os.strerror(number)):
                write_atomically(there, NEW)
    late = call in ("fchown", "open folder", "fsync 2")
    assert there.read_text("utf-8") == (NEW if late else OLD)
    assert left_over(there) == []


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
@pytest.mark.parametrize("option", ["-o", "--report", "--write-baseline"])
def test_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(ROSTER, "utf-8")
    command = {
        "-o": ["plan", "r.yaml", "-o", "o"],
        "--report": ["check", "r.yaml", "--report", "json=o"],
        "--write-baseline": ["check", "r.yaml", "--write-baseline", "o"],
    }[option]

    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = atomic_write._replace

    def full(*arguments: Any, **named: Any) -> None:
        with monkeypatch.context() as patched:
            failing(patched, call, fail)
            real(*arguments, **named)

    monkeypatch.setattr(atomic_write, "_replace", full)
    done = rotplan(*command)
    assert done.code == 2
    assert "o: No space left on device" in done.err
    assert "ổ đĩa đã đầy" in rotplan(*command, "--lang", "vi").err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.yaml"]


def test_a_file_system_that_is_read_only(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told apart from a folder whose mode forbids it."""

    class Closed:
        f_flag = os.ST_RDONLY

    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_atomically("new", NEW)
    monkeypatch.setattr(os, "statvfs", lambda _: Closed)
    with pytest.raises(OSError, match="Read-only file system"):
        write_atomically("new", NEW)
    assert not Path("new").exists()


@pytest.mark.parametrize("written", [1, 3, 7])
def test_a_short_write_goes_on(there: Path, monkeypatch: pytest.MonkeyPatch, written: int) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:written]))
    write_atomically(there, NEW)
    assert there.read_text("utf-8") == NEW


# -- signals -----------------------------------------------------------------------------------

_CHILD = """
import os, signal, sys
from pathlib import Path
import pytest

from rotplan.system.atomic_write import write_atomically
from tests.system.test_atomic_write import failing, NEW
call, number, target = sys.argv[1], int(sys.argv[2]), sys.argv[3]
failing(pytest.MonkeyPatch(), call, lambda: os.kill(os.getpid(), number))
write_atomically(target, NEW)
print("done")
"""


@pytest.mark.parametrize("call", [c for c in CALLS if c != "fchown"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"])
def test_a_signal_at_every_call(there: Path, call: str, name: str) -> None:
    number = getattr(signal, name)
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, call, str(int(number)), str(there)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert "done" not in done.stdout
    assert done.returncode in (-number, 1 if name == "SIGINT" else -number), done.stderr
    assert there.read_text("utf-8") in (OLD, NEW)
    if name == "SIGKILL":
        early = CALLS.index(call) <= CALLS.index("replace")
        assert there.read_text("utf-8") == (OLD if early else NEW)
    else:
        assert left_over(there) == []
        assert there.read_text("utf-8") == NEW  # it was nearly done: nothing is lost


def test_a_signal_that_is_ignored_stays_ignored(there: Path) -> None:
    """As under nohup."""
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)" + _CHILD
    done = subprocess.run(
        [sys.executable, "-c", code, "fsync", str(int(signal.SIGHUP)), str(there)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
    assert there.read_text("utf-8") == NEW


def fail_always() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# -- a file that must not be there yet ---------------------------------------------------------


def test_fresh_refuses_what_came_meanwhile(there: Path) -> None:
    with pytest.raises(FileExistsError):
        write_atomically(there, NEW, fresh=True)
    assert there.read_text("utf-8") == OLD
    assert left_over(there) == []


def test_fresh_without_hard_links(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", unknown)
    write_atomically("new", NEW, fresh=True)
    assert Path("new").read_text("utf-8") == NEW
    assert stat.S_IMODE(Path("new").stat().st_mode) == 0o600
    with pytest.raises(PermissionError):
        write_atomically(there, NEW, fresh=True)
    assert there.read_text("utf-8") == OLD
    assert left_over(there) == []


# -- init --------------------------------------------------------------------------------------


@pytest.mark.parametrize("nth", range(1, 6))
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link"])
def test_init_writes_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    folder = tmp_path / "new" / "round"
    count = [0]

    def fail() -> None:
        count[0] += 1
        if count[0] == nth * (2 if call == "fsync" else 1) - (call == "fsync"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        if call == "link":  # nor is there another way
            patched.setattr(os, "replace", lambda *_: fail_always())
        failing(patched, call, fail)
        done = rotplan("init", folder)
    assert done.code == 2
    assert f"{folder}" in done.err
    assert "No space left" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "why"),
    [("file", "Not a directory"), ("file/x", "Not a directory"), ("a" * 300, "too long")],
)
def test_init_where_no_folder_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text(OLD, "utf-8")
    done = rotplan("init", path)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
