"""Why no plan exists: demands that cannot stand together, shrunk by solving again without each.

No solver's core is trusted: every step is a fresh program. What is left is minimal: it is
infeasible, and leaving out any one member makes it feasible. The order is fixed, so the answer is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from rotplan.planning.bars import columns_of
from rotplan.planning.engine import Budget
from rotplan.planning.program import Demands, Program, compile_program, demands
from rotplan.planning.solver import is_feasible
from rotplan.policy.docket import Docket
from rotplan.roster.facts import Decision
from rotplan.rules.concurrency import Concurrency
from rotplan.text import Words

Kind = Literal["structure", "clause", "cap", "decision"]


@dataclass(frozen=True)
class Member:
    """One demand in a conflict."""

    kind: Kind
    id: str
    words: Words
    without: Callable[[Demands], Demands]


@dataclass(frozen=True)
class Conflict:
    """Demands that exclude each other; `minimal` unless the budget ended before it was sure."""

    members: tuple[Member, ...]
    minimal: bool


def find_conflict(docket: Docket, budget: Budget, among: "Around | None" = None) -> Conflict:
    """A minimal set of demands without a plan. The docket must be infeasible.

    `among`: demands that are known to exclude each other; only they are looked at.
    """
    asked, kept, minimal = among.asked if among else demands(docket), [], True
    for member in among.members if among else members(docket):
        rest = member.without(asked)
        possible = None if budget.over else is_feasible(compile_program(docket, rest), budget)
        if possible is False:
            asked = rest
        else:
            kept.append(member)
            minimal = minimal and possible is True
    return Conflict(tuple(kept), minimal)


@dataclass(frozen=True)
class Around:
    """Demands that leave one cadre nothing."""

    asked: Demands
    members: tuple[Member, ...]


def conflict_around(docket: Docket, cadre: int, budget: Budget) -> Conflict:
    """The demands that leave a cadre (table number) no column, shrunk without solving.

    Without any one of them the cadre has a column. That there is then a plan is seen where everyone
    else can stay or step aside; only where that does not show is it asked of the solver.
    """
    asked, kept = demands(docket), []
    for member in members(docket):
        rest = member.without(asked)
        if columns_of(docket, rest.clauses, rest.structure, np.array([cadre])):
            kept.append(member)
        else:
            asked = rest
    programs = (compile_program(docket, member.without(asked)) for member in kept)
    if all(has_easy_plan(program) for program in programs):
        return Conflict(tuple(kept), minimal=True)
    return find_conflict(docket, budget, Around(asked, tuple(kept)))


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


def members(docket: Docket) -> Iterator[Member]:
    """Everything hard, in the order in which it is left out on trial: decisions last."""
    words = Words(
        "ai đang giữ chức thì sau đợt vẫn có chức", "whoever holds a post holds one afterwards"
    )
    yield Member("structure", "nobody-dropped", words, _without_nobody_dropped)
    for clause in docket.clauses:
        if clause.force == "hard" and not isinstance(clause.rule, Concurrency):
            yield Member("clause", clause.id, clause.title, _without_clause(clause.id))
    most = docket.roster.round.max_moves
    if most is not None:
        words = Words(f"không quá {most} người chuyển", f"no more than {most} cadres move")
        yield Member("cap", "max_moves", words, _without_cap)
    for decision in sorted(docket.roster.decisions, key=lambda d: d.id):
        words = _decision_words(docket, decision)
        yield Member("decision", decision.id, words, _without_decision(decision.id))


_VERBS = {
    "keep": Words("giữ nguyên {who}", "keep {who} in post"),
    "place": Words("bố trí {who} vào {where}", "place {who} in {where}"),
    "never": Words("không bố trí {who} vào {where}", "never place {who} in {where}"),
}


def _decision_words(docket: Docket, decision: Decision) -> Words:
    cadre = docket.roster.cadre_of[decision.cadre]
    who = f"{cadre.name} ({cadre.id})"
    return _VERBS[decision.verb].format(who=who, where=decision.target)


def _without_nobody_dropped(asked: Demands) -> Demands:
    return replace(asked, structure=replace(asked.structure, nobody_dropped=False))


def _without_cap(asked: Demands) -> Demands:
    return replace(asked, max_moves=None)


def _without_clause(id_: str) -> Callable[[Demands], Demands]:
    return lambda asked: replace(asked, clauses=tuple(c for c in asked.clauses if c.id != id_))


def _without_decision(id_: str) -> Callable[[Demands], Demands]:
    def without(asked: Demands) -> Demands:
        rest = tuple(d for d in asked.structure.decisions if d.id != id_)
        return replace(asked, structure=replace(asked.structure, decisions=rest))

    return without
