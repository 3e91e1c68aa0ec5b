"""Whom and what no legal pair is left for, and what bars them."""

from collections.abc import Iterator

from rotplan.language.words import Words, joined
from rotplan.plan.telling.decision_words import decision_words
from rotplan.plan.telling.long_lists import MOST_ITEMS
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import and_more_items, say
from rotplan.planning.program.precheck import Precheck, WithoutPair
from rotplan.policy.docket import Docket
from rotplan.roster.records import Post


def alone_points(docket: Docket, found: Precheck) -> Iterator[Point]:
    """Each cadre and each required post without any legal pair, up to a limit."""
    for several in (found.cadres, found.posts):
        yield from (alone_point(docket, alone) for alone in several[:MOST_ITEMS])
        yield from and_more_items(len(several))


def alone_point(docket: Docket, found: WithoutPair) -> Point:
    """A cadre or post without any legal pair, and what bars how many."""
    bars = [_bar(docket, by, count) for by, count in found.barred] or [say("no-offer")]
    who, asked, why = found.who, found.asked, joined(bars, "; ")
    if isinstance(who, Post):
        words = say(
            "no-cadre-left", post=docket.post_words(who), id=who.id, asked=asked, barred=why
        )
        return Point("alone", words, tone="bad", post=who.id)
    words = say("no-post-left", name=who.name, id=who.id, asked=asked, barred=why)
    return Point("alone", words, tone="bad", cadre=who.id)


def _bar(docket: Docket, by: str, count: int) -> Words:
    """How many a clause bars, a decision of the board, or what may not be held together."""
    decided = next((d for d in docket.settled if d.id == by), None)
    if decided is not None:
        return say("barred-decision", words=decision_words(docket, decided), count=count)
    if docket.policy.clause(by) is None:
        return say("barred-joint", count=count)
    return say("barred", clause=by, count=count)
