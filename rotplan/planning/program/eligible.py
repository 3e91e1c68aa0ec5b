"""The columns that structure, decisions and hard pair rules leave, in blocks.

Never a matrix of the country: some cadres at a time, each rule is asked once for every cadre and
kind of post (or unit), and the pairs it bars are left out before any other rule looks at them. The
scope law makes that the same answer.
"""

from collections.abc import Iterator
from typing import assert_never

import numpy as np

from rotplan.planning.program.columns import Offers, Structure, constants, round_holdings
from rotplan.planning.program.eligible_groups import Groups, may_take
from rotplan.planning.program.shared_counts import counts, doubts_about, judged_posts
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Allow, Bounds, Cost, Doubt, Forbid, Statement, When
from rotplan.rules.kit.three_valued import Flags, Ints

# Cells (cadre, unit) looked at together, and columns handed over together.
_CELLS, _COLUMNS = 2**19, 2**18


def column_blocks(
    docket: Docket, clauses: tuple[Clause, ...], structure: Structure
) -> Iterator[Scope]:
    """All columns that nothing hard bars by itself, by cadre and holding; at least one block."""
    sieve = _Sieve(docket, clauses, structure)
    numbers = np.array([number for number, _ in candidates(docket)], dtype=np.int64)
    size = max(1, _CELLS // sieve.width)
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
    """How many columns are left to some candidates, by table numbers. Shape (N,)."""
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
        taking = [c for c in hard if _applies(c) in ("newcomers", "everyone")]
        on: dict[str, list[Clause]] = {"kind": [], "unit": [], "pair": []}
        for clause in taking:
            assert isinstance(clause.rule, PairRule)
            on[clause.rule.turns_on].append(clause)
        self._kinds = Groups(docket, on["kind"], self._table.kind, self.among)
        self._units = Groups(docket, on["unit"], self._table.unit, self.among)
        self._pairs = on["pair"]
        # what kinds leave, by which classes are free
        self._left: dict[bytes, tuple[Ints, Ints]] = {}
        self._waived = np.zeros(len(self._table.cadres), dtype=bool)
        for waiver in docket.roster.waivers:
            self._waived[self._table.cadre_number[waiver.cadre]] = True

    @property
    def width(self) -> int:
        """Cells that are looked at for each cadre."""
        return max(self._kinds.count, self._units.count) + 1

    def joined(self, parts: list[Scope]) -> Scope:
        none = np.empty(0, np.int64)
        cadre = np.concatenate([none, *(part.cadre for part in parts)])
        holding = np.concatenate([none, *(part.holding for part in parts)])
        return Scope(self._table, cadre, holding, self.among, self._constants)

    def columns(self, cadres: Ints) -> Scope:
        """The columns of some cadres."""
        row, holding = self._taken(cadres)
        scope = Scope(self._table, cadres[row], holding, self.among, self._constants)
        return self._without_barred(self._by_pair(scope))

    def _taken(self, cadres: Ints) -> tuple[Ints, Ints]:
        """Place among the cadres, and holding, of what may be taken or kept; by both."""
        kinds, units = self._kinds.free(cadres), self._units.free(cadres)
        kinds[self._waived[cadres]] = units[self._waived[cadres]] = True
        by_kind, by_unit = self._kinds.by_class(kinds), self._units.by_class(units)
        found: list[Ints] = [np.empty(0, np.int64)]
        kept: list[tuple[int, int]] = []
        for row, number in enumerate(cadres.tolist()):
            holdings, classes = self._of_kinds(by_kind[row])
            mine = holdings[by_unit[row][classes]]
            own = self._own(number, kinds[row], units[row])
            if self._offers.is_bound(number):
                mine, own = self._offers.left(number, np.union1d(mine, own)), []
            found.append(mine)
            kept += [(row, holding) for holding in own]
        rows = np.repeat(np.arange(len(cadres)), [len(mine) for mine in found[1:]])
        return _with(rows, np.concatenate(found), kept, len(self.among))

    def _of_kinds(self, free: Flags) -> tuple[Ints, Ints]:
        """The open holdings that rules about kinds leave, and their classes by unit; few differ."""
        key = free.tobytes()
        if key not in self._left:
            holdings = np.flatnonzero(self._offers.open & free[self._kinds.of_holding])
            self._left[key] = holdings, self._units.of_holding[holdings]
        return self._left[key]

    def _own(self, number: int, kinds: Flags, units: Flags) -> list[int]:
        """Holdings with a post held today, others in them being free; none, if that may be."""
        own = self._table.before[number]
        found = {
            holding
            for post in own
            for holding in self._offers.holding_with[post]
            if all(
                p in own or (kinds[self._kinds.of_post[p]] and units[self._units.of_post[p]])
                for p in self.among[holding]
            )
        }
        return [*([0] if self._offers.may_be_empty(number) else []), *sorted(found)]

    def _by_pair(self, scope: Scope) -> Scope:
        """Without what rules bar that turn on the pair itself."""
        barred = np.zeros(len(scope), dtype=bool)
        for clause in self._pairs:
            asked = judged_posts(self._docket, clause)[scope.entry_post] & ~scope.entry_held
            asked &= ~self._waived[scope.entry_cadre]
            free = may_take(clause, scope.entries.where(asked))
            barred[scope.entry_column[asked][~free]] = True
        return scope.where(~barred) if barred.any() else scope

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


def _with(rows: Ints, holdings: Ints, more: list[tuple[int, int]], width: int) -> tuple[Ints, Ints]:
    """Sorted pairs and a few more, sorted too; each once. `width`: how many holdings there are."""
    added = np.array(more, dtype=np.int64).reshape(-1, 2)
    known, asked = rows * width + holdings, added[:, 0] * width + added[:, 1]
    place = np.searchsorted(known, asked)
    new = np.append(known, -1)[place] != asked
    return np.insert(rows, place[new], added[new, 0]), np.insert(
        holdings, place[new], added[new, 1]
    )


def _applies(clause: Clause) -> str:
    assert isinstance(clause.rule, PairRule)
    return clause.applies or clause.rule.applies


def forbidden(scope: Scope, said: Statement) -> Flags:
    """Columns that a hard statement bars: a breach, or a doubt about a new pair. Shape (C,)."""
    if isinstance(said, Forbid):
        return counts(scope, said) > 0
    if isinstance(said, Doubt) and said.when is When.HELD:
        return counts(scope, doubts_about(scope, said, held=False)) > 0
    if isinstance(said, Doubt | Bounds | Cost | Allow):
        return np.zeros(len(scope), dtype=bool)
    assert_never(said)
