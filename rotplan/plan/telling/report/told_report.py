"""A report as it was told: nothing is left to be asked."""

from dataclasses import dataclass

from rotplan.plan.telling.point import Point


@dataclass(frozen=True)
class ToldReport:
    """`before` and `after` what was asked besides: how sure it is stands last."""

    before: tuple[Point, ...]
    after: tuple[Point, ...] = ()
