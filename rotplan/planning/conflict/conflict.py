"""Why no plan exists: demands that cannot stand together, shrunk by solving again without each.

No solver's core is trusted: every step is a fresh program. What is left is minimal: it is
infeasible, and leaving out any one member makes it feasible. Then each clause is set aside for one
cadre after another, so that only those are named on whom the conflict turns. The order is fixed, so
the answer is; and where the certificate does not prove it, another solver is asked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rotplan.objective.tiers import TierName
from rotplan.planning.conflict.demands import DemandKey, DemandKind, Member, asked_cadres, members
from rotplan.planning.conflict.shortage import homeless
from rotplan.planning.engine import Budget
from rotplan.planning.program.columns import scope_of, scope_today
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.other_plans import ALONE, Comparison
from rotplan.planning.program.program import Demands, demands
from rotplan.planning.proof.breaches import breaches_in
from rotplan.planning.proof.certificate import certify_none
from rotplan.planning.proof.multipliers import FEASIBILITY, Multipliers
from rotplan.planning.solving.confirm_by_judge import DisagreementError
from rotplan.planning.solving.lexicographic import Infeasible, Solved, solve
from rotplan.planning.solving.second_solver import second_opinion
from rotplan.planning.solving.solve_again import any_plan
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Cadre, Waiver


@dataclass(frozen=True)
class Concern:
    """The cadres on whom a member of a conflict turns: for the others it may be set aside.

    `least`: nobody more can be left out, and they stand by id. Otherwise the budget ended first:
    there may be many among them on whom nothing turns; who is asked about stands before the others,
    then those on whom it may well turn.
    """

    member: str
    cadres: tuple[Cadre, ...]
    least: bool
    kind: DemandKind = "clause"


@dataclass(frozen=True)
class Conflict:
    """Demands that exclude each other; `minimal` unless the budget ended before it was sure.

    What is only asked is no member: it is taken for granted, and stands in `demands` and in the
    docket as supposed; else `demands` are made of these members alone. `fewest_moves`: how many
    would have to move, where a cap is among them; `at_least`: how far the clauses about units or
    the whole round would be broken at the least, each by the others.
    """

    members: tuple[Member, ...]
    minimal: bool
    demands: Demands
    concerns: tuple[Concern, ...] = ()
    fewest_moves: int | None = None
    at_least: tuple[Breach, ...] = ()

    def concern(self, member: Member) -> Concern | None:
        """Whom a member turns on; a principle and a clause of one name are told apart."""
        of_it = (c for c in self.concerns if (c.kind, c.member) == member.key)
        return next(of_it, None)


def find_conflict(docket: Docket, budget: Budget, compared: Comparison = ALONE) -> Conflict:
    """A minimal set of demands without a plan, which must not exist.

    What the docket supposes and what `compared` refuses is taken for granted: it was asked.
    """
    asked, kept, minimal = hard_demands(docket, compared), [], True
    for member in members(docket):
        rest = member.without(asked)
        possible = any_plan(docket, rest, budget)
        if possible is False:
            asked = rest
        else:
            kept.append(member)
            minimal = minimal and possible is True
    conflict = Conflict(tuple(kept), minimal, asked)
    conflict = replace(
        conflict,
        concerns=_concerns(docket, conflict, budget),
        fewest_moves=_fewest_moves(docket, conflict, budget),
        at_least=tuple(_at_least(docket, conflict, budget)),
    )
    return replace(conflict, minimal=minimal and _stands(docket, conflict, budget))


def hard_demands(docket: Docket, compared: Comparison) -> Demands:
    """What makes plans impossible: whatever only prices is left out."""
    asked = demands(docket)
    hard = tuple(c for c in asked.clauses if c.force == "hard")
    return replace(asked, clauses=hard, compared=replace(compared, near=(), far=()))


def _stands(docket: Docket, conflict: Conflict, budget: Budget) -> bool:
    """Whether it is confirmed anew: no plan within it, in whole numbers or by another solver too,
    and one without any member.

    At its limit the other solver says nothing; that it found no plan is not held against it.
    """
    program = compile_program(docket, conflict.demands)
    outcome = solve(program, budget, canonical=False)
    if not isinstance(outcome, Infeasible):
        return False
    given = outcome.multipliers or Multipliers.none(FEASIBILITY)
    certified = certify_none(program, given).complete
    if not certified and second_opinion(program, outcome, budget) == "disagrees":
        raise DisagreementError("the second solver found a plan within the conflict")
    without = (any_plan(docket, m.without(conflict.demands), budget) for m in conflict.members)
    return all(possible is True for possible in without)


# -- how far it goes -------------------------------------------------------------------------


def _fewest_moves(docket: Docket, conflict: Conflict, budget: Budget) -> int | None:
    """The least number of moves that the rest of the conflict takes, where a cap is part of it."""
    if all(member.kind != "cap" for member in conflict.members):
        return None
    first = docket.with_clauses(docket.policy.clauses, _before_all(docket, "moves"))
    asked = replace(conflict.demands, max_moves=None)
    found = solve(compile_program(first, asked), budget, canonical=False)
    settled = isinstance(found, Solved) and found.tiers[0].proved
    return found.tiers[0].value if settled and isinstance(found, Solved) else None


def _at_least(docket: Docket, conflict: Conflict, budget: Budget) -> Iterator[Breach]:
    """For each row clause its breaches in a plan that breaks it as little as the others allow."""
    first = docket.with_clauses(docket.policy.clauses, _before_all(docket, "targets"))
    for member in conflict.members:
        clause = member.clause
        if clause is None or can_exempt(member) or budget.over:
            continue
        head = clause.head.model_copy(update={"force": "target", "goal": None})
        rest = member.without(conflict.demands)
        asked = replace(rest, clauses=(*rest.clauses, replace(clause, head=head)))
        found = solve(compile_program(first, asked), budget)
        if isinstance(found, Solved) and found.tiers[0].proved:
            held = breaches_in(docket, scope_of(docket, found.holdings))
            yield from (b for b in held if b.clause.id == clause.id and not b.doubt)


def _before_all(docket: Docket, tier: TierName) -> tuple[TierName, ...]:
    return (tier, *(other for other in docket.policy.tiers if other != tier))


# -- on whom it turns ------------------------------------------------------------------------


def _concerns(docket: Docket, conflict: Conflict, budget: Budget) -> tuple[Concern, ...]:
    """For the principle and each clause that can be waived, the cadres who make the conflict."""
    exempt: dict[DemandKey, frozenset[str]] = {}
    found: list[Concern] = []
    for member in conflict.members:
        if not can_exempt(member):
            continue

        def impossible(more: Iterable[Cadre], key: DemandKey = member.key) -> bool | None:
            tried = exempt.get(key, frozenset()) | {c.id for c in more}
            possible = _with_exempt(docket, conflict, {**exempt, key: tried}, budget)
            if possible is False:
                exempt[key] = tried
            return None if possible is None else not possible

        cadres, least = _shrunk(_by_likelihood(docket, conflict), impossible)
        found.append(Concern(member.id, cadres, least, member.kind))
    return tuple(found)


def _by_likelihood(docket: Docket, conflict: Conflict) -> list[tuple[Cadre, ...]]:
    """Who is asked about, the candidates on whom it may well turn, and all others: those can mostly
    go at once."""
    hard = {member.id for member in conflict.members if member.clause is not None}
    likely = {c.id for short in homeless(docket, conflict.demands) for c in short.cadres}
    likely |= {m.decision.cadre for m in conflict.members if m.decision is not None}
    for breach in breaches_in(docket, scope_today(docket)):
        if breach.clause.id in hard and breach.cadre is not None:
            likely.add(breach.cadre.id)
    asked = frozenset(asked_cadres(docket, conflict.demands.compared))
    people = [cadre for _, cadre in candidates(docket)]
    return [
        tuple(c for c in people if c.id in asked),
        tuple(c for c in people if c.id in likely - asked),
        tuple(c for c in people if c.id not in likely | asked),
    ]


def can_exempt(member: Member) -> bool:
    """Whether a demand can be set aside for one cadre alone."""
    if member.kind == "structure":
        return True
    return member.clause is not None and member.clause.rule.waivable


_PRINCIPLE: DemandKey = ("structure", "nobody-dropped")


def _with_exempt(
    docket: Docket, conflict: Conflict, exempt: dict[DemandKey, frozenset[str]], budget: Budget
) -> bool | None:
    """Whether a plan exists when each demand is set aside for some cadres (ids, by member)."""
    dropped = exempt.get(_PRINCIPLE, frozenset())
    structure = replace(conflict.demands.structure, may_drop=dropped)
    waivers = [
        waiver(key[1], cadre)
        for key, cadres in exempt.items()
        if key != _PRINCIPLE
        for cadre in sorted(cadres)
    ]
    return any_plan(
        docket.with_waivers(waivers), replace(conflict.demands, structure=structure), budget
    )


def waiver(clause: str, cadre: str) -> Waiver:
    """A clause set aside for one cadre, on trial."""
    return Waiver.model_validate({"clause": clause, "cadre": cadre, "basis": "-"})


def _shrunk(
    groups: list[tuple[Cadre, ...]], impossible: Callable[[Iterable[Cadre]], bool | None]
) -> tuple[tuple[Cadre, ...], bool]:
    """The people for whom a demand cannot be set aside; whether that is sure.

    The last group is tried first; a group that is needed is halved. What is sure stands by id, what
    is not in the order of the groups.
    """
    kept: list[Cadre] = []
    order = {cadre.id: n for n, cadre in enumerate(c for group in groups for c in group)}
    sure, waiting = True, [*groups]
    while waiting:
        group = waiting.pop()
        answer = impossible(group) if group else True
        if answer is True:
            continue
        if len(group) == 1 or answer is None:
            kept += group
            sure = sure and answer is False
        else:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    if sure:
        return tuple(sorted(kept, key=lambda c: c.id)), True
    return tuple(sorted(kept, key=lambda c: order[c.id])), False
