"""What a roster and its policy state, as plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .dates import Span


@dataclass(frozen=True, slots=True)
class Kind:
    """A post kind: its grade, whether its posts are required, its titles in both languages."""

    id: str
    grade: int
    required: bool
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the roster."""

    id: str
    name: str
    kind: str
    parent: str | None
    authority: str | None
    formerly: tuple[str, ...]
    seat: str | None
    at: tuple[float, float] | None
    zone: int | None
    languages: frozenset[str] | None
    seats: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Post:
    """One seat; `planned` when its authority is the round's."""

    id: str
    unit: str
    kind: str
    required: bool
    closing: bool
    planned: bool

    @property
    def open(self) -> bool:
        """A planned post that somebody may hold after the round: "a closing post is empty"."""
        return self.planned and not self.closing


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay of `lived`; `at` is None when the place is no unit of the roster."""

    at: str | None
    since: Span
    until: Span


@dataclass(frozen=True, slots=True)
class Stint:
    """A `history` entry with the kinds and units that its words may mean."""

    kinds: frozenset[str]
    units: frozenset[str]
    since: Span
    until: Span


@dataclass(frozen=True, slots=True)
class Discipline:
    """A `discipline` entry: the form and the date of the decision."""

    form: str
    decided: Span


@dataclass(frozen=True, slots=True)
class Cadre:
    """A cadre; None is unknown, an empty collection is known to be none."""

    id: str
    born: Span | None
    sex: str | None
    ethnicity: str | None
    home: str | None
    birthplace: str | None
    lived: tuple[Stay, ...] | None
    held: Mapping[str, Span | None]
    education: str | None
    theory: str | None
    expertise: frozenset[str] | None
    languages: frozenset[str] | None
    history: tuple[Stint, ...]
    planned: frozenset[str]
    appraisals: Mapping[int, str] | None
    discipline: tuple[Discipline, ...]
    circumstances: frozenset[str]
    willing: bool
    prefers: frozenset[str]
    family_home: str | None
    retires: Span | None
    leaving: bool
    available: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A is the `kind` of B."""

    a: str
    b: str
    kind: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A clause set aside for one cadre, and for one post if given."""

    clause: str
    cadre: str
    post: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in force, with its options as the file gives them."""

    id: str
    rule: str
    force: str
    options: Mapping[str, Any]

    def lists(self, kind: str) -> bool:
        """Common option `posts`: "post kinds; default all"."""
        return kind in self.options.get("posts", (kind,))

    def number(self, option: str, default: int) -> int:
        """An option that is a whole number ("90%" is 90)."""
        return int(str(self.options.get(option, default)).rstrip("% "))


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules need; `waivers` and `clauses` hold only those in force."""

    day: date
    reckon: Span | None
    max_moves: int | None
    kinds: Mapping[str, Kind]
    units: Mapping[str, Unit]
    posts: Mapping[str, Post]
    cadres: Mapping[str, Cadre]
    ties: tuple[Tie, ...]
    decisions: tuple[Mapping[str, str], ...]
    waivers: tuple[Waiver, ...]
    clauses: tuple[Clause, ...]
    distances: Mapping[frozenset[str], str]
    scores: Mapping[tuple[str, str], int]
    tiers: tuple[str, ...]

    def planned_held(self, cadre: Cadre) -> frozenset[str]:
        """The planned posts that a cadre holds before the round."""
        return frozenset(post for post in cadre.held if self.posts[post].planned)

    def outside_held(self, cadre: Cadre) -> frozenset[str]:
        """The posts outside the round's authority that a cadre holds before the round."""
        return frozenset(post for post in cadre.held if not self.posts[post].planned)

    def candidate(self, cadre: Cadre) -> bool:
        """ "Cadres who hold a planned post, none, or are `available`"; a leaver takes no post."""
        free = not cadre.held or cadre.available or bool(self.planned_held(cadre))
        return free and not cadre.leaving
