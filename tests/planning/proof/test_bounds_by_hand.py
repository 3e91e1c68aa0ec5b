"""What multipliers prove, by the formula itself in plain Python; and which of them are refused.

    Σ y·limit  +  Σ over candidates: least (cost − Σ y·coefficient) among the candidate's columns

The code sums slices of compact arrays and drops columns as tiers are settled. Here it is one column
after another, and exactly the same must come out, not merely nothing too large.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest

from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, TierCosts, demands
from rotplan.planning.proof import named_rows, relaxation_check
from rotplan.planning.proof.certificate import Proved, none_exists, proved
from rotplan.planning.proof.multipliers import (
    FEASIBILITY,
    LARGEST_MULTIPLIER,
    SCALE,
    Multipliers,
    row_name,
)
from rotplan.planning.proof.row_sum import NamedCut
from tests.kit.random_rounds import random_round
from tests.planning.proof.random_multipliers import anything, row_names

pytestmark = pytest.mark.thorough

SEEDS = range(0, 160, 4)


@cache
def compiled(seed: int) -> Program:
    docket = random_round(seed)
    return compile_program(docket, demands(docket))


# -- the formula ---------------------------------------------------------------------------------


class ByHand:
    """A tier under multipliers, the tiers before it held at values (constants left aside)."""

    def __init__(
        self,
        program: Program,
        tier: TierCosts,
        given: Multipliers,
        settled: list[tuple[TierCosts, int]],
    ) -> None:
        self.program, self.tier, self.given, self.settled = program, tier, given, settled
        names = row_names(program)
        self.row = {n: given.rows[name] for n, name in enumerate(names) if name in given.rows}

    @property
    def overpaid(self) -> bool:
        """Whether some shortfall, or an unmet demand, would earn by being there."""
        rows = self.program.rows
        for short in range(rows.shortfalls):
            room = SCALE * int(self.tier.short[short])
            room -= sum(self.held(t) * int(t.short[short]) for t, _ in self.settled)
            room -= sum(abs(y) for n, y in self.row.items() if int(rows.short[n]) == short)
            if room < 0:
                return True
        hard = [abs(y) for n, y in self.row.items() if not rows.soft[n]]
        return bool(self.tier.unmet) and max(hard, default=0) > SCALE

    def held(self, tier: TierCosts) -> int:
        return self.given.settled.get(tier.name, 0)

    def cost(self, column: int) -> int:
        program, table = self.program, self.program.docket.table
        holding = program.among[int(program.holding[column])]
        cost = SCALE * int(self.tier.cost[column])
        cost -= sum(self.given.posts.get(table.posts[p].id, 0) for p in holding)
        cost -= sum(self.held(t) * int(t.cost[column]) for t, _ in self.settled)
        _, row, coefficient = program.rows.entries(np.array([column]))
        pairs = zip(row.tolist(), coefficient.tolist(), strict=True)
        paid: int = sum(self.row.get(n, 0) * c for n, c in pairs)
        return cost - paid

    def least(self, usable: Iterable[int]) -> dict[int, int]:
        """By candidate; whoever may be left without a column at the price of an unmet demand."""
        found = dict.fromkeys(range(len(self.program.candidates)), SCALE) if self.tier.unmet else {}
        for column in usable:
            seat = int(self.program.seat[column])
            found[seat] = min(found.get(seat, self.cost(column)), self.cost(column))
        return found

    def bound(self, least: dict[int, int]) -> int:
        rows = self.program.rows
        fixed = sum(y * int(rows.low[n] if y > 0 else rows.high[n]) for n, y in self.row.items())
        fixed += sum(self.given.posts.values())
        fixed += sum(self.held(t) * value for t, value in self.settled)
        return fixed + sum(least.values())


def by_hand(
    program: Program, given: dict[str, Multipliers], values: dict[str, int]
) -> list[Proved]:
    """Tier after tier; a column that no plan of a value can use is left out from then on."""
    usable, found = list(range(program.columns)), list[Proved]()
    settled: list[tuple[TierCosts, int]] = []
    for tier in program.tiers:
        hand = ByHand(program, tier, given[tier.name], list(settled))
        least, value = hand.least(usable), values[tier.name] - tier.constant
        if hand.overpaid or len(least) < len(program.candidates):
            found.append(Proved(tier.name, None))
        else:
            exact = hand.bound(least)
            found.append(Proved(tier.name, exact + SCALE * tier.constant))
            spare = SCALE * value - exact
            if spare >= 0:
                seat = program.seat
                usable = [c for c in usable if hand.cost(c) - least[int(seat[c])] <= spare]
        settled.append((tier, value))
    return found


def some(program: Program, tier: str, before: list[str], rng: Random) -> Multipliers:
    """Random ones without cuts, small enough that many are fit."""
    given = replace(anything(program, tier, before, rng), cuts=())
    share = rng.choice((1, 4, 20))
    return replace(given, rows={name: y // share for name, y in given.rows.items()})


@pytest.mark.parametrize(("broad", "at_once"), [(named_rows._BROAD, named_rows.SLICE), (0.5, 7)])
@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_the_sum(
    seed: int, broad: float, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one slice with rows held broad, as little rosters have them; in many, with none broad."""
    monkeypatch.setattr(named_rows, "_BROAD", broad)
    for module in (named_rows, relaxation_check):
        monkeypatch.setattr(module, "SLICE", at_once)
    program, rng = compiled(seed), Random(f"bound {seed}")
    names = [tier.name for tier in program.tiers]
    fit = 0
    for _ in range(6):
        given = {name: some(program, name, names[:n], rng) for n, name in enumerate(names)}
        values = {
            tier.name: tier.constant + rng.randrange(-2, 2 + len(program.candidates))
            for tier in program.tiers
        }
        found = list(proved(program, given.values(), values))
        wanted = by_hand(program, given, values)
        assert [(p.tier, p.exact) for p in found] == [(p.tier, p.exact) for p in wanted]
        assert all(bool(p.why) == (p.exact is None) for p in found)
        fit += sum(p.exact is not None for p in found)
    seated = set(program.seat.tolist())
    assert fit or len(seated) < len(program.candidates)


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_the_demands_that_go_unmet(seed: int) -> None:
    program, rng = compiled(seed), Random(f"unmet {seed}")
    nothing = np.zeros(program.columns, dtype=np.int64)
    tier = TierCosts(
        FEASIBILITY, nothing, np.zeros(program.rows.shortfalls, dtype=np.int64), unmet=1
    )
    for _ in range(8):
        given = some(program, FEASIBILITY, [], rng)
        hard = {row_name(program, n) for n in np.flatnonzero(~program.rows.soft).tolist()}
        given = replace(given, rows={k: y for k, y in given.rows.items() if k in hard})
        hand = ByHand(program, tier, given, [])
        wanted = None if hand.overpaid else hand.bound(hand.least(range(program.columns)))
        assert none_exists(program, given).exact == wanted


