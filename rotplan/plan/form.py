"""The form of the plan file: its keys, its JSON Schema, its bytes. Knows no solver."""

import hashlib
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(_Part):
    vi: str
    en: str


class Tool(_Part):
    version: str
    ortools: str


class Input(_Part):
    path: str
    sha256: str


class Proof(_Part):
    """What was confirmed: every tier at its bound, by a second solver, one plan among equals."""

    bound_met: bool
    second_opinion: Literal["agrees", "certificate", "limit"]
    canonical: bool


class TierValue(_Part):
    name: str
    value: int | None
    bound: int | None


class Target(_Part):
    clause: str
    met: int
    of: int
    goal: str
    before: int
    doubt: int
    waived: int


class Because(_Part):
    kind: str
    clause: str | None
    beneficiary: str | None = Field(alias="for")
    doubt: bool
    text: Text


class PlannedMove(_Part):
    cadre: str
    before: list[str] = Field(alias="from")
    after: list[str] = Field(alias="to")
    form: Literal["appointment", "rotation", "transfer", "reassignment"] | None
    chain: int
    because: list[Because]


class Finding(_Part):
    clause: str
    force: str
    cadre: str | None
    post: str | None
    unit: str | None
    count: int
    doubt: bool
    text: Text


class WaiverOnRecord(_Part):
    """`valid`: still in force on the round's date; an expired one is not counted."""

    clause: str
    cadre: str
    post: str | None
    basis: str
    until: str | None
    valid: bool


class ConflictMember(_Part):
    kind: Literal["structure", "clause", "cap", "decision"]
    id: str
    text: Text


class Asked(_Part):
    """What the command line put in place of the roster's own: `--policy`, `--max-moves`."""

    policy: str | None = None
    max_moves: int | None = None


class Barred(_Part):
    """How many posts (of a cadre) or cadres (of a post) a clause or decision bars."""

    by: str
    count: int


class WithoutPair(_Part):
    """A cadre for whom no post is left, or a required post for which no cadre is: of `asked`."""

    kind: Literal["cadre", "post"]
    id: str
    asked: int
    barred: list[Barred]


class CertifiedTier(_Part):
    """Multipliers in 1/scale, and the bound that they prove, in 1/scale too.

    `verdict`: `proved` where that reaches the bound the plan claims; rows by name, written as JSON.
    """

    name: str
    bound: int | None
    verdict: Literal["proved", "limit"]
    posts: dict[str, int]
    rows: dict[str, int]
    settled: dict[str, int]


class Certificate(_Part):
    """What anybody can re-check the bounds with; `sha256` of `tiers`, so that a slip is seen."""

    scale: int
    sha256: str
    tiers: list[CertifiedTier]


class PlanFile(_Part):
    """Every key is always present."""

    rotplan_plan: Literal[1]
    tool: Tool
    inputs: list[Input]
    asked: Asked
    status: Literal["optimal", "feasible", "infeasible", "undecided"]
    stopped: Literal["time", "signal", "gap"] | None
    proof: Proof
    tiers: list[TierValue]
    targets: list[Target]
    moves: list[PlannedMove]
    unplaced: list[str]
    holdings: dict[str, str | None]
    findings: list[Finding]
    waivers: list[WaiverOnRecord]
    conflict: list[ConflictMember]
    conflict_minimal: bool | None
    without_pair: list[WithoutPair]
    certificate: Certificate | None


def schema() -> str:
    """The JSON Schema of the plan file, as committed."""
    found = {"$schema": SCHEMA_ID, **PlanFile.model_json_schema(by_alias=True)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def to_json(plan: PlanFile) -> str:
    """The bytes of a plan file: keys in order, no clock, no machine."""
    data = plan.model_dump(by_alias=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def digest(tiers: list[CertifiedTier]) -> str:
    """SHA-256 of the tiers of a certificate, as JSON in the order of the form."""
    data = json.dumps([tier.model_dump() for tier in tiers], ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()
