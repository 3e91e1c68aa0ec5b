"""The columns that structure, decisions and hard pair rules leave, in blocks.

Never a matrix of the country: some cadres at a time, each rule is asked once for every cadre and
kind of post (or unit), and the pairs it bars are left out before any other rule looks at them. The
scope law makes that the same answer.
"""

from collections.abc import Iterator

import numpy as np

from rotplan.planning.columns import Offers, Structure, constants, round_holdings
from rotplan.planning.counting import counts, doubts_about
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.rule import PairRule
from rotplan.rules.scope import Pairs, Scope
from rotplan.rules.statements import Doubt, Forbid, Statement, When
from rotplan.rules.verdict import NO, Flags, Ints

# Cells (cadre, holding) looked at together, and columns handed over together.
_CELLS, _COLUMNS = 2**20, 2**20


def column_blocks(
    docket: Docket, clauses: tuple[Clause, ...], structure: Structure
) -> Iterator[Scope]:
    """All columns that nothing hard bars by itself, by cadre and holding; at least one block."""
    sieve = _Sieve(docket, clauses, structure)
    numbers = np.array([number for number, _ in candidates(docket)], dtype=np.int64)
    size = max(1, _CELLS // len(sieve.among))
    parts: list[Scope] = []
    for start in range(0, len(numbers), size):
        parts.append(sieve.columns(numbers[start : start + size]))
        if sum(map(len, parts)) > _COLUMNS:
            yield sieve.joined(parts)
            parts = []
    yield sieve.joined(parts)


def columns_of(
    docket: Docket, clauses: tuple[Clause, ...], structure: Structure, cadres: Ints
) -> int:
    """How many columns are left to some candidates, by table numbers."""
    sieve = _Sieve(docket, clauses, structure)
    return sum(len(sieve.columns(cadres[n : n + 1])) for n in range(len(cadres)))


class _Sieve:
    """Hard pair rules on cadres × kinds and cadres × units."""

    def __init__(self, docket: Docket, clauses: tuple[Clause, ...], structure: Structure) -> None:
        self._docket, self._table = docket, docket.table
        self.among = round_holdings(docket)
        self._constants = constants(docket)
        self._offers = Offers(docket, structure, self.among)
        hard = [c for c in clauses if c.force == "hard" and isinstance(c.rule, PairRule)]
        self._hard = hard
        self._giving = [c for c in hard if _applies(c) == "movers"]
        self._taking = [c for c in hard if _applies(c) in ("newcomers", "everyone")]
        self._waived = np.zeros(len(self._table.cadres), dtype=bool)
        for waiver in docket.roster.waivers:
            self._waived[self._table.cadre_number[waiver.cadre]] = True

    def joined(self, parts: list[Scope]) -> Scope:
        none = np.empty(0, np.int64)
        cadre = np.concatenate([none, *(part.cadre for part in parts)])
        holding = np.concatenate([none, *(part.holding for part in parts)])
        return Scope(self._table, cadre, holding, self.among, self._constants)

    def columns(self, cadres: Ints) -> Scope:
        """The columns of some cadres."""
        offered = self._by_posts(self._free(cadres))
        self._offers.restrict(offered, cadres)
        row, holding = np.nonzero(offered)
        scope = Scope(self._table, cadres[row], holding, self.among, self._constants)
        return self._without_barred(scope)

    def _free(self, cadres: Ints) -> Flags:
        """Which pairs no rule bars if they are new; shape (cadres, posts)."""
        table = self._table
        free = np.ones((len(cadres), len(table.posts)), dtype=bool)
        for clause in self._taking:
            rule, options = clause.rule, clause.options
            assert isinstance(rule, PairRule)
            asked = self._docket.listed(clause) & table.open & rule.judges(table, options)
            group = {"kind": table.kind, "unit": table.unit}.get(rule.turns_on)
            group = np.arange(len(table.posts)) if group is None else group
            groups, one = np.unique(group[asked], return_index=True)
            posts = np.flatnonzero(asked)[one]
            pairs = Pairs(table, np.repeat(cadres, len(posts)), np.tile(posts, len(cadres)))
            may = (rule.broken(pairs, options) == NO).reshape(len(cadres), len(posts))
            place = np.searchsorted(groups, group[asked])
            free[:, asked] &= may[:, place]
        free[self._waived[cadres]] = True
        for row, cadre in enumerate(cadres.tolist()):
            free[row, list(table.before[cadre])] = True
        return free

    def _by_posts(self, free: Flags) -> Flags:
        """Holdings all of whose posts are free; shape (cadres, holdings)."""
        among = self.among
        offered = np.ones((len(free), len(among)), dtype=bool)
        for nth in range(int(among.size.max(initial=0))):
            longer = np.flatnonzero(among.size > nth)
            offered[:, longer] &= free[:, among.post[among.start[longer] + nth]]
        return offered

    def _without_barred(self, scope: Scope) -> Scope:
        """What held pairs, waivers and giving up add, asked of the columns concerned."""
        concerned = self._waived[scope.cadre]
        concerned[scope.entry_column[scope.entry_held]] = True
        for clause in self._giving:
            for said in self._said(clause, scope):
                if isinstance(said, Forbid):
                    concerned |= np.isin(scope.cadre, said.cadre)
        if not concerned.any():
            return scope
        part, kept = scope.where(concerned), ~concerned
        barred = np.zeros(len(part), dtype=bool)
        for clause in self._hard:
            for said in self._said(clause, part):
                barred |= forbidden(part, said)
        kept[concerned] = ~barred
        return scope.where(kept)

    def _said(self, clause: Clause, scope: Scope) -> Iterator[Statement]:
        return clause.rule.statements(self._docket.brief(clause, scope))


def _applies(clause: Clause) -> str:
    assert isinstance(clause.rule, PairRule)
    return clause.applies or clause.rule.applies


def forbidden(scope: Scope, said: Statement) -> Flags:
    """Columns that a hard statement bars: a breach, or a doubt about a new pair."""
    if isinstance(said, Forbid):
        return counts(scope, said) > 0
    if isinstance(said, Doubt) and said.when is When.HELD:
        return counts(scope, doubts_about(scope, said, held=False)) > 0
    return np.zeros(len(scope), dtype=bool)
