"""One among equals: weights that only the ids decide, until one plan is left."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.engine import SolverError, close, close_exactly
from rotplan.planning.program.program import Program, TierCosts, slices
from rotplan.planning.solving.one_tier import FEW, Search
from rotplan.planning.solving.whole_model import whole_matrix
from rotplan.rules.kit.three_valued import Ints

_ROUNDS = 3
# Wide enough that few plans weigh the same; with 20 bits GLOP could not tell 500 communes apart.
_WEIGHT_BITS = 16


def choose(search: Search) -> bool:
    """Choose among equal plans by weights that only the ids decide; whether one is left."""
    try:
        for turn in range(_ROUNDS):
            settled = search.settle(_weights(search.program, turn))
            if settled is None or settled.best != settled.bound:
                return False
            if only_one(search):
                return True
        return False
    except SolverError:
        # weights of a million may be more than a relaxation can tell apart; the tiers stand
        return False


def _weights(program: Program, turn: int) -> TierCosts:
    """A number for each usable column, from hashes of its cadre's id and its holding's ids."""
    table = program.docket.table
    of_cadre = _hashes([f"{turn}\0{cadre.id}" for cadre in table.cadres])
    ids = [post.id for post in table.posts]
    of_holding = _hashes(["\0".join(sorted(ids[p] for p in h)) for h in program.among])
    of_seat, weights = of_cadre[program.candidates], np.empty(program.columns, dtype=np.uint16)
    for part in slices(program.columns):
        mixed = of_seat[program.seat[part]] ^ of_holding[program.holding[part]]
        mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
        weights[part] = mixed >> np.uint64(64 - _WEIGHT_BITS)
    return TierCosts("canonical", weights, np.zeros(program.rows.shortfalls, dtype=np.int64))


def only_one(search: Search) -> bool:
    """Whether the plan is the only one left: another would have fewer of its columns.

    The relaxation can tell most often; an integer program is asked where few columns are left.
    """
    assert search.incumbent.plan is not None
    usable = np.flatnonzero(search.frame.usable)
    if len(usable) == len(search.incumbent.plan):
        return True
    same = _sameness(search.program, search.incumbent.plan)
    bounded = search.frame.relaxation(same, search.budget)
    if bounded is None:
        return False
    if bounded.least == len(search.incumbent.plan):
        return True
    if search.is_whole(bounded) or len(usable) > FEW:
        return False
    settled = [*search.frame.settled, (same, len(search.incumbent.plan) - 1)]
    matrix = whole_matrix(search.program, settled, None, usable)
    if search.frame.is_large(same, len(usable)):
        return close_exactly(matrix, search.budget).verdict == "infeasible"
    answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), search.budget)
    return answer.verdict == "infeasible"


def _sameness(program: Program, plan: Ints) -> TierCosts:
    """How many of a plan's columns another one has."""
    mine = np.zeros(program.columns, dtype=np.int8)
    mine[plan] = 1
    return TierCosts("same", mine, np.zeros(program.rows.shortfalls, dtype=np.int64))


def _hashes(names: list[str]) -> NDArray[np.uint64]:
    """Numbers of 64 bits, the same on every machine."""
    digests = (hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.array([int.from_bytes(digest, "big") for digest in digests], dtype=np.uint64)
