"""What ids in a plan file are called: whoever it names, and nobody else."""

import json
from pathlib import Path

import pytest

from tests.kit.command import rotplan
from tests.paths import DATA


@pytest.mark.parametrize("id_", ["count", "kind", "moves", "vi", "from", "optimal"])
def test_an_id_that_is_a_word_of_the_form_names_nobody(tmp_path: Path, id_: str) -> None:
    """NL-12 holds nothing after the round and nothing is said of her."""
    text = (DATA / "ngoai-le.yaml").read_text("utf-8")
    (tmp_path / "r.yaml").write_text(text.replace("NL-12", id_), "utf-8")
    done = rotplan("plan", tmp_path / "r.yaml", "-f", "json")
    plan = json.loads(done.out)
    assert id_ not in plan["names"]["cadres"]
    assert "NL-01" in plan["names"]["cadres"]
