"""What a plan leaves to be desired: targets missed, posts vacant, cadres unplaced; and why."""

from collections.abc import Iterator

from rotplan.objective.tiers import read_tier
from rotplan.plan.telling.long_lists import MOST_ITEMS, bounded
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import and_more_items, breach_point, say
from rotplan.planning.proof.judge import Judgement
from rotplan.policy.breach import Breach
from rotplan.roster.records import Cadre, Post


def unmet_points(account: Account) -> Iterator[Point]:
    """First the targets, then what stays empty."""
    after = account.arrangement.after
    missed = [b for b in after.breaches if b.clause.force == "target"]
    if missed:
        yield _missed(account, missed)
    if after.vacant or after.unplaced:
        yield _vacant(account, after)


def _missed(account: Account, missed: list[Breach]) -> Point:
    total = _targets_missed(account.arrangement.after)
    free = sum(b.count for b in missed) - total
    parts = (
        *_shortages(account, vacancies=False),
        *([Point("within-goal", say("within-goal", count=free))] if free else []),
        *(_miss(account, breach) for breach in missed[:MOST_ITEMS]),
        *and_more_items(len(missed)),
    )
    return Point("unmet", say("unmet", count=total), parts, facts=(("count", total),))


def _targets_missed(after: Judgement) -> int:
    """Over all priorities, less what the goals leave free."""
    named = ((read_tier(name), value) for name, value in after.tiers)
    return sum(value for tier, value in named if tier is not None and tier.tier == "targets")


def _miss(account: Account, breach: Breach) -> Point:
    found = account.opening(breach.post, breach.clause) if breach.post is not None else None
    parts = () if found is None else (found.point,)
    return breach_point("missed", breach, *parts, tone="bad")


def _vacant(account: Account, after: Judgement) -> Point:
    count = len(after.vacant) + len(after.unplaced)
    parts = (
        *_shortages(account, vacancies=True),
        *(_empty(account, post) for post in after.vacant[:MOST_ITEMS]),
        *and_more_items(len(after.vacant)),
        *(_unplaced(cadre) for cadre in after.unplaced[:MOST_ITEMS]),
        *and_more_items(len(after.unplaced)),
    )
    return Point("vacant", say("vacant", count=count), parts, facts=(("count", count),))


def _empty(account: Account, post: Post) -> Point:
    words = account.arrangement.docket.post_words(post)
    parts = (account.opening(post).point,)
    return Point("vacancy", words, parts, tone="bad", post=post.id)


def _unplaced(cadre: Cadre) -> Point:
    words = say("unplaced", name=cadre.name, id=cadre.id)
    return Point("unplaced", words, tone="bad", cadre=cadre.id)


def _shortages(account: Account, *, vacancies: bool) -> tuple[Point, ...]:
    return bounded([p for p in account.shortages if (p.clause is None) is vacancies])
