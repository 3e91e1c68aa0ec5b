"""The sample round of Lâm Bình, opened and planned once for all tests."""

from functools import cache

from rotplan.planning.propose import Proposal
from rotplan.policy.docket import Docket
from rotplan.roster.reading.problems import Level
from tests.kit.opening import proposed, try_open
from tests.paths import LAM_BINH


@cache
def lam_binh(max_moves: int | None = None) -> Docket:
    docket, problems = try_open(LAM_BINH)
    assert docket is not None
    assert [p for p in problems if p.level >= Level.WARNING] == []
    return docket.capped(max_moves)


@cache
def lam_binh_plan(max_moves: int | None = None) -> Proposal:
    return proposed(lam_binh(max_moves))
