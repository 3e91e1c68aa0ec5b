"""The sample round with hometowns in words instead of ids: the same plan."""

import json
import re
from pathlib import Path

from rotplan.plan.file.plan_schema import plan_json
from rotplan.plan.file.write_plan import plan_file
from rotplan.roster.reading.problems import Level
from rotplan.roster.records import Unit
from rotplan.roster.roster import Roster
from tests.kit.opening import proposed, try_open
from tests.kit.samples import lam_binh, lam_binh_plan
from tests.paths import LAM_BINH

# From a commune's name, its district's and its province's, as people write them.
FORMS = (
    "{0}, {1}, {2}",
    "{0} - {1} - {2}",
    "Tỉnh {2}, huyện {1}, {0}",
    "thôn Nà Ráo, {0}, H. {1}",
)


def address(units: dict[str, Unit], unit: str, form: str) -> str:
    """A unit and all above it in words; the forms are for communes in districts."""
    names: list[str] = []
    at: str | None = unit
    while at is not None:
        names.append(units[at].name)
        at = units[at].parent
    return form.format(*names) if len(names) == 3 else ", ".join(names)


def in_words(text: str, roster: Roster) -> str:
    """Every home and birthplace written out."""
    count = 0

    def words(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        said = address(roster.unit_of, match[2], FORMS[count % len(FORMS)])
        return f'{match[1]}"{said}"'

    changed = re.sub(r"((?:home|birthplace): +)([\w-]+)", words, text)
    assert count > 60
    return changed


def test_hometowns_in_words_give_the_same_plan(tmp_path: Path) -> None:
    path = tmp_path / "lam-binh-2019.yaml"
    path.write_text(in_words(LAM_BINH.read_text("utf-8"), lam_binh().roster), "utf-8")
    docket, problems = try_open(path)
    assert docket is not None
    assert [p for p in problems if p.level >= Level.WARNING] == []
    assert not any(c.home and c.home.words in docket.roster.unit_of for c in docket.roster.cadres)
    plan, same = (json.loads(plan_json(plan_file(p))) for p in (proposed(docket), lam_binh_plan()))
    for digests in ("inputs", "fingerprints"):
        assert plan.pop(digests) != same.pop(digests)
    assert plan == same
