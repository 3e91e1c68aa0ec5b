"""Whether something can be written at a path, and what is there: asked before any work."""

import errno
import os
import re
import socket
import stat

_DESCRIPTORS = re.compile(r"/proc/(\d+)(?:/task/\d+)?/fd|/dev/fd")


def descriptor(path: str) -> int | None:
    """The descriptor of this process that a path such as /dev/stdout means, links followed."""
    for _ in range(40):
        folder, name = os.path.split(path)
        found = _DESCRIPTORS.fullmatch(os.path.realpath(folder)) if name.isdigit() else None
        if found is not None and found[1] in (None, str(os.getpid())):
            return int(name)
        if not os.path.islink(path):  # noqa: PTH114 - false, not an error, for names too long
            return None
        path = os.path.join(folder, os.readlink(path))  # noqa: PTH115, PTH118 - as it stands
    return None


def check_target(path: str) -> None:
    """Whether something can be written there, as far as can be seen beforehand.

    Raises OSError, or ValueError for an impossible name.
    """
    number = descriptor(path)
    if number is not None:
        check_open(number)
        return
    there = status(path)
    if not path or (there is None and path.endswith(os.sep)):
        raise _refusal(errno.EISDIR if path else errno.ENOENT, path)
    if there is None or stat.S_ISREG(there.st_mode):
        folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120 - no Path of a bad name
        if not stat.S_ISDIR(os.stat(folder).st_mode):  # noqa: PTH116
            raise _refusal(errno.ENOTDIR, path)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _refusal(_why_closed(folder), folder)
    elif stat.S_ISDIR(there.st_mode):
        raise _refusal(errno.EISDIR, path)
    # a file that nobody may write is meant to stay, whatever the superuser could do
    if there is not None and not (there.st_mode & 0o222 and os.access(path, os.W_OK)):
        raise _refusal(errno.EACCES, path)
    if there is not None and stat.S_ISSOCK(there.st_mode):
        _check_listener(path)


def check_open(number: int) -> None:
    """Raise OSError where a descriptor is closed, or open for reading only."""
    os.fstat(number)
    if os.name == "posix":
        import fcntl

        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise _refusal(errno.EBADF, str(number))


def _check_listener(path: str) -> None:
    """Raise OSError where nobody has this socket any more. A datagram socket is told by a stream
    socket, and no connection is made, so that who listens hears of one only."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(path)
        except OSError as error:
            if error.errno == errno.EPROTOTYPE:
                return
            raise
    raise _refusal(errno.EPROTOTYPE, path)


def _why_closed(folder: str) -> int:
    """Whether it is the folder's mode or the whole file system that forbids to write there."""
    if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return errno.EROFS
    return errno.EACCES


def status(path: str) -> os.stat_result | None:
    """Of the file that a path leads to; nothing where there is none yet."""
    try:
        return os.stat(path)  # noqa: PTH116 - the empty path is not the current folder
    except FileNotFoundError:
        return None


def _refusal(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)
