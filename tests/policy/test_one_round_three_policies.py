"""One roster under three legal frames: three plans, and a clause for each thing that differs."""

from functools import cache
from pathlib import Path

from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.write_plan import plan_file
from rotplan.planning.propose import Proposal
from tests.kit.opening import open_roster
from tests.kit.opening import proposed as plan_of

ROSTER = Path(__file__).parent / "three-policies.yaml"
LAWS = ("vn-2017", "vn-2022", "vn-2025")


@cache
def proposed(law: str) -> Proposal:
    answer = plan_of(open_roster(ROSTER, law))
    assert answer.solved.optimal
    assert answer.second_opinion == "certificate"
    return answer


def plan(law: str) -> PlanFile:
    return plan_file(proposed(law))


def findings(law: str) -> set[tuple[str, str | None]]:
    return {(f.clause, f.cadre) for f in plan(law).findings}


def because(law: str) -> dict[str, set[str]]:
    """The clauses that each mover's reasons name."""
    return {m.cadre: {r.clause for r in m.because if r.clause} for m in plan(law).moves}


def values(law: str) -> tuple[int | None, ...]:
    return tuple(tier.value for tier in proposed(law).solved.tiers)


def test_three_laws_three_plans() -> None:
    holdings = [plan(law).holdings for law in LAWS]
    assert all(one != other for n, one in enumerate(holdings) for other in holdings[:n])


def test_what_each_plan_costs() -> None:
    """The swap of two local secretaries is two moves that each fulfil a wish (-20) under all three.

    2017: one secretary appointed at two approvals, two inspection chairs swapped, a woman seated.
    2022: one secretary appointed at one approval. 2025: that, the swap of the inspection chairs,
    and an approval for the mother of a small child.
    """
    assert [values(law) for law in LAWS] == [
        (0, 0, 2, 6, -20),
        (0, 0, 1, 3, -20),
        (0, 0, 2, 5, -20),
    ]


def test_who_is_not_planned_is_barred_in_2017_and_goes_to_the_competent_level_later() -> None:
    """BK-02 is planned, but rises a grade and is near retirement; BK-03 is only not planned."""
    holders = {law: plan(law).holdings["xuan-van/secretary"] for law in LAWS}
    assert holders == {"vn-2017": "BK-02", "vn-2022": "BK-03", "vn-2025": "BK-03"}
    assert findings("vn-2017") == {("equal-grade", "BK-02"), ("service-left", "BK-02")}
    assert findings("vn-2022") == {("planned", "BK-03")}
    assert ("planned", "BK-03") in findings("vn-2025")


def test_kin_in_one_commune_are_parted_in_2017_and_2025() -> None:
    """Regulation 205 parts a secretary and an inspection chair, hard; 114 parts members of one
    standing committee, in which the inspection chair sits only since 2025."""
    for law in ("vn-2017", "vn-2025"):
        assert because(law)["BK-05"] == {"kin"}
        assert plan(law).holdings["trung-son/inspection"] == "BK-06"
    assert "BK-05" not in because("vn-2022")
    forces = {
        law: next(c.force for c in proposed(law).docket.clauses if c.id == "kin") for law in LAWS
    }
    assert forces == {"vn-2017": "hard", "vn-2022": "approval", "vn-2025": "approval"}


def judged(law: str) -> dict[str, tuple[int, int, int]]:
    """Before, met and of for each target that judges anything in this roster."""
    return {t.clause: (t.before, t.met, t.of) for t in plan(law).targets if t.of}


def test_women_in_the_committee_are_a_target_in_2017_only() -> None:
    targets = {law: judged(law) for law in LAWS}
    assert targets["vn-2017"] == {"local-secretary": (2, 4, 4), "women": (0, 1, 1)}
    assert targets["vn-2022"] == targets["vn-2025"] == {"local-secretary": (2, 4, 4)}
    seats = {law: plan(law).holdings["tan-long/member-3"] for law in LAWS}
    assert seats == {"vn-2017": "BK-09", "vn-2022": None, "vn-2025": None}


def test_the_mother_of_a_small_child_moves_by_approval_in_2025_only() -> None:
    """Under all three the local secretaries change places; Decree 170 protects her since July."""
    for law in LAWS:
        assert because(law)["BK-10"] == {"local-secretary"}
        assert because(law)["BK-11"] == {"local-secretary"}
        assert (("protected", "BK-10") in findings(law)) == (law == "vn-2025")
