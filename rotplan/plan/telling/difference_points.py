"""The difference between two plans in the board's words: what gets worse, and what in return."""

from collections.abc import Iterable

from rotplan.language.words import Words, joined
from rotplan.objective.tiers import TIERS, UNPLACED, VACANT_OR_UNPLACED, CountWords
from rotplan.plan.telling.long_lists import MORE_CADRES, bounded
from rotplan.plan.telling.names_in_sentences import holding_words, one_or_many, who
from rotplan.plan.telling.point import Point, PointFact
from rotplan.planning.asking.difference import Change, Placed
from rotplan.policy.docket import Docket

_SEATS = Words("{title}: {before} → {after}/{of}", "{title}: {before} → {after} of {of}")
_RETURN = Words("{first}; đổi lại {others}", "{first}; in return {others}")
EQUAL = Words("phương án vẫn tốt ngang bằng", "the plan is equally good")


def change_words(change: Change) -> Words:
    """One change as a phrase: «thêm 1 người phải chuyển»."""
    if change.clause is not None:
        return _SEATS.format(
            title=change.clause.title, before=change.before, after=change.after, of=change.of
        )
    if change.parts:
        return joined([change_words(part) for part in change.parts])
    more = change.after - change.before
    counted = _counted(change)
    return one_or_many(abs(more), *(counted.more if more > 0 else counted.fewer))


def _counted(change: Change) -> CountWords:
    """How what changes is counted in words."""
    if change.mixed:
        return VACANT_OR_UNPLACED
    return UNPLACED if change.tier == "unplaced" else TIERS[change.tier].counted


def cost_words(changed: Iterable[Change]) -> Words:
    """All changes as one phrase: those that go with the first, which decides whether it is better
    or worse, then what comes in return."""
    listed = tuple(changed)
    if not listed:
        return EQUAL
    first = joined([change_words(c) for c in listed if c.worse is listed[0].worse], "; ")
    others = [change_words(c) for c in listed if c.worse is not listed[0].worse]
    return _RETURN.format(first=first, others=joined(others, "; ")) if others else first


def numbers(changed: Iterable[Change]) -> tuple[tuple[str, PointFact], ...]:
    """The changes for machines: tier, or clause of a target, with the values before and after."""
    return tuple(
        (f"{c.clause.id if c.clause else c.tier}.{side}", value)
        for c in changed
        for side, value in (("before", c.before), ("after", c.after))
    )


def _otherwise(docket: Docket, placed: Placed) -> Words:
    """Whom the round gives nothing stays with what he or she holds outside it, if anything."""
    cadre = docket.roster.cadre_of[placed.cadre]
    held = {h.post for h in cadre.holds}
    outside = not placed.after and not docket.roster.planned_posts(cadre)
    stays = bool(held) and (outside or set(placed.after) == held)
    return (_STAYS if stays else _GOES).format(
        who=who(cadre),
        after=_held(docket, placed, placed.after),
        before=_held(docket, placed, placed.before),
    )


def _held(docket: Docket, placed: Placed, posts: tuple[str, ...]) -> Words:
    """What a plan leaves in somebody's hands: posts of the round, else those outside it."""
    cadre = docket.roster.cadre_of[placed.cadre]
    outside = [h.post for h in cadre.holds if h.post not in docket.roster.planned]
    kept = outside if not posts and not docket.roster.planned_posts(cadre) else posts
    return holding_words(docket, kept)


_STAYS = Words(
    "{who}: ở lại {after} (theo phương án: {before})",
    "{who}: stays {after} (in the plan: {before})",
)
_GOES = Words("{who}: {after} (theo phương án: {before})", "{who}: {after} (in the plan: {before})")


def placed_points(docket: Docket, placed: Iterable[Placed]) -> tuple[Point, ...]:
    """Who is placed otherwise, and where: the first of them, and how many more."""
    points = [
        Point(
            "placed-otherwise",
            _otherwise(docket, p),
            cadre=p.cadre,
            facts=(("before", p.before), ("after", p.after)),
        )
        for p in placed
    ]
    return bounded(points, words=MORE_CADRES)
