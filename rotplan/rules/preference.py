"""What else is better: short ways, good fits, wishes; a price for each pair, never a bar."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.places.distances import UNTOLD
from rotplan.roster.reading.field_types import Whole
from rotplan.roster.records import Cadre
from rotplan.roster.table import NOWHERE, Table
from rotplan.rules.distance import kilometres_of
from rotplan.rules.kit.grouping import distinct
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Brief, Options, Rule
from rotplan.rules.kit.statements import Cost, Statement
from rotplan.rules.kit.three_valued import NO, Flags, Ints
from rotplan.rules.non_local import place_verdict


class PreferenceOptions(Options):
    per_km: Annotated[
        Whole, Words("giá mỗi km từ nhà đến nơi làm việc", "a kilometre from home")
    ] = 0
    per_score: Annotated[Whole, Words("trừ mỗi điểm trong tệp scores", "a point of the score")] = 0
    stay_near_family: Annotated[
        Whole, Words("giá khi ở khác huyện với gia đình", "another district than the family's")
    ] = 0
    prefers: Annotated[
        Whole, Words("trừ khi đúng nguyện vọng", "a kind or unit that the cadre prefers")
    ] = 0


class Preference(Rule[PreferenceOptions]):
    """Prices each held pair; what is unknown costs nothing."""

    name = "preference"
    title = Words("ưu tiên bố trí", "preferences")
    says = Words(
        "Trong các phương án tốt như nhau về mọi mặt khác, chọn phương án có tổng giá nhỏ nhất: "
        "gần nhà, đúng sở trường (điểm), đúng nguyện vọng.",
        "Among plans that are equal in all else the one of least total price is chosen: near "
        "home, well fitted (scores), as wished.",
    )
    why = Words(
        "Bố trí hợp hoàn cảnh và sở trường thì cán bộ yên tâm công tác.",
        "Who is placed near home, by strengths and wishes, works with an easy mind.",
    )
    law = ("R3.11", "R7.08")
    options = PreferenceOptions
    priced = True

    def statements(self, brief: Brief[PreferenceOptions]) -> Iterator[Statement]:
        scope, table, options = brief.scope, brief.table, brief.options
        pairs = scope.entries
        km = kilometres_of(pairs) if options.per_km else np.zeros(len(pairs), dtype=np.int64)
        price = options.per_km * np.where(km == UNTOLD, 0, km)
        if options.stay_near_family:
            price += options.stay_near_family * pairs.by_cadre_unit(
                lambda c, unit: int(_is_far(table, c, unit)), alike=lambda c: c.family_home
            )
        wishing, scored = (flags[pairs.cadre] for flags in _known(table))
        price[wishing] -= options.prefers * _preferred(pairs.where(wishing))
        price[scored] -= options.per_score * _scores(pairs.where(scored))
        yield Cost(scope.entry_column, np.where(brief.listed[pairs.post], price, 0))


@lru_cache(maxsize=4)
def _known(table: Table) -> tuple[Flags, Flags]:
    """The few cadres who wish for something, and who have scores; kept for the next ask."""
    wishing = [bool(cadre.prefers) for cadre in table.cadres]
    scored = [cadre.id in table.roster.scores.cadres for cadre in table.cadres]
    return np.array(wishing, dtype=bool), np.array(scored, dtype=bool)


def _preferred(pairs: Pairs) -> Ints:
    """Kind and unit both preferred count once; a unit includes those below it."""
    table = pairs.table
    cadres, position = distinct(pairs.cadre)
    kinds = np.zeros((len(cadres), len(table.kinds)), dtype=bool)
    units = np.zeros((len(cadres), len(table.unit_ids)), dtype=bool)
    for row, number in enumerate(cadres.tolist()):
        for wish in table.cadres[number].prefers:
            if wish in table.kind_number:
                kinds[row, table.kind_number[wish]] = True
            if wish in table.unit_number:
                units[row] |= table.units_in(wish)
    wished = kinds[position, table.kind[pairs.post]] | units[position, table.unit[pairs.post]]
    return wished.astype(np.int64)


def _scores(pairs: Pairs) -> Ints:
    of = pairs.table.roster.scores.of
    return pairs.by_pair(lambda c, p: (of.get((c.id, p.id), 0),), 1)[:, 0]


def _is_far(table: Table, cadre: Cadre, unit: str) -> bool:
    """Whether a unit lies in another district than the family's home."""
    district = table.place_number(unit, "district")
    if cadre.family_home is None or district == NOWHERE:
        return False
    return bool(place_verdict(table, cadre.family_home, district, "district") == NO)
