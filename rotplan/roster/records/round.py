"""The round: when it takes effect, and who decides."""

from rotplan.roster.reading.field_types import (
    Count,
    Day,
    Fact,
    Name,
    Partial,
    Text,
)


class Round(Fact):
    """The round: its date is the day the moves take effect, and all ages are counted on it."""

    name: Name | None = None
    date: Day
    authority: Text
    policy: Text | None = None
    max_moves: Count | None = None
    reckon: Partial | None = None
