"""What a roster says: units, posts, cadres, ties, decisions, waivers. Frozen; knows no rule.

Absent means *none* for circumstances, discipline, planned, history, willing, leaving, prefers and
available (the default is empty or false), and *unknown* for the rest (the default is None).
"""

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from rotplan.language.dates import PartialDate
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import (
    Bilingual,
    Count,
    Day,
    Decimal,
    Fact,
    Filled,
    Flag,
    Kilometres,
    Name,
    Partial,
    Text,
    Unread,
    Version,
    Whole,
    error,
    mapping,
)

UnitKind = Literal["province", "district", "commune", "agency"]
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


def _one_or_many(value: object) -> object:
    """`holds: a-post` means one post held; a list names several."""
    if isinstance(value, str):
        return [{"post": value}]
    if isinstance(value, list):
        return [{"post": item} if isinstance(item, str) else item for item in value]
    return value


def _words_or_code(value: object) -> object:
    if type(value) is str and value and not value.isspace():
        return _in_words(value)
    return {"words": value} if isinstance(value, str) else mapping(value)


@lru_cache(maxsize=1 << 16)
def _in_words(words: str) -> "Place":
    """One record for all who name a place in the same words."""
    return Place.model_construct(words=" ".join(words.split()))


class Place(Fact):
    """A place as written: a unit id or words, or a code with the year of its list; or the country
    abroad where it is, and nothing else."""

    words: Name | None = None
    code: Text | None = None
    as_of: Count | None = None
    abroad: Name | None = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where it names no place, or more than one."""
        if self.abroad is not None:
            beside = [key for key in ("words", "code", "as_of") if getattr(self, key) is not None]
            if beside:
                raise error("abroad-and-place", keys=", ".join(beside))
        elif self.words is None and self.code is None:
            raise error("missing-key", key="code")
        if self.as_of is not None and not 1900 <= self.as_of <= 2200:
            raise error("bad-number", value=str(self.as_of), expected=Words("một năm", "a year"))


PlaceField = Annotated[Place, BeforeValidator(_words_or_code)]


class Round(Fact):
    """The round: its date is the day the moves take effect, and all ages are counted on it."""

    name: Name | None = None
    date: Day
    authority: Text
    policy: Text | None = None
    max_moves: Count | None = None
    reckon: Partial | None = None


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


class Post(Fact):
    """One seat. `closing`: the seat ends with this round."""

    id: Text
    unit: Text
    kind: Text
    required: Flag | None = None
    authority: Text | None = None
    closing: Flag = False


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
    holds: Annotated[tuple[Held, ...], BeforeValidator(_one_or_many)] = ()
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


class Tie(Fact):
    """A family tie: `a` is the `kind` of `b`."""

    a: Text
    b: Text
    kind: Text


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


class PostKind(Fact):
    """A kind of post: its grade orders posts, `head` marks the leader of a unit."""

    title: Bilingual
    grade: Whole
    head: Flag = False
    required: Flag = False
    # these may stand there: check warns of them, and they are no facts
    side: Unread = None
    party: Unread = None
    standing_committee: Unread = None

    @property
    def words(self) -> Words:
        return self.title.words


Distances = Annotated[dict[Text, Kilometres], Filled]


class RosterPart(Fact):
    """One file of a roster. `rules` and `post_kinds` are read with the policy they change."""

    rotplan: Version
    round: Round | None = None
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    cadres: tuple[Cadre, ...] = ()
    ties: tuple[Tie, ...] = ()
    distances: Annotated[dict[Text, Distances], Filled] = Field(default_factory=dict)
    scores: Text | None = None
    decisions: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    rules: Annotated[dict[Text, Any], Filled] = Field(default_factory=dict)
    post_kinds: Annotated[dict[Text, Any], Filled] = Field(default_factory=dict)
