"""Proof without a solver: a dual bound in whole numbers over every column of the program.

In `plan` that is the program that was solved; `check` compiles it afresh from the inputs.

Whatever multipliers y the rows are given (≤ 0 for «at most», ≥ 0 for «at least»), no plan costs
less than

    Σ y·limit  +  Σ over candidates: least (cost − Σ y·coefficient) among the candidate's columns

as long as no shortfall would earn by being there. So a solver may suggest multipliers and be
trusted with nothing: here they are whole numbers (in 1/SCALE), and so is all that follows. A tier
is held at its value while those after it are bounded, and a column that no plan of that value can
use is left out of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rotplan.planning.program.program import Program, TierCosts
from rotplan.planning.proof.multipliers import FEASIBILITY, SCALE, Multipliers
from rotplan.planning.proof.named_rows import NamedRows, UnfitError
from rotplan.planning.proof.relaxation_check import Relaxed
from rotplan.rules.kit.three_valued import Flags


@dataclass(frozen=True)
class Proved:
    """What the multipliers of a tier prove: no plan is below `exact` / SCALE, constant included.

    Nothing is proved where `why` says what is wrong with them.
    """

    tier: str
    exact: int | None
    why: str = ""

    @property
    def bound(self) -> int | None:
        """In whole units, as values are counted."""
        return None if self.exact is None else -(-self.exact // SCALE)


@dataclass(frozen=True)
class Certificate:
    """Each tier's multipliers with what they prove; `claimed` are the bounds that a plan states."""

    tiers: tuple[tuple[Multipliers, Proved], ...]
    claimed: Mapping[str, int]

    def covers(self, tier: str) -> bool:
        """Whether the multipliers prove what is claimed of a tier."""
        found = next((p.bound for m, p in self.tiers if m.tier == tier), None)
        claimed = self.claimed.get(tier)
        return found is not None and claimed is not None and found >= claimed

    @property
    def complete(self) -> bool:
        return all(self.covers(tier) for tier in self.claimed)


def certify(
    program: Program,
    given: Iterable[Multipliers],
    values: Mapping[str, int],
    claimed: Mapping[str, int],
) -> Certificate:
    """The certificate of a plan with these tier values."""
    by_tier = {each.tier: each for each in given}
    found = proved(program, by_tier.values(), values)
    tiers = tuple((by_tier.get(p.tier, Multipliers.none(p.tier)), p) for p in found)
    return Certificate(tiers, claimed)


def certify_none(program: Program, given: Multipliers) -> Certificate:
    """The certificate that there is no plan: one hard demand at least goes unmet in any."""
    return Certificate(((given, none_exists(program, given)),), {FEASIBILITY: 1})


# -- from multipliers to bounds -------------------------------------------------------------------


def proved(
    program: Program, given: Iterable[Multipliers], values: Mapping[str, int]
) -> Iterator[Proved]:
    """What each tier's multipliers prove, the tiers before it held at their values.

    `values` are the tiers' values in the plan, as they are counted there.
    """
    by_tier = {each.tier: each for each in given}
    named = NamedRows(program, by_tier.values())
    usable: Flags = np.ones(program.columns, dtype=bool)
    settled: list[tuple[TierCosts, int]] = []
    for tier in program.tiers:
        suggested = by_tier.get(tier.name, Multipliers.none(tier.name))
        value = values[tier.name] - tier.constant
        try:
            relaxed = Relaxed(named, tier, suggested, settled)
            exact = relaxed.bound(usable)
        except UnfitError as error:
            yield Proved(tier.name, None, str(error))
        else:
            yield Proved(tier.name, exact + SCALE * tier.constant)
            if exact <= SCALE * value:
                relaxed.drop(usable, SCALE * value - exact)
        settled.append((tier, value))


def none_exists(program: Program, given: Multipliers) -> Proved:
    """A bound on the hard demands that go unmet in any plan: if positive, there is no plan."""
    nothing = np.zeros(program.columns, dtype=np.int8)
    free = np.zeros(program.rows.shortfalls, dtype=np.int64)
    tier = TierCosts(FEASIBILITY, nothing, free, unmet=1)
    try:
        relaxed = Relaxed(NamedRows(program, (given,)), tier, given, [])
        return Proved(FEASIBILITY, relaxed.bound(None))
    except UnfitError as error:
        return Proved(FEASIBILITY, None, str(error))
