"""Who could hold a post: ranked by what it would cost, and what bars the others."""

from dataclasses import dataclass

from rotplan.language.words import Words, joined
from rotplan.plan.telling.difference_points import EQUAL, cost_words
from rotplan.plan.telling.long_lists import MOST_POINTS, bounded
from rotplan.plan.telling.names_in_sentences import people_words, who
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.what_if_points import costs_of
from rotplan.plan.telling.why_not import STRUCTURE, no_column
from rotplan.planning.asking.difference import Weighed, weight
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.what_bars_a_pair import Bars, against, bars_of_all
from rotplan.planning.program.other_plans import Comparison
from rotplan.planning.solving.solve_again import (
    AS_IT_IS,
    AgainOutcome,
    Impossible,
    Replanned,
    forced_to,
    is_proved,
)
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Post

_ABLE = Words("Bố trí được, ít ảnh hưởng nhất đứng trước", "Possible, the cheapest first")
_BARRED = Words("Không bố trí được", "Not possible")
_HOLDER = Words("Phương án bố trí: {who}", "The plan places: {who}")
_VACANT = Words("Phương án để khuyết chức danh này", "The plan leaves it vacant")
_MOST_RANKED = 20
_NOT_CHEAPER = (
    Words("còn 1 khả năng khác, không ít ảnh hưởng hơn", "one more, not cheaper"),
    Words("còn {n} khả năng khác, không ít ảnh hưởng hơn", "{n} more, none of them cheaper"),
)
_EMPTY = Words("để khuyết", "left vacant")
_CHOSEN = Words("theo phương án", "as in the plan")
_ITEM = Words("{n}. {who}: {cost}", "{n}. {who}: {cost}")
_OPEN = Words(" (chưa chứng minh)", " (not proved)")
_NOT_ASKED = Words(
    "chưa tính xong trong thời hạn: {n} người ({who})",
    "not priced within the time limit: {n} ({who})",
)
_NO_PLAN = Words(
    "không có phương án nào như vậy (hỏi từng người bằng --to)",
    "no plan does so (ask for each with --to)",
)


@dataclass(frozen=True)
class _Priced:
    """A candidate (or nobody) with the best plan that places him or her so."""

    cadre: Cadre | None
    found: AgainOutcome

    @property
    def rank(self) -> tuple[object, ...]:
        assert isinstance(self.found, Replanned)
        weighed = Weighed(self.found.docket, self.found.after)
        return weight(weighed), self.cadre is None, self.cadre.id if self.cadre else ""


def for_post(asking: Questioner, post: Post) -> Explanation:
    """Every candidate for a post."""
    docket = asking.proposal.docket
    title = docket.post_words(post)
    structural = no_column(docket, None, post)
    if structural is not None:
        point = Point("structure", structural, tone="bad", post=post.id)
        return Explanation(title, (), (Point("barred", STRUCTURE, (point,), post=post.id),))
    able, barred = _sorted_out(docket, post)
    priced = _priced(asking, post, able)
    points = (
        Point("able", _ABLE, _able_points(asking, post, priced), post=post.id),
        Point("barred", _BARRED, _barred_points(docket, post, barred, priced), post=post.id),
    )
    open_ = any(not isinstance(p.found, Replanned | Impossible) for p in priced)
    return Explanation(title, (_now(asking, post),), tuple(p for p in points if p.parts), not open_)


def _now(asking: Questioner, post: Post) -> Words:
    holder = _holder(asking, post)
    return _HOLDER.format(who=who(holder)) if holder else _VACANT


def _holder(asking: Questioner, post: Post) -> Cadre | None:
    """Who holds a post in the plan."""
    table, holdings = asking.proposal.docket.table, asking.proposal.holdings
    seat = table.post_number[post.id]
    return next((table.cadres[c] for c, held in holdings.items() if seat in held), None)


def _sorted_out(docket: Docket, post: Post) -> tuple[list[Bars], list[Bars]]:
    able: list[Bars] = []
    barred: list[Bars] = []
    for bars in bars_of_all(docket, post):
        out = (
            bars.final
            or against(docket, bars.cadre, post) is not None
            or no_column(docket, bars.cadre, post) is not None
        )
        (barred if out else able).append(bars)
    return able, barred


