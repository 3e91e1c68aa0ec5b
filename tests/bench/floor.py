"""The floor: min-cost flow on the bare assignment, over the same pairs and without any side rule.

No method that looks at every pair once can be expected to do with much less. What is counted are
vacancies, secretaries at home and moves, in one cost; enumerating the pairs is part of it.
"""

from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from tests.bench.pairs import Eligible, eligible

Record = dict[str, Any]


def floor(data: Record) -> tuple[int, dict[str, int]]:
    """How many pairs there are, and the least vacancies, targets and moves of the assignment."""
    own = eligible(data)
    weight = 4 * len(own.cadres)
    flow = min_cost_flow.SimpleMinCostFlow()
    cost = own.moves + weight * own.local.astype(np.int64)
    cadres, posts = len(own.cadres), len(own.posts)
    arcs = _arcs(flow, own.cadre, own.post + cadres, cost)
    idle = _idle_cost(own, weight)
    sink = cadres + posts
    everyone = np.arange(cadres, dtype=np.int32)
    alone = _arcs(flow, everyone, np.full(cadres, sink, dtype=np.int32), idle)
    seats = np.arange(cadres, sink, dtype=np.int32)
    _arcs(flow, seats, np.full(posts, sink, dtype=np.int32), np.zeros(posts, dtype=np.int64))
    flow.set_nodes_supplies(everyone, np.ones(cadres, dtype=np.int64))
    flow.set_node_supply(sink, -cadres)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"min-cost flow ended with {status}")
    used = flow.flows(arcs) > 0
    unplaced = int((own.held[flow.flows(alone) > 0] >= 0).sum())
    return len(own.cadre), {
        "vacancies": posts - int(used.sum()),
        "targets": int(own.local[used].sum()),
        "moves": int(own.moves[used].sum()),
        "unplaced": unplaced,
    }


def _idle_cost(own: Eligible, weight: int) -> np.ndarray:
    """Leaving somebody of the reserve without a post leaves one vacant; a holder must have one."""
    vacancy = weight * weight
    return np.where(own.held >= 0, 1000 * vacancy, vacancy).astype(np.int64)


def _arcs(flow: Any, tail: np.ndarray, head: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Arcs of capacity one; their numbers."""
    one = np.ones(len(tail), dtype=np.int64)
    added: np.ndarray = flow.add_arcs_with_capacity_and_unit_cost(
        tail, head.astype(np.int32), one, cost
    )
    return added
