"""How many may move in the whole round: the same row for a clause and for the cap of the round."""

import numpy as np

from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Bound, Bounds, Subject, flags_to_numbers


def moves_in_the_round(scope: Scope, most: int) -> Bounds:
    """Of the columns in scope in which a cadre moves at most so many are chosen."""
    column = flags_to_numbers(scope.moves)
    return Bounds.upper([Bound("round", Subject(), column, np.ones_like(column), high=most)])
