"""What the board has settled, what is only supposed, and what it sets aside."""

from typing import Any, Literal

from pydantic import Field

from rotplan.roster.reading.field_types import (
    Day,
    Fact,
    Name,
    Text,
    error,
)


class Decision(Fact):
    """What the board has settled: exactly one of keep, place, never names the cadre."""

    keep: Text | None = None
    place: Text | None = None
    never: Text | None = None
    target: Text | None = Field(None, alias="in")
    because: Name | None = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where it is not one decision."""
        given = [c for c in (self.keep, self.place, self.never) if c is not None]
        if len(given) != 1 or (self.target is None) != (self.keep is not None):
            raise error("decision-shape")

    @property
    def cadre(self) -> str:
        return self.keep or self.place or self.never or ""

    @property
    def verb(self) -> Literal["keep", "place", "never"]:
        if self.keep is not None:
            return "keep"
        return "place" if self.place is not None else "never"

    @property
    def id(self) -> str:
        """How plans and conflicts name it."""
        return f"{self.verb} {self.cadre}" + (f" in {self.target}" if self.target else "")


class Supposed(Decision):
    """A decision that nobody took: it is only asked what would follow. It stands in no file and
    equals no decision of the board, whatever it says."""


class Waiver(Fact):
    """A clause set aside for one cadre (and one post), by a decision that exists on paper."""

    clause: Text
    cadre: Text
    basis: Name
    post: Text | None = None
    until: Day | None = None
