"""Before any solving: every cadre and every required post without any legal pair, and why.

A cadre without a column means that no plan exists; a required post without one stays vacant
whatever is decided elsewhere.
"""

from collections import Counter
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from rotplan.planning.program.columns import constants, fits_outside
from rotplan.planning.program.eligible import forbidden
from rotplan.planning.program.program import Program
from rotplan.policy.decision_checks import covers
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Decision, Post
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.three_valued import Flags


@dataclass(frozen=True)
class WithoutPair:
    """A cadre or a post for whom nothing is left of `asked` posts or cadres.

    `barred`: how many of them each hard clause (by id) or decision bars, the most first.
    """

    who: Cadre | Post
    asked: int
    barred: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Precheck:
    """All of them, by id."""

    cadres: tuple[WithoutPair, ...]
    posts: tuple[WithoutPair, ...]


def precheck(program: Program) -> Precheck:
    """Whom the columns of a program leave without any."""
    docket, table = program.docket, program.docket.table
    seats = np.bincount(program.seat, minlength=len(program.candidates))
    offered = np.zeros(len(program.among), dtype=bool)
    offered[program.holding] = True
    _, posts = program.among.posts(np.flatnonzero(offered))
    empty = table.required.copy()
    empty[posts] = False
    return Precheck(
        tuple(_of_cadre(docket, n) for n in program.candidates[seats == 0].tolist()),
        tuple(_of_post(program, n) for n in np.flatnonzero(empty).tolist()),
    )


def _of_cadre(docket: Docket, cadre: int) -> WithoutPair:
    """Every open post asked about for one cadre."""
    table = docket.table
    posts = np.flatnonzero(table.open).tolist()
    scope = Scope.of(table, [cadre] * len(posts), [(p,) for p in posts], constants(docket))
    return WithoutPair(table.cadres[cadre], len(scope), _barred(docket, scope))


def _of_post(program: Program, post: int) -> WithoutPair:
    """Every candidate asked about for one post."""
    docket, numbers = program.docket, program.candidates.tolist()
    scope = Scope.of(docket.table, numbers, [(post,)] * len(numbers), constants(docket))
    return WithoutPair(docket.table.posts[post], len(scope), _barred(docket, scope))


def _barred(docket: Docket, scope: Scope) -> tuple[tuple[str, int], ...]:
    """How many columns of a scope each hard pair clause and each decision bars."""
    counted = Counter[str]()
    for clause in docket.clauses:
        if clause.force == "hard" and isinstance(clause.rule, PairRule):
            flags = np.zeros(len(scope), dtype=bool)
            for said in clause.rule.statements(docket.brief(clause, scope)):
                flags |= forbidden(scope, said)
            counted[clause.id] += int(flags.sum())
    cadres = {docket.table.cadres[n].id for n in scope.cadre.tolist()}
    for decision in docket.settled:
        if decision.cadre in cadres:
            counted[decision.id] += int(_against(docket, scope, decision).sum())
    pairs = zip(scope.cadre.tolist(), scope.holdings, strict=True)
    counted["concurrency"] += sum(not fits_outside(docket, c, h) for c, h in pairs)
    return tuple((by, n) for by, n in counted.most_common() if n)


def _against(docket: Docket, scope: Scope, decision: Decision) -> Flags:
    """Columns with which a decision of the board would not be carried out."""
    table, number = docket.table, docket.table.cadre_number[decision.cadre]
    flags = scope.cadre == number
    for column in np.flatnonzero(flags).tolist():
        holding = scope.holdings[column]
        posts = [table.posts[p] for p in holding]
        if decision.verb == "keep":
            flags[column] = holding != table.before[number]
        elif decision.verb == "place":
            flags[column] = all(p.id != decision.target for p in posts)
        elif decision.verb == "never":
            flags[column] = any(covers(docket.roster, decision, p) for p in posts)
        else:
            assert_never(decision.verb)
    found: Flags = flags
    return found
