"""The sample round with hometowns in words instead of ids: the same plan."""

import json
import re
from pathlib import Path

from rotplan.plan.file.plan_schema import plan_json
from rotplan.plan.file.write_plan import plan_file
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Proposal, propose
from rotplan.policy.docket import Docket, open_docket
from rotplan.roster.facts import Unit
from rotplan.roster.load import find
from rotplan.roster.reading.problems import Level, Problems
from rotplan.roster.roster import Roster
from tests.paths import LAM_BINH
from tests.show.test_sample_lam_binh import planned, sample

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


def docket_of(path: Path) -> Docket:
    problems = Problems()
    docket = open_docket(find(str(path), problems).rosters[0], problems)
    assert docket is not None
    assert [p for p in problems if p.level >= Level.WARNING] == []
    return docket


def test_hometowns_in_words_give_the_same_plan(tmp_path: Path) -> None:
    path = tmp_path / "lam-binh-2019.yaml"
    path.write_text(in_words(LAM_BINH.read_text("utf-8"), sample().roster), "utf-8")
    docket = docket_of(path)
    assert not any(c.home and c.home.words in docket.roster.unit_of for c in docket.roster.cadres)
    answer = propose(docket, Budget(60))
    assert isinstance(answer, Proposal)
    plan, same = (json.loads(plan_json(plan_file(p))) for p in (answer, planned()))
    for digests in ("inputs", "fingerprints"):
        assert plan.pop(digests) != same.pop(digests)
    assert plan == same
