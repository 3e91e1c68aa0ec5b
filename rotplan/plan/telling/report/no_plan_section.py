"""Where there is no plan: what stands in the way."""

from rotplan.plan.telling.long_lists import MOST_ITEMS
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import and_more_items, say
from rotplan.plan.telling.report.without_pair_points import alone_point
from rotplan.plan.telling.why_none import TITLE, conflict_point, proof_words
from rotplan.planning.propose import NoPlan


def no_plan_point(answer: NoPlan) -> Point:
    """Who has no post left, then the demands that cannot stand together."""
    docket, alone = answer.docket, answer.without_pair.cadres
    parts: list[Point] = []
    if alone:
        told = tuple(alone_point(docket, found) for found in alone[:MOST_ITEMS])
        heading = say("without-pair", count=len(alone))
        parts.append(Point("no-post-left", heading, (*told, *and_more_items(len(alone)))))
    parts.append(Point("excluded", proof_words(answer.conflict)))
    parts += conflict_point(docket, answer.conflict).parts
    return Point("no-plan", TITLE, tuple(parts), tone="bad")
