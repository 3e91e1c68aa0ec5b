"""Whoever takes a post has served long enough in posts that lead up to it."""

from typing import Annotated

from rotplan.language.dates import Months
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Kinds, NamedPlaces, Options, Pair, PairRule
from rotplan.rules.kit.service import career, total
from rotplan.rules.kit.three_valued import Verdicts, below


class ExperienceOptions(Options):
    kinds: Annotated[
        Kinds, Words("các loại chức danh được tính", "the kinds of post that are counted")
    ]
    months: Annotated[Count, Words("tổng số tháng tối thiểu", "months needed in total")]

    def kinds_named(self) -> NamedPlaces:
        yield from ((kind, ("kinds", n)) for n, kind in enumerate(self.kinds))


class Experience(PairRule[ExperienceOptions]):
    """History and present posts, overlaps once."""

    name = "experience"
    title = Words("đã qua chức vụ cần thiết", "experience in posts that lead up to it")
    says = Words(
        "Người nhận chức danh mới phải có tổng thời gian giữ các loại chức danh nêu ở kinds đủ số "
        "tháng quy định, kể cả chức danh đang giữ; thời gian trùng nhau tính một lần.",
        "Whoever takes a post has held posts of the kinds listed for so many months in total, "
        "present posts included; overlaps count once.",
    )
    why = Words(
        "Cán bộ cần trải qua thực tiễn ở cấp dưới hoặc chức vụ tương đương trước khi đảm nhiệm "
        "chức vụ cao hơn.",
        "A cadre should know the work from below, or from an equal post, before taking it on.",
    )
    law = ("R6.10", "R3.13")
    options = ExperienceOptions
    applies = "newcomers"
    turns_on = "kind"
    reads = ("since", "history")

    def broken(self, pairs: Pairs, options: ExperienceOptions) -> Verdicts:
        low, high = pairs.span_by_cadre(lambda cadre: served(pairs.table, cadre, options))
        return below(low, high, options.months)

    def breach(self, pair: Pair, options: ExperienceOptions) -> Words:
        months = served(pair.table, pair.cadre, options).high
        return Words(
            "mới giữ các chức danh theo yêu cầu {months} tháng, cần {needed} tháng",
            "{months} months in the posts that lead up to it, {needed} are needed",
        ).format(months=months, needed=options.months)

    def doubt(self, pair: Pair, options: ExperienceOptions) -> Words:
        return Words(
            "chưa rõ đã giữ các chức danh theo yêu cầu đủ {needed} tháng hay chưa",
            "cannot tell whether {needed} months were served in the posts that lead up to it",
        ).format(needed=options.months)


def served(table: Table, cadre: Cadre, options: ExperienceOptions) -> Months:
    """Fewest and most months in the kinds that count."""
    return total((stint, stint.is_of(options.kinds)) for stint in career(table, cadre))
