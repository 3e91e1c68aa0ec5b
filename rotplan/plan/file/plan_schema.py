"""The form of the plan file: its keys, its JSON Schema, its bytes. Knows no solver."""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BeforeValidator

from rotplan.plan.file.plan_records import (
    AskedOnRecord,
    CertificateOnRecord,
    CertifiedTier,
    ConflictMember,
    FindingOnRecord,
    Input,
    Names,
    OpeningOnRecord,
    PlannedMove,
    Proof,
    Target,
    TierValue,
    Tool,
    WaiverOnRecord,
    WithoutPairOnRecord,
)
from rotplan.plan.file.point_json import FilePart, ToldPoint

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


def _number(value: object) -> object:
    """For Python a truth value is a number: true is 1."""
    if isinstance(value, bool):
        raise ValueError("a truth value is no number")
    return value


class PlanFile(FilePart):
    """Every key is always present."""

    rotplan_plan: Annotated[Literal[1], BeforeValidator(_number)]
    tool: Tool
    inputs: list[Input]
    asked: AskedOnRecord
    fingerprints: dict[str, dict[str, str]]
    status: Literal["optimal", "feasible", "infeasible", "undecided"]
    stopped: Literal["time", "signal", "gap"] | None
    proof: Proof
    tiers: list[TierValue]
    targets: list[Target]
    moves: list[PlannedMove]
    unplaced: list[str]
    holdings: dict[str, str | None]
    findings: list[FindingOnRecord]
    waivers: list[WaiverOnRecord]
    conflict: list[ConflictMember]
    conflict_minimal: bool | None
    shortages: list[ToldPoint]
    openings: list[OpeningOnRecord]
    repairs: list[ToldPoint]
    alternatives: list[ToldPoint]
    frontier: list[ToldPoint]
    prices: list[ToldPoint]
    without_pair: list[WithoutPairOnRecord]
    report: list[ToldPoint]
    names: Names
    certificate: CertificateOnRecord | None


def plan_schema() -> str:
    """The JSON Schema of the plan file, as committed."""
    found = {"$schema": SCHEMA_ID, **PlanFile.model_json_schema(by_alias=True)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def plan_json(plan: PlanFile) -> str:
    """The bytes of a plan file: keys in order, no clock, no machine."""
    data = plan.model_dump(by_alias=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def digest(tiers: list[CertifiedTier]) -> str:
    """SHA-256 of the tiers of a certificate, as JSON in the order of the form."""
    data = json.dumps([tier.model_dump() for tier in tiers], ensure_ascii=False)
    return hashlib.sha256(data.encode("utf-8", "backslashreplace")).hexdigest()
