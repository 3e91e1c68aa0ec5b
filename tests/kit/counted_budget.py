"""A budget that is over after so many looks at it: where time ends is counted, never timed."""

from dataclasses import dataclass

from rotplan.planning.engine import Budget


@dataclass
class Counted(Budget):
    """`seconds` is how many times it may be asked whether it is over; `asked`, how often it was."""

    asked: int = 0

    def __post_init__(self) -> None:
        self.looks = int(self.seconds)
        self.seconds = 1e6

    @property
    def left(self) -> float:
        return 0.0 if self.stopped else 1e6

    @property
    def over(self) -> bool:
        self.asked += 1
        if self.asked > self.looks:
            self.stopped = self.stopped or "time"
        return self.stopped is not None
