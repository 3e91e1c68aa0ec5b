"""An explanation as JSON: the same points as on the screen; its JSON Schema is generated here."""

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rotplan.plan.file import SCHEMA_ID, Text
from rotplan.plan.points import Explanation, Point
from rotplan.text import Words


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Part):
    """Where a clause or a decision stands; lines from 1."""

    path: str
    line: int


class ToldPoint(_Part):
    """One thing said; `facts` are ids and numbers by name."""

    kind: str
    text: Text
    clause: str | None
    cadre: str | None
    post: str | None
    place: Place | None
    facts: dict[str, str | int | bool | list[str] | None]
    parts: list["ToldPoint"]


class Told(_Part):
    """Whom or what it is about, and its points."""

    title: Text
    notes: list[Text]
    points: list[ToldPoint]


class ExplanationFile(_Part):
    """`answered`: false where the time ended before some question could be answered."""

    rotplan_explanation: Literal[1]
    cadre: str | None = Field(description="The cadre asked about")
    post: str | None = Field(description="The post asked about")
    answered: bool
    told: list[Told]


def schema() -> str:
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
        title=_text(explanation.title),
        notes=[_text(note) for note in explanation.notes],
        points=[told_point(point) for point in explanation.points],
    )


def told_point(point: Point) -> ToldPoint:
    """A point with all that belongs to it."""
    place = Place(path=point.place[0], line=point.place[1]) if point.place else None
    return ToldPoint(
        kind=point.kind,
        text=_text(point.words),
        clause=point.clause,
        cadre=point.cadre,
        post=point.post,
        place=place,
        facts={k: list(v) if isinstance(v, tuple) else v for k, v in point.facts},
        parts=[told_point(part) for part in point.parts],
    )


def _text(words: Words) -> Text:
    return Text(vi=words.vi, en=words.en)
