"""`proof.exclusions` of a plan file checked: pairs that are no column are asked about anew."""

from rotplan.language.words import Words
from rotplan.plan.file.checked_plan import CheckedPlan
from rotplan.planning.program.program import Program
from rotplan.planning.proof.exclusions import asked_about, exclusions, seed_of


def check_exclusions(case: CheckedPlan, program: Program, *, everything: bool = False) -> None:
    """Report pairs that nothing bars, and numbers that are not those of this program.

    `everything`: all pairs are asked about, not a few that are drawn.
    """
    found = exclusions(program, seed_of(program.docket), everything=everything)
    for cadre, posts in found.unnamed[:1]:
        several = ", ".join(posts)
        words = Words(
            f"không có gì ngăn {cadre} giữ [{several}], nhưng phương án đã loại cặp này ra từ đầu",
            f"nothing bars {cadre} from [{several}], yet the program leaves that pair out",
        )
        case.say("plan-part", "proof", "exclusions", key="proof.exclusions", what=words)
    stated = case.plan.proof.exclusions
    if case.lacks("proof.exclusions"):
        return
    if stated is None:
        if case.plan.status != "undecided":
            case.leave(UNHEARD, "proof.exclusions")
    elif (stated.checked, stated.of) != (usual := asked_about(found.of), found.of):
        words = Words(
            f"ghi {stated.checked}/{stated.of} cặp, phải là {usual}/{found.of}",
            f"it says {stated.checked} of {stated.of} pairs, it should be {usual} of {found.of}",
        )
        case.say("plan-part", "proof", "exclusions", key="proof.exclusions", what=words)


UNHEARD = Words("lần chạy đó chưa xét đến", "the run ended before it looked")
