"""The bare assignment as a minimum-cost flow."""

import numpy as np
from ortools.graph.python import min_cost_flow

from rotplan.planning.engine.budget import SolverError
from rotplan.rules.kit.three_valued import Flags, Ints

# Beyond this the flow's own arithmetic could leave 64 bits: it multiplies costs by nodes.
LARGEST_COST = 2**40


def least_assignment(cadre: Ints, post: Ints, cost: Ints, cadres: int, posts: int) -> Flags:
    """Which arcs (cadre, post, cost) a cheapest assignment uses: one a cadre, at most one a post.

    Post number `posts` is having none, which any number of cadres may. There must be an assignment:
    raises SolverError where the flow finds none. `cadre`, `post` and `cost`, in units of the guide,
    have shape (N,), as the answer has.
    """
    flow = min_cost_flow.SimpleMinCostFlow()
    sink = cadres + posts
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        cadre.astype(np.int32), (cadres + post).astype(np.int32), np.ones_like(cost), cost
    )
    seats, none = np.arange(cadres, sink, dtype=np.int32), np.zeros(posts, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        seats, np.full(posts, sink, dtype=np.int32), np.ones_like(none), none
    )
    flow.set_nodes_supplies(np.arange(cadres, dtype=np.int32), np.ones(cadres, dtype=np.int64))
    flow.set_node_supply(sink, -cadres)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise SolverError(f"the minimum-cost flow ended with {status}")
    used: Flags = flow.flows(arcs) > 0
    return used
