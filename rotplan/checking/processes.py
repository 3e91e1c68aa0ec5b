"""`--jobs`: groups of files shared among processes.

Each process is given its share at once and answers by a pipe, so that none is left behind when
this one is killed. Whatever a process could not do is done here again, and fails as it would have.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection
from typing import Any

from rotplan.checking.check_outcome import Settled, joined_settled, settle
from rotplan.checking.judge_files import ToJudge
from rotplan.system.files_read import opened, remembered
from rotplan.system.gc_pause import without_collecting

FileGroup = tuple[str, ...]
NumberedGroups = list[tuple[int, FileGroup]]


def shared(question: ToJudge, jobs: int = 1) -> Settled:
    """What the groups of a question came to, in their order."""
    numbered = list(enumerate(question.groups))
    done: dict[int, Settled] = {}
    # standard input is here and nowhere else
    shares = _shares([n for n in numbered if "-" not in n[1]], jobs) if jobs > 1 else []
    if len(shares) > 1:
        for answer in _answers(question, shares):
            done.update(answer)
    for number, group in numbered:
        if number not in done:
            done[number] = settle(question, group)
    return joined_settled(done[number] for number, _ in numbered)


def _shares(numbered: NumberedGroups, jobs: int) -> list[NumberedGroups]:
    """As many as there are jobs, of about the same number of bytes; none is empty."""
    shares: list[NumberedGroups] = [[] for _ in range(min(jobs, len(numbered)))]
    sizes = [0] * len(shares)
    for size, number, group in sorted((-_size(g), n, g) for n, g in numbered):
        least = sizes.index(min(sizes))
        shares[least].append((number, group))
        sizes[least] += 1 - size
    return shares


def _size(group: FileGroup) -> int:
    total = 0
    for path in group:
        with contextlib.suppress(OSError):
            total += os.stat(path).st_size  # noqa: PTH116 - a path as it was named
    return total


def _answers(question: ToJudge, shares: list[NumberedGroups]) -> Iterable[dict[int, Settled]]:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    running: list[tuple[Any, Connection]] = []
    try:
        for share in shares:
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(there, question, share), daemon=True)
            process.start()
            there.close()
            running.append((process, here))
        for _, here in running:
            yield _received(here)
    finally:
        for process, here in running:
            here.close()
            process.terminate()
            process.join()


def _received(pipe: Connection) -> dict[int, Settled]:
    """The answer of a process; nothing where it came to an end without one."""
    try:
        answer: dict[int, Settled]
        answer, files = pickle.loads(pipe.recv_bytes())
    except (EOFError, OSError, pickle.UnpicklingError):
        return {}
    # what another process has read is an input of this run too
    opened().files.update(files)
    return answer


def _work(pipe: Connection, question: ToJudge, share: NumberedGroups) -> None:
    """In a process of its own: silent, and gone at the first signal."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    code = 1
    with contextlib.suppress(Exception):
        with without_collecting(), remembered() as read:
            answer = {n: settle(question, group).apart() for n, group in share}
        pipe.send_bytes(pickle.dumps((answer, read.files), pickle.HIGHEST_PROTOCOL))
        code = 0
    # not the end of the program: nothing of this copy's is to be written or run once more
    os._exit(code)
