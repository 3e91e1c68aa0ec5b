"""What round it is, who decides, under which law; and the waivers on record."""

from collections.abc import Iterator

from rotplan.language.words import day, same
from rotplan.plan.telling.long_lists import MOST_ITEMS
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import and_more_items, say
from rotplan.policy.docket import Docket, is_valid
from rotplan.roster.records import Waiver


def round_point(docket: Docket) -> Point:
    """The round under its name, with its authority and its law."""
    round_, policy = docket.roster.round, docket.policy
    authority = docket.roster.unit_of[round_.authority].name
    frame = say("frame", authority=authority, date=day(round_.date))
    law = say("law", title=policy.title)
    return Point(
        "round",
        same(round_.name) if round_.name else say("round"),
        (Point("frame", frame), Point("law", law, tone="faint", where=same(f" [{policy.name}]"))),
        tone="strong",
    )


def waiver_points(docket: Docket) -> Iterator[Point]:
    """Every waiver on record, expired ones too."""
    waivers = docket.roster.waivers_in_order
    if waivers:
        told = tuple(_waiver(docket, waiver) for waiver in waivers[:MOST_ITEMS])
        heading = say("waivers", count=len(waivers))
        yield Point("waivers", heading, (*told, *and_more_items(len(waivers))))


def _waiver(docket: Docket, waiver: Waiver) -> Point:
    cadre, valid = docket.roster.cadre_of[waiver.cadre], is_valid(waiver, docket.roster)
    return Point(
        "waiver",
        say(
            "waiver",
            name=cadre.name,
            id=cadre.id,
            clause=waiver.clause,
            basis=waiver.basis,
            until=say("until", date=day(waiver.until)) if waiver.until else "",
            expired="" if valid else say("expired"),
        ),
        tone="plain" if valid else "bad",
        clause=waiver.clause,
        cadre=waiver.cadre,
        post=waiver.post,
    )
