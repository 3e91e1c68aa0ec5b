"""An explanation as JSON: the same points as on the screen; its JSON Schema is generated here."""

import json
from typing import Literal

from pydantic import Field

from rotplan.plan.file.plan_schema import SCHEMA_ID
from rotplan.plan.file.point_json import FilePart, ToldPoint, ToldText, told_point, told_text
from rotplan.plan.telling.point import Explanation


class Told(FilePart):
    """Whom or what it is about, and its points."""

    title: ToldText
    notes: list[ToldText]
    points: list[ToldPoint]


class ExplanationFile(FilePart):
    """`answered`: false where the time ended before some question could be answered."""

    rotplan_explanation: Literal[1]
    cadre: str | None = Field(description="The cadre asked about")
    post: str | None = Field(description="The post asked about")
    answered: bool
    told: list[Told]


def explanation_schema() -> str:
    """The JSON Schema of an explanation, as committed."""
    found = {"$schema": SCHEMA_ID, **ExplanationFile.model_json_schema()}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def explanation_json(
    explanations: tuple[Explanation, ...], cadre: str | None = None, post: str | None = None
) -> str:
    """The bytes of an explanation: keys in order, no clock, no machine."""
    file = ExplanationFile(
        rotplan_explanation=1,
        cadre=cadre,
        post=post,
        answered=all(e.answered for e in explanations),
        told=[_told(e) for e in explanations],
    )
    return json.dumps(file.model_dump(), ensure_ascii=False, indent=1) + "\n"


def _told(explanation: Explanation) -> Told:
    return Told(
        title=told_text(explanation.title),
        notes=[told_text(note) for note in explanation.notes],
        points=[told_point(point) for point in explanation.points],
    )
