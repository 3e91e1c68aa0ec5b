"""A new post is not too far from the family's home."""

from typing import Annotated

import numpy as np

from rotplan.roster.distances import Measured, kilometres
from rotplan.roster.facts import Cadre
from rotplan.roster.fields import Count
from rotplan.roster.table import Table
from rotplan.rules.rule import Options, Pair, PairRule
from rotplan.rules.scope import Pairs
from rotplan.rules.verdict import NO, UNKNOWN, YES, Verdicts
from rotplan.text import Words


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
        answers = pairs.by_cadre_unit(
            lambda cadre, unit: int(_too_far(pairs.table, cadre, unit, options.max_km)),
            alike=lambda cadre: cadre.family_home,
        )
        return answers.astype(np.int8)

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


def _too_far(table: Table, cadre: Cadre, unit: str, most: int) -> np.int8:
    measured = how_far(table, cadre, unit)
    if measured is None:
        return UNKNOWN
    return YES if measured.km > most else NO
