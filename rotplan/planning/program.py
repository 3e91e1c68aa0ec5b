"""Clauses and facts to a program: integer rows and one cost for each tier, over columns in play.

Columns that a hard pair rule bars are left out; row rules are then asked about the rest (the scope
law of the statements makes that the same question). Shortfalls of soft rows are variables behind
the columns.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.columns import Structure, all_columns, new_combinations
from rotplan.planning.comparing import ALONE, Comparison, differs, likeness, refused
from rotplan.planning.counting import (
    counted_doubts,
    counts,
    doubts_about,
    free_breaches,
    unplaced,
)
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.move_limit import MoveLimit, MoveLimitOptions
from rotplan.rules.rule import Brief, PairRule
from rotplan.rules.scope import Scope
from rotplan.rules.statements import Bound, Cost, Doubt, Forbid, Statement, When
from rotplan.rules.verdict import Flags, Ints

NO_LIMIT = np.int64(2**40)


@dataclass(frozen=True, eq=False)
class Tier:
    """A cost for each variable, and what is counted whatever is chosen."""

    name: str
    cost: Ints
    constant: int = 0


@dataclass(frozen=True, eq=False)
class Program:
    """Choose columns (binary) and shortfalls (whole, ≥ 0): low ≤ A·x ≤ high, tiers in strict order.

    Variables are the scope's columns, then the shortfalls. A is given by (row, variable,
    coefficient) in three arrays of equal length. The first rows are one for each candidate.
    """

    scope: Scope
    candidates: Ints
    shortfalls: int
    row: Ints
    variable: Ints
    coefficient: Ints
    low: Ints
    high: Ints
    tiers: tuple[Tier, ...]

    @property
    def columns(self) -> int:
        return len(self.scope)

    @property
    def variables(self) -> int:
        return len(self.scope) + self.shortfalls

    @property
    def rows(self) -> int:
        return len(self.low)


@dataclass(frozen=True)
class Demands:
    """What a program is made of; a conflict is found by leaving parts out.

    `compared` are other plans that this one has to differ from, or to be like.
    """

    clauses: tuple[Clause, ...]
    structure: Structure
    max_moves: int | None
    compared: Comparison = ALONE


def demands(docket: Docket) -> Demands:
    """Everything that the docket asks."""
    structure = Structure(docket.roster.decisions)
    return Demands(docket.clauses, structure, docket.roster.round.max_moves)


def compile_program(docket: Docket, asked: Demands) -> Program:
    """The program of a docket. Candidates without any column left keep their row, and no column."""
    everything = all_columns(docket, asked.structure)
    barred = refused(everything, asked.compared)
    for clause in asked.clauses:
        if clause.force == "hard":
            for said in _said(docket, clause, everything, pairs=True):
                barred |= _forbidden(everything, said)
    scope = subset(everything, ~barred)
    builder = _Builder(docket, scope)
    builder.structure()
    for clause in asked.clauses:
        builder.clause(clause)
    if asked.max_moves is not None:
        builder.hard(cap(docket, scope, asked.max_moves))
    for bound in differs(scope, asked.compared):
        builder.hard(bound)
    program = builder.program()
    closeness = likeness(scope, asked.compared)
    return program if closeness is None else with_last_tier(program, "likeness", closeness)


def with_last_tier(program: Program, name: str, cost: Ints) -> Program:
    """The program with one more tier behind the others, a price for each column."""
    padded = np.append(cost, np.zeros(program.shortfalls, dtype=np.int64))
    return replace(program, tiers=(*program.tiers, Tier(name, padded)))


def subset(scope: Scope, flags: Flags) -> Scope:
    """The same scope with only some of its columns."""
    kept = np.flatnonzero(flags).tolist()
    holdings = tuple(scope.holdings[i] for i in kept)
    return Scope(scope.table, scope.cadre[flags], holdings, scope.constants)


def cap(docket: Docket, scope: Scope, most: int) -> Bound:
    """The round's own cap on moves, as a row."""
    options = MoveLimitOptions.model_validate({"max": str(most)})
    listed = np.ones(len(docket.table.posts), dtype=bool)
    said = next(MoveLimit().statements(Brief(scope, options, listed)))
    assert isinstance(said, Bound)
    return said


