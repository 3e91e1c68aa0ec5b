"""The random rounds of the oracle, opened."""

from functools import cache

from rotplan.policy.docket import Docket
from tests.kit.opening import open_round
from tests.oracle import rosters


@cache
def random_round(seed: int) -> Docket:
    return open_round(rosters.roster(seed), rosters.policy(seed), rosters.scores(seed))
