"""Units: provinces, districts, communes, agencies."""

from typing import Literal

from rotplan.roster.reading.field_types import (
    Count,
    Decimal,
    Fact,
    Name,
    Text,
)

UnitKind = Literal["province", "district", "commune", "agency"]


class Seats(Fact):
    """How many seats a unit's committee has."""

    min: Count | None = None
    max: Count | None = None


class Unit(Fact):
    """A province, district, commune or agency. `at`: latitude and longitude in degrees."""

    id: Text
    name: Name
    kind: UnitKind
    parent: Text | None = None
    code: Text | None = None
    languages: tuple[Name, ...] | None = None
    zone: Count | None = None
    seat: Text | None = None
    at: tuple[Decimal, Decimal] | None = None
    authority: Text | None = None
    formerly: tuple[Text, ...] = ()
    seats: Seats | None = None
