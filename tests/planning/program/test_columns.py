"""Columns by hand: combinations that are new, holdings and posts that are refused."""

import numpy as np
import pytest

from rotplan.planning.program.columns import new_combinations, scope_of
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.other_plans import Comparison, refused
from rotplan.planning.program.program import TierCosts, demands, is_large
from rotplan.planning.proof.judge import judge
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Scope
from tests.kit.planted_rosters import cadre, docket, post, roster

TOGETHER = {"rule": "concurrency", "force": "hard"}


def scope(made: Docket, *columns: tuple[int, tuple[int, ...]]) -> Scope:
    return Scope.of(made.table, [c for c, _ in columns], [h for _, h in columns])


def two_posts() -> Docket:
    cadres = [cadre("a", holds="p0"), cadre("b", holds="p1"), cadre("c")]
    return docket(roster(cadres, [post(0), post(1)], {}))


def test_a_combination_is_new_unless_all_of_it_is_held_today() -> None:
    made = two_posts()
    columns = ((0, (0,)), (0, (1,)), (0, (0, 1)), (1, (0, 1)), (2, (0, 1)), (2, ()))
    assert new_combinations(scope(made, *columns)).tolist() == [
        False, False, True, True, True, False,
    ]  # fmt: skip


def test_beside_a_post_of_another_authority_too() -> None:
    """Cadre a holds p0 and the outside p2: to keep both is not new, one more or another one is."""
    posts = [post(0), post(1, unit="u0"), post(2, unit="u0", authority="e")]
    allowed = {**TOGETHER, "allowed": [["k0", "k2"], ["k1", "k2"], ["k0", "k1", "k2"]]}
    cadres = [cadre("a", holds=["p0", "p2"]), cadre("b", holds="p1")]
    made = docket(roster(cadres, posts, {"together": allowed}))
    number = made.table.post_number
    p0, p1 = number["p0"], number["p1"]
    columns = ((0, (p0,)), (0, (p1,)), (0, tuple(sorted((p0, p1)))), (0, ()))
    assert new_combinations(scope(made, *columns)).tolist() == [False, True, True, False]


# -- what is refused from the start -------------------------------------------------------------


def test_holdings_and_posts_that_are_refused() -> None:
    made = two_posts()
    every = scope(made, (0, (0,)), (0, (1,)), (0, ()), (1, (0, 1)), (2, (0,)), (2, ()))
    nothing = Comparison()
    assert not refused(every, nothing).any()
    one = Comparison(refused=frozenset({(0, (0,)), (2, ())}))
    assert np.flatnonzero(refused(every, one)).tolist() == [0, 5]
    empty = Comparison(empty=frozenset({1}))
    assert np.flatnonzero(refused(every, empty)).tolist() == [1, 3]
    both = Comparison(refused=frozenset({(2, ())}), empty=frozenset({0}))
    assert np.flatnonzero(refused(every, both)).tolist() == [0, 3, 4, 5]


# -- whom a clause asks ---------------------------------------------------------------------------


@pytest.mark.parametrize(("asks", "approvals"), [("newcomers", 0), ("everyone", 1)])
def test_a_doubt_about_somebody_in_post_counts_where_everyone_is_asked(
    asks: str, approvals: int
) -> None:
    """A degree that nobody wrote down, under a hard clause: who holds the post may stay."""
    rule = {"rule": "qualification", "force": "hard", "education": "university", "applies": asks}
    made = docket(roster([cadre("a", holds="p0")], [post(0)], {"degree": rule}))
    program = compile_program(made, demands(made))
    tier = next(tier for tier in program.tiers if tier.name == "approvals")
    stays = int(np.flatnonzero(~program.moves)[0])
    assert int(tier.cost[stays]) == approvals


