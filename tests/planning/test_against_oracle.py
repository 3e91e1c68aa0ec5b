"""The planner against a brute-force oracle that shares no code with it.

Every tier value, the targets, and that the plan is one of the best; infeasible rosters too.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoPlan, Proposal, propose
from rotplan.planning.witnesses import ProofWanted
from rotplan.policy.docket import open_docket
from rotplan.roster.load import find
from rotplan.roster.reading.problems import Problems
from tests.oracle import oracle, rosters

SEEDS = range(320)


def write(
    folder: Path, roster: dict[str, Any], policy: dict[str, Any], scores: str | None = None
) -> Path:
    """All documents as files; JSON keeps every scalar quoted."""
    if scores is not None:
        (folder / "fit.csv").write_text(scores, "utf-8")
    (folder / "policy.yaml").write_text(json.dumps(policy, ensure_ascii=False), "utf-8")
    path = folder / "roster.yaml"
    path.write_text(json.dumps(roster, ensure_ascii=False), "utf-8")
    return path


def expected_opinion(seed: int, found: Proposal | NoPlan) -> str:
    """Another solver where it is asked for, or where the certificate falls short."""
    assert found.certificate is not None
    asked = seed % 2 == 1
    return "agrees" if asked or not found.certificate.complete else "certificate"


def answer_to(path: Path, *, second_solver: bool = False) -> Answer:
    problems = Problems()
    docket = open_docket(find(str(path), problems).rosters[0], problems)
    assert docket is not None, [(p.place, p.code, p.words.en) for p in problems]
    return propose(docket, Budget(60), asked=ProofWanted(second_solver=second_solver))


@pytest.mark.parametrize("seed", SEEDS)
def test_agrees_with_the_oracle(seed: int, tmp_path: Path) -> None:
    roster, policy, scores = rosters.roster(seed), rosters.policy(seed), rosters.scores(seed)
    expected = oracle.solve(roster, policy, scores)
    found = answer_to(write(tmp_path, roster, policy, scores), second_solver=seed % 2 == 1)
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