def _priced(asking: Questioner, post: Post, able: list[Bars]) -> list[_Priced]:
    """Those who look cheapest are asked first, in case the time ends."""
    holder = _holder(asking, post)
    likely = sorted(able, key=lambda b: (b.cadre != holder, len(b.priced), b.cadre.id))
    priced = [_Priced(b.cadre, asking.again.ask(forced_to(b.cadre.id, post.id))) for b in likely]
    empty = Comparison(empty=frozenset({asking.proposal.docket.table.post_number[post.id]}))
    return [*priced, _Priced(None, asking.again.ask(AS_IT_IS, empty))]


def _able_points(asking: Questioner, post: Post, priced: list[_Priced]) -> tuple[Point, ...]:
    known = sorted((p for p in priced if isinstance(p.found, Replanned)), key=lambda p: p.rank)
    told = [_able(asking, post, n, p) for n, p in enumerate(known, start=1)]
    points = list(bounded(told, _MOST_RANKED, _NOT_CHEAPER))
    unknown = [p.cadre for p in priced if not isinstance(p.found, Replanned | Impossible)]
    named = [c for c in unknown if c is not None]
    if unknown:
        words = _NOT_ASKED.format(n=len(unknown), who=people_words(named))
        ids = tuple(c.id for c in named)
        points.append(Point("unanswered", words, tone="bad", facts=(("cadres", ids),)))
    return tuple(points)


def _able(asking: Questioner, post: Post, number: int, priced: _Priced) -> Point:
    assert isinstance(priced.found, Replanned)
    cost = costs_of(asking, priced.found)
    said = cost_words(cost)
    if not cost:
        said = _CHOSEN if priced.cadre == _holder(asking, post) else EQUAL
    name = who(priced.cadre) if priced.cadre else _EMPTY
    words = _ITEM.format(n=number, who=name, cost=said)
    sure = Words("", "") if is_proved(priced.found) else _OPEN
    return Point(
        "candidate",
        Words(words.vi + sure.vi, words.en + sure.en),
        tone="good" if not cost else "plain",
        cadre=priced.cadre.id if priced.cadre else None,
        post=post.id,
        facts=(
            ("rank", number),
            ("proved", is_proved(priced.found)),
            *priced.found.after.tiers,
        ),
    )


def _barred_points(
    docket: Docket, post: Post, barred: list[Bars], priced: list[_Priced]
) -> tuple[Point, ...]:
    """Those whom the same clauses bar stand together; the first are named, the others counted."""
    groups: dict[tuple[str, ...], list[Cadre]] = {}
    titles: dict[tuple[str, ...], Words] = {}
    for bars in barred:
        clauses = {b.clause.id: _QUOTED.format(title=b.clause.title) for b in bars.barring}
        structural = no_column(docket, bars.cadre, post)
        if structural is not None:
            clauses = {"structure": _OUTSIDE}
        elif not clauses:
            clauses = {"decision": _DECIDED}
        groups.setdefault(tuple(clauses), []).append(bars.cadre)
        titles[tuple(clauses)] = joined(clauses.values())
    for one in priced:
        if isinstance(one.found, Impossible) and one.cadre is not None:
            groups.setdefault(("no-plan",), []).append(one.cadre)
            titles["no-plan",] = _NO_PLAN
    ordered = sorted(groups, key=lambda ids: (-len(groups[ids]), ids))
    return tuple(_group(post, ids, titles[ids], groups[ids]) for ids in ordered)


_DECIDED = Words("tập thể đã quyết định khác", "the board decided otherwise")
_OUTSIDE = Words(
    "còn giữ chức ngoài diện quản lý, không được kiêm", "keep a post outside the authority"
)
_QUOTED = Words("«{title}»", "“{title}”")
_GROUP = Words("{title} – {n} người: {who}", "{title} – {n}: {who}")


def _group(post: Post, ids: tuple[str, ...], title: Words, cadres: list[Cadre]) -> Point:
    words = _GROUP.format(title=title, n=len(cadres), who=people_words(cadres, most=MOST_POINTS))
    return Point(
        "barred-group",
        words,
        post=post.id,
        facts=(("clauses", ids), ("cadres", tuple(c.id for c in cadres))),
    )
