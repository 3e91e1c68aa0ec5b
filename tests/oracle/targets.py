"""The `targets` of a plan file: met, of and before for each target clause in force."""

from __future__ import annotations

from .facts import Clause, Post
from .kin_norms import tied
from .pair_rules import applies, is_pair_rule, judges
from .rows import State
from .tally import Column, Tally
from .verdicts import Verdict

Reached = tuple[int, int, int]
Targets = dict[str, Reached]


def reached(tally: Tally, columns: list[Column]) -> Targets:
    """For each target clause met, of, and before: "the same on the roster as it stands"."""
    now = tally.state(columns)
    today = State(tally.before, tally.before, frozenset())
    found: Targets = {}
    for law in tally.targets:
        if law.rule == "family":
            found[law.id] = _ties_met(tally, law, now, today)
        elif not is_pair_rule(law.rule):
            found[law.id] = _rows_met(tally, law, now, today)
        elif applies(law) == "movers":
            found[law.id] = _movers_met(tally, law, columns)
        else:
            posts = tally.pairs.judged(law)
            met = _posts_met(tally, law, posts, now)
            found[law.id] = (met, len(posts), _posts_met(tally, law, posts, today))
    return found


def _movers_met(tally: Tally, clause: Clause, columns: list[Column]) -> Reached:
    """ "Movers clauses the pairs held before"; today nobody has given anything up. A breach of a
    cadre who held none of those pairs (a first post) takes nothing from them."""
    posts, index = tally.facts.posts, tally.goals.index(clause)
    holders = [
        cadre for post, cadre in tally.before.items() if judges(tally.facts, clause, posts[post])
    ]
    broken = sum(column.breaches[index] for column in columns if column.cadre in holders)
    return len(holders) - broken, len(holders), len(holders)


def _posts_met(tally: Tally, clause: Clause, posts: list[Post], state: State) -> int:
    """ "Filled without breach (waived included)": a pair outside the clause's scope is none."""
    met = 0
    for post in posts:
        holder = state.after.get(post.id)
        if holder is None:
            continue
        cadre = tally.facts.cadres[holder]
        scope = ("everyone", "holders" if post.id in cadre.held else "newcomers")
        judged = applies(clause) in scope
        met += not judged or tally.pairs.verdict(clause, cadre, post) is Verdict.NO
    return met


def _rows_met(tally: Tally, clause: Clause, now: State, today: State) -> Reached:
    """ "Per-unit clauses report units judged", "round-wide clauses 1"."""
    rows = tally.rows(clause)
    met, before = (sum(not row.shortfall(state) for row in rows) for state in (now, today))
    return met, len(rows), before


def _ties_met(tally: Tally, clause: Clause, now: State, today: State) -> Reached:
    """ "`family` the ties of its relations": those without any breach."""
    ties, rows = tied(tally.facts, clause), tally.rows(clause)
    met, before = (
        len(ties) - len({row.key[:2] for row in rows if row.shortfall(state)})
        for state in (now, today)
    )
    return met, len(ties), before
