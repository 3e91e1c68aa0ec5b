"""Splices, trees and bytes over everything that is read; tests/fuzz.py says how."""

import pytest

from tests.fuzz import fuzz

pytestmark = pytest.mark.thorough


def test_three_hundred_inputs() -> None:
    assert fuzz(300) == []


@pytest.mark.slow
def test_a_hundred_thousand_inputs() -> None:
    assert fuzz(100_000, seed=1_000_000) == []
