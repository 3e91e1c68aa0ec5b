"""Two laws of every rule, on made rosters: scope and order; and names do not matter.

Scope: asked about fewer columns, a rule says the same about those. Order: lists may stand in any
order. Renaming: other ids, the same tiers.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import numpy as np
import pytest

from rotplan.planning.engine import Budget
from rotplan.planning.program.columns import Structure, scope_of, scope_today
from rotplan.planning.program.eligible import column_blocks
from rotplan.planning.proof.judge import judge
from rotplan.planning.propose import Proposal, propose
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules import RULES
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Allow, Bound, Bounds, Cost, Doubt, Forbid, Statement, When
from tests.kit.judged_case import NEVER_IN_DOUBT
from tests.kit.opening import open_round
from tests.kit.random_rounds import random_round
from tests.oracle import rosters

pytestmark = pytest.mark.thorough

SEEDS = range(320)
Column = tuple[str, tuple[str, ...]]
Doc = dict[str, Any]


def everything(docket: Docket) -> Scope:
    return next(column_blocks(docket, (), Structure(docket.roster.decisions)))


# -- what a rule says, by ids -----------------------------------------------------------------


class Row(NamedTuple):
    """A Bound by ids; `terms` and `best` map columns to coefficients, those of nought left out."""

    key: str
    cadres: tuple[str, ...]
    low: int | None
    high: int | None
    constants: tuple[int, int]
    terms: frozenset[tuple[Column, int]]
    best: frozenset[tuple[Column, int]]


class Said(NamedTuple):
    """All that a rule says of a scope."""

    pairs: frozenset[tuple[str, When, str, str]]
    rows: Counter[Row]
    costs: frozenset[tuple[Column, int]]
    allowed: frozenset[tuple[str, ...]]


def said(docket: Docket, clause: Clause, scope: Scope) -> Said:
    found = list(clause.rule.statements(docket.brief(clause, scope)))
    bounds = (bound for s in found if isinstance(s, Bounds) for bound in s.each())
    rows = (row(docket, scope, bound) for bound in bounds)
    return Said(
        frozenset(pair for s in found for pair in pairs(docket, s)),
        Counter(rows),
        frozenset(
            (at(scope, c), amount)
            for s in found
            if isinstance(s, Cost)
            for c, amount in zip(s.column.tolist(), s.amount.tolist(), strict=True)
        ),
        frozenset(kinds for s in found if isinstance(s, Allow) for kinds in s.combinations),
    )


def pairs(docket: Docket, statement: Statement) -> Iterator[tuple[str, When, str, str]]:
    if isinstance(statement, Forbid | Doubt):
        kind, table = type(statement).__name__, docket.table
        for c, p in zip(statement.cadre.tolist(), statement.post.tolist(), strict=True):
            yield kind, statement.when, table.cadres[c].id, table.posts[p].id


def row(docket: Docket, scope: Scope, bound: Bound) -> Row:
    best, columns = bound.at_best, [at(scope, c) for c in bound.column.tolist()]
    assert len(set(columns)) == len(columns)
    return Row(
        repr(named(docket, bound)),
        bound.subject.cadres,
        bound.low,
        bound.high,
        (bound.constant, best.constant),
        terms(columns, bound),
        terms(columns, best),
    )


def named(docket: Docket, bound: Bound) -> tuple[Any, ...]:
    return bound.key, bound.subject.unit


def terms(columns: list[Column], bound: Bound) -> frozenset[tuple[Column, int]]:
    numbers = bound.coefficient.tolist()
    return frozenset((c, n) for c, n in zip(columns, numbers, strict=True) if n)


def at(scope: Scope, column: int) -> Column:
    table = scope.table
    holding = tuple(table.posts[p].id for p in scope.holdings[column])
    return table.cadres[int(scope.cadre[column])].id, holding


# -- the scope law ----------------------------------------------------------------------------


def smaller(scope: Scope, rng: Random) -> Iterator[Scope]:
    """None of the columns, one, one for each cadre, a few, most."""
    size = len(scope)
    yield scope.where(np.zeros(size, dtype=bool))
    if size:
        one = np.zeros(size, dtype=bool)
        one[rng.randrange(size)] = True
        yield scope.where(one)
        plan = np.zeros(size, dtype=bool)
        plan[[rng.choice(columns.tolist()) for columns in scope.columns_of.values()]] = True
        yield scope.where(plan)
    for share in (0.3, 0.8):
        yield scope.where(np.array([rng.random() < share for _ in range(size)], dtype=bool))


def narrowed(full: Said, scope: Scope) -> Said:
    """What was said of all columns, without those that are not in scope."""
    columns = {at(scope, c) for c in range(len(scope))}
    table = scope.table
    held = {(table.cadres[c].id, table.posts[p].id) for c, p in listed(scope.entries)}
    given_up = {(table.cadres[c].id, table.posts[p].id) for c, p in listed(scope.given_up)}
    known = {When.HELD: held, When.GIVEN_UP: given_up}
    rows: Counter[Row] = Counter()
    for was, times in full.rows.items():
        here = was._replace(
            terms=frozenset(t for t in was.terms if t[0] in columns),
            best=frozenset(t for t in was.best if t[0] in columns),
        )
        rows[here] += times
    return Said(
        frozenset(p for p in full.pairs if p[2:] in known[p[1]]),
        rows,
        frozenset(c for c in full.costs if c[0] in columns),
        full.allowed,
    )


def listed(found: Any) -> Iterator[tuple[int, int]]:
    return zip(found.cadre.tolist(), found.post.tolist(), strict=True)


def is_harmless(row: Row) -> bool:
    """Whether no choice of one column for each cadre in scope can break the row."""
    most: dict[str, int] = {}
    for (cadre, _), number in row.terms:
        most[cadre] = max(most.get(cadre, 0), number)
    return row.low is None and row.constants[0] + sum(most.values()) <= (row.high or 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_fewer_columns_say_the_same(seed: int) -> None:
    """`family` may leave out rows that nothing in scope can break: there are as many of them as
    ties times units."""
    docket, rng = random_round(seed), Random(f"scope {seed}")
    full = everything(docket)
    for clause in docket.clauses:
        about_all = said(docket, clause, full)
        for scope in smaller(full, rng):
            expected, found = narrowed(about_all, scope), said(docket, clause, scope)
            assert found.pairs == expected.pairs, clause.id
            assert found.costs == expected.costs, clause.id
            assert found.allowed == expected.allowed, clause.id
            assert not found.rows - expected.rows, clause.id
            missing = expected.rows - found.rows
            assert clause.rule.name == "family" or not missing, clause.id
            assert all(is_harmless(row) for row in missing), clause.id


# -- the order law ----------------------------------------------------------------------------


def shuffled(value: Any, rng: Random) -> Any:
    """The same facts with every list, and every mapping, in another order; `at` is no list but a
    latitude and a longitude."""
    if isinstance(value, dict):
        items = [(k, v if k == "at" else shuffled(v, rng)) for k, v in value.items()]
        return dict(rng.sample(items, len(items)))
    if isinstance(value, list):
        return [shuffled(item, rng) for item in rng.sample(value, len(value))]
    return value


def reordered(roster: Doc, rng: Random) -> Doc:
    """Rules keep the order of their options, which may mean something."""
    parts = {key: shuffled(value, rng) for key, value in roster.items() if key != "rules"}
    return {**parts, "rules": dict(reversed(roster.get("rules", {}).items()))}


def sentences(docket: Docket, scope: Scope) -> list[tuple[Any, ...]]:
    """Every breach of some holdings, with its words."""
    return [
        (b.clause.id, b.cadre and b.cadre.id, b.post and b.post.id, b.subject, b.count, b.doubt,
         b.words)
        for b in judge(docket, scope).breaches
    ]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_order_changes_nothing(seed: int) -> None:
    docket, rng = random_round(seed), Random(f"order {seed}")
    roster, law, scores = rosters.roster(seed), rosters.policy(seed), rosters.scores(seed)
    other = open_round(reordered(roster, rng), law, scores)
    full, again = everything(docket), everything(other)
    for clause, twin in zip(docket.clauses, other.clauses, strict=True):
        assert said(docket, clause, full) == said(other, twin, again), clause.id
    assert sentences(docket, scope_today(docket)) == sentences(other, scope_today(other))
    plan = {c: full.holdings[rng.choice(n.tolist())] for c, n in full.columns_of.items()}
    assert sentences(docket, scope_of(docket, plan)) == sentences(other, scope_of(other, plan))


# -- names ------------------------------------------------------------------------------------


def renamed(value: Any, name: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name(key): renamed(item, name) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, name) for item in value]
    return name(value) if isinstance(value, str) else value


def tiers(docket: Docket) -> list[tuple[str, int | None]] | str:
    answer = propose(docket, Budget(60))
    if isinstance(answer, Proposal):
        return [(tier.name, tier.value) for tier in answer.solved.tiers]
    return type(answer).__name__


@pytest.mark.parametrize("seed", range(0, 320, 4))
def test_other_ids_give_the_same_tiers(seed: int) -> None:
    roster, rng = rosters.roster(seed), Random(f"names {seed}")
    ids = [item["id"] for part in ("units", "posts", "cadres") for item in roster[part]]
    names = dict(zip(ids, rng.sample([f"id-{n}" for n in range(1000)], len(ids)), strict=True))
    scores = rosters.scores(seed)
    if scores is not None:
        head, *lines = scores.splitlines()
        cells = [[names.get(cell, cell) for cell in line.split(",")] for line in lines]
        scores = "\n".join([head, *(",".join(row) for row in cells), ""])
    other = renamed(roster, lambda word: names.get(word, word))
    assert json.dumps(other) != json.dumps(roster)
    assert tiers(open_round(other, rosters.policy(seed), scores)) == tiers(random_round(seed))


# -- that the rosters show every rule at work ---------------------------------------------------


def test_every_rule_speaks_and_doubts_where_it_can() -> None:
    speaking, doubting = set(), set()
    for seed in SEEDS:
        docket = random_round(seed)
        for clause in docket.clauses:
            found = said(docket, clause, everything(docket))
            name = clause.rule.name
            if found.pairs or found.costs or found.allowed or any(r.terms for r in found.rows):
                speaking.add(name)
            if any(p[0] == "Doubt" for p in found.pairs) or any(
                (r.terms, r.constants[0]) != (r.best, r.constants[1]) for r in found.rows
            ):
                doubting.add(name)
    assert speaking == set(RULES)
    assert doubting == set(RULES) - NEVER_IN_DOUBT - {"preference"}
