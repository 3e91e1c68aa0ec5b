"""The planner against a brute-force oracle that shares no code with it.

Every tier value, the targets, and that the plan is one of the best; infeasible rosters too.
"""

import pytest

from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoPlan, Proposal, propose
from rotplan.planning.witnesses import ProofWanted
from tests.kit.random_rounds import random_round
from tests.oracle import oracle, rosters

pytestmark = pytest.mark.thorough

SEEDS = range(320)


def expected_opinion(seed: int, found: Proposal | NoPlan) -> str:
    """Another solver where it is asked for, or where the certificate falls short."""
    assert found.certificate is not None
    asked = seed % 2 == 1
    return "agrees" if asked or not found.certificate.complete else "certificate"


def answered(seed: int) -> Answer:
    """Every other round is given to the second solver too."""
    return propose(random_round(seed), Budget(60), asked=ProofWanted(second_solver=seed % 2 == 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_agrees_with_the_oracle(seed: int) -> None:
    roster, policy, scores = rosters.roster(seed), rosters.policy(seed), rosters.scores(seed)
    expected = oracle.solve(roster, policy, scores)
    found = answered(seed)
    if expected.status == "infeasible":
        assert isinstance(found, NoPlan)
        assert found.conflict.minimal
        # where a cadre has no column no solver is asked, and so no second one
        unasked = bool(found.without_pair.cadres)
        assert found.second_opinion == ("certificate" if unasked else expected_opinion(seed, found))
        return
    assert isinstance(found, Proposal)
    assert found.solved.optimal
    assert found.solved.canonical
    assert found.second_opinion == expected_opinion(seed, found)
    assert found.exclusions is not None
    assert found.exclusions.checked == found.exclusions.of
    assert tuple((t.name, t.value) for t in found.solved.tiers) == expected.tiers
    before = {s.clause.id: s.met for s in found.today.standings}
    targets = {s.clause.id: (s.met, s.of, before[s.clause.id]) for s in found.after.standings}
    table = found.docket.table
    plan = frozenset(
        (table.cadres[c].id, table.posts[p].id) for c, h in found.holdings.items() for p in h
    )
    score = oracle.score(roster, policy, plan, scores)
    assert score is not None
    assert score.tiers == expected.tiers
    assert targets == score.targets
