"""Which unit a post is judged by at each level, and that none is made up where there is none.

Districts ended on 30/6/2025. A commune that a roster lists right under the province has a district
only where today's roster is asked by the units of before.
"""

from pathlib import Path
from typing import Any

import pytest

from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.judge import judge
from tests.kit.judged_places import NEW, NO, OLD, PROVINCE, UNKNOWN, YES, docket, local

NOT_JUDGED = (0, 0)
LOOSE = [
    PROVINCE,
    {"id": "tl", "name": "Thượng Lâm", "kind": "commune", "parent": "p", "code": "02269"},
]
LAST, FIRST = "2025-06-30", "2025-07-01"


@pytest.mark.parametrize(
    ("date", "as_of", "expected"),
    [
        ("2019-10-15", None, NOT_JUDGED),
        (LAST, None, NOT_JUDGED),
        (LAST, "2019-10-15", NOT_JUDGED),
        (FIRST, None, NOT_JUDGED),
        (FIRST, FIRST, NOT_JUDGED),
        (FIRST, LAST, YES),
        ("2026-03-01", FIRST, NOT_JUDGED),
        ("2026-03-01", LAST, YES),
    ],
)
@pytest.mark.parametrize("home", ["Thượng Lâm, Lâm Bình, Tuyên Quang", None])
def test_a_commune_right_under_the_province_at_district_level(
    tmp_path: Path, date: str, as_of: str | None, expected: tuple[int, int], home: str | None
) -> None:
    """Where it is not judged, an unknown home is no doubt either."""
    asked: dict[str, Any] = {"date": date, "level": "district"}
    if as_of is not None:
        asked["units_as_of"] = as_of
    if home is None and expected == YES:
        expected = UNKNOWN
    assert local(tmp_path, LOOSE, home, "tl", **asked) == expected


@pytest.mark.parametrize(("level", "of"), [("commune", 3), ("district", 3), ("province", 3)])
def test_posts_that_a_target_counts(tmp_path: Path, level: str, of: int) -> None:
    assert counted(tmp_path, OLD, level) == of


def test_a_target_at_district_level_counts_no_post_without_a_district(tmp_path: Path) -> None:
    """One commune of four lies right under the province."""
    units = [*OLD, {"id": "cl", "name": "Côn Lôn", "kind": "commune", "parent": "p"}]
    assert counted(tmp_path, units, "district") == 3
    assert counted(tmp_path, units, "commune") == 4
    assert counted(tmp_path, NEW, "district") == 0


def counted(path: Path, units: list[dict[str, Any]], level: str) -> int:
    norm = {"rule": "non-local", "force": "target", "level": level}
    opened, _ = docket(path, units, [{"id": "X"}], {"norm": norm})
    (standing,) = judge(opened, scope_of(opened, {})).standings
    return standing.of


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("Thượng Lâm, Lâm Bình, Tuyên Quang", YES),
        ("Khuôn Hà, Lâm Bình, Tuyên Quang", NO),
        ("Nam Định", NO),
        (None, UNKNOWN),
    ],
)
def test_at_commune_level_it_is_judged_as_any_other(
    tmp_path: Path, home: str | None, expected: tuple[int, int]
) -> None:
    assert local(tmp_path, LOOSE, home, "tl", date="2019-10-15") == expected
