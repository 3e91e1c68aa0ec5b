"""What the ids of a plan file are called: of everyone and everything that it names, wherever."""

from collections.abc import Iterator

from pydantic import BaseModel

from rotplan.language.words import same
from rotplan.plan.file.plan_records import Names
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.point_json import told_text
from rotplan.policy.docket import Docket

NO_NAMES = Names(cadres={}, posts={}, units={}, committees={})
# fields that hold no id: words, hashes, kinds of things, and the names themselves
_NO_IDS = {
    "tool", "inputs", "asked", "fingerprints", "status", "stopped", "proof", "names",
    "kind", "text", "clause", "force", "form", "goal", "name", "verdict", "basis", "until",
    "sha256",
}  # fmt: skip


def names_in(plan: PlanFile, docket: Docket) -> Names:
    """By kind and id, those of the docket that stand anywhere in the file."""
    roster = docket.roster
    named = set(_texts(plan))
    posts = sorted(named & roster.post_of.keys())
    units = {roster.round.authority, *(roster.post_of[post].unit for post in posts)}
    units |= named & roster.unit_of.keys()
    return Names(
        cadres={id_: roster.cadre_of[id_].name for id_ in sorted(named & roster.cadre_of.keys())},
        posts={id_: told_text(docket.post_words(roster.post_of[id_])) for id_ in posts},
        units={id_: told_text(same(roster.unit_of[id_].name)) for id_ in sorted(units)},
        committees={},
    )


def _texts(data: object) -> Iterator[str]:
    """Every text that may be an id; of mappings by id the keys too, but no names of facts."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, BaseModel):
        for field in type(data).model_fields.keys() - _NO_IDS:
            value = getattr(data, field)
            yield from _texts([*value.values()] if field == "facts" else value)
    elif isinstance(data, dict):
        yield from data
        yield from _texts([*data.values()])
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
