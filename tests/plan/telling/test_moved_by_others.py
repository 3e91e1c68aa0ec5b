"""A cause to leave is one that leaving ends: what goes along to the new post moved nobody."""

import json
from pathlib import Path

from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Proposal, propose
from tests.kit.command import rotplan
from tests.kit.opening import open_roster

ROSTER = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: Huyện D, kind: district}
  - {id: a, name: Xã A, kind: commune, parent: d}
  - {id: e, name: Xã E, kind: commune, parent: d}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: e/s, unit: e, kind: commune_secretary}
cadres:
  - {id: X, name: Nguyễn Xuân, born: 1980-01-01, sex: male, home: HOME, holds: a/s, \
since: 2015-01-01}
  - {id: Z, name: Trần Yên, born: 1980-01-01, sex: female, holds: e/s, since: 2015-01-01}
decisions:
  - {place: Z, in: a/s}
"""


def kinds(folder: Path, home: str) -> dict[str, list[str]]:
    path = folder / "r.yaml"
    path.write_text(ROSTER.replace("HOME", home), "utf-8")
    answer = propose(open_roster(path), Budget(60))
    assert isinstance(answer, Proposal)
    return {id_: [r.kind for r in why] for id_, why in Account(answer).reasons.items()}


def test_a_doubt_that_goes_along_is_no_cause(tmp_path: Path) -> None:
    """Whether X or Z is a local cannot be told of either commune: the decision moves both."""
    found = kinds(tmp_path, "d")
    assert found["Z"][0] == "decided"
    assert found["X"][0] == "makes-room"
    assert all("must-leave" not in why for why in found.values())
    told = rotplan("plan", tmp_path / "r.yaml").out
    assert "only because a fact is missing" not in told


def test_a_breach_that_ends_is_one(tmp_path: Path) -> None:
    """X is at home in the commune that X leaves."""
    assert kinds(tmp_path, "a")["X"][0] == "must-leave"


def test_what_was_asked_beside_the_plan_may_be_cut_short_and_is_said(tmp_path: Path) -> None:
    """Wherever `stopped` is null the whole file is that of a long run."""
    path = tmp_path / "r.yaml"
    path.write_text(ROSTER.replace("HOME", "a"), "utf-8")
    asked = ("plan", path, "-f", "json", "--alternatives", "2", "--frontier", "moves", "--prices")
    whole = json.loads(rotplan(*asked).out)
    assert whole["stopped"] is None
    for limit in ("0.02", "0.04", "0.06", "0.08", "0.1", "0.15", "0.2"):
        found = json.loads(rotplan(*asked, "--time-limit", limit).out)
        assert found["stopped"] == "time" or found == whole
