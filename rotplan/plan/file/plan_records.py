"""What stands under the keys of a plan file, one record each."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from rotplan.plan.file.point_json import FilePart, ToldText
from rotplan.roster.reading.field_types import LARGEST_INTEGER

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
# as many as a roster may say itself
Cap = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]


def _path(value: str) -> str:
    """Not by a pattern: bytes of a name that are no letters would not get through one."""
    if not value or "\0" in value:
        raise ValueError("no file has such a name")
    return value


NamedPath = Annotated[
    str,
    AfterValidator(_path),
    Field(json_schema_extra={"minLength": 1, "pattern": r"^[^\x00]*$"}),
]


class Tool(FilePart):
    version: str
    ortools: str


class Input(FilePart):
    path: NamedPath
    sha256: Sha256
    kind: Literal["roster", "scores", "policy"]


class AskedOnRecord(FilePart):
    """What the command line asked: a policy in place of the roster's own, and the cap that held."""

    policy: NamedPath | None
    max_moves: Cap | None


class Excluded(FilePart):
    """Pairs (a candidate with a holding) that are no column of the program: `checked` of `of` were
    named as barred by the judge."""

    checked: int
    of: int


class Proof(FilePart):
    """What was confirmed: every tier at its bound, by a certificate or a second solver, one plan
    among equals, and that what was left out is barred."""

    bound_met: bool
    second_opinion: Literal["agrees", "certificate", "limit"]
    canonical: bool
    exclusions: Excluded | None


class TierValue(FilePart):
    name: str
    value: int | None
    bound: int | None


class Target(FilePart):
    clause: str
    met: int
    of: int
    goal: str
    before: int
    doubt: int
    waived: int


class Because(FilePart):
    kind: str
    clause: str | None
    beneficiary: str | None = Field(alias="for")
    doubt: bool
    text: ToldText


class PlannedMove(FilePart):
    cadre: str
    before: list[str] = Field(alias="from")
    after: list[str] = Field(alias="to")
    form: Literal["appointment", "rotation", "transfer", "reassignment"] | None
    chain: int
    because: list[Because]


class FindingOnRecord(FilePart):
    clause: str
    force: str
    cadre: str | None
    post: str | None
    unit: str | None
    count: int
    doubt: bool
    text: ToldText


class WaiverOnRecord(FilePart):
    """`valid`: still in force on the round's date; an expired one is not counted."""

    clause: str
    cadre: str
    post: str | None
    basis: str
    until: str | None
    valid: bool


class ConflictMember(FilePart):
    kind: Literal["structure", "clause", "cap", "decision"]
    id: str
    text: ToldText


class OpeningFor(FilePart):
    """What somebody is looked for: a vacant post, or with a clause one that misses that target."""

    post: str
    clause: str | None


class OpeningBars(FilePart):
    """How many candidates a clause bars from the post, or how many would miss the target."""

    clause: str
    cadres: int


class OpeningOnRecord(FilePart):
    """`could`: every candidate whom nothing bars by itself, by id."""

    seat: OpeningFor = Field(alias="for")
    could: list[str]
    barred: list[OpeningBars]
    text: ToldText


class Names(FilePart):
    """What every id in the file is called, so that nobody has to look into other files."""

    cadres: dict[str, str]
    posts: dict[str, ToldText]
    units: dict[str, ToldText]
    committees: dict[str, ToldText]


class Barred(FilePart):
    """How many posts (of a cadre) or cadres (of a post) a clause or decision bars."""

    by: str
    count: int


class WithoutPairOnRecord(FilePart):
    """A cadre for whom no post is left, or a required post for which no cadre is: of `asked`."""

    kind: Literal["cadre", "post"]
    id: str
    asked: int
    barred: list[Barred]


class CertifiedCut(FilePart):
    """Rows added up with weights, divided and rounded down: one more row, with its multiplier.

    `earlier` has a weight for each cut before it.
    """

    divisor: int
    candidates: dict[str, int]
    posts: dict[str, int]
    rows: dict[str, int]
    earlier: list[int]
    multiplier: int


class CertifiedTier(FilePart):
    """Multipliers in 1/scale, and the bound that they prove, in 1/scale too.

    `verdict`: `proved` where that reaches the bound the plan claims; rows by name, written as JSON.
    """

    name: str
    bound: int | None
    verdict: Literal["proved", "limit"]
    posts: dict[str, int]
    rows: dict[str, int]
    settled: dict[str, int]
    cuts: list[CertifiedCut]


class CertificateOnRecord(FilePart):
    """What anybody can re-check the bounds with; `sha256` of `tiers`, so that a slip is seen."""

    scale: int
    sha256: str
    tiers: list[CertifiedTier]
