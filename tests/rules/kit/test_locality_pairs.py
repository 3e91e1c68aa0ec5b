"""A place asked about one unit gives what the row of all units says there."""

from pathlib import Path

import pytest

from rotplan.roster.gazetteer.address_parts import ADDRESS_LEVELS
from rotplan.roster.records import Place
from rotplan.rules.kit.locality import locality
from tests.kit.opening import open_roster
from tests.paths import DATA


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda p: p.stem)
def test_one_unit_is_answered_as_all_are(path: Path) -> None:
    docket = open_roster(path)
    cadres = docket.roster.cadres
    places: set[Place | None] = {p for c in cadres for p in (c.home, c.birthplace, c.family_home)}
    places |= {Place.model_validate({"words": u.name}) for u in docket.roster.units}
    places |= {Place.model_validate({"words": w}) for w in ("Tuyên Quang", "Na Hang", "nơi khác")}
    answers = set()
    for level in ADDRESS_LEVELS:
        judged = locality(docket.table, level)
        for place in places:
            row = judged.row(place).tolist()
            assert [judged.of_pair(place, n) for n in range(len(row))] == row, place
            answers.update(row)
    assert len(answers) == 3
