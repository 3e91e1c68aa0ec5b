"""Points as JSON: the same in plan files and explanations."""

from pydantic import BaseModel, ConfigDict

from rotplan.language.words import Words
from rotplan.plan.telling.point import Point


class FilePart(BaseModel):
    """A frozen part of a file that rotplan writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ToldText(FilePart):
    vi: str
    en: str


class FilePlace(FilePart):
    """Where a clause or a decision stands; lines from 1."""

    path: str
    line: int


class ToldPoint(FilePart):
    """One thing said; `facts` are ids and numbers by name."""

    kind: str
    text: ToldText
    clause: str | None
    cadre: str | None
    post: str | None
    place: FilePlace | None
    facts: dict[str, str | int | bool | list[str] | None]
    parts: list["ToldPoint"]


def told_point(point: Point, *, places: bool = True) -> ToldPoint:
    """A point with all that belongs to it; a plan file leaves out where things stand."""
    place = None
    if places and point.place is not None:
        place = FilePlace(path=point.place[0], line=point.place[1])
    return ToldPoint(
        kind=point.kind,
        text=told_text(point.placed if places else point.words),
        clause=point.clause,
        cadre=point.cadre,
        post=point.post,
        place=place,
        facts={k: list(v) if isinstance(v, tuple) else v for k, v in point.facts},
        parts=[told_point(part, places=places) for part in point.parts],
    )


def told_text(words: Words) -> ToldText:
    return ToldText(vi=words.vi, en=words.en)
