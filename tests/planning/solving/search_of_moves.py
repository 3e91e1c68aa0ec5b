"""A search of the sample round that has come to the tier of moves."""

from rotplan.planning.engine import Budget
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import TierCosts, demands
from rotplan.planning.solving import one_tier as searching
from rotplan.planning.solving.relaxation import Bounded
from tests.kit.samples import lam_binh


def search_of_moves() -> tuple[searching.Search, TierCosts, Bounded]:
    """A search whose tiers before `moves` are settled, and the relaxation of that one."""
    program = compile_program(lam_binh(), demands(lam_binh()))
    search = searching.Search(program, Budget(60), lambda *_: None)
    search.warm_start()
    search.settle(search.frame.shortage)
    for tier in program.tiers:
        if tier.name == "moves":
            bounded = search.frame.relaxation(tier, search.budget)
            assert bounded is not None
            return search, tier, bounded
        search.settle(tier)
    raise AssertionError("no such tier")
