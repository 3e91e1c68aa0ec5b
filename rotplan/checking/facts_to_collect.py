"""Which facts are worth collecting first: those that would open the most posts."""

from typing import NamedTuple

import numpy as np

from rotplan.language.dates import PartialDate
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Cadre, Place
from rotplan.roster.roster import Roster
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Flags, Ints

# pairs that are asked about at once, and up to how many they are at all: half a second's work
_AT_ONCE, LIMIT = 400_000, 2_000_000


class Missing(NamedTuple):
    """Facts of a cadre (field names) that alone keep so many posts from being judged open."""

    cadre: Cadre
    facts: tuple[str, ...]
    posts: int


def pairs_to_ask(docket: Docket) -> int:
    """How many pairs of a candidate and an open post there are."""
    return len(candidates(docket)) * int(docket.table.open.sum())


def facts_to_collect(docket: Docket) -> list[Missing]:
    """For each cadre the unknown facts, those that open the most posts first.

    A post is opened by facts when no clause in force bars the cadre from it and every clause that
    cannot tell asks for some of just these facts. Clauses about giving up a post, and about a unit
    as a whole, are left out: they open no post.
    """
    table, clauses = docket.table, [c for c in docket.clauses if _judges_posts(c)]
    posts = np.flatnonzero(table.open)
    numbers = [number for number, _ in candidates(docket)]
    size = max(1, _AT_ONCE // max(1, len(posts)))
    found: dict[tuple[int, tuple[str, ...]], int] = {}
    for start in range(0, len(numbers) if clauses else 0, size):
        found |= _opened(docket, clauses, numbers[start : start + size], posts)
    listed = [Missing(table.cadres[n], facts, count) for (n, facts), count in found.items()]
    return sorted(listed, key=lambda m: (-m.posts, m.cadre.id, m.facts))


def _judges_posts(clause: Clause) -> bool:
    return isinstance(clause.rule, PairRule) and clause.applies != "movers"


def _lacks_any(cadre: Cadre, asked: tuple[str, ...], roster: Roster) -> bool:
    """A first sieve: whether a fact is blank, a place not certain, or a date not exact."""
    return any(
        _is_blank(cadre, fact) or _is_vague(getattr(cadre, fact), roster)
        for fact in asked
        if fact in Cadre.model_fields
    )


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
    """How many posts each set of facts opens, for some cadres.

    First each clause is asked about those who lack a fact that it asks for; then all are asked
    about the few pairs that any of them cannot judge.
    """
    table = docket.table
    every = [_doubtful(docket, clause, numbers, posts) for clause in clauses]
    pairs = _from_keys(table, np.concatenate([table.pair_key(p.cadre, p.post) for p in every]))
    facts = sorted({fact for clause in clauses for fact in _asked(clause)})
    barred, wanted = np.zeros(len(pairs), dtype=bool), np.zeros(len(pairs), dtype=np.int64)
    for clause in clauses:
        broken, doubtful = (_among(pairs, found) for found in _answers(docket, clause, pairs))
        barred |= broken
        wanted[doubtful] |= _bits(pairs.where(doubtful), _asked(clause), facts)
    opened, counts = np.unique(
        np.stack([pairs.cadre[~barred], wanted[~barred]]), axis=1, return_counts=True
    )
    return {
        (cadre, tuple(fact for n, fact in enumerate(facts) if bits >> n & 1)): count
        for cadre, bits, count in zip(*opened.tolist(), counts.tolist(), strict=True)
    }


def _bits(pairs: Pairs, asked: tuple[str, ...], facts: list[str]) -> Ints:
    """For each pair the facts that its cadre lacks of those asked for, a bit each."""
    cadres, position = np.unique(pairs.cadre, return_inverse=True)
    lacking = (_lacking(pairs.table.cadres[n], asked) for n in cadres.tolist())
    bits = [sum(1 << facts.index(fact) for fact in blank) for blank in lacking]
    return np.array(bits, dtype=np.int64)[position]


def _doubtful(docket: Docket, clause: Clause, numbers: list[int], posts: Ints) -> Pairs:
    """The pairs that a clause cannot judge, of those some of whose facts are missing."""
    cadres, asked = docket.table.cadres, _asked(clause)
    lacking = [n for n in numbers if _lacks_any(cadres[n], asked, docket.roster)]
    rows = np.array(lacking, dtype=np.int64)
    grid = Pairs(docket.table, np.repeat(rows, len(posts)), np.tile(posts, len(rows)))
    return _answers(docket, clause, grid)[1]


def _answers(docket: Docket, clause: Clause, pairs: Pairs) -> tuple[Pairs, Pairs]:
    """Which of some pairs a clause bars, and which it cannot judge."""
    assert isinstance(clause.rule, PairRule)
    brief = docket.brief(clause, Scope.of(docket.table, (), ()))
    pairs, verdicts = clause.rule.answers(brief, pairs)
    verdicts = np.where(brief.is_waived(pairs), NO, verdicts)
    return pairs.where(verdicts == YES), pairs.where(verdicts == UNKNOWN)


def _from_keys(table: Table, keys: Ints) -> Pairs:
    """Each pair once."""
    keys, width = np.unique(keys), max(1, len(table.posts))
    return Pairs(table, keys // width, keys % width)


def _among(pairs: Pairs, found: Pairs) -> Flags:
    """Which of some pairs are among others."""
    key = pairs.table.pair_key
    flags: Flags = np.isin(key(pairs.cadre, pairs.post), key(found.cadre, found.post))
    return flags