# -- what is refused -----------------------------------------------------------------------------


def told(program: Program, given: Multipliers) -> str:
    """What is wrong with the multipliers of one tier; nothing if they are fit."""
    values = {tier.name: tier.constant for tier in program.tiers}
    (why,) = [p.why for p in proved(program, [given], values) if p.tier == given.tier]
    return why


@cache
def whole(sign: int, *, soft: bool) -> tuple[Program, str]:
    """A program in which every candidate has a column, and one of its rows: «at least» or «at
    most», with a shortfall or without; by name."""
    for seed in range(320):
        program = compiled(seed)
        rows = program.rows
        wanted = np.flatnonzero((rows.sign == sign) & (rows.soft == soft))
        if len(set(program.seat.tolist())) == len(program.candidates) and len(wanted):
            return program, row_name(program, int(wanted[0]))
    raise LookupError


@pytest.mark.parametrize("sign", [1, -1])
def test_a_row_is_given_only_its_own_sign(sign: int) -> None:
    program, name = whole(sign, soft=False)
    last = program.tiers[-1].name
    assert told(program, Multipliers(last, {}, {name: sign}, {})) == ""
    assert told(program, Multipliers(last, {}, {name: 0}, {})) == ""
    assert told(program, Multipliers(last, {}, {name: -sign}, {})) == f"wrong sign of row {name}"


