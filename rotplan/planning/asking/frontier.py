"""The best that each number of moves can reach, from none up to where more change nothing."""

from dataclasses import dataclass

from rotplan.planning.solving.solve_again import (
    Again,
    Impossible,
    Replanned,
    Suppose,
    Unanswered,
    is_proved,
)


@dataclass(frozen=True)
class Stretch:
    """With `first` to `last` moves allowed (`last` None: any number) this is the best there is;
    it takes exactly `first` moves. Without a plan: none exists (`found` says that it is proved)."""

    first: int
    last: int | None
    found: Replanned | Impossible | Unanswered

    @property
    def proved(self) -> bool:
        return is_proved(self.found)


def frontier(again: Again) -> tuple[Stretch, ...]:
    """All stretches, from the fewest moves up. The cap on moves is not asked.

    Solved from the top down. A plan that takes m moves where n are allowed, m as few as its better
    tiers admit, is the best for every cap from m to n: so the next question is m - 1.
    """
    stretches: list[Stretch] = []
    most: int | None = None
    while most is None or most >= 0:
        found = again.ask(Suppose(uncapped=True, cap=most))
        if not isinstance(found, Replanned):
            stretches.append(Stretch(0, most, found))
            break
        moves = moved(found)
        # what is not proved speaks only for the cap that was asked
        first = moves if found.proved or most is None else most
        stretches.append(Stretch(first, most, found))
        most = first - 1
    return tuple(reversed(stretches))


def moved(found: Replanned) -> int:
    """How many move in a plan."""
    return dict(found.after.tiers)["moves"]
