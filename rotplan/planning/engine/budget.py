"""How long solving may go on, and how it ends badly."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any, Literal

from ortools.util.python import solve_interrupter


@dataclass
class Budget:
    """How long solving may go on: a deadline, and a stop that another thread may pull."""

    seconds: float
    threads: int = 1
    started: float = field(default_factory=time.monotonic)
    stopped: Literal["time", "signal"] | None = None
    _interrupter: Any = field(default_factory=solve_interrupter.SolveInterrupter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def left(self) -> float:
        return max(0.0, self.started + self.seconds - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop now; remembers why."""
        with self._lock:
            if self.stopped is None and self.left <= 0:
                self.stopped = "time"
            return self.stopped is not None

    def expire(self) -> None:
        """A solver came to the end of the time that it was given."""
        with self._lock:
            self.stopped = self.stopped or "time"

    def stop(self) -> None:
        """End solving as soon as the solver looks up; the best plan so far is kept."""
        with self._lock:
            self.stopped = self.stopped or "signal"
        self._interrupter.interrupt()

    @property
    def interrupter(self) -> Any:
        return self._interrupter


class SolverError(RuntimeError):
    """A solver ended in a way that no program of ours should lead to."""
