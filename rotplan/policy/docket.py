"""What lies before the board: a roster under a policy, and the same with one thing otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from rotplan.language.words import Words
from rotplan.objective.tiers import TierName, ranked
from rotplan.policy.clause import Clause
from rotplan.policy.policy import Policy
from rotplan.roster.records import Cadre, Decision, Post, Supposed, Waiver
from rotplan.roster.roster import Roster
from rotplan.roster.table import Table
from rotplan.rules.kit.rule import ANY_POST, Brief, Pair
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Allow
from rotplan.rules.kit.three_valued import Flags


@dataclass(frozen=True, eq=False)
class Docket:
    """A roster with the clauses in force on its round's date.

    What is only asked stands apart from what the board has settled: `supposed` are decisions that
    nobody took, on no paper; `set_aside` are decisions of the roster that are left out on trial.
    `known_table`: the columns, where they are those of another docket.
    """

    roster: Roster
    policy: Policy
    supposed: tuple[Supposed, ...] = ()
    set_aside: frozenset[Decision] = frozenset()
    known_table: Table | None = None

    @property
    def settled(self) -> tuple[Decision, ...]:
        """The board's decisions, without those set aside."""
        return tuple(d for d in self.roster.decisions if d not in self.set_aside)

    @property
    def orders(self) -> tuple[Decision, ...]:
        """Everything that a plan has to carry out: what is settled, and what is supposed."""
        return (*self.settled, *self.supposed)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """In force on the round's date, by id."""
        return tuple(c for c in self.policy.clauses if c.in_force(self.roster.round.date))

    @cached_property
    def table(self) -> Table:
        """The facts as columns."""
        if self.known_table is not None:
            return self.known_table
        kinds = [
            kind
            for clause in self.clauses
            if clause.rule.bars_locals
            for kind in self.policy.kinds
            if clause.lists(kind)
        ]
        return Table(self.roster, self.policy.kinds, frozenset(kinds))

    @cached_property
    def combinations(self) -> frozenset[tuple[str, ...]]:
        """Kinds that one cadre may hold together in one unit, as sorted tuples."""
        nothing = Scope.of(self.table, (), ())
        return frozenset(
            kinds
            for clause in self.clauses
            for said in clause.rule.statements(self.brief(clause, nothing))
            if isinstance(said, Allow)
            for kinds in said.combinations
        )

    @cached_property
    def orders_by_cadre(self) -> dict[str, list[Decision]]:
        """What a plan has to carry out about each cadre, by id."""
        found: dict[str, list[Decision]] = {}
        for decision in self.orders:
            found.setdefault(decision.cadre, []).append(decision)
        return found

    def may_hold(self, posts: list[str]) -> bool:
        """Whether one cadre may hold these posts together (two or more, by their ids)."""
        records = [self.roster.post_of[p] for p in posts]
        same_unit = len({p.unit for p in records}) == 1
        return same_unit and tuple(sorted(p.kind for p in records)) in self.combinations

    def listed(self, clause: Clause) -> Flags:
        """The posts whose kind a clause lists (flags, length P)."""
        number = self.table.kind_number
        kinds = np.zeros(len(number), dtype=bool)
        kinds[[number[kind] for kind in self.policy.kinds if clause.lists(kind)]] = True
        flags: Flags = kinds[self.table.kind]
        return flags

    def brief(self, clause: Clause, scope: Scope) -> Brief[Any]:
        """A clause's question about a scope, with its waivers."""
        waived = frozenset(self._waived_pairs(clause))
        listed = self.listed(clause)
        return Brief(scope, clause.options, listed, clause.applies, waived)

    def brief_without_waivers(self, clause: Clause, scope: Scope) -> Brief[Any]:
        """The same question as if no waiver had been given."""
        return Brief(scope, clause.options, self.listed(clause), clause.applies)

    def _waived_pairs(self, clause: Clause) -> Iterator[tuple[int, int]]:
        for waiver in self._waivers_by_clause.get(clause.id, ()):
            post = ANY_POST if waiver.post is None else self.table.post_number[waiver.post]
            yield self.table.cadre_number[waiver.cadre], post

    @cached_property
    def _waivers_by_clause(self) -> dict[str, list[Waiver]]:
        """The waivers that stand on the round's date."""
        found: dict[str, list[Waiver]] = {}
        for waiver in self.roster.waivers:
            if is_valid(waiver, self.roster):
                found.setdefault(waiver.clause, []).append(waiver)
        return found

    def capped(self, max_moves: int | None) -> "Docket":
        """The docket with the round's cap on moves replaced, when one is given."""
        if max_moves is None:
            return self
        return self.with_cap(max_moves)

    # -- the same docket, one thing otherwise --------------------------------------------------

    def with_cap(self, max_moves: int | None) -> "Docket":
        """With another cap on moves, or none."""
        capped = self.roster.round.model_copy(update={"max_moves": max_moves})
        return self._same_columns(roster=replace(self.roster, round=capped))

    def with_supposed(
        self, decisions: Iterable[Supposed], set_aside: Iterable[Decision] = ()
    ) -> "Docket":
        """With decisions that are only asked about, and without some of the board's.

        The roster's own list stays as it is, so that each decision keeps its line.
        """
        supposed, aside = (*self.supposed, *decisions), self.set_aside | frozenset(set_aside)
        return self._same_columns(supposed=supposed, set_aside=aside)

    def with_waivers(self, waivers: Iterable[Waiver]) -> "Docket":
        """With more waivers, on trial."""
        more = (*self.roster.waivers, *waivers)
        return self._same_columns(roster=replace(self.roster, waivers=more))

    def with_clauses(self, clauses: Iterable[Clause], tiers: tuple[TierName, ...]) -> "Docket":
        """With other clauses and another order of the tiers."""
        policy = replace(self.policy, clauses=tuple(clauses), tiers=tiers)
        return replace(self, policy=policy, known_table=None)

    def with_post(self, post: Post) -> "Docket":
        """With one more post."""
        roster = replace(self.roster, posts=(*self.roster.posts, post))
        return replace(self, roster=roster, known_table=None)

    def _same_columns(self, **otherwise: Any) -> "Docket":
        """With the same people, posts and units, and so with the same columns."""
        return replace(self, **otherwise, known_table=self.table)

    @property
    def tier_names(self) -> tuple[str, ...]:
        """The tiers as a plan lists them: targets by rank when there are several priorities."""
        ranks = sorted({c.head.priority for c in self.clauses if c.force == "target"})
        return tuple(str(each) for tier in self.policy.tiers for each in ranked(tier, ranks))

    def post_words(self, post: Post) -> Words:
        """A post as it reads: its kind and its unit."""
        kind, unit = self.policy.kinds[post.kind].words, self.roster.unit_of[post.unit].name
        return Words("{kind} {unit}", "{kind}, {unit}").format(kind=kind, unit=unit)

    def pair(self, cadre: int, post: int) -> Pair:
        """A pair by its table numbers, for words."""
        return Pair(self.table, self.table.cadres[cadre], self.table.posts[post])

    @property
    def inputs(self) -> list[dict[str, str]]:
        """Every file that went in, with its SHA-256 and what it is."""
        files = [(d.source.path, d.sha256) for d in self.roster.documents]
        every = [
            *((*file, "roster") for file in files),
            *((*file, "scores") for file in self.roster.scores.files),
            *((*file, "policy") for file in self.policy.inputs),
        ]
        return [{"path": p, "sha256": s, "kind": kind} for p, s, kind in every]


def is_valid(waiver: Waiver, roster: Roster) -> bool:
    """Whether a waiver still stands on the round's date."""
    return waiver.until is None or waiver.until >= roster.round.date


def candidates(docket: Docket) -> list[tuple[int, Cadre]]:
    """The cadres whom the round may move, with their table numbers, by id."""
    return [
        (number, cadre)
        for number, cadre in enumerate(docket.table.cadres)
        if docket.roster.is_candidate(cadre)
    ]
