"""A budget that is over after so many looks at it: where time ends is counted, never timed."""

from dataclasses import dataclass

from rotplan.planning.engine import Budget


@dataclass
class Counted(Budget):
    """`seconds` is how many times it may be asked whether it is over."""

    def __post_init__(self) -> None:
        self.looks = int(self.seconds)
        self.seconds = 1e6

    @property
    def left(self) -> float:
        return 0.0 if self.stopped else 1e6

    @property
    def over(self) -> bool:
        if self.looks <= 0:
            self.stopped = self.stopped or "time"
        self.looks -= 1
        return self.stopped is not None
