"""Nobody is moved on before having stayed in a post for a minimum time."""

from rotplan.roster.dates import Months, elapsed
from rotplan.roster.facts import Cadre, Post
from rotplan.roster.fields import Count
from rotplan.roster.table import Table
from rotplan.rules.rule import Options, Pair, PairRule
from rotplan.rules.scope import Pairs
from rotplan.rules.verdict import Verdicts, below
from rotplan.text import Words

FOREVER = 12 * 200


class MinStayOptions(Options):
    months: Count = 36


class MinStay(PairRule[MinStayOptions]):
    """One breach for each post given up before its time."""

    name = "min-stay"
    title = Words("đủ thời gian giữ chức trước khi chuyển", "a minimum stay before the next move")
    law = ("R1.05",)
    options = MinStayOptions
    applies = "movers"

    def broken(self, pairs: Pairs, options: MinStayOptions) -> Verdicts:
        held = pairs.by_pair(lambda cadre, post: held_for(pairs.table, cadre, post), 2)
        return below(held[:, 0], held[:, 1], options.months)

    def breach(self, pair: Pair, options: MinStayOptions) -> Words:
        months = held_for(pair.table, pair.cadre, pair.post).high
        return Words(
            "thôi chức {kind} ở {unit} sau {months} tháng, chưa đủ {least} tháng",
            "gives up {kind} in {unit} after {months} months, {least} are needed",
        ).format(kind=pair.kind, unit=pair.unit_name, months=months, least=options.months)

    def doubt(self, pair: Pair, options: MinStayOptions) -> Words:
        return Words(
            "chưa rõ đã giữ chức {kind} ở {unit} đủ {least} tháng hay chưa",
            "cannot tell whether {kind} in {unit} for {least} months already",
        ).format(kind=pair.kind, unit=pair.unit_name, least=options.months)


def held_for(table: Table, cadre: Cadre, post: Post) -> Months:
    """Whole months that a post held today has been held by the round's date."""
    since = cadre.since_when(next(h for h in cadre.holds if h.post == post.id))
    if since is None:
        return Months(0, FOREVER)
    today = table.roster.round.date
    return Months(elapsed(since.latest, today), elapsed(since.earliest, today))
