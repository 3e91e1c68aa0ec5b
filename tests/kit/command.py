"""Runs the command line inside the test's own process: what it printed, and its exit code."""

import contextlib
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from rotplan.__main__ import run

# what of the surroundings would change the output
SURROUNDINGS = (
    "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR", "ROTPLAN_COLOR",
    "ROTPLAN_FAIL_ON", "ROTPLAN_FORMAT", "ROTPLAN_LANG", "TERM",
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What `check -f json` found."""
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return found

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.findings]


class _Stream(io.TextIOWrapper):
    """A stream that says whether it is a terminal, and keeps its text when it is closed."""

    def __init__(self, tty: bool, given: bytes = b"") -> None:
        super().__init__(io.BytesIO(given), encoding="utf-8", newline="")
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


def rotplan(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    tty: tuple[bool, bool] = (False, False),
    given: str | bytes = b"",
) -> Done:
    """`tty` says for standard output and standard error whether they are terminals."""
    data = given.encode() if isinstance(given, str) else given
    out, err = _Stream(tty[0]), _Stream(tty[1])
    with (
        _environment(env or {}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch("sys.stdin", _Stream(False, data)),
    ):
        code = run([str(a) for a in arguments])
    return Done(code, out.text(), err.text())


def limited(seconds: int, *arguments: str | Path, given: str | bytes = b"") -> Done:
    """In a process of its own, which the system ends after so many CPU seconds."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))

    clean = {k: v for k, v in os.environ.items() if k not in SURROUNDINGS}
    done = subprocess.run(
        [sys.executable, "-m", "rotplan", *map(str, arguments)],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        check=False,
        env={**clean, "XDG_CONFIG_HOME": "/nonexistent", "ROTPLAN_LANG": "en"},
        preexec_fn=limits,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """As somebody whom the modes of files bind; root becomes nobody for a while.

    What is imported later on may be out of nobody's reach: run the same before, as oneself.
    """
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextlib.contextmanager
def _environment(given: Mapping[str, str]) -> Iterator[None]:
    clean = {k: v for k, v in os.environ.items() if k not in SURROUNDINGS}
    clean["XDG_CONFIG_HOME"] = "/nonexistent"
    with mock.patch.dict(os.environ, {**clean, "ROTPLAN_LANG": "en", **given}, clear=True):
        yield
