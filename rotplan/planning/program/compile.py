"""Clauses and facts to a program, a block of columns at a time.

Columns that a hard pair rule bars are left out; row rules are then asked about the rest (the scope
law of the statements makes that the same question). Shortfalls of soft rows are variables behind
the columns.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.column_costs import MOVES, PREFERENCE, Costs, CostsByTier, check_sum
from rotplan.planning.program.columns import constants
from rotplan.planning.program.eligible import column_blocks
from rotplan.planning.program.growing_array import Growing
from rotplan.planning.program.other_plans import LIKENESS, chosen, differs, likeness, refused
from rotplan.planning.program.program import Demands, Program
from rotplan.planning.program.rows_builder import RowsBuilder
from rotplan.planning.program.shared_counts import counted_doubts, counts, free_breaches
from rotplan.planning.program.trim_heap import hand_back
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.kit.moves_cap import moves_in_the_round
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holdings, Scope
from rotplan.rules.kit.statements import Bounds, Cost, Doubt, Forbid, Statement
from rotplan.rules.kit.three_valued import Ints


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
        self.costs = CostsByTier(docket, asked.clauses)
        self.parts: dict[str, Growing] = {}
        numbers = [number for number, _ in candidates(docket)]
        self.candidates = np.array(numbers, dtype=np.int64)
        self.place = np.zeros(len(self.table.cadres), np.min_scalar_type(len(numbers)))
        self.place[self.candidates] = np.arange(len(numbers))
        # rows that join columns of several blocks are asked about once, at the end
        self.joining = [c for c in asked.clauses if c.rule.joins]

    def block(self, scope: Scope) -> None:
        """Everything that the clauses say about some columns."""
        self.among = scope.among
        costs = self.costs.begin(scope)
        for clause in self.asked.clauses:
            if not clause.rule.joins:
                self._clause(clause, scope, costs)
        if self.asked.max_moves is not None:
            self.rows.hard("round.max_moves", moves_in_the_round(scope, self.asked.max_moves))
        self._compare(scope, costs)
        self.rows.pack(len(scope))
        self._keep("seat", self.place[scope.cadre])
        self._keep("holding", scope.holding.astype(np.min_scalar_type(len(scope.among))))
        self.costs.keep(costs)

    def _compare(self, scope: Scope, costs: Costs) -> None:
        """Other plans: what differs from them, and as the last tier what is like them."""
        self.rows.hard("plan.unlike", differs(scope, self.asked.compared))
        first = len(self.parts["seat"]) if "seat" in self.parts else 0
        self._keep("start", first + np.flatnonzero(chosen(scope, self.asked.compared.near)))
        closeness = likeness(scope, self.asked.compared)
        if closeness is not None:
            costs[LIKENESS] = closeness

    def _keep(self, name: str, part: NDArray[Any]) -> None:
        self.parts.setdefault(name, Growing(part.dtype)).add(part)

    def _whole(self, name: str) -> NDArray[Any]:
        return self.parts.pop(name).numbers

    # -- clauses ------------------------------------------------------------------------------

    def _clause(self, clause: Clause, scope: Scope, costs: Costs) -> None:
        if isinstance(clause.rule, PairRule):
            if clause.force != "hard" or _doubts_count(clause):
                self._pairs(clause, scope, costs)
            return
        for said in self._said(clause, scope):
            if isinstance(said, Bounds):
                self._bounds(clause, said)
            elif isinstance(said, Cost):
                np.add.at(costs[PREFERENCE], said.column, said.amount)
                # before another clause adds to it: what is beyond this may be beyond 64 bits next
                check_sum("preference", costs[PREFERENCE], 1, told=len(self.candidates))

    def _said(self, clause: Clause, scope: Scope) -> Iterable[Statement]:
        return clause.rule.statements(self.docket.brief(clause, scope))

    def _pairs(self, clause: Clause, scope: Scope, costs: Costs) -> None:
        breaches = np.zeros(len(scope), dtype=np.int64)
        for said in self._said(clause, scope):
            assert isinstance(said, Forbid | Doubt)
            if clause.force != "hard":
                breaches += counts(scope, said)
            elif isinstance(said, Doubt):
                breaches += counts(scope, counted_doubts(scope, said))
        tier = self.costs.counting(clause)
        if clause.force == "target":
            self._target(clause, breaches, costs[tier])
        else:
            costs[tier] += breaches

    def _target(self, clause: Clause, breaches: Ints, cost: Ints) -> None:
        """Breaches cost one each beyond those that the goal leaves free."""
        free = free_breaches(self.docket, clause)
        if free == 0:
            cost += breaches
            return
        columns = np.flatnonzero(breaches)
        over = self.rows.goal(clause.id, columns, breaches[columns], free)
        self.costs.price(self.costs.counting(clause), np.array([over]))

    def _bounds(self, clause: Clause, said: Bounds) -> None:
        counted = np.ones(len(said.keys), dtype=bool)
        if clause.force == "hard":
            self.rows.hard(clause.id, said)
            counted = said.unsure
        if clause.force != "hard" or bool(counted.any()):
            over = self.rows.soft(clause.id, said, counted)
            self.costs.price(self.costs.counting(clause), over)

    # -- the whole ----------------------------------------------------------------------------

    def program(self) -> Program:
        assert self.among is not None
        seat, holding = self._whole("seat"), self._whole("holding")
        self._join(seat, holding)
        rows = self.rows.rows()
        tiers = self.costs.finished(rows.shortfalls, len(self.candidates))
        moves = next(tier.cost for tier in tiers if tier.name == str(MOVES))
        return Program(
            docket=self.docket,
            among=self.among,
            seat=seat,
            holding=holding,
            moves=moves.view(np.bool_),
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


def _doubts_count(clause: Clause) -> bool:
    """Whether a hard pair clause may leave doubts that count: about pairs held, or given up."""
    assert isinstance(clause.rule, PairRule)
    return (clause.applies or clause.rule.applies) != "newcomers"
