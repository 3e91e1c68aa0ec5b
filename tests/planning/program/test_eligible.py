"""The sieve leaves what asking each rule about every single pair leaves."""

import pytest

from rotplan.planning.program.eligible import column_blocks
from rotplan.planning.program.program import demands
from rotplan.policy.docket import Docket
from rotplan.rules import RULES
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holding
from tests.bench.models import model
from tests.bench.ours import in_small_steps
from tests.kit.opening import open_round


def columns(docket: Docket) -> list[tuple[int, Holding]]:
    asked = demands(docket)
    return [
        (cadre, scope.among[holding])
        for scope in column_blocks(docket, asked.clauses, asked.structure)
        for cadre, holding in zip(scope.cadre.tolist(), scope.holding.tolist(), strict=True)
    ]


@pytest.mark.parametrize("seed", range(2000, 2060))
def test_by_kinds_and_units_as_by_pairs(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a cadre keeps one post of a holding and takes another."""
    docket = open_round(*model(seed))
    left = columns(docket)
    with in_small_steps():
        assert columns(docket) == left
    for rule in RULES.values():
        if isinstance(rule, PairRule):
            monkeypatch.setattr(type(rule), "turns_on", "pair")
    assert columns(docket) == left
    numbers = [(cadre, len(holding)) for cadre, holding in left]
    assert numbers == sorted(numbers, key=lambda pair: pair[0])
