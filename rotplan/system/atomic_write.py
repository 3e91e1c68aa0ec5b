"""Writing a file whole or not at all; a new one is readable by its owner only: personal data.

A symbolic link is followed and stays. What is no ordinary file (FIFO, device, socket, a descriptor
such as /dev/stdout) is written through, never replaced.
"""

import contextlib
import errno
import os
import signal
import socket
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from rotplan.language.words import Words
from rotplan.system.streams import await_room
from rotplan.system.writable import check_target, descriptor, status

# the folder could not be made durable because this system has no such thing: nothing is amiss
_NO_SUCH_THING = (errno.EINVAL, errno.EACCES, errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


def write_atomically(path: str | Path, text: str, *, fresh: bool = False) -> tuple[Words, ...]:
    """Write `text` in one step; on any error the file stays as it was. What must be said of it.

    `fresh`: refuse what is there already. Raises OSError, or ValueError for an impossible name.
    """
    name = os.fspath(path)
    data = text.encode("utf-8", "backslashreplace")
    check_target(name)
    number = descriptor(name)
    if number is not None:
        _into_descriptor(number, data)
        return ()
    there = status(name)
    if there is not None and not stat.S_ISREG(there.st_mode):
        _through(name, there, data)
        return ()
    _replace(os.path.realpath(name), there, data, fresh=fresh)
    return (_PARTED.format(path=name),) if there is not None and there.st_nlink > 1 else ()


_PARTED = Words(
    "{path}: tệp này còn tên khác (liên kết cứng); các tên đó giữ nội dung cũ",
    "{path}: the file had other names (hard links); those keep the old content",
)


# -- written through ---------------------------------------------------------------------------


def _into_descriptor(number: int, data: bytes) -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    handle = os.dup(number)
    try:
        _fill(handle, data)
    finally:
        os.close(handle)


def _through(path: str, there: os.stat_result, data: bytes) -> None:
    if stat.S_ISSOCK(there.st_mode):
        with socket.socket(socket.AF_UNIX) as connected:
            connected.connect(path)
            connected.sendall(data)
        return
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        _fill(handle, data)
    finally:
        os.close(handle)


def _fill(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(handle, rest) :]
        except BlockingIOError:
            await_room(handle)


# -- replaced ----------------------------------------------------------------------------------


def _replace(target: str, there: os.stat_result | None, data: bytes, *, fresh: bool) -> None:
    folder = os.path.dirname(target)  # noqa: PTH120
    with _undisturbed():
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".rotplan-")
        try:
            try:
                _keep_owner(handle, target, there)
                _fill(handle, data)
                os.fsync(handle)
            finally:
                os.close(handle)
            _put_in_place(temporary, target, fresh=fresh)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
    _sync_folder(folder)


def _put_in_place(temporary: str, target: str, *, fresh: bool) -> None:
    if not fresh:
        os.replace(temporary, target)  # noqa: PTH105
        return
    try:
        os.link(temporary, target)  # unlike a rename, it refuses what is there
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise
        os.replace(temporary, target)  # noqa: PTH105
        return
    os.unlink(temporary)  # noqa: PTH108


def _keep_owner(handle: int, target: str, there: os.stat_result | None) -> None:
    """Owner, group and mode of the file that is replaced, where the system allows it."""
    if there is None or not hasattr(os, "fchown"):
        return
    now, mode = os.fstat(handle), stat.S_IMODE(there.st_mode)
    for owner in (there.st_uid, -1):
        if (now.st_uid, now.st_gid) == (there.st_uid, there.st_gid):
            break
        with contextlib.suppress(OSError):
            os.fchown(handle, owner, there.st_gid)
            now = os.fstat(handle)
    # what one group might do is not for another
    kept = now.st_gid == there.st_gid
    os.fchmod(handle, mode if kept else mode & ~0o070)
    if kept and hasattr(os, "listxattr"):
        _keep_attributes(handle, target)


def _keep_attributes(handle: int, target: str) -> None:
    """Lists of who may read and write, where the file system has such."""
    with contextlib.suppress(OSError):
        for name in os.listxattr(target):
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(target, name))


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that end the process wait until no temporary file is left."""
    came: list[int] = []

    def later(number: int, _: FrameType | None) -> None:
        came.append(number)

    former = {}
    if threading.current_thread() is threading.main_thread():
        known = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
        heard = [n for n in known if signal.getsignal(n) not in (None, signal.SIG_IGN)]
        former = {number: signal.signal(number, later) for number in heard}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def _sync_folder(folder: str) -> None:
    """Make the new name durable, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
