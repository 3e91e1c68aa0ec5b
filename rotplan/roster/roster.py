"""One roster: its records with the ways to look them up, and where each stands in the files."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rotplan.roster.reading.problems import Entity
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import locate
from rotplan.roster.records import Cadre, Decision, Held, Post, Tie, Waiver
from rotplan.roster.unit_tree import UnitTree

if TYPE_CHECKING:
    from rotplan.roster.places.whereabouts import Whereabouts


class Section(NamedTuple):
    """Where a list stands in the files: `starts[i]` numbers the first item in `documents[i]`."""

    starts: tuple[int, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Scores:
    """How well cadres fit posts, higher is better; `files` are (path, SHA-256)."""

    of: dict[tuple[str, str], int] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()

    @cached_property
    def cadres(self) -> frozenset[str]:
        """The cadres who have a score."""
        return frozenset(cadre for cadre, _ in self.of)


@dataclass(frozen=True)
class Roster(UnitTree):
    """What the board knows. `sections` maps "cadres", "posts", … to where their items stand."""

    posts: tuple[Post, ...]
    cadres: tuple[Cadre, ...]
    ties: tuple[Tie, ...]
    decisions: tuple[Decision, ...]
    waivers: tuple[Waiver, ...]
    distances: dict[str, dict[str, float]]
    documents: tuple[Document, ...]
    round_document: Document
    sections: dict[str, Section]
    scores: Scores = Scores()
    # whether the round is seen from another day than its file names
    moved: bool = False

    # -- where things stand ------------------------------------------------------------------

    def mark(self, section: str, index: int, *path: str | int, key: bool = False) -> Mark:
        """The place in the files of item `index` of a section, or of something inside it."""
        starts, documents = self.sections[section]
        part = bisect_right(starts, index) - 1
        steps = (section, index - starts[part], *path)
        return locate(documents[part].root, steps, key=key)

    def place(self, section: str, index: int, *path: str | int) -> Callable[[], Mark]:
        """The same place, looked up only when it is asked for."""
        return lambda: self.mark(section, index, *path)

    def round_mark(self, *path: str, key: bool = False) -> Mark:
        return locate(self.round_document.root, ("round", *path), key=key)

    def entity(self, cadre: Cadre) -> Entity:
        return Entity("cadre", cadre.id, cadre.name)

    @cached_property
    def cadre_index(self) -> dict[str, int]:
        """Position of each cadre in `cadres`."""
        return {cadre.id: i for i, cadre in enumerate(self.cadres)}

    # -- looking up --------------------------------------------------------------------------

    @cached_property
    def post_of(self) -> dict[str, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def cadre_of(self) -> dict[str, Cadre]:
        return {cadre.id: cadre for cadre in self.cadres}

    @cached_property
    def whereabouts(self) -> "Whereabouts":
        """Where places as written lie; loaded when first asked for."""
        from rotplan.roster.places.whereabouts import Whereabouts

        return Whereabouts(self)

    # -- who holds what ----------------------------------------------------------------------

    def authority(self, post: Post) -> str | None:
        """The unit whose standing committee decides on a post; nothing where it is another's."""
        return post.authority or self._authority_at[post.unit]

    @cached_property
    def _authority_at(self) -> dict[str, str | None]:
        """For each unit who decides on its posts where they do not say so themselves."""
        return {unit.id: self._authority_of_unit(unit.id) for unit in self.units}

    def _authority_of_unit(self, id_: str) -> str | None:
        for unit in self.lineage(id_):
            if unit.authority:
                return unit.authority
        own = self.round.authority
        return own if self.lies_in(id_, own) else None

    @cached_property
    def planned(self) -> frozenset[str]:
        """Ids of the posts that this round plans."""
        own = self.round.authority
        return frozenset(post.id for post in self.posts if self.authority(post) == own)

    def planned_posts(self, cadre: Cadre) -> tuple[Held, ...]:
        """The planned posts that a cadre holds today."""
        return tuple(held for held in cadre.holds if held.post in self.planned)

    @cached_property
    def holder(self) -> dict[str, Cadre]:
        """Who holds each post today."""
        return {held.post: cadre for cadre in self.cadres for held in cadre.holds}

    @cached_property
    def waivers_in_order(self) -> tuple[Waiver, ...]:
        """The waivers by what they say, not by where they stand."""
        return tuple(
            sorted(
                self.waivers,
                key=lambda w: (w.clause, w.cadre, w.post or "", w.basis, w.until or date.max),
            )
        )

    def is_candidate(self, cadre: Cadre) -> bool:
        """Holds a planned post, or none, or may be taken in; and does not leave."""
        if cadre.leaving is not None:
            return False
        return not cadre.holds or cadre.available or bool(self.planned_posts(cadre))
