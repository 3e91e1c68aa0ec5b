"""A cadre: who it is, what is held, what was, what is known of it."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rotplan.language.dates import PartialDate
from rotplan.roster.reading.field_types import (
    Count,
    Fact,
    Filled,
    Flag,
    Name,
    Partial,
    Text,
)
from rotplan.roster.records.place import PlaceField

Education = Literal[
    "none", "secondary", "vocational", "college", "university", "master", "doctorate"
]
Theory = Literal["none", "elementary", "intermediate", "advanced"]
Appraisal = Literal["poor", "fair", "good", "excellent"]
Circumstance = Literal[
    "pregnant",
    "child_under_36_months",
    "serious_illness",
    "studying",
    "seconded",
    "under_investigation",
    "hardship",
]


def one_post_or_several(value: object) -> object:
    """`holds: a-post` means one post held; a list names several."""
    if isinstance(value, str):
        return [{"post": value}]
    if isinstance(value, list):
        return [{"post": item} if isinstance(item, str) else item for item in value]
    return value


class Held(Fact):
    """A post held today, since when."""

    post: Text
    since: Partial | None = None


class Service(Fact):
    """A past post: kind and unit may be ids or words."""

    kind: Name
    unit: Name | None = None
    start: Partial | None = Field(None, alias="from")
    end: Partial | None = Field(None, alias="to")


class Stay(Fact):
    """A place lived in."""

    at: PlaceField
    start: Partial | None = Field(None, alias="from")
    end: Partial | None = Field(None, alias="to")


class Discipline(Fact):
    """A disciplinary decision."""

    form: Literal["reprimand", "warning", "removal", "expulsion"]
    date: Partial


class Cadre(Fact):
    """One person."""

    id: Text
    name: Name
    born: Partial | None = None
    sex: Literal["female", "male"] | None = None
    ethnicity: Name | None = None
    home: PlaceField | None = None
    birthplace: PlaceField | None = None
    lived: tuple[Stay, ...] | None = None
    holds: Annotated[tuple[Held, ...], BeforeValidator(one_post_or_several)] = ()
    since: Partial | None = None
    education: Education | None = None
    theory: Theory | None = None
    expertise: tuple[Name, ...] | None = None
    languages: tuple[Name, ...] | None = None
    history: tuple[Service, ...] = ()
    planned: tuple[Text, ...] = ()
    appraisals: Annotated[dict[Count, Appraisal] | None, Filled] = None
    discipline: tuple[Discipline, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    willing: Flag = False
    prefers: tuple[Text, ...] = ()
    retires: Partial | None = None
    leaving: Partial | None = None
    family_home: PlaceField | None = None
    available: Flag = False

    def since_when(self, held: Held) -> PartialDate | None:
        """When a post was taken up: its own date, else the cadre's."""
        return held.since or self.since