def test_a_waiver_for_one_post_leaves_doubts_about_another_in_the_way() -> None:
    """Nobody wrote the degree of a down: of p1, for which it is waived, a is no doubt any more."""
    rule = {"rule": "qualification", "force": "hard", "education": "university"}
    waived = {"clause": "degree", "cadre": "a", "post": "p1", "basis": "Thông báo 1"}
    posts = [post(0), post(1), post(2)]
    made = docket(roster([cadre("a", holds="p0")], posts, {"degree": rule}, waivers=[waived]))
    program = compile_program(made, demands(made))
    held = {program.among[int(h)] for h in program.holding}
    number = made.table.post_number
    assert held == {(number["p0"],), (number["p1"],)}


# -- what a choice of columns is ------------------------------------------------------------------


@pytest.mark.parametrize("cost", [[-7, 3], [7, -3], [-7, -8, 1], []])
def test_the_largest_cost_is_by_its_magnitude(cost: list[int]) -> None:
    tier = TierCosts("preference", np.array(cost, dtype=np.int64), np.zeros(0, dtype=np.int64))
    assert tier.largest == max((abs(n) for n in cost), default=0)


def test_what_a_plan_keeps() -> None:
    """One holding a cadre, one holder a post, nobody left out, no tier above its value."""
    rules = {"listed": {"rule": "planning-list", "force": "off"}}
    made = docket(
        roster([cadre("a", holds="p0"), cadre("b", holds="p1")], [post(0), post(1)], rules)
    )
    program = compile_program(made, demands(made))
    table = made.table.post_number

    def column(cadre: str, post: str) -> int:
        seat = list(program.candidates).index(made.table.cadre_number[cadre])
        holding = program.among.number[(table[post],)]
        (found,) = np.flatnonzero((program.seat == seat) & (program.holding == holding))
        return int(found)

    stay = np.array([column("a", "p0"), column("b", "p1")])
    turned = np.array([column("a", "p1"), column("b", "p0")])
    assert program.keeps(stay)
    assert program.keeps(turned)
    assert not program.keeps(np.array([column("a", "p0"), column("b", "p0")]))
    assert not program.keeps(np.array([column("a", "p0"), column("a", "p1")]))
    assert not program.keeps(stay[:1])
    assert program.keeps(stay[:1], feasible=False)
    assert not program.keeps(np.array([column("a", "p0"), column("a", "p1")]), feasible=False)
    moves = next(tier for tier in program.tiers if tier.name == "moves")
    assert program.keeps(turned, [(moves, 2)])
    assert not program.keeps(turned, [(moves, 1)])
    assert program.keeps(stay, [(moves, 0)])


# -- what is too large for floats --------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "value", "largest", "large"),
    [
        (5_000, 2**21, 2**17, False),
        (5_000, 2**21 + 1, 1, True),
        (5_000, -(2**21) - 1, 1, True),
        (5_000, 0, 2**17 + 1, True),
        (5_001, 2**24, 2**20, False),
        (5_001, 2**24 + 1, 1, True),
        (5_001, 0, 2**20 + 1, True),
    ],
)
def test_what_is_too_large_for_floats(columns: int, value: int, largest: int, large: bool) -> None:
    tier = TierCosts("preference", np.array([largest], dtype=np.int64), np.zeros(0, dtype=np.int64))
    small = TierCosts("moves", np.array([1], dtype=np.int8), np.zeros(0, dtype=np.int64))
    assert is_large(columns, [(small, 0), (tier, value)]) is large
    assert is_large(columns, [(small, value)], tier) is large


def test_a_waiver_counts_for_whom_it_is_and_nobody_else() -> None:
    """Two who are protected move to another unit; for one of them the clause is waived."""
    rule = {"rule": "protected", "force": "target", "circumstances": ["pregnant"]}
    cadres = [
        cadre("a", holds="p0", circumstances=["pregnant"]),
        cadre("b", holds="p1", circumstances=["pregnant"]),
    ]
    waived = {"clause": "care", "cadre": "a", "basis": "Thông báo 1"}
    made = docket(roster(cadres, [post(0), post(1)], {"care": rule}, waivers=[waived]))
    number = made.table.cadre_number
    turned = {number["a"]: made.table.before[number["b"]]}
    turned[number["b"]] = made.table.before[number["a"]]
    (standing,) = judge(made, scope_of(made, turned)).standings
    assert standing.waived == 1
