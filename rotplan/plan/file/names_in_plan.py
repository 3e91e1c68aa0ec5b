"""What the ids of a plan file are called: of everyone and everything that it names, wherever."""

from collections.abc import Iterator
from typing import Any

from rotplan.language.words import same
from rotplan.plan.file.plan_schema import Names, PlanFile
from rotplan.plan.file.point_json import told_text
from rotplan.policy.docket import Docket

NO_NAMES = Names(cadres={}, posts={}, units={}, committees={})
# these name no one: hashes, and the names themselves
_LEFT_OUT = {"inputs", "fingerprints", "tool", "names"}


def names_in(plan: PlanFile, docket: Docket) -> Names:
    """By kind and id, those of the docket that stand anywhere in the file."""
    roster = docket.roster
    named = set(_texts(plan.model_dump(by_alias=True, exclude=_LEFT_OUT)))
    posts = sorted(named & roster.post_of.keys())
    units = {roster.round.authority, *(roster.post_of[post].unit for post in posts)}
    units |= named & roster.unit_of.keys()
    return Names(
        cadres={id_: roster.cadre_of[id_].name for id_ in sorted(named & roster.cadre_of.keys())},
        posts={id_: told_text(docket.post_words(roster.post_of[id_])) for id_ in posts},
        units={id_: told_text(same(roster.unit_of[id_].name)) for id_ in sorted(units)},
        committees={},
    )


def _texts(data: Any) -> Iterator[str]:
    """Every text in plain data, keys too: an id may stand as either."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
