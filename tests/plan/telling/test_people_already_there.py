"""Those already there, when somebody is brought: whose next step it is comes first."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from rotplan.plan.telling.moves import Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.people_already_there import Nearby
from rotplan.planning.propose import Proposal
from tests.kit.opening import open_roster
from tests.kit.opening import proposed as plan_of

HEAD = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: Huyện D, kind: district}
  - {id: a, name: Xã A, kind: commune, parent: d}
  - {id: b, name: Xã B, kind: commune, parent: d}
  - {id: c, name: Xã C, kind: commune, parent: d}
posts:
  - {id: a/new, unit: a, kind: NEW}
  - {id: b/old, unit: b, kind: OLD, required: false}
"""
ALL = ("commune_secretary", "commune_standing_deputy", "commune_chair", "council_chair")
# the kinds of a commune with their grades in vn-2017
GRADES = {
    "commune_secretary": 50, "commune_standing_deputy": 45, "commune_chair": 45,
    "council_chair": 45, "commune_vice_chair": 40, "front_chair": 40, "union_head": 35,
    "police_chief": 35, "military_commander": 35, "committee_member": 30,
}  # fmt: skip
People = list[tuple[str, str, tuple[str, ...]]]


def written(new: str, there: People, decisions: tuple[str, ...] = ()) -> str:
    """A vacancy `new` in commune a, ZZ of the same grade in b, and people (id, kind, planned)."""
    text = HEAD.replace("NEW", new).replace("OLD", new)
    text += "".join(
        f"  - {{id: a/{id_}, unit: a, kind: {kind}, required: false}}\n" for id_, kind, _ in there
    )
    facts = (
        "born: 1980-01-01, sex: male, ethnicity: Tày, home: c, education: university, "
        "theory: advanced, since: 2010-01-01"
    )
    held = [("ZZ", "b/old", ALL), *((id_, f"a/{id_}", planned) for id_, _, planned in there)]
    text += "cadres:\n" + "".join(
        f"  - {{id: {id_}, name: Cán bộ {id_}, {facts}, planned: [{', '.join(kinds)}], "
        f"holds: {post}}}\n"
        for id_, post, kinds in held
    )
    return text + ("decisions:\n" + "".join(decisions) if decisions else "")


def proposed(folder: Path, text: str) -> Proposal:
    (folder / "r.yaml").write_text(text, "utf-8")
    return plan_of(open_roster(folder / "r.yaml"))


def sentence(found: Proposal, lang: Any = "en") -> str:
    """What is said of those already there, where ZZ is brought."""
    reasons = Account(found).reasons["ZZ"]
    (nearer,) = [reason for reason in reasons if reason.kind == "nearer"]
    return nearer.words[lang]


def ranked(found: Proposal) -> list[str]:
    """Those already there in their order, as if ZZ were brought to the vacancy."""
    roster = found.docket.roster
    zz, post = roster.cadre_of["ZZ"], roster.post_of["a/new"]
    move = Move(zz, (roster.post_of["b/old"],), (post,), "rotation")
    return [cadre.id for cadre in Nearby(found, [(move, post)]).others(move, post)]


def named(text: str) -> list[str]:
    return re.findall(r"Cán bộ \w+ \((\w+)\)", text)


def test_the_standing_deputy_stands_before_three_lower_ones(tmp_path: Path) -> None:
    there: People = [
        ("B0", "union_head", ALL), ("B1", "police_chief", ALL), ("B2", "military_commander", ALL),
        ("B3", "commune_standing_deputy", ALL),
    ]  # fmt: skip
    found = proposed(tmp_path, written("commune_secretary", there))
    said = sentence(found)
    assert named(said) == ["B3", "B0", "B1"]
    assert said.endswith("; and 1 more")
    assert sentence(found, "vi").endswith("; và 1 người nữa")
    assert "B3) – possible, but for approval: Commune Party secretary (grade 50) is too" in said


def test_of_one_grade_who_is_in_the_planning_list_stands_first(tmp_path: Path) -> None:
    there: People = [
        ("B0", "commune_standing_deputy", ("commune_chair",)),
        ("B1", "commune_chair", ()),
        ("B2", "council_chair", ("commune_secretary",)),
    ]
    found = proposed(tmp_path, written("commune_secretary", there))
    assert named(sentence(found)) == ["B2", "B0", "B1"]


def test_a_step_up_stands_before_one_aside_and_one_down(tmp_path: Path) -> None:
    there: People = [
        ("B0", "commune_secretary", ALL), ("B1", "council_chair", ALL),
        ("B2", "commune_vice_chair", ALL), ("B3", "union_head", ALL),
    ]  # fmt: skip
    found = proposed(tmp_path, written("commune_standing_deputy", there))
    assert ranked(found) == ["B2", "B3", "B1", "B0"]


def test_a_decision_of_the_board_is_named_before_any_clause(tmp_path: Path) -> None:
    there: People = [("B0", "commune_standing_deputy", ALL), ("B1", "council_chair", ALL)]
    orders = ("  - {never: B0, in: a/new}\n", "  - {keep: B1}\n")
    found = proposed(tmp_path, written("commune_secretary", there, orders))
    said = sentence(found)
    assert (
        "Cán bộ B0 (B0) – the board decided: never place Cán bộ B0 (B0) in Commune Party "
        "secretary, Xã A" in said
    )
    assert "Cán bộ B1 (B1) – the board decided: keep Cán bộ B1 (B1) in post" in said
    assert "tập thể đã quyết định: giữ nguyên Cán bộ B1 (B1)" in sentence(found, "vi")


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_any_commune(tmp_path: Path, seed: int) -> None:
    """By grade as vn-2017 has it, planning list and id, worked out here once more."""
    rng = random.Random(seed)
    new = rng.choice(["commune_secretary", "commune_standing_deputy", "commune_vice_chair"])
    kinds = rng.sample(sorted(GRADES), rng.randint(1, 8))
    there: People = [
        (f"B{n}", kind, rng.choice([(), (new,), ("commune_chair",)]))
        for n, kind in enumerate(kinds)
    ]
    found = proposed(tmp_path, written(new, there))

    def step(person: tuple[str, str, tuple[str, ...]]) -> tuple[bool, bool, int, bool, str]:
        id_, kind, planned = person
        up = GRADES[new] - GRADES[kind]
        return up < 0, up == 0, abs(up), new not in planned, id_

    up = sorted((p for p in there if GRADES[p[1]] < GRADES[new]), key=step)
    aside = sorted((p for p in there if GRADES[p[1]] == GRADES[new]), key=step)
    down = sorted((p for p in there if GRADES[p[1]] > GRADES[new]), key=step)
    assert ranked(found) == [id_ for id_, _, _ in (*up, *aside, *down)]
