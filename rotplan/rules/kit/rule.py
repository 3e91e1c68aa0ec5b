"""What a rule is: a name, options, one question, and its words in both languages.

A rule knows neither force nor law: a clause of a policy adds them. A pair rule answers for pairs
(cadre, post); a row rule says bounds about units or the whole round.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Generic, Literal, TypeVar

import numpy as np
from pydantic import Field

from rotplan.language.words import Words, same
from rotplan.roster.reading.field_types import Fact, Text
from rotplan.roster.records import Cadre, Post, Unit
from rotplan.roster.roster import Roster
from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import distinct
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Bound, Bounds, Doubt, Forbid, Statement, Subject, When
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Flags, Ints, Verdicts

TurnsOn = Literal["kind", "unit", "pair"]
Applies = Literal["newcomers", "everyone", "holders", "movers"]
ANY_POST = -1


NamedPlaces = Iterator[tuple[str, tuple[str | int, ...]]]
Kinds = Annotated[tuple[Text, ...], Field(min_length=1)]


class Options(Fact):
    """The options of a rule besides those that every clause has.

    A field carries what it means as `Words` among its annotations.
    """

    def kinds_named(self) -> NamedPlaces:
        """Every post kind named, with its place in the options."""
        yield from ()

    def units_named(self) -> NamedPlaces:
        """Every unit named, with its place in the options."""
        yield from ()


O = TypeVar("O", bound=Options)  # noqa: E741


@dataclass(frozen=True, eq=False)
class Brief(Generic[O]):
    """What a rule is asked: which columns, with which options, for which posts.

    `listed` are flags of shape (P,). `waived` are pairs of table rows for which a decision sets the
    clause aside; ANY_POST stands for all posts of the cadre.
    """

    scope: Scope
    options: O
    listed: Flags
    applies: Applies | None = None
    waived: frozenset[tuple[int, int]] = frozenset()

    @property
    def table(self) -> Table:
        return self.scope.table

    def is_waived(self, pairs: Pairs) -> Flags:
        """Pairs for which the clause is set aside. Shape (N,)."""
        flags = np.zeros(len(pairs), dtype=bool)
        for cadre, post in self.waived:
            flags |= (pairs.cadre == cadre) & ((post == ANY_POST) | (pairs.post == post))
        return flags


@dataclass(frozen=True)
class Pair:
    """One pair, for words: the cadre, the post and the unit where it is."""

    table: Table
    cadre: Cadre
    post: Post

    @property
    def unit(self) -> Unit:
        return self.table.roster.unit_of[self.post.unit]

    @property
    def kind(self) -> Words:
        return self.table.kinds[self.post.kind].words

    @property
    def unit_name(self) -> Words:
        return same(self.unit.name)


class Rule(ABC, Generic[O]):
    """One norm, with what it says and why it stands, for `rotplan explain`.

    `law` are the entries of the regulations register that it encodes. `joins`: a row names the
    columns of several cadres, and exists only where all of them are in scope. `shapes_holdings`: it
    says what one cadre may hold at all, so it cannot be left out on trial. `bars_locals`: its
    posts are those of cadres from elsewhere, who need a whole term before they retire.
    """

    name: ClassVar[str]
    title: ClassVar[Words]
    says: ClassVar[Words]
    why: ClassVar[Words]
    law: ClassVar[tuple[str, ...]] = ()
    options: type[O]
    hard_only: ClassVar[bool] = False
    priced: ClassVar[bool] = False
    waivable: ClassVar[bool] = False
    joins: ClassVar[bool] = False
    shapes_holdings: ClassVar[bool] = False
    bars_locals: ClassVar[bool] = False

    def joined(self, table: Table) -> Iterable[int]:
        """Where `joins`: the cadres (table numbers) who have to be in scope all together."""
        return ()

    def lacks(self, roster: Roster, options: O) -> str | None:
        """The key of `round:` that the rule cannot do without, if it is missing."""
        return None

    def contradiction(self, first: O, second: O) -> Words | None:
        """Why two hard clauses of this rule about the same posts can never both be kept."""
        return None

    @abstractmethod
    def statements(self, brief: Brief[O]) -> Iterator[Statement]:
        """All that the rule has to say about the columns in scope."""


class PairRule(Rule[O]):
    """A rule about single pairs; `applies` says which pairs it asks about.

    `turns_on`: what of the post the answer for a cadre turns on, its kind or its unit alone.
    """

    applies: ClassVar[Applies]
    turns_on: ClassVar[TurnsOn] = "pair"
    reads: ClassVar[tuple[str, ...]] = ()
    waivable = True

    def asks(self, options: O) -> tuple[str, ...]:
        """The fields of a cadre on which the answer turns and which may be unknown."""
        return self.reads

    @abstractmethod
    def broken(self, pairs: Pairs, options: O) -> Verdicts:
        """Whether each pair breaks the norm: yes, no, cannot tell. Shape (N,)."""

    def judges(self, table: Table, options: O) -> Flags:
        """Which posts the norm speaks about at all (flags, shape (P,))."""
        return np.ones(len(table.posts), dtype=bool)

    @abstractmethod
    def breach(self, pair: Pair, options: O) -> Words:
        """The sentence for a pair that breaks the norm, with the facts it turned on."""

    @abstractmethod
    def doubt(self, pair: Pair, options: O) -> Words:
        """The sentence for a pair that cannot be judged: which fact is missing."""

    def verdicts(self, brief: Brief[O]) -> tuple[Pairs, Verdicts]:
        """The pairs of the scope that the clause asks about, each with its answer. Shape (N,)."""
        pairs, _ = self._asked(brief)
        return pairs, self._judged(pairs, brief.options)

    def answers(self, brief: Brief[O], pairs: Pairs) -> tuple[Pairs, Verdicts]:
        """Those of some pairs, held after the round, that the clause asks about, with answers.

        Shape (N,).
        """
        flags = (brief.listed & self.judges(brief.table, brief.options))[pairs.post]
        applies = brief.applies or self.applies
        if applies in ("newcomers", "holders"):
            held = brief.table.is_held(pairs.cadre, pairs.post)
            flags &= held if applies == "holders" else ~held
        return pairs.where(flags), self._judged(pairs.where(flags), brief.options)

    def _judged(self, pairs: Pairs, options: O) -> Verdicts:
        """`broken` for many pairs, asked once for those that differ in nothing it turns on."""
        if self.turns_on == "pair":
            return self.broken(pairs, options)
        table = pairs.table
        of_post = table.kind if self.turns_on == "kind" else table.unit
        cadres, row = distinct(pairs.cadre)
        things, thing = distinct(of_post[pairs.post])
        position = row * len(things) + thing
        if len(cadres) * len(things) <= len(pairs):
            post = np.empty(len(things), dtype=np.int64)
            post[thing] = pairs.post
            asked = Pairs(table, np.repeat(cadres, len(things)), np.tile(post, len(cadres)))
            return self.broken(asked, options).take(position)
        groups, position = distinct(position)
        one = np.empty(len(groups), dtype=np.int64)
        one[position] = np.arange(len(pairs))
        asked = Pairs(table, pairs.cadre[one], pairs.post[one])
        return self.broken(asked, options)[position]

    def _asked(self, brief: Brief[O]) -> tuple[Pairs, Ints | None]:
        """The pairs asked about; for those held after the round, the columns they stand in."""
        scope, applies = brief.scope, brief.applies or self.applies
        asked = brief.listed & self.judges(brief.table, brief.options)
        if applies == "movers":
            return scope.given_up.where(asked[scope.given_up.post]), None
        flags = asked[scope.entry_post]
        if applies in ("newcomers", "holders"):
            flags &= scope.entry_held if applies == "holders" else ~scope.entry_held
        return scope.entries.where(flags), scope.entry_column[flags]

    def statements(self, brief: Brief[O]) -> Iterator[Statement]:
        pairs, column = self._asked(brief)
        verdicts = self._judged(pairs, brief.options)
        if brief.waived:
            verdicts = np.where(brief.is_waived(pairs), NO, verdicts)
        when = When.GIVEN_UP if column is None else When.HELD
        for said, answer in ((Forbid, YES), (Doubt, UNKNOWN)):
            which = np.flatnonzero(verdicts == answer)
            where = None if column is None else column.take(which)
            yield said(pairs.cadre.take(which), pairs.post.take(which), when, where)


class RowRule(Rule[O]):
    """A rule about units, ties or the whole round."""

    def judged(self, brief: Brief[O]) -> int:
        """How many units (or ties, or rounds) the rule judges."""
        said = (said for said in self.statements(brief) if isinstance(said, Bounds))
        return len({key for rows in said for key in rows.keys})

    def missed(self, brief: Brief[O], short: Iterable[Subject]) -> int:
        """How many of those fall short, by whom the rows that fall short are about."""
        return len({subject.cadres or subject.unit for subject in short})

    @abstractmethod
    def breach(self, row: Bound, table: Table, options: O) -> Words:
        """The sentence for a row that falls short."""
