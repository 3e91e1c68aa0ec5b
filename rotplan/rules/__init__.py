"""The rules: one norm a file. To add one, write its file and put it in this list."""

from typing import Any

from rotplan.rules.committee_size import CommitteeSize
from rotplan.rules.composition import Composition
from rotplan.rules.concurrency import Concurrency
from rotplan.rules.continuity import Continuity
from rotplan.rules.discipline import DisciplineWait
from rotplan.rules.distance import Distance
from rotplan.rules.election_age import ElectionAge
from rotplan.rules.experience import Experience
from rotplan.rules.family import Family
from rotplan.rules.frozen import Frozen
from rotplan.rules.grade_step import GradeStep
from rotplan.rules.hardship import Hardship
from rotplan.rules.kit.rule import Rule
from rotplan.rules.language import Language
from rotplan.rules.local_knowledge import LocalKnowledge
from rotplan.rules.min_stay import MinStay
from rotplan.rules.move_limit import MoveLimit
from rotplan.rules.no_return import NoReturn
from rotplan.rules.non_local import NonLocal
from rotplan.rules.planning_list import PlanningList
from rotplan.rules.preference import Preference
from rotplan.rules.protected import Protected
from rotplan.rules.qualification import Qualification
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
        Experience(),
        PlanningList(),
        ServiceLeft(),
        ElectionAge(),
        DisciplineWait(),
        Frozen(),
        Protected(),
        NoReturn(),
        Family(),
        Continuity(),
        LocalKnowledge(),
        Language(),
        Composition(),
        CommitteeSize(),
        Concurrency(),
        MoveLimit(),
        Hardship(),
        Distance(),
        Preference(),
    )
}
