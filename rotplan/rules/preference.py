"""What else is better: short ways, good fits, wishes; a price for each pair, never a bar."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from rotplan.roster.facts import Cadre, Post
from rotplan.roster.fields import Whole
from rotplan.roster.table import NOWHERE, Table
from rotplan.rules.distance import how_far
from rotplan.rules.non_local import place_verdict
from rotplan.rules.rule import Brief, Options, Rule
from rotplan.rules.statements import Cost, Statement
from rotplan.rules.verdict import NO
from rotplan.text import Words


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
        pairs = scope.pairs
        price = pairs.by_cadre_unit(lambda c, unit: _of_place(table, c, unit, options))
        price -= options.prefers * pairs.each(lambda c, p: int(_is_preferred(table, c, p)))
        price -= options.per_score * pairs.each(lambda c, p: _score(table, c, p))
        price = np.where(brief.listed[pairs.post], price, 0)
        known = table.pair_key(pairs.cadre, pairs.post)
        entry = np.searchsorted(known, table.pair_key(scope.entry_cadre, scope.entry_post))
        yield Cost(scope.entry_column, price[entry])


def _of_place(table: Table, cadre: Cadre, unit: str, options: PreferenceOptions) -> int:
    """What distance and district cost."""
    measured = how_far(table, cadre, unit) if options.per_km else None
    price = options.per_km * measured.km if measured else 0
    if options.stay_near_family and cadre.family_home is not None:
        district = table.place_number(unit, "district")
        if district != NOWHERE:
            near = place_verdict(table, cadre.family_home, district, "district")
            price += options.stay_near_family * int(near == NO)
    return price


def _is_preferred(table: Table, cadre: Cadre, post: Post) -> bool:
    """Kind and unit both preferred count once; a unit includes those below it."""
    return any(
        wish == post.kind
        or (wish in table.roster.unit_of and table.roster.lies_in(post.unit, wish))
        for wish in cadre.prefers
    )


def _score(table: Table, cadre: Cadre, post: Post) -> int:
    return table.roster.scores.of.get((cadre.id, post.id), 0)
