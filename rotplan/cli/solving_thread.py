"""Solving in a thread, beside a main thread that hears signals and shows how far it is."""

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from types import FrameType
from typing import TypeVar

from rotplan.language.words import Lang, show
from rotplan.planning.engine import Budget
from rotplan.planning.program.precheck import Precheck
from rotplan.policy.docket import Docket

Result = TypeVar("Result")


class Progress:
    """The last thing the solver said; shown on standard error once a second has passed."""

    def __init__(self, docket: Docket, said: Lang) -> None:
        self.docket, self.said = docket, said
        self.latest, self.shown = "", ""

    def seen(self, found: Precheck) -> None:
        """Who has no legal pair is told before any solving."""
        if found.cadres or found.posts:
            from rotplan.plan.telling.report.without_pair_points import alone_points

            self.clear()
            told = (show(p.words[self.said]) for p in alone_points(self.docket, found))
            sys.stderr.writelines(f"rotplan: {line}\n" for line in told)

    def __call__(self, phase: str, best: int | None, bound: int | None) -> None:
        numbers = (f"{n}={v}" for n, v in (("best", best), ("bound", bound)) if v is not None)
        self.latest = " ".join([phase, *numbers])

    def show(self) -> None:
        if self.latest == self.shown:
            return
        self.shown = self.latest
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{self.latest}")
        else:
            sys.stderr.write(f"rotplan: {self.latest}\n")
        sys.stderr.flush()

    def clear(self) -> None:
        if self.shown and sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")


def run_in_thread(
    work: Callable[[], Result], budget: Budget, progress: Progress
) -> tuple[Result, int | None]:
    """What the work comes to, and the signal that cut it short, if one did."""
    caught: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        if caught:
            os._exit(128 + number)
        caught.append(number)
        budget.stop()

    restore = _on_signals(stop)
    try:
        with ThreadPoolExecutor(1) as pool:
            result = _wait(pool.submit(work), progress)
    finally:
        restore()
        progress.clear()
    return result, caught[0] if caught else None


def _wait(future: "Future[Result]", progress: Progress) -> Result:
    waited = 0.0
    while True:
        try:
            return future.result(timeout=0.1)
        except NotYetError:
            if future.done():
                return future.result()
            waited += 0.1
            if waited > 1:
                progress.show()


def _on_signals(handler: Callable[[int, FrameType | None], None]) -> Callable[[], None]:
    """Hear SIGINT and SIGTERM by the handler; calling the result undoes it."""
    before = [(n, signal.signal(n, handler)) for n in (signal.SIGINT, signal.SIGTERM)]

    def restore() -> None:
        for number, former in before:
            signal.signal(number, former)

    return restore
