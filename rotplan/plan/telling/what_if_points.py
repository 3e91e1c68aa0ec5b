"""What solving again answered, as points: the cost, who is placed otherwise, what breaks, proof."""

from collections.abc import Iterator

from rotplan.language.words import Words, same
from rotplan.plan.telling.conflict_points import conflict_points
from rotplan.plan.telling.difference_points import cost_words, numbers, placed_points
from rotplan.plan.telling.long_lists import bounded
from rotplan.plan.telling.names_in_sentences import basis, holding_words, unsure, who
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.difference import Change, Weighed, changes, new_breaches
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.what_bars_a_pair import Bars
from rotplan.planning.conflict.conflict import find_conflict
from rotplan.planning.solving.solve_again import AgainOutcome, Impossible, Replanned, Unanswered
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre

_MOST_BREACHES = 4
_NO_PLAN = Words(
    "không có phương án nào: những điều sau không thể cùng thực hiện",
    "no plan exists: these cannot stand together",
)
_NO_PLAN_ALONE = Words(
    "không có phương án nào: riêng điều sau đã không thể thực hiện",
    "no plan exists: this by itself cannot be met",
)
_NO_PLAN_AMONG = Words(
    "không có phương án nào: trong những điều sau có những điều không thể cùng thực hiện (hết thời "
    "gian trước khi rút gọn, nên có thể thừa)",
    "no plan exists: among these are some that cannot stand together (time ended before they were "
    "the fewest: some may have nothing to do with it)",
)
_NO_TIME = Words(
    "chưa trả lời được trong thời hạn; tăng --time-limit",
    "not answered within the time limit; raise --time-limit",
)
_PROVED = Words(
    "đã tính lại toàn bộ và chứng minh: trong trường hợp này không có phương án nào tốt hơn",
    "solved again in full and proved: no plan is better in that case",
)
_NOT_PROVED = Words(
    "chưa chứng minh trong thời hạn: có thể còn phương án tốt hơn",
    "not proved within the time limit: there may be a better plan",
)
_BREACH = {
    "approval": Words(
        "phải xin ý kiến: {about}{words}{sure}", "for approval: {about}{words}{sure}"
    ),
    "hard": Words("phải xin ý kiến: {about}{words}{sure}", "for approval: {about}{words}{sure}"),
    "target": Words(
        "chưa đạt chỉ tiêu: {about}{words}{sure}", "misses its target: {about}{words}{sure}"
    ),
}


def costs_of(asking: Questioner, found: Replanned) -> tuple[Change, ...]:
    """What an answer costs against the plan."""
    return changes(asking.base, Weighed(found.docket, found.after))


def consequence(asking: Questioner, found: AgainOutcome, about: Cadre) -> Point:
    """The whole answer under one point; `about` is left out of those placed otherwise."""
    if isinstance(found, Unanswered):
        return Point("unanswered", _NO_TIME, tone="bad", cadre=about.id)
    if isinstance(found, Impossible):
        return no_plan(asking, found, about)
    cost = costs_of(asking, found)
    parts = (
        *_elsewhere(asking, found, about),
        *_breaches(asking, found),
        *bounded(tuple(_joint(asking, found))),
        *(_proof(found),),
    )
    return Point(
        "cost",
        cost_words(cost),
        parts,
        tone="bad" if any(c.worse for c in cost) else "good",
        cadre=about.id,
        facts=numbers(cost),
    )


def no_plan(asking: Questioner, found: Impossible, about: Cadre) -> Point:
    """That there is no plan, and which demands stand against each other and what is asked."""
    conflict = find_conflict(found.docket, asking.again.budget, found.compared)
    parts = conflict_points(found.docket, conflict)
    words = _NO_PLAN if conflict.members else _NO_PLAN_ALONE
    return Point(
        "no-plan",
        words if conflict.minimal else _NO_PLAN_AMONG,
        parts,
        tone="bad",
        cadre=about.id,
        facts=(("minimal", conflict.minimal), ("members", len(conflict.members))),
    )


def _elsewhere(asking: Questioner, found: Replanned, about: Cadre) -> Iterator[Point]:
    placed = asking.placed(found)
    mine = [p for p in placed if p.cadre == about.id]
    others = [p for p in placed if p.cadre != about.id]
    yield from placed_points(found.docket, mine)
    yield from placed_points(found.docket, others)


def _breaches(asking: Questioner, found: Replanned) -> Iterator[Point]:
    broken = new_breaches(asking.base, Weighed(found.docket, found.after))
    told = [b for b in broken if b.clause.force in _BREACH]
    for breach in told[:_MOST_BREACHES]:
        yield broken_point(breach)
    if len(told) > _MOST_BREACHES:
        n = len(told) - _MOST_BREACHES
        words = Words(f"và {n} trường hợp khác", f"and {n} more")
        yield Point("more", words, tone="faint", facts=(("more", n),))


def _joint(asking: Questioner, found: Replanned) -> Iterator[Point]:
    """Posts that the answer newly joins in one hand: each is for the competent level."""
    known = asking.proposal.docket.table.before
    for number, holding in found.holdings.items():
        same_now = asking.proposal.holdings.get(number, ()) == holding
        if len(holding) > 1 and not same_now and not set(holding) <= set(known[number]):
            table = found.docket.table
            posts = tuple(table.posts[p].id for p in holding)
            words = _JOINT.format(
                who=who(table.cadres[number]), posts=holding_words(found.docket, posts)
            )
            yield Point("joint", words, cadre=table.cadres[number].id)


_JOINT = Words(
    "phải xin ý kiến: {who} – kiêm {posts}", "for approval: {who} – joins {posts} in one hand"
)


def broken_point(breach: Breach) -> Point:
    """A breach or doubt that a plan may contain, by whose business it is."""
    named = breach.cadre if breach.post else None
    about = Words("{who} – ", "{who} – ").format(who=who(named)) if named else same("")
    return Point(
        "breach",
        _BREACH[breach.clause.force or "target"].format(
            about=about, words=breach.words, sure=unsure(breach.doubt)
        ),
        clause=breach.clause.id,
        cadre=breach.cadre.id if breach.cadre else None,
        post=breach.post.id if breach.post else None,
    )


def _proof(found: Replanned) -> Point:
    words = _PROVED if found.proved else _NOT_PROVED
    return Point(
        "proof",
        words,
        tone="faint" if found.proved else "bad",
        facts=(("proved", found.proved),),
    )


def barred_points(docket: Docket, bars: Bars) -> tuple[Point, ...]:
    """The clauses that bar a cadre by themselves, each with line and basis."""
    return tuple(
        Point(
            "bar",
            Words("{title}: {words}{sure}", "{title}: {words}{sure}").format(
                title=b.clause.title, words=b.words, sure=unsure(b.doubt)
            ),
            (basis(docket, b.clause),),
            tone="bad",
            clause=b.clause.id,
            cadre=bars.cadre.id,
            post=b.post.id if b.post else None,
        )
        for b in bars.barring
    )
