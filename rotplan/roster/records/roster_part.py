"""One file of a roster: the sections that may stand in it."""

from typing import Annotated, Any

from pydantic import Field

from rotplan.roster.reading.field_types import (
    Fact,
    Filled,
    Kilometres,
    Text,
    Version,
)
from rotplan.roster.records.cadre import Cadre
from rotplan.roster.records.decision import Decision, Waiver
from rotplan.roster.records.post import Post
from rotplan.roster.records.round import Round
from rotplan.roster.records.tie import Tie
from rotplan.roster.records.unit import Unit

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
