"""Family ties between cadres."""

from rotplan.roster.reading.field_types import (
    Fact,
    Text,
)


class Tie(Fact):
    """A family tie: `a` is the `kind` of `b`."""

    a: Text
    b: Text
    kind: Text
