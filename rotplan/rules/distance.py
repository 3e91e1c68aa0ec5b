"""A new post is not too far from the family's home."""

from functools import lru_cache
from typing import Annotated

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.places.distances import UNTOLD, KilometresFrom, Measured, kilometres
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import distinct, numbered
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import UNKNOWN, Ints, Verdicts, known


class DistanceOptions(Options):
    max_km: Annotated[Count, Words("số ki-lô-mét tối đa", "kilometres at most")]


class Distance(PairRule[DistanceOptions]):
    """Road kilometres as the roster gives them, else the straight line, named as such."""

    name = "distance"
    title = Words("không quá xa gia đình", "not too far from home")
    says = Words(
        "Đơn vị của chức danh mới không xa nơi gia đình ở quá số ki-lô-mét quy định: theo bảng "
        "distances, không có thì theo đường chim bay.",
        "The unit of a new post lies within so many kilometres of the family's home: by the "
        "roster's table, else as the crow flies.",
    )
    why = Words(
        "Đi lại xa là khó khăn hàng đầu của cán bộ được điều động, nhất là người có con nhỏ, cha "
        "mẹ già.",
        "Long ways are what moved cadres complain of most, those with small children or old "
        "parents above all.",
    )
    law = ("R7.08",)
    options = DistanceOptions
    applies = "newcomers"
    turns_on = "unit"
    reads = ("family_home",)

    def broken(self, pairs: Pairs, options: DistanceOptions) -> Verdicts:
        km = kilometres_of(pairs)
        return np.where(km == UNTOLD, UNKNOWN, known(km > options.max_km))

    def breach(self, pair: Pair, options: DistanceOptions) -> Words:
        measured = how_far(pair.table, pair.cadre, pair.post.unit)
        assert measured is not None
        return Words(
            "{unit} cách nhà {km} km{way}, tối đa {most} km",
            "{unit} is {km} km from home{way}, {most} km at most",
        ).format(
            unit=pair.unit_name,
            km=measured.km,
            most=options.max_km,
            way=STRAIGHT if measured.straight else Words("", ""),
        )

    def doubt(self, pair: Pair, options: DistanceOptions) -> Words:
        return Words(
            "chưa rõ {unit} cách nhà bao xa", "cannot tell how far {unit} is from home"
        ).format(unit=pair.unit_name)


STRAIGHT = Words(" (đường chim bay)", " (straight line)")


def how_far(table: Table, cadre: Cadre, unit: str) -> Measured | None:
    """From the family's home to a unit; nothing when it cannot be told."""
    if cadre.family_home is None:
        return None
    return kilometres(table.roster, unit, cadre.family_home)


def kilometres_of(pairs: Pairs) -> Ints:
    """From the family's home to the unit of each pair; UNTOLD where it cannot be told.

    Asked once for each home, for all units.
    """
    table = pairs.table
    cadres, position = distinct(pairs.cadre)
    homes = [table.cadres[c].family_home for c in cadres.tolist()]
    group, first = numbered(homes)
    if not first:
        return np.empty(0, dtype=np.int64)
    measures = _measures(table)
    rows = np.stack([measures.row(homes[n]) for n in first])
    found: Ints = rows[group[position], table.unit[pairs.post]].astype(np.int64)
    return found


@lru_cache(maxsize=4)
def _measures(table: Table) -> KilometresFrom:
    """Kept for the next ask."""
    return KilometresFrom(table.roster, table.unit_ids)
