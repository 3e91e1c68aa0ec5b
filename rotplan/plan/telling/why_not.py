"""Why a cadre is not placed in a post: what bars the pair, else the best plan with it forced."""

from collections.abc import Iterator

from rotplan.language.words import Words
from rotplan.plan.telling.decision_words import decision_words
from rotplan.plan.telling.names_in_sentences import who
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.what_if_points import barred_points, broken_point, consequence
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.what_bars_a_pair import Bars, against, bars_of
from rotplan.planning.program.columns import fits_outside
from rotplan.planning.solving.solve_again import forced_to
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Post

_BARRED = Words(
    "Không bố trí được: điều khoản loại trừ trực tiếp", "Not possible: clauses bar it by themselves"
)
_DECIDED = Words("Không bố trí được: tập thể đã quyết định khác", "Not possible: the board decided")
STRUCTURE = Words("Không bố trí được", "Not possible")
_FORCED = Words("Nếu cứ bố trí như vậy", "If it were done all the same")
_ALREADY = Words("Phương án đã bố trí như vậy", "The plan places this cadre so already")
_PRICED = Words("Ngay việc bố trí ấy đã vướng", "What this placement breaks by itself")


def why_not(asking: Questioner, cadre: Cadre, post: Post) -> Explanation:
    """The answer for one cadre and one post."""
    docket = asking.proposal.docket
    title = Words("{who} → {post}?", "{who} → {post}?").format(
        who=who(cadre), post=docket.post_words(post)
    )
    points = tuple(_points(asking, cadre, post))
    answered = all(p.kind != "unanswered" for point in points for p in point.parts)
    return Explanation(title, (), points, answered)


def _points(asking: Questioner, cadre: Cadre, post: Post) -> Iterator[Point]:
    docket = asking.proposal.docket
    number, seat = docket.table.cadre_number[cadre.id], docket.table.post_number[post.id]
    if seat in asking.proposal.holdings.get(number, ()):
        yield Point("already", _ALREADY, tone="good", cadre=cadre.id, post=post.id)
        return
    structural = no_column(docket, cadre, post)
    if structural is not None:
        part = Point("structure", structural, tone="bad", cadre=cadre.id, post=post.id)
        yield Point("barred", STRUCTURE, (part,), cadre=cadre.id, post=post.id)
        return
    decision = against(docket, cadre, post)
    if decision is not None:
        words = decision_words(docket, decision)
        told = Point("decision", words, tone="bad", facts=(("id", decision.id),))
        yield Point("barred", _DECIDED, (told,), cadre=cadre.id, post=post.id)
        return
    bars = bars_of(docket, cadre, post)
    if bars.final:
        parts = barred_points(docket, bars)
        yield Point("barred", _BARRED, parts, cadre=cadre.id, post=post.id)
        return
    yield from _forced(asking, bars, cadre, post)


def _forced(asking: Questioner, bars: Bars, cadre: Cadre, post: Post) -> Iterator[Point]:
    supposed = forced_to(cadre.id, post.id)
    answer = consequence(asking, asking.ask(supposed), cadre)
    yield Point("forced", _FORCED, (answer,), cadre=cadre.id, post=post.id)
    priced = [b for b in bars.priced if b.post == post]
    if priced:
        parts = tuple(broken_point(b) for b in priced)
        yield Point("priced", _PRICED, parts, cadre=cadre.id, post=post.id)


_REASONS = {
    "leaving": Words("{who} thôi công tác trong đợt này", "{who} leaves the service in this round"),
    "outside": Words(
        "{who} giữ chức ngoài diện quản lý và chưa ghi available: true",
        "{who} holds a post outside the authority and is not available",
    ),
    "joined": Words(
        "{who} còn giữ chức ngoài diện quản lý, và không điều khoản nào cho kiêm {post}",
        "{who} keeps a post outside the authority, and no clause lets it go with {post}",
    ),
    "closing": Words("{post} kết thúc cùng đợt này", "{post} closes with this round"),
    "foreign": Words(
        "{post} không thuộc diện quản lý của đợt này", "{post} is not under the round's authority"
    ),
}


def _fits(docket: Docket, cadre: Cadre, post: Post) -> bool:
    """Whether the post may stand beside those outside the authority that stay with the cadre."""
    number = docket.table.cadre_number[cadre.id]
    return fits_outside(docket, number, (docket.table.post_number[post.id],))


def no_column(docket: Docket, cadre: Cadre | None, post: Post) -> Words | None:
    """Why a pair, or a post by itself, is out of the question before any clause or decision."""
    reason = None
    if post.id not in docket.roster.planned:
        reason = "foreign"
    elif post.closing:
        reason = "closing"
    elif cadre is not None and cadre.leaving is not None:
        reason = "leaving"
    elif cadre is not None and not docket.roster.is_candidate(cadre):
        reason = "outside"
    elif cadre is not None and not _fits(docket, cadre, post):
        reason = "joined"
    if reason is None:
        return None
    name = who(cadre) if cadre else ""
    return _REASONS[reason].format(who=name, post=docket.post_words(post))
