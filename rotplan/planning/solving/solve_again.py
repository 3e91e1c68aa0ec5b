"""One thing supposed otherwise, and the round solved again: the way in which reasons are found.

Every answer is compiled afresh and every plan judged without a solver, as the first one was.
"""

from dataclasses import dataclass, replace

from rotplan.planning.engine import Budget
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.other_plans import ALONE, LIKENESS, Comparison, Plan
from rotplan.planning.program.program import Demands, demands
from rotplan.planning.proof.judge import Judgement
from rotplan.planning.solving.confirm_by_judge import confirmed
from rotplan.planning.solving.lexicographic import (
    Infeasible,
    TierResult,
    Undecided,
    is_feasible,
    solve,
)
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Decision, Post, Supposed, Waiver
from rotplan.rules.kit.scope import Holding


@dataclass(frozen=True)
class Suppose:
    """What is otherwise than the docket says; nothing, unless it is named.

    `decisions` nobody has taken: they are only asked about. `dropped` are decisions and `relaxed`
    ids of clauses that are set aside; `cap` replaces the cap on moves where `uncapped` says so.
    """

    decisions: tuple[Supposed, ...] = ()
    dropped: frozenset[Decision] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    relaxed: frozenset[str] = frozenset()
    uncapped: bool = False
    cap: int | None = None
    posts: tuple[Post, ...] = ()

    def apply(self, docket: Docket) -> Docket:
        """The docket as it would be."""
        for post in self.posts:
            docket = docket.with_post(post)
        if self.relaxed:
            kept = (c for c in docket.policy.clauses if c.id not in self.relaxed)
            docket = docket.with_clauses(kept, docket.policy.tiers)
        if self.uncapped:
            docket = docket.with_cap(self.cap)
        if self.waivers:
            docket = docket.with_waivers(self.waivers)
        if self.decisions or self.dropped:
            docket = docket.with_supposed(self.decisions, self.dropped)
        return docket


AS_IT_IS = Suppose()


@dataclass(frozen=True)
class Replanned:
    """The best plan of a docket as supposed, judged anew; each tier has its bound."""

    docket: Docket
    holdings: dict[int, Holding]
    tiers: tuple[TierResult, ...]
    after: Judgement

    @property
    def proved(self) -> bool:
        return all(tier.proved for tier in self.tiers)

    @property
    def plan(self) -> Plan:
        return as_plan(self.docket, self.holdings)


@dataclass(frozen=True)
class Impossible:
    """Proved: as supposed there is no plan."""

    docket: Docket
    compared: Comparison


@dataclass(frozen=True)
class Unanswered:
    """The time ended before any plan was found."""


AgainOutcome = Replanned | Impossible | Unanswered


def is_proved(found: AgainOutcome) -> bool:
    """Whether no better plan exists as supposed: it is the best, or there is none."""
    return isinstance(found, Impossible) or (isinstance(found, Replanned) and found.proved)


class Again:
    """Asks the same docket many questions, none of them twice, within one budget."""

    def __init__(self, docket: Docket, budget: Budget) -> None:
        self.docket, self.budget = docket, budget
        self._known: dict[tuple[Suppose, Comparison], AgainOutcome] = {}

    def ask(self, supposed: Suppose = AS_IT_IS, compared: Comparison = ALONE) -> AgainOutcome:
        """The best plan if this were so."""
        asked = supposed, compared
        if asked not in self._known:
            self._known[asked] = solve_again(supposed.apply(self.docket), compared, self.budget)
        return self._known[asked]


def solve_again(docket: Docket, compared: Comparison, budget: Budget) -> AgainOutcome:
    """Compile and solve a docket, and judge the plan."""
    if budget.over:
        return Unanswered()
    asked = replace(demands(docket), compared=compared)
    found = solve(compile_program(docket, asked), budget)
    if isinstance(found, Infeasible):
        return Impossible(docket, compared)
    if isinstance(found, Undecided):
        return Unanswered()
    tiers = tuple(tier for tier in found.tiers if tier.name != LIKENESS)
    after = confirmed(docket, found.holdings, tiers)
    return Replanned(docket, found.holdings, tiers, after)


def any_plan(docket: Docket, asked: Demands, budget: Budget) -> bool | None:
    """Whether any plan meets these demands; nothing when the budget ended first."""
    return None if budget.over else is_feasible(compile_program(docket, asked), budget)


def as_plan(docket: Docket, holdings: dict[int, Holding]) -> Plan:
    """What every candidate holds, those without a post included."""
    return tuple((number, holdings.get(number, ())) for number, _ in candidates(docket))


def forced_to(cadre: str, post: str) -> Suppose:
    """If the board placed a cadre in a post."""
    return Suppose(decisions=(Supposed.model_validate({"place": cadre, "in": post}),))


def keep(cadre: str) -> Suppose:
    """If a cadre stayed with what he or she holds."""
    return Suppose(decisions=(Supposed.model_validate({"keep": cadre}),))


def never(cadre: str, posts: tuple[str, ...]) -> Suppose:
    """If a cadre took none of these posts."""
    barred = (Supposed.model_validate({"never": cadre, "in": post}) for post in posts)
    return Suppose(decisions=tuple(barred))
