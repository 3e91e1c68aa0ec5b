"""What a roster says, one kind of record a file. Frozen; knows no rule.

Absent means *none* for circumstances, discipline, planned, history, willing, leaving, prefers and
available (the default is empty or false), and *unknown* for the rest (the default is None).
"""

from rotplan.roster.records.cadre import (
    Appraisal,
    Cadre,
    Circumstance,
    Discipline,
    Education,
    Held,
    Service,
    Stay,
    Theory,
)
from rotplan.roster.records.decision import Decision, Supposed, Waiver
from rotplan.roster.records.place import Place, PlaceField
from rotplan.roster.records.post import Post, PostKind
from rotplan.roster.records.roster_part import Distances, RosterPart
from rotplan.roster.records.round import Round
from rotplan.roster.records.tie import Tie
from rotplan.roster.records.unit import Seats, Unit, UnitKind

__all__ = [
    "Appraisal",
    "Cadre",
    "Circumstance",
    "Decision",
    "Discipline",
    "Distances",
    "Education",
    "Held",
    "Place",
    "PlaceField",
    "Post",
    "PostKind",
    "RosterPart",
    "Round",
    "Seats",
    "Service",
    "Stay",
    "Supposed",
    "Theory",
    "Tie",
    "Unit",
    "UnitKind",
    "Waiver",
]
