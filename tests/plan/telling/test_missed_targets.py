"""A target bars nobody: of a post that misses it the report says who would meet it."""

from pathlib import Path

import pytest

from tests.kit.command import rotplan
from tests.kit.small_roster import ROSTER

BOTH_LOCAL = ROSTER.replace("home: a2", "home: a1")


@pytest.mark.parametrize(
    ("lang", "nobody", "bars"),
    [
        ("en", "none of 2 would meet the target: 2 would miss local-secretary", "bars"),
        ("vi", "không ai trong 2 cán bộ đáp ứng chỉ tiêu: 2 người không đạt local-secretary",
         "loại"),
    ],
)  # fmt: skip
def test_a_filled_post_that_misses_its_target(
    tmp_path: Path, lang: str, nobody: str, bars: str
) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(BOTH_LOCAL, "utf-8")
    told = [line.strip() for line in rotplan("plan", path, "--lang", lang).out.splitlines()]
    assert nobody in told
    assert not any(f"local-secretary {bars}" in line for line in told)
