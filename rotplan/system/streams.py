"""The three streams of the process, safe to use whatever they lead to: closed, full, broken."""

import io
import os
import select
import sys
from collections.abc import Callable
from typing import Any, TextIO

from rotplan.system.files_read import is_read


def await_room(number: int) -> None:
    """Wait until a descriptor that does not block takes something again, or has an error."""
    waiting = select.poll()
    waiting.register(number, select.POLLOUT)
    waiting.poll()


class OutputError(OSError):
    """Standard output takes no more, for another reason than a reader that went away."""


def _taken(write: Callable[[Any], int | None], number: int, data: Any) -> int:
    """How much was written: something, however long a stream that does not block takes."""
    while (count := write(data)) is None:
        await_room(number)
    return count


class _Answer(io.FileIO):
    """Standard output: what it cannot take is told apart from what any file cannot."""

    def write(self, data: Any, /) -> int:
        try:
            return _taken(super().write, self.fileno(), data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(error.errno, error.strerror) from error


class _Aside(io.FileIO):
    """Standard error: where nobody can hear it, the answer and the exit code still count. What
    went wrong with a file that was read is not written into that file."""

    def write(self, data: Any, /) -> int:
        try:
            if is_read(os.fstat(self.fileno())):
                return len(memoryview(data))
            return _taken(super().write, self.fileno(), data)
        except OSError:
            return len(memoryview(data))


def prepare() -> None:
    """Take the streams in hand: nothing that is opened later may get the number of a closed one."""
    for number in (0, 1, 2):
        _hold(number)
    if os.name == "posix":  # elsewhere a console is no file
        sys.stdout = _stream(_Answer(1, "wb", closefd=False), sys.stdout)
        sys.stderr = _stream(_Aside(2, "wb", closefd=False), sys.stderr)
    sys.stdout = sys.stdout or _stream(io.FileIO(1, "wb", closefd=False), None)
    sys.stderr = sys.stderr or _stream(io.FileIO(2, "wb", closefd=False), None)


def silence() -> None:
    """Send what is still written to standard output nowhere; it was said already why."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _hold(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        nowhere = os.open(os.devnull, os.O_RDWR)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)


def _stream(raw: io.FileIO, before: TextIO | None) -> TextIO:
    """A text stream that flushes when the one before it did."""
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding="utf-8",
        errors="backslashreplace",
        # what is said aside is said at once, also under PYTHONUNBUFFERED
        line_buffering=raw.fileno() == 2 or getattr(before, "line_buffering", False),
        write_through=getattr(before, "write_through", False),
    )
