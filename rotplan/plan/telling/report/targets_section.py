"""How each target stands: before, after, and what it rests on."""

from collections.abc import Iterator

from rotplan.language.words import percent
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import basis_point, say
from rotplan.planning.proof.target_standings import Standing


def target_points(account: Account) -> Iterator[Point]:
    """The targets that judge anything, by priority."""
    made = account.arrangement
    judged = sorted((s for s in made.after.standings if s.of), key=_priority)
    if judged:
        before = {s.clause.id: s.met for s in made.today.standings}
        told = tuple(_target(standing, before[standing.clause.id]) for standing in judged)
        yield Point("targets", say("targets"), told)


def _priority(standing: Standing) -> int:
    return standing.clause.head.priority


def _target(standing: Standing, before: int) -> Point:
    clause, met, of = standing.clause, standing.met, standing.of
    share = percent(met, of)
    return Point(
        "target",
        say("target", title=clause.title, before=before, met=met, of=of, share=share),
        tuple(_details(standing)),
        tone="good" if met * 100 >= clause.goal * of else "bad",
        clause=clause.id,
        facts=(("before", before), ("met", met), ("of", of)),
    )


def _details(standing: Standing) -> Iterator[Point]:
    clause = standing.clause
    if clause.goal < 100:
        yield Point("goal", say("goal", goal=clause.goal))
    if standing.doubt:
        yield Point("doubts", say("doubts", count=standing.doubt), tone="bad")
    if standing.waived:
        yield Point("waived", say("waived", count=standing.waived))
    yield basis_point(clause)
