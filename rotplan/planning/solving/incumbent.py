"""The incumbent: the best plan so far, and the integer solvers that are asked for a better one."""

import numpy as np

from rotplan.planning.engine import Budget, WholeProgram, close, close_exactly
from rotplan.planning.program.program import Program, TierCosts
from rotplan.planning.solving.relaxation import Frame
from rotplan.planning.solving.whole_model import NO_COLUMNS
from rotplan.rules.kit.three_valued import Ints

# More columns than these, once there is a plan, would take more memory than a better one is worth:
# SCIP asks for 8 kB a column.
MANY = 200_000
# What the exact solver may do where nodes are limited, in its own measure.
_EFFORT = 1.0


class Incumbent:
    """`plan` are the columns of the best plan so far, one for each candidate; None before any.

    Everywhere `columns`, `chosen`, `kept` and `plan` are numbers of columns, shape (N,).
    """

    def __init__(self, program: Program, frame: Frame, budget: Budget) -> None:
        self.program, self.frame, self.budget = program, frame, budget
        self.plan: Ints | None = None

    def ask(
        self,
        tier: TierCosts,
        columns: Ints,
        best: int | None,
        kept: Ints = NO_COLUMNS,
        nodes: int | None = None,
    ) -> tuple[str, int | None]:
        """What an integer solver says of some columns beside those kept; a better plan is kept.

        It is not asked for a better plan over very many. SCIP's answer counts where its plan keeps
        in whole numbers what it should; where it does not, or numbers are large, CP-SAT is asked.
        """
        chosen = self._beside(kept, columns)
        if best is not None and len(chosen) > MANY:
            return "limit", best
        # the guide's costs are no whole numbers; nothing rests on it
        is_guide = tier.cost.dtype.kind == "f"
        if is_guide or not self.frame.is_large(tier, len(chosen)):
            matrix = self.frame.matrix(tier, chosen, kept)
            whole = np.ones(len(matrix.cost), dtype=bool)
            answer = close(matrix, whole, self.budget, nodes=nodes)
            heard = self._heard(tier, answer, chosen, kept, best)
            if heard is not None:
                return heard
        if is_guide:
            return "limit", best
        return self.ask_exactly(tier, chosen, best, kept, _EFFORT if nodes else None)

    def ask_exactly(
        self,
        tier: TierCosts,
        chosen: Ints,
        best: int | None,
        kept: Ints,
        effort: float | None = None,
    ) -> tuple[str, int | None]:
        """The same of a solver that knows no tolerance."""
        answer = close_exactly(self.frame.matrix(tier, chosen, kept), self.budget, effort=effort)
        return self._heard(tier, answer, chosen, kept, best) or ("limit", best)

    def _heard(
        self, tier: TierCosts, answer: WholeProgram, chosen: Ints, kept: Ints, best: int | None
    ) -> tuple[str, int | None] | None:
        """What an answer amounts to; nothing where whole numbers do not bear it out.

        Its plan keeps what it should. What it rules out is not there already: the incumbent, if it
        was to choose from, is possible, and no better than what is called the optimum.
        """
        plan = None
        if answer.x is not None:
            plan = np.union1d(kept, chosen[answer.x[: len(chosen)] > 0])
            if not self.frame.keeps(plan, feasible=tier is not self.frame.shortage):
                return None
        if answer.verdict != "limit" and self._was_among(chosen, kept):
            assert self.plan is not None
            if plan is None or self.cost(tier, plan) > self.cost(tier, self.plan):
                return None
        return answer.verdict, best if plan is None else self.take(tier, plan, best)

    def _was_among(self, chosen: Ints, kept: Ints) -> bool:
        """Whether the incumbent was among the choices."""
        there = np.append(kept, chosen)
        return self.plan is not None and bool(np.isin(self.plan, there).all())

    def take(self, tier: TierCosts, plan: Ints, best: int | None) -> int:
        """A plan that costs less than `best` is the new incumbent; the lesser of both costs."""
        value = self.cost(tier, plan)
        if best is not None and value >= best:
            return best
        self.plan = plan
        return value

    def _beside(self, kept: Ints, columns: Ints) -> Ints:
        """Those of the columns whose cadre and posts the kept ones leave free."""
        program = self.program
        cadres = np.zeros(len(program.candidates), dtype=bool)
        cadres[program.seat[kept]] = True
        posts = np.zeros(program.posts, dtype=bool)
        posts[program.among.posts(program.holding[kept])[1]] = True
        taken = program.among.with_any(posts)
        free: Ints = columns[~cadres[program.seat[columns]] & ~taken[program.holding[columns]]]
        return free

    def value(self, tier: TierCosts) -> int | None:
        """What the incumbent costs in a tier."""
        return None if self.plan is None else self.cost(tier, self.plan)

    def cost(self, tier: TierCosts, columns: Ints) -> int:
        """What a plan costs in a tier, constant left aside."""
        if tier is self.frame.shortage:
            return self.program.unmet(columns)
        return tier.of(columns, self.program.shortfalls(columns))
