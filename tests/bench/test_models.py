"""Random models with all rules: the priced method, the full model by another solver, and brute
force say the same, infeasible ones included. A thousand of them:

python -m pytest -m slow tests/bench/test_models.py
"""

from pathlib import Path

import pytest

from tests.bench.models import look, looks

# of 1837 a plan is found at first that uses only columns of the LP, and is not the best one
SEEDS = (*range(40), 1837)
IN_SMALL_STEPS = range(1000, 1060)
MODELS = 1000


@pytest.mark.parametrize("seed", SEEDS)
def test_three_ways_agree(seed: int, tmp_path: Path) -> None:
    found = look(seed, tmp_path)
    assert found.agrees, found.answers
    assert ("brute force" in found.answers) == (seed % 2 == 0)


@pytest.mark.parametrize("seed", IN_SMALL_STEPS)
def test_small_steps_lead_to_the_same(seed: int, tmp_path: Path) -> None:
    """Several blocks, and columns and rows that join one by one: what only large rounds see."""
    found = look(seed, tmp_path, small_steps=True)
    assert found.agrees, found.answers


@pytest.mark.slow
def test_a_thousand_models() -> None:
    """Of these some have no plan, and some are too large for brute force."""
    every = list(looks(0, MODELS, "HiGHS"))
    assert [(found.seed, found.answers) for found in every if not found.agrees] == []
    infeasible = [found.answers["rotplan"] == "infeasible" for found in every]
    assert 0.1 < sum(infeasible) / MODELS < 0.5
    assert max(found.columns for found in every) > 300
