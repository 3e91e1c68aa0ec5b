"""Cuts: every plan keeps them, the fractional solution they were made for does not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from rotplan.planning.engine import Budget, Floats, LinearProgram, SolverError, close
from rotplan.planning.engine.basis import BASIC
from rotplan.planning.program import program as programs
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, TierCosts, demands
from rotplan.planning.proof.multipliers import Multipliers, _named
from rotplan.planning.proof.named_rows import NamedRows
from rotplan.planning.proof.rebuild_cuts import recut
from rotplan.planning.proof.row_sum import Combination
from rotplan.planning.solving import incumbent, relaxation, separation
from rotplan.planning.solving.cuts import Cuts, Numbering, concerned, rounded
from rotplan.planning.solving.lexicographic import Solved, is_feasible, solve
from rotplan.planning.solving.one_tier import Search
from rotplan.planning.solving.relaxation import Bounded, Frame
from rotplan.planning.solving.rows_by_column import DenseRow, SparseRows, for_pricing, spread
from rotplan.planning.solving.whole_model import whole_matrix
from rotplan.rules.kit.three_valued import Ints
from tests.bench.rounds import roster, text
from tests.kit.opening import open_roster
from tests.kit.random_rounds import random_round
from tests.kit.samples import lam_binh

pytestmark = pytest.mark.thorough

SMALL, LARGE = range(40), range(6)
COSTS = 12


@dataclass(frozen=True)
class Cutting:
    """A fractional solution, what was cut off it, and the solution after that."""

    program: Program
    before: Bounded
    cuts: Cuts
    after: Bounded


def random_cost(program: Program, seed: int) -> TierCosts:
    """A cost that no clause asks for: relaxations of it are fractional often."""
    draw = np.random.default_rng(seed)
    cost = draw.integers(0, 30, program.columns)
    return TierCosts("random", cost, draw.integers(5, 40, program.rows.shortfalls))


def cuttings(program: Program, seed: int) -> Iterator[Cutting]:
    """Round after round, until the relaxation is whole or nothing more is found."""
    frame, tier = Frame(program), random_cost(program, seed)
    after = frame.relaxation(tier, Budget(60))
    for _ in range(4):
        before = after
        assert before is not None
        if not frame.cut(before):
            return
        after = frame.relaxation(tier, Budget(60))
        assert after is not None
        yield Cutting(program, before, frame._lp.cuts[-1], after)


def random_tiers(seed: int, folder: Path) -> tuple[TierCosts, ...]:
    program, draw = generated(seed, folder), np.random.default_rng(seed)
    return tuple(
        TierCosts(
            f"random {n}",
            draw.integers(-5, most, program.columns),
            draw.integers(1, 20, program.rows.shortfalls),
        )
        for n, most in enumerate((4, 9, 30))
    )


def generated(seed: int, folder: Path) -> Program:
    """A round of eight communes with a tight cap on moves."""
    path = folder / "roster.yaml"
    path.write_text(text(roster(8, seed, caps="tight", policy="vn-2025")), "utf-8")
    docket = open_roster(path)
    return compile_program(docket, demands(docket))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Cutting]:
    folder = tmp_path_factory.mktemp("models")
    found: list[Cutting] = []
    small = [random_round(seed) for seed in SMALL]
    programs = [compile_program(docket, demands(docket)) for docket in small]
    programs += [generated(seed, folder) for seed in LARGE]
    for program in programs:
        if is_feasible(program, Budget(60)):
            for seed in range(COSTS):
                found += cuttings(program, seed)
    return found


def coefficients(program: Program, cuts: Cuts, number: int) -> tuple[Floats, Floats]:
    """Of one cut: the coefficient of each column, what is subtracted of each shortfall."""
    every = np.arange(program.columns)
    place, row, coefficient = cuts.coefficients.entries(every)
    mine = row == cuts.coefficients.rows[number]
    columns: Floats = np.bincount(place[mine], coefficient[mine], len(every)).astype(np.float64)
    short = np.zeros(program.rows.shortfalls)
    for shortfall, amount in cuts.amounts[number].items():
        short[shortfall] = amount
    return columns, short


def excess(cutting: Cutting, bounded: Bounded) -> Floats:
    """By how much a solution is beyond the limit of each cut."""
    columns, short = zip(
        *(coefficients(cutting.program, cutting.cuts, n) for n in range(len(cutting.cuts.limit))),
        strict=True,
    )
    activity = np.array(columns)[:, bounded.columns] @ bounded.x
    beyond: Floats = activity - np.array(short) @ bounded.short - cutting.cuts.limit
    return beyond


def test_many_solutions_are_cut_some_more_than_once(found: list[Cutting]) -> None:
    assert len(found) > 50
    second = [c for c in found if c.cuts.coefficients.rows[0] > len(c.program.rows)]
    assert len(second) > 5
    used = [c.before.short[s] for c in found for each in c.cuts.amounts for s in each]
    assert min(used) == 0
    assert max(used) > 0.1


def test_the_solution_breaks_each_of_its_cuts(found: list[Cutting]) -> None:
    for cutting in found:
        # all variables in use lose nothing in rounding, the limit loses (p − 1)/p
        assert (excess(cutting, cutting.before) > 0.5 - 1e-6).all()


def test_the_next_solution_keeps_them(found: list[Cutting]) -> None:
    for cutting in found:
        assert (excess(cutting, cutting.after) < 1e-6).all()
        prices = cutting.after.prices
        reduced = prices.reduced(cutting.program, slice(0, cutting.program.columns))
        assert reduced.min() > -1e-5
        assert np.abs(reduced[cutting.after.columns]).max() < 1e-5


def test_every_plan_keeps_each_cut(found: list[Cutting]) -> None:
    for cutting in found:
        for number, limit in enumerate(cutting.cuts.limit.tolist()):
            columns, short = coefficients(cutting.program, cutting.cuts, number)
            most = TierCosts("most", -columns.astype(np.int64), short.astype(np.int64))
            every = np.arange(cutting.program.columns)
            matrix = whole_matrix(cutting.program, [], most, every)
            whole = np.ones(len(matrix.cost), dtype=bool)
            answer = close(matrix, whole, Budget(60), solver="CP-SAT")
            assert answer.verdict == "optimal"
            assert answer.x is not None
            assert -(matrix.cost @ answer.x) <= limit


def test_cuts_bring_the_bound_up(found: list[Cutting]) -> None:
    rises = [cutting.after.value - cutting.before.value for cutting in found]
    assert min(rises) > -1e-6
    assert max(rises) > 0.1


@pytest.mark.parametrize(
    "limit", [(separation, "WIDE"), (separation, "_ROWS"), (relaxation, "_CONCERNED")]
)
def test_what_is_too_large_is_not_cut(
    monkeypatch: pytest.MonkeyPatch, found: list[Cutting], limit: tuple[ModuleType, str]
) -> None:
    monkeypatch.setattr(*limit, 0)
    assert not any(True for c in found for _ in cuttings(c.program, 0))


@pytest.mark.parametrize("seed", range(40))
def test_rounding_is_that_of_the_dense_rows(seed: int) -> None:
    """Random rows and weights, three times each on those before; combinations of posts too.

    And the certificate's own code makes the same of them.
    """
    docket = random_round(seed)
    program = compile_program(docket, demands(docket))
    draw, earlier = np.random.default_rng(seed), list[Cuts]()
    made = list(for_pricing(program, np.arange(len(program.rows)), spread(program)))
    every = np.arange(program.columns)
    for _ in range(3):
        numbering = Numbering(program, earlier)
        row, place, coefficient = numbering.entries(every)
        dense = np.zeros((len(numbering.limit), program.columns), dtype=np.int64)
        np.add.at(dense, (row, place), coefficient)
        found = [random_combination(program, row, place, draw) for _ in range(6)]
        near = concerned(numbering, found, [*made, *(cuts.coefficients for cuts in earlier)])
        cuts = rounded(numbering, found, np.flatnonzero(near))
        for number, each in enumerate(found):
            weight = np.zeros(len(dense), dtype=np.int64)
            weight[list(each.weights)] = list(each.weights.values())
            columns, short = coefficients(program, cuts, number)
            assert columns.tolist() == (weight @ dense // each.divisor).tolist()
            assert cuts.limit[number] == weight @ numbering.limit // each.divisor
            owed = np.zeros(program.rows.shortfalls)
            for r, w in each.weights.items():
                for s, amount in numbering.amounts(r).items():
                    owed[s] += w * amount
            assert short.tolist() == np.ceil(owed / each.divisor).tolist()
        earlier.append(cuts)
    told = [each for cuts in earlier for each in cuts.made]
    named = tuple(_named(program, each, -1, n) for n, each in enumerate(told))
    again = recut(NamedRows(program, [Multipliers("any", {}, {}, {}, named)]), named)
    made_before = [(cuts, n) for cuts in earlier for n in range(len(cuts.limit))]
    for one, (cuts, number) in zip(again, made_before, strict=True):
        columns, short = coefficients(program, cuts, number)
        other = np.zeros(program.columns)
        other[one.column] = one.value
        assert other.tolist() == columns.tolist()
        assert one.limit == cuts.limit[number]
        assert one.amounts == {int(s): short[s] for s in one.amounts}
        assert set(one.amounts) == set(cuts.amounts[number])


def random_combination(
    program: Program, row: Ints, place: Ints, draw: np.random.Generator
) -> Combination:
    """Some rows of a few columns, one of them with several posts if there is any."""
    columns = draw.choice(program.columns, 3)
    several = np.flatnonzero(program.among.size[program.holding] > 1)
    if len(several):
        columns = np.append(columns, draw.choice(several))
    pool = np.unique(row[np.isin(place, columns)])
    chosen = draw.choice(pool, min(len(pool), int(draw.integers(2, 9))), replace=False)
    divisor = int(draw.integers(2, 4))
    return Combination({int(r): int(draw.integers(1, divisor)) for r in chosen}, divisor)


def test_tiers_that_are_cut_come_out_right(tmp_path: Path) -> None:
    """Three random costs in turn, against CP-SAT on the whole model."""
    for seed in range(6):
        program = replace(generated(seed, tmp_path), tiers=random_tiers(seed, tmp_path))
        outcome = solve(program, Budget(60), canonical=False)
        assert isinstance(outcome, Solved)
        settled: list[tuple[TierCosts, int]] = []
        for tier, found in zip(program.tiers, outcome.tiers, strict=True):
            matrix = whole_matrix(program, settled, tier, np.arange(program.columns))
            whole = np.ones(len(matrix.cost), dtype=bool)
            best = close(matrix, whole, Budget(60), solver="CP-SAT").x
            assert best is not None
            value = round(float(matrix.cost @ best))
            assert (found.value, found.proved) == (value, True)
            settled.append((tier, value))


def test_a_stop_is_heeded_before_anything_is_cut(
    monkeypatch: pytest.MonkeyPatch, found: list[Cutting]
) -> None:
    program = found[0].program
    search = Search(replace(program, tiers=(random_cost(program, 0),)), Budget(60), lambda *_: None)
    monkeypatch.setattr(incumbent, "close", None)
    monkeypatch.setattr(Frame, "cut", None)
    search.budget.stop()
    assert search._sharpened(search.program.tiers[0], found[0].before) is found[0].before


def test_a_dense_row_prices_as_sparse_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_AT_ONCE", 7)
    program = compile_program(lam_binh(), demands(lam_binh()))
    many = spread(program)
    rows = np.arange(len(program.rows))
    made = list(for_pricing(program, rows, many))
    broad = [each for each in made if isinstance(each, DenseRow)]
    assert [each.row for each in broad] == np.flatnonzero(many > program.columns // 8).tolist()
    dual = np.random.default_rng(1).integers(-9, 9, len(rows)).astype(float)
    whole = SparseRows.of(program, rows)
    for part in programs.slices(program.columns):
        one, other = np.zeros(part.stop - part.start), np.zeros(part.stop - part.start)
        whole.take(one, dual, part)
        for each in made:
            each.take(other, dual, part)
        assert one.tolist() == other.tolist()
    for row in rows.tolist():
        asked = rows == row
        touched = np.zeros(program.columns, dtype=bool)
        for each in made:
            touched[each.touching(asked)] = True
        assert np.flatnonzero(touched).tolist() == whole.touching(asked).tolist()


def test_what_a_new_row_lacks_is_made_up_for() -> None:
    """The least of x + 2y with x + y ≥ 3, then x ≤ 1 too; a variable at 10 may stand in for x."""
    lp = LinearProgram()
    both = lp.add_rows(np.array([3.0]), np.array([np.inf]))
    pair = lp.add_variables(np.array([0, 1]), both[[0, 0]], np.ones(2), 2)
    lp.set_cost(pair, np.array([1.0, 2.0]))
    assert lp.solve(Budget(60)) == 3.0
    row = lp.add_rows(np.array([-np.inf]), np.array([1.0]))
    lp.add_entries(pair[:1], row, np.ones(1))
    extra = lp.add_variables(np.array([0]), row, np.array([-1.0]), 1)
    lp.set_cost(extra, np.array([10.0]))
    lp.make_up(row, extra)
    start = lp._start()
    assert list(start.variable_status.values)[-1] == BASIC
    lp.make_up(row, extra)
    assert lp.solve(Budget(60)) == 5.0
    assert lp.values(pair).tolist() == [1.0, 2.0]
    lp.free_above(row)
    assert lp.solve(Budget(60)) == 3.0


def test_a_start_that_fails_is_followed_by_one_from_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lp = LinearProgram()
    row = lp.add_rows(np.array([2.0]), np.array([np.inf]))
    one = lp.add_variables(np.array([0]), row, np.ones(1), 1)
    lp.set_cost(one, np.array([3.0]))
    answer, starts = lp._answer, list[object]()

    def failing(parameters: object, budget: Budget, start: object) -> object:
        starts.append(start)
        if len(starts) == 1:
            raise RuntimeError("ABNORMAL")
        return answer(parameters, budget, start)

    monkeypatch.setattr(lp, "_answer", failing)
    lp.warm_start(one, row[:0])
    assert lp.solve(Budget(60)) == 6.0
    assert [start is None for start in starts] == [False, True]
    monkeypatch.setattr(lp, "_answer", lambda *_: (_ for _ in ()).throw(RuntimeError("ABNORMAL")))
    with pytest.raises(SolverError, match="ABNORMAL"):
        lp.solve(Budget(60))
