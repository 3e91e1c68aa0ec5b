"""Which files a run has read: nothing may be written over them, and a bug is told with them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Identity = tuple[int | str, int | str]


@dataclass
class Opened:
    """Every file by device and number, with the name it was read by; what standard input gave."""

    files: dict[Identity, str] = field(default_factory=dict)
    given: bytes = b""


_RUN: ContextVar[Opened | None] = ContextVar("opened", default=None)


@contextmanager
def remembered() -> Iterator[Opened]:
    """Whatever is read from here on is remembered."""
    opened = Opened()
    token = _RUN.set(opened)
    try:
        yield opened
    finally:
        _RUN.reset(token)


def opened() -> Opened:
    """What was read so far; nothing where nobody asked to remember it."""
    return _RUN.get() or Opened()


def note(status: os.stat_result, path: str) -> None:
    """A file was read under this name."""
    opened().files.setdefault((status.st_dev, status.st_ino), path)


def is_read(status: os.stat_result) -> bool:
    """Whether this file was read so far."""
    return (status.st_dev, status.st_ino) in opened().files


def note_given(data: bytes) -> None:
    """Standard input was read."""
    opened().given += data
