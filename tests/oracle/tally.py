"""Counting: the price of one cadre's holding, and the tiers of a complete plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .facts import Cadre, Clause, Facts
from .pair_rules import is_pair_rule
from .pairs import Pairs
from .plan_norms import PLAN_RULES
from .preference import price
from .rows import Row, State

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One holding of one cadre after the round, with what it costs by itself.

    `posts` are the planned posts, `after` also the outside posts that stay; `breaches` has one
    number for each pair clause of force `target`.
    """

    cadre: str
    posts: frozenset[str]
    after: frozenset[str]
    moved: bool
    unplaced: bool
    approvals: int
    breaches: Vector
    cost: int


class Tally:
    """The clauses of one roster, ready to count."""

    def __init__(self, facts: Facts) -> None:
        """Sort the clauses into pair clauses and clauses about the whole plan."""
        self.facts = facts
        self.pairs = Pairs(facts)
        self.pair_clauses = [law for law in facts.clauses if is_pair_rule(law.rule)]
        self.goals = [law for law in self.pair_clauses if law.force == "target"]
        self.bounds: list[tuple[Clause, list[Row]]] = [
            (law, PLAN_RULES[law.rule](facts, law))
            for law in facts.clauses
            if law.rule in PLAN_RULES
        ]
        self.free = [self.pairs.free(law) for law in self.goals]

    @cached_property
    def before(self) -> dict[str, str]:
        """Who holds what before the round."""
        return {post: cadre.id for cadre in self.facts.cadres.values() for post in cadre.held}

    @cached_property
    def targets(self) -> list[Clause]:
        """The clauses of force `target`, in order of their ids."""
        return [law for law in self.facts.clauses if law.force == "target"]

    @cached_property
    def priorities(self) -> list[int]:
        """The priorities "among the target clauses in force", lower first."""
        return sorted({law.number("priority", 1) for law in self.targets}) or [1]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The tier names; "with more than one `priority`" the targets are numbered by rank."""
        ranks = range(1, len(self.priorities) + 1)
        several = [f"targets.{rank}" for rank in ranks] if len(ranks) > 1 else ["targets"]
        names: list[str] = []
        for tier in self.facts.tiers:
            names.extend(several if tier == "targets" else [tier])
        return tuple(names)

    def column(self, cadre: Cadre, posts: frozenset[str], stays: frozenset[str]) -> Column | None:
        """Price a holding: planned posts, and outside posts that stay; None when forbidden."""
        counts = {}
        for law in self.pair_clauses:
            found = self.pairs.breaches(law, cadre, posts)
            if found is None:
                return None
            counts[law.id] = found
        after, held = posts | stays, frozenset(cadre.held)
        approvals = sum(counts[law.id] for law in self.pair_clauses if law.force != "target")
        approvals += len(after) > 1 and not after <= held
        dropped = bool(self.facts.planned_held(cadre)) and not posts and not cadre.leaving
        moved = after != held and not cadre.leaving
        breaches = tuple(counts[law.id] for law in self.goals)
        cost = price(self.facts, cadre, posts)
        return Column(cadre.id, posts, after, moved, dropped, approvals, breaches, cost)

    def state(self, columns: Iterable[Column]) -> State:
        """The complete plan."""
        chosen = list(columns)
        after = {post: column.cadre for column in chosen for post in column.after}
        moved = frozenset(column.cadre for column in chosen if column.moved)
        return State(self.before, after, moved)

    def rows(self, clause: Clause) -> list[Row]:
        """The rows of a clause about the whole plan."""
        return next(rows for law, rows in self.bounds if law.id == clause.id)

    def _outside(self, state: State) -> dict[str, int] | None:
        """The shortfalls of the clauses about the whole plan; None when one is hard and "the
        better coefficients" do not hold, or more cadres move than `round.max_moves`."""
        cap = self.facts.max_moves
        if cap is not None and len(state.moved) > cap:
            return None
        found = {}
        for law, rows in self.bounds:
            found[law.id] = sum(row.shortfall(state) for row in rows)
            if law.force == "hard" and any(row.sure(state) for row in rows):
                return None
        return found

    def vector(self, columns: list[Column]) -> Vector | None:
        """The tiers of a complete plan in their order; None when a hard rule forbids it. Of a hard
        row "what the worse ones fall short counts in approvals"."""
        state = self.state(columns)
        outside = self._outside(state)
        if outside is None:
            return None
        for index, law in enumerate(self.goals):
            broken = sum(column.breaches[index] for column in columns)
            outside[law.id] = max(0, broken - self.free[index])
        by_rank = dict.fromkeys(self.priorities, 0)
        for law in self.targets:
            by_rank[law.number("priority", 1)] += outside[law.id]
        approvals = sum(column.approvals for column in columns)
        approvals += sum(outside[law.id] for law, _ in self.bounds if law.force != "target")
        parts = {
            "vacancies": (self.vacancies(state, columns),),
            "targets": tuple(by_rank.values()),
            "approvals": (approvals,),
            "moves": (len(state.moved),),
            "preference": (sum(column.cost for column in columns),),
        }
        return tuple(value for tier in self.facts.tiers for value in parts[tier])

    def vacancies(self, state: State, columns: list[Column]) -> int:
        """ "Required posts without a holder, plus cadres left unplaced by a `closing` post"."""
        posts = self.facts.posts.values()
        empty = sum(post.open and post.required and post.id not in state.after for post in posts)
        return empty + sum(column.unplaced for column in columns)
