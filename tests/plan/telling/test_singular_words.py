"""English says one thing in the singular: in the report, the explanations and the plan file."""

import re
from pathlib import Path

from rotplan.plan.telling.demand_words import demand_words
from rotplan.planning.conflict.demands import members
from tests.kit.command import rotplan
from tests.kit.opening import open_roster
from tests.plan.telling.closing_post import NEVER, ROSTER, explained, planned

SLIP = re.compile(
    r"\b1 (cadres|posts|moves (?!only)|people|cases|matters|more are|move only|qualify)"
    r"|\bof 1 moves",
    re.IGNORECASE,
)
ASKED = "--prices", "--frontier", "moves", "--alternatives", "2"
CAPPED = ROSTER.replace("policy: vn-2017}", "policy: vn-2017, max_moves: 1}")


def test_one_move(tmp_path: Path) -> None:
    path = planned(tmp_path, CAPPED, *ASKED)
    report = rotplan("plan", tmp_path / "r.yaml", "--lang", "en", *ASKED).out
    whole = explained(path, "en")
    assert "PROPOSAL: 1 CADRE MOVES" in report and "Chain 1 · 1 cadre\n" in report
    assert "from 1 move up" in report
    docket = open_roster(tmp_path / "r.yaml")
    caps = [demand_words(docket, m).en for m in members(docket) if m.kind == "cap"]
    assert caps == ["no more than 1 cadre moves"]
    assert "The plan explained: 1 cadre moves" in whole
    assert "1 of 1 move is in every equally good plan" in whole
    for text in (report, whole, path.read_text("utf-8")):
        assert not SLIP.findall(text)


def test_one_vacant_post(tmp_path: Path) -> None:
    path = planned(tmp_path, ROSTER + NEVER)
    report = rotplan("plan", tmp_path / "r.yaml", "--lang", "en").out
    for text in (report, explained(path, "en", "a/c"), path.read_text("utf-8")):
        assert not SLIP.findall(text)
