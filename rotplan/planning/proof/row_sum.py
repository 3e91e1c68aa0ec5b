"""Rows added up with whole weights, divided and rounded down: one more row, an «at most».

It holds for whole numbers where the rows do (Chvátal and Gomory), and a fractional solution may
break it.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Combination:
    """Rows by number, each with a whole weight > 0.

    Numbers are those of the candidates, then the posts, then the program's rows, then earlier cuts;
    the program's rows are taken as «at most», those that say «at least» the other way round.
    """

    weights: Mapping[int, int]
    divisor: int


@dataclass(frozen=True)
class NamedCut:
    """The same by name, with what the cut is given in a bound: a multiplier ≤ 0, in 1/SCALE.

    `candidates` and `posts` by id, `rows` by name; `earlier` has a weight for each cut before it.
    """

    divisor: int
    candidates: Mapping[str, int]
    posts: Mapping[str, int]
    rows: Mapping[str, int]
    earlier: tuple[int, ...]
    multiplier: int
