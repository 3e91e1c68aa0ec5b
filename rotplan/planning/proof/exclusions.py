"""What a program leaves out: every pair that is no column is named as barred, one by one.

A bound over all columns proves nothing about a pair that the compile forgot. So the judge is asked
about the pairs (a candidate with a holding) that are no column, without the program's sieves and
arrays: each must be barred by structure, by a decision, or by a hard clause. All are asked about
where they are few; of many some are drawn, by numbers that only the seed decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from rotplan.planning.program.columns import constants, open_holdings
from rotplan.planning.program.program import Program
from rotplan.planning.proof.faults import column_faults
from rotplan.policy.docket import Docket
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Doubt, Forbid, When
from rotplan.rules.kit.three_valued import Flags, Ints

# Up to so many pairs are all asked about; of more, so many are drawn.
ALL, DRAWN = 20_000, 2_000
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Exclusions:
    """`checked` of `of` pairs that are no column were named as barred; `unnamed` were not.

    Each of `unnamed` is a cadre's id with the ids of the posts of a holding.
    """

    checked: int
    of: int
    unnamed: tuple[tuple[str, tuple[str, ...]], ...] = ()


def asked_about(of: int) -> int:
    """Of so many pairs that are no column, how many a run asks about."""
    return of if of <= ALL else DRAWN


def exclusions(program: Program, seed: int, *, everything: bool = False) -> Exclusions:
    """Ask about the pairs that are no column: all of them, or so many as are drawn by a seed."""
    width = len(program.among)
    known = program.seat.astype(np.int64) * width + program.holding
    of = len(program.candidates) * width - len(known)
    if everything or asked_about(of) == of:
        parts = _every(program, known)
    else:
        parts = iter([_drawn(known, len(program.candidates) * width, seed)])
    checked, unnamed = 0, list[tuple[str, tuple[str, ...]]]()
    table = program.docket.table
    for pairs in parts:
        seat, holding = pairs // width, pairs % width
        scope = Scope(
            table, program.candidates[seat], holding, program.among, constants(program.docket)
        )
        free = np.flatnonzero(~barred(program.docket, scope))
        checked += len(pairs) - len(free)
        for n in free.tolist():
            posts = tuple(table.posts[p].id for p in program.among[int(holding[n])])
            unnamed.append((table.cadres[int(scope.cadre[n])].id, posts))
    return Exclusions(checked, of, tuple(unnamed))


def _every(program: Program, known: Ints) -> Iterator[Ints]:
    """All pairs that are no column, as candidate · holdings + holding, some candidates at a time.

    With 3 holdings and the columns (0, 0), (0, 2), (1, 1) the known ones are 0, 2, 4: what is left
    of 0 … 5 is 1, 3, 5.
    """
    width, seats = len(program.among), len(program.candidates)
    step = max(1, _AT_ONCE // max(width, 1))
    for first in range(0, seats, step):
        last = min(first + step, seats)
        low, high = np.searchsorted(known, [first * width, last * width]).tolist()
        free = np.ones((last - first) * width, dtype=bool)
        free[known[low:high] - first * width] = False
        yield np.flatnonzero(free) + first * width


def _drawn(known: Ints, pairs: int, seed: int) -> Ints:
    """So many different pairs that are no column, sorted."""
    rng = np.random.default_rng(seed)
    found: Ints = np.empty(0, np.int64)
    while len(found) < DRAWN:
        drawn = np.unique(rng.integers(0, pairs, size=4 * DRAWN))
        place = np.minimum(np.searchsorted(known, drawn), len(known) - 1)
        found = np.union1d(found, drawn[known[place] != drawn])
    return np.sort(rng.permutation(found)[:DRAWN])


def seed_of(docket: Docket) -> int:
    """A number that the contents of the inputs decide: the same files, the same draws."""
    seed = 0
    for entry in docket.inputs:
        seed ^= int(entry["sha256"][:16], 16)
    return seed


# -- what bars a column -----------------------------------------------------------------------


def barred(docket: Docket, scope: Scope) -> Flags:
    """Which columns of any scope structure, decisions or a hard clause rule out by themselves.

    Asked pair by pair: what stands against one cadre in one post stands against every column that
    has it.
    """
    flags = np.zeros(len(scope), dtype=bool)
    allowed = frozenset(open_holdings(docket))
    pairs = zip(scope.cadre.tolist(), scope.holdings, strict=True)
    for column, (cadre, holding) in enumerate(pairs):
        flags[column] = any(column_faults(docket, cadre, holding, allowed))
    for clause in docket.clauses:
        if clause.force == "hard" and isinstance(clause.rule, PairRule):
            for said in clause.rule.statements(docket.brief(clause, scope)):
                assert isinstance(said, Forbid | Doubt)
                flags |= _against(docket, scope, said)
    return flags


def _against(docket: Docket, scope: Scope, said: Forbid | Doubt) -> Flags:
    """Columns that a hard statement rules out: a breach, or a doubt about a new pair."""
    flags = np.zeros(len(scope), dtype=bool)
    before = docket.table.before
    pairs = set(zip(said.cadre.tolist(), said.post.tolist(), strict=True))
    if isinstance(said, Doubt):
        if said.when is When.GIVEN_UP:
            return flags
        pairs = {(cadre, post) for cadre, post in pairs if post not in before[cadre]}
    if said.when is When.HELD:
        entries = zip(scope.entry_cadre.tolist(), scope.entry_post.tolist(), strict=True)
        hit: list[Any] = [pair in pairs for pair in entries]
        flags[scope.entry_column[np.array(hit, dtype=bool)]] = True
        return flags
    kept: dict[int, set[int]] = {}
    for cadre, post in pairs:
        kept.setdefault(cadre, set()).add(post)
    for column, cadre in enumerate(scope.cadre.tolist()):
        if cadre in kept:
            flags[column] = not kept[cadre] <= set(scope.holdings[column])
    return flags
