"""Running tests in a process of their own, forked from one that has imported all that is heavy."""

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

MEMORY = 3 * 2**30
_POLL = 0.02


def forked(work: Callable[[], int], log: str, *, cpu: float, wall: float) -> int | None:
    """The exit code of some work, or nothing if it ran out of time or was killed.

    `cpu` seconds bound each process of it, `wall` all of them together.
    """
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _be_child(work, log, cpu)
    until, status = time.monotonic() + wall, None
    while status is None and time.monotonic() < until:
        done, code = os.waitpid(child, os.WNOHANG)
        if done:
            status = code
        else:
            time.sleep(_POLL)
    # the child leads a group of its own: what it started and left behind ends with it
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
        return None
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None


def _be_child(work: Callable[[], int], log: str, cpu: float) -> None:
    code = 70
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream in (1, 2):
            os.dup2(out, stream)
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)
