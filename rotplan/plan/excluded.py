"""`proof.exclusions` of a plan file checked: pairs that are no column are asked about anew."""

from rotplan.plan.form import PlanFile
from rotplan.planning.model.program import Program
from rotplan.planning.proof.exclusions import exclusions, seed_of
from rotplan.roster import nodes
from rotplan.roster.problems import Problems
from rotplan.roster.records import locate
from rotplan.text import Words


def check_exclusions(
    plan: PlanFile,
    root: nodes.Mapping,
    program: Program,
    problems: Problems,
    *,
    everything: bool = False,
) -> None:
    """Report pairs that nothing bars, and numbers that are not those of this program."""
    found = exclusions(program, seed_of(program.docket), everything=everything)
    mark = locate(root, ("proof", "exclusions"))
    for cadre, posts in found.unnamed[:1]:
        several = ", ".join(posts)
        words = Words(
            f"không có gì ngăn {cadre} giữ [{several}], nhưng phương án đã loại cặp này ra từ đầu",
            f"nothing bars {cadre} from [{several}], yet the program leaves that pair out",
        )
        problems.add("plan-part", mark, key="proof.exclusions", what=words)
    stated = plan.proof.exclusions
    usual = found if not everything else exclusions(program, seed_of(program.docket))
    if stated is not None and (stated.checked, stated.of) != (usual.checked, usual.of):
        words = Words(
            f"ghi {stated.checked}/{stated.of} cặp, phải là {usual.checked}/{usual.of}",
            f"it says {stated.checked} of {stated.of} pairs, it should be {usual.checked} of "
            f"{usual.of}",
        )
        problems.add("plan-part", mark, key="proof.exclusions", what=words)