def _said(docket: Docket, clause: Clause, scope: Scope, *, pairs: bool) -> Iterable[Statement]:
    """What a clause says about a scope, if it is (or is not) a pair rule's."""
    if isinstance(clause.rule, PairRule) is not pairs:
        return ()
    return clause.rule.statements(docket.brief(clause, scope))


def _forbidden(scope: Scope, said: Statement) -> Flags:
    """Columns that a hard statement bars: a breach, or a doubt about a new pair."""
    if isinstance(said, Forbid):
        return counts(scope, said) > 0
    if isinstance(said, Doubt) and said.when is When.HELD:
        return counts(scope, doubts_about(scope, said, held=False)) > 0
    return np.zeros(len(scope), dtype=bool)


class _Builder:
    """Collects rows and costs; shortfalls are numbered from the end of the columns."""

    def __init__(self, docket: Docket, scope: Scope) -> None:
        self.docket, self.scope, self.table = docket, scope, docket.table
        self.shortfalls: dict[Hashable, int] = {}
        self.parts: list[tuple[Ints, Ints]] = []
        self.low: list[int] = []
        self.high: list[int] = []
        self.columns = len(scope)
        self.approvals = np.zeros(self.columns, dtype=np.int64)
        self.prices = np.zeros(self.columns, dtype=np.int64)
        self.approval_keys: list[int] = []
        self.targets: dict[int, NDArray[np.int64]] = {}
        self.target_keys: dict[int, list[int]] = {}
        self.candidates = np.empty(0, np.int64)

    # -- rows ---------------------------------------------------------------------------------

    def row(self, variable: Ints, coefficient: Ints, low: int | None, high: int | None) -> None:
        self.parts.append((variable, coefficient))
        self.low.append(int(-NO_LIMIT if low is None else low))
        self.high.append(int(NO_LIMIT if high is None else high))

    def structure(self) -> None:
        """One holding for each candidate, at most one holder for each post."""
        numbers = [number for number, _ in candidates(self.docket)]
        self.candidates = np.array(numbers, dtype=np.int64)
        nothing = np.empty(0, np.int64)
        for number in numbers:
            columns = self.scope.columns_of.get(number, nothing)
            self.row(columns, np.ones_like(columns), 1, 1)
        order = np.argsort(self.scope.entry_post, kind="stable")
        posts, starts = np.unique(self.scope.entry_post[order], return_index=True)
        for columns in np.split(self.scope.entry_column[order], starts[1:]) if len(posts) else ():
            self.row(columns, np.ones_like(columns), None, 1)

    def shortfall(self, key: Hashable) -> int:
        return self.shortfalls.setdefault(key, self.columns + len(self.shortfalls))

    def hard(self, bound: Bound) -> None:
        low = None if bound.low is None else bound.low - bound.constant
        high = None if bound.high is None else bound.high - bound.constant
        self.row(bound.column, bound.coefficient, low, high)

    def soft(self, clause: Clause, bound: Bound) -> int:
        """Rows with one key share their shortfall; its variable."""
        variable = self.shortfall((clause.id, bound.key))
        columns = np.append(bound.column, variable)
        if bound.low is not None:
            self.row(columns, np.append(bound.coefficient, 1), bound.low - bound.constant, None)
        if bound.high is not None:
            self.row(columns, np.append(bound.coefficient, -1), None, bound.high - bound.constant)
        return variable

    # -- clauses ------------------------------------------------------------------------------

    def clause(self, clause: Clause) -> None:
        breaches = np.zeros(self.columns, dtype=np.int64)
        for said in _said(self.docket, clause, self.scope, pairs=True):
            assert isinstance(said, Forbid | Doubt)
            if clause.force != "hard":
                breaches += counts(self.scope, said)
            elif isinstance(said, Doubt):
                self.approvals += counts(self.scope, counted_doubts(self.scope, said))
        if clause.force == "approval":
            self.approvals += breaches
        elif clause.force == "target":
            self.target(clause, breaches)
        for said in _said(self.docket, clause, self.scope, pairs=False):
            if isinstance(said, Bound):
                self.bound(clause, said)
            elif isinstance(said, Cost):
                np.add.at(self.prices, said.column, said.amount)

    def target(self, clause: Clause, breaches: Ints) -> None:
        """Breaches cost one each beyond those that the goal leaves free."""
        priority = clause.head.priority
        cost = self.targets.setdefault(priority, np.zeros(self.columns, dtype=np.int64))
        free = free_breaches(self.docket, clause)
        if free == 0:
            cost += breaches
            return
        over = self.shortfall((clause.id, "goal"))
        columns = np.flatnonzero(breaches)
        self.row(np.append(columns, over), np.append(breaches[columns], -1), None, free)
        self.target_keys.setdefault(priority, []).append(over)

    def bound(self, clause: Clause, bound: Bound) -> None:
        if clause.force == "hard":
            self.hard(bound.at_best)
            if bound.best is not None:
                self.approval_keys.append(self.soft(clause, bound))
        elif clause.force == "approval":
            self.approval_keys.append(self.soft(clause, bound))
        else:
            priority = clause.head.priority
            self.targets.setdefault(priority, np.zeros(self.columns, dtype=np.int64))
            self.target_keys.setdefault(priority, []).append(self.soft(clause, bound))

    # -- tiers --------------------------------------------------------------------------------

    def program(self) -> Program:
        sizes = [len(variable) for variable, _ in self.parts]
        none = np.empty(0, np.int64)
        return Program(
            scope=self.scope,
            candidates=self.candidates,
            shortfalls=len(self.shortfalls),
            row=np.repeat(np.arange(len(sizes), dtype=np.int64), sizes),
            variable=np.concatenate([none, *(v for v, _ in self.parts)]),
            coefficient=np.concatenate([none, *(c for _, c in self.parts)]),
            low=np.array(self.low, dtype=np.int64),
            high=np.array(self.high, dtype=np.int64),
            tiers=tuple(t for name in self.docket.policy.tiers for t in self._tiers(name)),
        )

    def _tiers(self, name: str) -> list[Tier]:
        if name == "vacancies":
            return [self._vacancies()]
        if name == "approvals":
            cost = self.approvals.copy()
            cost[new_combinations(self.scope)] += 1
            return [self._tier(name, cost, self.approval_keys)]
        if name == "moves":
            return [self._tier(name, self.scope.moves.astype(np.int64), [])]
        if name == "targets":
            return self._targets()
        return [self._tier(name, self.prices, [])]

    def _tier(self, name: str, cost: Ints, keys: Iterable[int], constant: int = 0) -> Tier:
        whole = np.zeros(self.columns + len(self.shortfalls), dtype=np.int64)
        whole[: self.columns] = cost
        whole[list(set(keys))] = 1
        return Tier(name, whole, constant)

    def _vacancies(self) -> Tier:
        """Required posts less those that are filled, plus cadres left without a post."""
        scope, table = self.scope, self.table
        required = table.required[scope.entry_post]
        filled = np.bincount(scope.entry_column[required], minlength=self.columns)
        return self._tier(
            "vacancies",
            unplaced(scope).astype(np.int64) - filled.astype(np.int64),
            [],
            int(table.required.sum()),
        )

    def _targets(self) -> list[Tier]:
        ranks = sorted(self.targets)
        if len(ranks) <= 1:
            cost = self.targets.get(ranks[0]) if ranks else None
            keys = self.target_keys.get(ranks[0], []) if ranks else []
            nothing = np.zeros(self.columns, dtype=np.int64)
            return [self._tier("targets", nothing if cost is None else cost, keys)]
        return [
            self._tier(f"targets.{n}", self.targets[rank], self.target_keys.get(rank, []))
            for n, rank in enumerate(ranks, start=1)
        ]
