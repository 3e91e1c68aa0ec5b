"""A shortfall of a clause: what is broken or cannot be judged, and how its rule says it."""

from dataclasses import dataclass, field
from functools import cached_property

from rotplan.language.words import Words
from rotplan.policy.clause import Clause
from rotplan.roster.records import Cadre, Post
from rotplan.roster.table import Table
from rotplan.rules.kit.rule import Pair, PairRule, RowRule
from rotplan.rules.kit.statements import Bound, Subject


@dataclass(frozen=True)
class Breach:
    """One shortfall: of a pair (cadre, post) or of a row; `count` in people.

    `of`: the pair or the row itself, with the facts that its words name.
    """

    clause: Clause
    cadre: Cadre | None
    post: Post | None
    subject: Subject
    count: int
    doubt: bool
    of: Pair | Bound = field(repr=False, compare=False)
    table: Table = field(repr=False, compare=False)

    @classmethod
    def of_pair(cls, clause: Clause, pair: Pair, *, doubt: bool) -> "Breach":
        """A pair that breaks a clause, or cannot be judged under it."""
        subject = Subject(pair.post.unit)
        return cls(clause, pair.cadre, pair.post, subject, 1, doubt, pair, pair.table)

    @classmethod
    def of_row(cls, clause: Clause, row: Bound, table: Table, *, doubt: bool) -> "Breach":
        """A row that falls short, or may; it is about its first cadre where it names any."""
        subject = row.subject
        cadre = table.roster.cadre_of[subject.cadres[0]] if subject.cadres else None
        return cls(clause, cadre, None, subject, row.shortfall, doubt, row, table)

    @property
    def unit(self) -> str | None:
        return self.subject.unit

    @cached_property
    def words(self) -> Words:
        """How the rule says it, with the facts it turned on."""
        rule, options = self.clause.rule, self.clause.options
        if isinstance(self.of, Pair):
            assert isinstance(rule, PairRule)
            return (rule.doubt if self.doubt else rule.breach)(self.of, options)
        assert isinstance(rule, RowRule)
        return rule.breach(self.of, self.table, options)
