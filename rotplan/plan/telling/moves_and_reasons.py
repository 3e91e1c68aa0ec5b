"""What there is to tell of an arrangement, each part found once for all that tell it."""

from dataclasses import dataclass
from functools import cached_property

from rotplan.plan.telling.moves import Move, find_moves
from rotplan.plan.telling.opening_points import ToldOpening, openings_told, openings_untold
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.reasons import Reason, reasons
from rotplan.plan.telling.shortages import shortage_points
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.policy.clause import Clause
from rotplan.roster.records import Post


@dataclass(frozen=True)
class Account:
    """The moves of an arrangement, why each is in it, and what falls short."""

    arrangement: Arrangement

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """By chain, in an order in which they can be carried out."""
        return find_moves(self.arrangement)

    @cached_property
    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Of each move, by cadre id."""
        return reasons(self.arrangement, self.moves)

    @cached_property
    def shortages(self) -> tuple[Point, ...]:
        """Why posts stay vacant and targets are missed, where it can be counted."""
        return shortage_points(self.arrangement)

    @cached_property
    def openings(self) -> tuple[ToldOpening, ...]:
        """Who could hold what stays vacant or misses its target."""
        return (*self._openings_told, *openings_untold(self.arrangement))

    @cached_property
    def _openings_told(self) -> tuple[ToldOpening, ...]:
        # a report names few of many vacancies: it does not wait for the others
        return openings_told(self.arrangement)

    def opening(self, post: Post, target: Clause | None = None) -> ToldOpening:
        """Of those told one by one: a vacant post, or one whose holder misses a target."""
        return self._opening_of[post.id, target.id if target else None]

    @cached_property
    def _opening_of(self) -> dict[tuple[str, str | None], ToldOpening]:
        named = ((each.asked, each) for each in self._openings_told)
        return {(post.id, clause.id if clause else None): each for (post, clause), each in named}
