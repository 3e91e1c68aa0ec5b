"""The rules: one norm a file. To add one, write its file and put it in this list."""

from typing import Any

from rotplan.rules.concurrency import Concurrency
from rotplan.rules.continuity import Continuity
from rotplan.rules.family import Family
from rotplan.rules.grade_step import GradeStep
from rotplan.rules.min_stay import MinStay
from rotplan.rules.move_limit import MoveLimit
from rotplan.rules.non_local import NonLocal
from rotplan.rules.planning_list import PlanningList
from rotplan.rules.qualification import Qualification
from rotplan.rules.rule import Rule
from rotplan.rules.service_left import ServiceLeft
from rotplan.rules.term_limit import TermLimit

RULES: dict[str, Rule[Any]] = {
    rule.name: rule
    for rule in (
        NonLocal(),
        TermLimit(),
        MinStay(),
        GradeStep(),
        Qualification(),
        PlanningList(),
        ServiceLeft(),
        Family(),
        Continuity(),
        Concurrency(),
        MoveLimit(),
    )
}
