"""What clauses have to say against holdings: each breach and doubt, in people and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rotplan.language.words import Words
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.roster.facts import Cadre, Post
from rotplan.rules.kit.person_rule import PersonRule
from rotplan.rules.kit.rule import PairRule, RowRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Doubt, Forbid, Subject, When, bounds_by_key


@dataclass(frozen=True)
class Breach:
    """One shortfall: of a pair (cadre, post) or of a row; `count` in people."""

    clause: Clause
    cadre: Cadre | None
    post: Post | None
    subject: Subject
    count: int
    doubt: bool
    words: Words

    @property
    def unit(self) -> str | None:
        return self.subject.unit


def breaches_in(docket: Docket, scope: Scope) -> Iterator[Breach]:
    """Every breach and doubt of the clauses in force, without the rest of a judgement."""
    for clause in docket.clauses:
        yield from breaches_of(docket, clause, scope)


def personal_breaches(docket: Docket, scope: Scope) -> Iterator[Breach]:
    """What the clauses about single cadres say about a scope with one column a cadre, whatever
    anybody else holds."""
    for clause in docket.clauses:
        if isinstance(clause.rule, PairRule | PersonRule):
            yield from breaches_of(docket, clause, scope)


def forbids(docket: Docket, breach: Breach) -> bool:
    """Whether a personal breach or doubt makes its column impossible: it is of a hard clause, and a
    doubt only about a new pair."""
    if breach.clause.force != "hard" or breach.cadre is None:
        return False
    if breach.post is None:
        return not breach.doubt
    table = docket.table
    number, post = table.cadre_number[breach.cadre.id], table.post_number[breach.post.id]
    return not breach.doubt or post not in table.before[number]


def breaches_of(docket: Docket, clause: Clause, scope: Scope) -> Iterator[Breach]:
    """Every breach and doubt of a clause in force."""
    rule = clause.rule
    if isinstance(rule, PairRule):
        yield from _pair_breaches(docket, clause, rule, scope)
    elif isinstance(rule, RowRule):
        yield from _row_breaches(docket, clause, rule, scope)


def _pair_breaches(
    docket: Docket, clause: Clause, rule: PairRule[Any], scope: Scope
) -> Iterator[Breach]:
    for said in rule.statements(docket.brief(clause, scope)):
        assert isinstance(said, Forbid | Doubt)
        doubt = isinstance(said, Doubt)
        for number, post in happens(scope, said):
            pair = docket.pair(number, post)
            words = rule.doubt if doubt else rule.breach
            yield Breach(
                clause,
                pair.cadre,
                pair.post,
                Subject(pair.post.unit),
                1,
                doubt,
                words(pair, clause.options),
            )


def happens(scope: Scope, said: Forbid | Doubt) -> Iterator[tuple[int, int]]:
    """The pairs of a statement that are held, or given up, by the columns of the scope."""
    column_of = {c: i for i, c in enumerate(scope.cadre.tolist())}
    for cadre, post in zip(said.cadre.tolist(), said.post.tolist(), strict=True):
        held = post in scope.holdings[column_of[cadre]]
        if held == (said.when is When.HELD):
            yield cadre, post


def _row_breaches(
    docket: Docket, clause: Clause, rule: RowRule[Any], scope: Scope
) -> Iterator[Breach]:
    for rows in bounds_by_key(rule.statements(docket.brief(clause, scope))).values():
        worst = max(rows, key=lambda row: row.shortfall)
        if worst.shortfall:
            subject, doubt = worst.subject, all(row.at_best.shortfall == 0 for row in rows)
            words = rule.breach(worst, docket.table, clause.options)
            cadre = docket.roster.cadre_of[subject.cadres[0]] if subject.cadres else None
            yield Breach(clause, cadre, None, subject, worst.shortfall, doubt, words)
