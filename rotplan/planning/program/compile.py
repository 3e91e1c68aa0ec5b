"""Clauses and facts to a program, a block of columns at a time.

Columns that a hard pair rule bars are left out; row rules are then asked about the rest (the scope
law of the statements makes that the same question). Shortfalls of soft rows are variables behind
the columns.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.columns import constants, new_combinations
from rotplan.planning.program.eligible import column_blocks
from rotplan.planning.program.growing_array import Growing, compact
from rotplan.planning.program.other_plans import chosen, differs, likeness, refused
from rotplan.planning.program.program import Demands, Program, TierCosts
from rotplan.planning.program.rows_builder import RowsBuilder
from rotplan.planning.program.shared_counts import counted_doubts, counts, free_breaches, unplaced
from rotplan.planning.program.trim_heap import hand_back
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.kit.moves_cap import moves_in_the_round
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holdings, Scope
from rotplan.rules.kit.statements import Bounds, Cost, Doubt, Forbid, Statement
from rotplan.rules.kit.three_valued import Ints

# Beyond this a sum is no longer exact in the arithmetic of linear programs.
LARGEST_SUM = 2**53


class TooLargeError(Exception):
    """A tier whose sums could leave exact arithmetic: so many cadres at up to `most` each."""

    def __init__(self, tier: str, cadres: int, most: int) -> None:
        super().__init__(f"tier {tier}: {cadres} cadres at up to {most} each")
        self.tier, self.cadres, self.most = tier, cadres, most


def compile_program(docket: Docket, asked: Demands) -> Program:
    """The program of a docket. Candidates without any column left have none."""
    builder = _Builder(docket, asked)
    for scope in column_blocks(docket, asked.clauses, asked.structure):
        builder.block(scope.where(~refused(scope, asked.compared)))
    program = builder.program()
    hand_back()
    return program


class _Builder:
    """Collects rows and costs, block after block."""

    def __init__(self, docket: Docket, asked: Demands) -> None:
        self.docket, self.table, self.asked = docket, docket.table, asked
        self.rows = RowsBuilder()
        self.among: Holdings | None = None
        self.parts: dict[Hashable, Growing] = {}
        ranks = {c.head.priority for c in asked.clauses if c.force == "target"}
        self.ranks = sorted(ranks)
        self.short: dict[Hashable, list[Ints]] = {}
        numbers = [number for number, _ in candidates(docket)]
        self.candidates = np.array(numbers, dtype=np.int64)
        self.place = np.zeros(len(self.table.cadres), np.min_scalar_type(len(numbers)))
        self.place[self.candidates] = np.arange(len(numbers))
        # rows that join columns of several blocks are asked about once, at the end
        self.joining = [c for c in asked.clauses if c.rule.joins]

    def block(self, scope: Scope) -> None:
        """Everything that the clauses say about some columns."""
        self.among = scope.among
        costs: dict[Hashable, Ints] = {
            name: np.zeros(len(scope), dtype=np.int64)
            for name in ("approvals", "preference", *self.ranks)
        }
        for clause in self.asked.clauses:
            if not clause.rule.joins:
                self._clause(clause, scope, costs)
        if self.asked.max_moves is not None:
            self.rows.hard("round.max_moves", moves_in_the_round(scope, self.asked.max_moves))
        self._compare(scope, costs)
        costs["approvals"] += new_combinations(scope)
        costs["vacancies"] = self._vacancies(scope)
        self.rows.pack(len(scope))
        self._keep("seat", self.place[scope.cadre])
        self._keep("holding", scope.holding.astype(np.min_scalar_type(len(scope.among))))
        self._keep("moves", scope.moves)
        for name, cost in costs.items():
            self._keep(name, compact(cost))

    def _compare(self, scope: Scope, costs: dict[Hashable, Ints]) -> None:
        """Other plans: what differs from them, and as the last tier what is like them."""
        self.rows.hard("plan.unlike", differs(scope, self.asked.compared))
        first = len(self.parts["seat"]) if "seat" in self.parts else 0
        self._keep("start", first + np.flatnonzero(chosen(scope, self.asked.compared.near)))
        closeness = likeness(scope, self.asked.compared)
        if closeness is not None:
            costs["likeness"] = closeness

    def _keep(self, name: Hashable, part: NDArray[Any]) -> None:
        self.parts.setdefault(name, Growing(part.dtype)).add(part)

    def _whole(self, name: Hashable) -> NDArray[Any]:
        return self.parts.pop(name).numbers

    # -- clauses ------------------------------------------------------------------------------

    def _clause(self, clause: Clause, scope: Scope, costs: dict[Hashable, Ints]) -> None:
        if isinstance(clause.rule, PairRule):
            if clause.force != "hard" or _doubts_count(clause):
                self._pairs(clause, scope, costs)
            return
        for said in self._said(clause, scope):
            if isinstance(said, Bounds):
                self._bounds(clause, said)
            elif isinstance(said, Cost):
                np.add.at(costs["preference"], said.column, said.amount)
                # before another clause adds to it: what is beyond this may be beyond 64 bits next
                _check_sum("preference", costs["preference"], 1, told=len(self.candidates))

    def _said(self, clause: Clause, scope: Scope) -> Iterable[Statement]:
        return clause.rule.statements(self.docket.brief(clause, scope))

    def _pairs(self, clause: Clause, scope: Scope, costs: dict[Hashable, Ints]) -> None:
        breaches = np.zeros(len(scope), dtype=np.int64)
        for said in self._said(clause, scope):
            assert isinstance(said, Forbid | Doubt)
            if clause.force != "hard":
                breaches += counts(scope, said)
            elif isinstance(said, Doubt):
                costs["approvals"] += counts(scope, counted_doubts(scope, said))
        if clause.force == "approval":
            costs["approvals"] += breaches
        elif clause.force == "target":
            self._target(clause, breaches, costs[clause.head.priority])

    def _target(self, clause: Clause, breaches: Ints, cost: Ints) -> None:
        """Breaches cost one each beyond those that the goal leaves free."""
        free = free_breaches(self.docket, clause)
        if free == 0:
            cost += breaches
            return
        columns = np.flatnonzero(breaches)
        over = self.rows.goal(clause.id, columns, breaches[columns], free)
        self._price(clause.head.priority, np.array([over]))

    def _bounds(self, clause: Clause, said: Bounds) -> None:
        if clause.force == "hard":
            self.rows.hard(clause.id, said)
            unsure = said.unsure
            if bool(unsure.any()):
                self._price("approvals", self.rows.soft(clause.id, said, unsure))
            return
        everything = np.ones(len(said.keys), dtype=bool)
        over = self.rows.soft(clause.id, said, everything)
        self._price("approvals" if clause.force == "approval" else clause.head.priority, over)

    def _price(self, tier: Hashable, shortfalls: Ints) -> None:
        self.short.setdefault(tier, []).append(shortfalls)

    def _vacancies(self, scope: Scope) -> Ints:
        """Less the required posts that are filled, plus cadres left without a post."""
        required = scope.entry_column[self.table.required[scope.entry_post]]
        filled = np.bincount(required, minlength=len(scope)).astype(np.int64)
        return unplaced(scope).astype(np.int64) - filled

    # -- the whole ----------------------------------------------------------------------------

    def program(self) -> Program:
        assert self.among is not None
        seat, holding = self._whole("seat"), self._whole("holding")
        self._join(seat, holding)
        moves, rows = self._whole("moves"), self.rows.rows()
        tiers = tuple(
            tier
            for name in self.docket.policy.tiers
            for tier in self._tiers(name, moves, rows.shortfalls)
        )
        if "likeness" in self.parts:
            tiers = (*tiers, self._tier("likeness", "likeness", rows.shortfalls))
        for tier in tiers:
            _check_size(tier, len(self.candidates))
        return Program(
            docket=self.docket,
            among=self.among,
            seat=seat,
            holding=holding,
            moves=moves,
            candidates=self.candidates,
            rows=rows,
            tiers=tiers,
            start=self._whole("start"),
        )

    def _join(self, seat: NDArray[Any], holding: NDArray[Any]) -> None:
        """Ask the rules whose rows join several cadres, about all columns of those."""
        assert self.among is not None
        for clause in self.joining:
            concerned = np.zeros(len(self.table.cadres), dtype=bool)
            concerned[list(clause.rule.joined(self.table))] = True
            columns = np.flatnonzero(concerned[self.candidates][seat])
            part = Scope(
                self.table,
                self.candidates[seat[columns]],
                holding[columns].astype(np.int64),
                self.among,
                constants(self.docket),
            )
            for said in self._said(clause, part):
                if isinstance(said, Bounds):
                    self._bounds(clause, replace(said, column=columns[said.column]))

    def _tiers(self, name: str, moves: NDArray[np.bool_], shortfalls: int) -> Iterator[TierCosts]:
        if name == "moves":
            yield TierCosts(name, moves.view(np.int8), np.zeros(shortfalls, dtype=np.int64))
        elif name == "targets":
            several = len(self.ranks) > 1
            for n, rank in enumerate(self.ranks, start=1):
                yield self._tier(f"targets.{n}" if several else name, rank, shortfalls)
            if not self.ranks:
                nothing = np.zeros(len(moves), dtype=np.int8)
                yield TierCosts(name, nothing, np.zeros(shortfalls, dtype=np.int64))
        else:
            required = int(self.table.required.sum()) if name == "vacancies" else 0
            yield self._tier(name, name, shortfalls, required)

    def _tier(self, name: str, key: Hashable, shortfalls: int, constant: int = 0) -> TierCosts:
        short = np.zeros(shortfalls, dtype=np.int64)
        for priced in self.short.get(key, ()):
            short[priced] = 1
        return TierCosts(name, self._whole(key), short, constant)


def _doubts_count(clause: Clause) -> bool:
    """Whether a hard pair clause may leave doubts that count: about pairs held, or given up."""
    assert isinstance(clause.rule, PairRule)
    return (clause.applies or clause.rule.applies) != "newcomers"


def _check_size(tier: TierCosts, cadres: int) -> None:
    """Refuse a tier whose sums could not be told apart any more."""
    _check_sum(tier.name, tier.cost, cadres)


def _check_sum(tier: str, cost: NDArray[Any], cadres: int, told: int | None = None) -> None:
    """Refuse costs that so many cadres could add up to more than is exact; raises TooLargeError.

    `told`: how many there are, where not all of them are reckoned with yet.
    """
    most = max(abs(int(cost.min())), abs(int(cost.max()))) if len(cost) else 0
    if most * max(cadres, 1) >= LARGEST_SUM:
        raise TooLargeError(tier, cadres if told is None else told, most)