def test_posts_tiers_and_cuts_are_given_nothing_above_nought() -> None:
    program, _ = whole(-1, soft=False)
    first, last = program.tiers[0].name, program.tiers[-1].name
    post = program.docket.table.posts[0].id

    def cut(multiplier: int) -> tuple[NamedCut, ...]:
        return (NamedCut(2, {}, {post: 1}, {}, (), multiplier),)

    for y, fit in ((-1, True), (0, True), (1, False)):
        assert (told(program, Multipliers(last, {post: y}, {}, {})) == "") == fit
        assert (told(program, Multipliers(last, {}, {}, {first: y})) == "") == fit
        assert (told(program, Multipliers(last, {}, {}, {}, cut(y))) == "") == fit
    assert told(program, Multipliers(last, {post: 1}, {}, {})) == f"wrong sign of post {post}"
    assert told(program, Multipliers(last, {}, {}, {first: 1})) == f"wrong sign of tier {first}"
    assert told(program, Multipliers(last, {}, {}, {}, cut(1))) == "wrong sign of a cut"
    # that no demand may go unmet is what makes a cut hold
    assert none_exists(program, Multipliers(FEASIBILITY, {}, {}, {}, cut(-1))).exact is None


def test_only_what_comes_before_is_held() -> None:
    program, _ = whole(-1, soft=False)
    first, last = program.tiers[0].name, program.tiers[-1].name
    assert told(program, Multipliers(first, {}, {}, {last: -1})).startswith("no tier")
    assert told(program, Multipliers(last, {}, {}, {last: -1})).startswith("no tier")
    assert told(program, Multipliers(last, {}, {}, {first: -1})) == ""


def test_names_that_nothing_has_are_refused() -> None:
    program, name = whole(-1, soft=False)
    last = program.tiers[-1].name
    for given in (
        Multipliers(last, {"no-such-post": -1}, {}, {}),
        Multipliers(last, {}, {"no such row": -1}, {}),
        Multipliers(last, {}, {f" {name}": -1}, {}),
        Multipliers(last, {}, {"[" * 5000: -1}, {}),
        Multipliers(last, {}, {'{"a": 1}': -1}, {}),
    ):
        assert told(program, given).startswith("there is no")


def test_the_largest_multiplier_is_the_largest() -> None:
    program, name = whole(-1, soft=False)
    first, last = program.tiers[0].name, program.tiers[-1].name
    post = program.docket.table.posts[0].id
    for y, beyond in ((-LARGEST_MULTIPLIER, False), (-LARGEST_MULTIPLIER - 1, True)):
        for given in (
            Multipliers(last, {post: y}, {}, {}),
            Multipliers(last, {}, {name: y}, {}),
            Multipliers(last, {}, {}, {first: y}),
        ):
            said = told(program, given)
            assert (f"beyond {LARGEST_MULTIPLIER}" in said) == beyond, said


@pytest.mark.parametrize("sign", [1, -1])
def test_a_shortfall_is_given_what_it_costs_and_no_more(sign: int) -> None:
    program, name = whole(sign, soft=True)
    row = row_names(program).index(name)
    short = int(program.rows.short[row])
    for tier in program.tiers:
        price = SCALE * int(tier.short[short])
        assert told(program, Multipliers(tier.name, {}, {name: sign * price}, {})) == ""
        over = told(program, Multipliers(tier.name, {}, {name: sign * (price + 1)}, {}))
        assert over == "a shortfall is given more than it costs"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_hard_row_is_given_what_an_unmet_demand_counts(sign: int) -> None:
    program, name = whole(sign, soft=False)
    for y, fit in ((SCALE, True), (SCALE + 1, False)):
        given = Multipliers(FEASIBILITY, {}, {name: sign * y}, {})
        assert (none_exists(program, given).exact is not None) == fit
