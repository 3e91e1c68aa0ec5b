"""Why one cadre is left without any column: the demands in the way, shrunk without solving."""

import numpy as np

from rotplan.planning.conflict.conflict import (
    Concern,
    Conflict,
    can_exempt,
    find_conflict,
    hard_demands,
)
from rotplan.planning.conflict.demands import members
from rotplan.planning.engine import Budget
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.eligible import columns_of
from rotplan.planning.program.other_plans import ALONE
from rotplan.planning.program.program import Demands, Program
from rotplan.policy.docket import Docket


def conflict_around(docket: Docket, cadre: int, budget: Budget) -> Conflict:
    """The demands that leave a cadre (table number) no column.

    Without any one of them the cadre has a column. That there is then a plan is seen where everyone
    else can stay or step aside; only where that does not show is it asked of the solver.
    """
    asked, kept = hard_demands(docket, ALONE), []
    for member in members(docket):
        rest = member.without(asked)
        if _has_column(docket, rest, cadre):
            kept.append(member)
        else:
            asked = rest
    programs = (compile_program(docket, member.without(asked)) for member in kept)
    if not all(has_easy_plan(program) for program in programs):
        return find_conflict(docket, budget)
    alone = (docket.table.cadres[cadre],)
    concerns = tuple(Concern(m.id, alone, least=True, kind=m.kind) for m in kept if can_exempt(m))
    return Conflict(tuple(kept), minimal=True, demands=asked, concerns=concerns)


def _has_column(docket: Docket, asked: Demands, cadre: int) -> bool:
    one = np.array([cadre], dtype=np.int64)
    return columns_of(docket, asked.clauses, asked.structure, one) > 0


def has_easy_plan(program: Program) -> bool:
    """Whether there is a plan in which those who cannot stay go first, the rest stays if it can.

    Sure only of a yes, and of a program without rows.
    """
    if len(program.rows):
        return False
    cuts = np.searchsorted(program.cadre, program.candidates)
    ends = np.searchsorted(program.cadre, program.candidates, side="right")
    spans = [range(a, b) for a, b in zip(cuts.tolist(), ends.tolist(), strict=True)]
    stays, taken = ~program.moves, set[int]()
    for span in sorted(spans, key=lambda s: (bool(stays[s.start : s.stop].any()), len(s))):
        for column in sorted(span, key=lambda c: not stays[c]):
            posts = program.among[int(program.holding[column])]
            if taken.isdisjoint(posts):
                taken.update(posts)
                break
        else:
            return False
    return True
