"""Which facts are worth collecting first: those that would open the most posts."""

from typing import NamedTuple

import numpy as np

from rotplan.planning.columns import constants
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.dates import PartialDate
from rotplan.roster.facts import Cadre, Place
from rotplan.roster.roster import Roster
from rotplan.rules.rule import PairRule
from rotplan.rules.scope import Holdings, Pairs, Scope
from rotplan.rules.verdict import NO, UNKNOWN, YES, Flags, Ints

_AT_ONCE = 400_000


class Missing(NamedTuple):
    """Facts of a cadre (field names) that alone keep so many posts from being judged open."""

    cadre: Cadre
    facts: tuple[str, ...]
    posts: int


def facts_to_collect(docket: Docket) -> list[Missing]:
    """For each cadre the unknown facts, those that open the most posts first.

    A post is opened by facts when no clause in force bars the cadre from it and every clause that
    cannot tell asks for some of just these facts. Clauses about giving up a post, and about a unit
    as a whole, are left out: they open no post.
    """
    clauses = [c for c in docket.clauses if c.force != "off" and _judges_posts(c)]
    asked = {fact for clause in clauses for fact in _asked(clause) if fact in Cadre.model_fields}
    roster = docket.roster
    numbers = [n for n, cadre in candidates(docket) if _lacks_any(cadre, asked, roster)]
    posts = np.flatnonzero(docket.table.open)
    size = max(1, _AT_ONCE // max(1, len(posts)))
    found: dict[tuple[int, tuple[str, ...]], int] = {}
    for start in range(0, len(numbers), size):
        for key, count in _opened(docket, clauses, numbers[start : start + size], posts).items():
            found[key] = count
    listed = [Missing(docket.table.cadres[n], facts, count) for (n, facts), count in found.items()]
    return sorted(listed, key=lambda m: (-m.posts, m.cadre.id, m.facts))


def _judges_posts(clause: Clause) -> bool:
    return isinstance(clause.rule, PairRule) and clause.applies != "movers"


def _lacks_any(cadre: Cadre, asked: set[str], roster: Roster) -> bool:
    """A first sieve: whether a fact is blank, a place not certain, or a date not exact."""
    return any(_is_blank(cadre, fact) or _is_vague(getattr(cadre, fact), roster) for fact in asked)


def _is_vague(value: object, roster: Roster) -> bool:
    if isinstance(value, PartialDate):
        return not value.exact
    return isinstance(value, Place) and not roster.whereabouts.is_certain(value)


def _asked(clause: Clause) -> tuple[str, ...]:
    assert isinstance(clause.rule, PairRule)
    return clause.rule.asks(clause.options)


def _lacking(cadre: Cadre, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The blank ones of the facts asked for; where none is blank, those that may be too vague."""
    blank = tuple(fact for fact in asked if _is_blank(cadre, fact))
    return blank or tuple(fact for fact in asked if getattr(cadre, fact))


def _is_blank(cadre: Cadre, fact: str) -> bool:
    if fact == "since":
        return any(cadre.since_when(held) is None for held in cadre.holds)
    return getattr(cadre, fact) is None


def _opened(
    docket: Docket, clauses: list[Clause], numbers: list[int], posts: Ints
) -> dict[tuple[int, tuple[str, ...]], int]:
    """How many posts each set of facts opens, for some cadres."""
    cadres = [docket.table.cadres[n] for n in numbers]
    among = Holdings((p,) for p in posts.tolist())
    rows = np.repeat(np.arange(len(numbers)), len(posts))
    holding = np.tile(np.arange(len(posts)), len(numbers))
    scope = Scope(docket.table, np.array(numbers)[rows], holding, among, constants(docket))
    facts = sorted({fact for clause in clauses for fact in _asked(clause)})
    barred, wanted = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=np.int64)
    for clause in clauses:
        broken, doubtful = _answers(docket, clause, scope)
        barred |= broken
        bits = [sum(1 << facts.index(f) for f in _lacking(c, _asked(clause))) for c in cadres]
        wanted |= np.where(doubtful, np.array(bits, dtype=np.int64)[rows], 0)
    opened = np.flatnonzero((wanted > 0) & ~barred)
    pairs, counts = np.unique(np.stack([rows[opened], wanted[opened]]), axis=1, return_counts=True)
    return {
        (numbers[row], tuple(fact for n, fact in enumerate(facts) if bits >> n & 1)): int(count)
        for row, bits, count in zip(*pairs.tolist(), counts.tolist(), strict=True)
    }


def _answers(docket: Docket, clause: Clause, scope: Scope) -> tuple[Flags, Flags]:
    """Which pairs of the scope a clause bars, and which it cannot judge."""
    assert isinstance(clause.rule, PairRule)
    brief = docket.brief(clause, scope)
    pairs, verdicts = clause.rule.verdicts(brief)
    verdicts = np.where(brief.is_waived(pairs), NO, verdicts)
    return _flags(scope, pairs.where(verdicts == YES)), _flags(
        scope, pairs.where(verdicts == UNKNOWN)
    )


def _flags(scope: Scope, pairs: Pairs) -> Flags:
    key = scope.table.pair_key
    flags: Flags = np.isin(key(scope.entry_cadre, scope.entry_post), key(pairs.cadre, pairs.post))
    return flags
