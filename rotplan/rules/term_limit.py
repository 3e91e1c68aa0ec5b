"""Nobody stays in one kind of post in one unit for longer than two terms."""

from typing import Annotated

from rotplan.language.dates import Months, elapsed
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre, Post
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.service import FOREVER, Stint, career, in_post, same_units, unbroken_until
from rotplan.rules.kit.three_valued import Verdicts, at_least


class TermLimitOptions(Options):
    months: Annotated[
        Count,
        Words(
            "từ bao nhiêu tháng liên tục thì không giữ tiếp",
            "months without a break from which on the post is not kept",
        ),
    ] = 120


class TermLimit(PairRule[TermLimitOptions]):
    """Counted to the round's date over service that adjoins: a month between is no break."""

    name = "term-limit"
    title = Words("không quá hai nhiệm kỳ liên tiếp", "no more than two terms in a row")
    says = Words(
        "Ai đã giữ một loại chức danh ở cùng một đơn vị đủ số tháng quy định, tính liên tục đến "
        "ngày của đợt, thì không giữ tiếp chức danh đó.",
        "Whoever has held one kind of post in one unit for so many months without a break by the "
        "round's date does not stay in it.",
    )
    why = Words(
        "Người đứng đầu ở quá lâu một nơi dễ sinh trì trệ, khép kín, cục bộ.",
        "A head who stays too long in one place breeds routine and closed circles.",
    )
    law = ("R1.10",)
    options = TermLimitOptions
    applies = "holders"
    reads = ("since", "history")

    def broken(self, pairs: Pairs, options: TermLimitOptions) -> Verdicts:
        held = pairs.by_pair(lambda cadre, post: unbroken(pairs.table, cadre, post), 2)
        return at_least(held[:, 0], held[:, 1], options.months)

    def breach(self, pair: Pair, options: TermLimitOptions) -> Words:
        months = unbroken(pair.table, pair.cadre, pair.post).low
        return Words(
            "giữ chức {kind} ở {unit} liên tục {months} tháng, từ {limit} tháng trở lên",
            "{kind} in {unit} for {months} months without a break, the limit is {limit}",
        ).format(kind=pair.kind, unit=pair.unit_name, months=months, limit=options.months)

    def doubt(self, pair: Pair, options: TermLimitOptions) -> Words:
        return Words(
            "chưa rõ đã giữ chức {kind} ở {unit} đủ {limit} tháng hay chưa",
            "cannot tell whether {kind} in {unit} for {limit} months already",
        ).format(kind=pair.kind, unit=pair.unit_name, limit=options.months)


def unbroken(table: Table, cadre: Cadre, post: Post) -> Months:
    """Months in that kind of post in that unit up to the round's date without a break."""
    units = same_units(table, (post.unit,))
    past = [(s, _match(s, post.kind, units)) for s in career(table, cadre) if not s.present]
    today, (longest, shortest) = table.roster.round.date, in_post(table, cadre, post)
    least = unbroken_until(shortest.start, [s.shortest for s, m in past if m])
    most = unbroken_until(longest.start, [s.longest for s, m in past if m is not False])
    return Months(elapsed(least, today), min(FOREVER, elapsed(most, today)))


def _match(stint: Stint, kind: str, units: frozenset[str]) -> bool | None:
    """Whether past service was in that kind and unit; None when it cannot be told."""
    answers = stint.is_of((kind,)), stint.is_in(units)
    if False in answers:
        return False
    return None if None in answers else True
