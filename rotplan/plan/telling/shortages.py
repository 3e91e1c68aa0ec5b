"""Why posts stay vacant and targets are missed, where it can be counted."""

from collections.abc import Iterator

from rotplan.language.words import Words
from rotplan.plan.telling.names_in_sentences import one_or_many, people_words, posts_named
from rotplan.plan.telling.point import Point
from rotplan.planning.conflict.shortage import PostsShort, unfilled
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.kit.rule import PairRule

_NEED = (
    Words(
        "Cụ thể: {n} chức danh cần có người ({posts}); {able}",
        "Counted: {n} post needs somebody ({posts}); {able}",
    ),
    Words(
        "Cụ thể: {n} chức danh cần có người ({posts}); {able}",
        "Counted: {n} posts need somebody ({posts}); {able}",
    ),
)
_NEED_KEPT = (
    Words(
        "Cụ thể: {n} chức danh cần người đáp ứng «{title}» ({posts}); {able}",
        "Counted: {n} post needs somebody who satisfies “{title}” ({posts}); {able}",
    ),
    Words(
        "Cụ thể: {n} chức danh cần người đáp ứng «{title}» ({posts}); {able}",
        "Counted: {n} posts need somebody who satisfies “{title}” ({posts}); {able}",
    ),
)
_NOBODY = Words("không ai đáp ứng được", "nobody qualifies")
_ONLY = Words("chỉ {k} người đáp ứng được: {who}", "only these {k} qualify: {who}")
_ONE = Words("chỉ một người đáp ứng được: {who}", "only one qualifies: {who}")
_AT_MOST = Words(
    "chỉ {k} người đáp ứng được ({who}), giữ nhiều nhất {most} chức danh",
    "only these {k} qualify ({who}), for {most} of the posts at most",
)


def shortage_points(arrangement: Arrangement) -> tuple[Point, ...]:
    """For vacancies, then for each target that is missed."""
    return tuple(_points(arrangement))


def _points(arrangement: Arrangement) -> Iterator[Point]:
    docket, after = arrangement.docket, arrangement.after
    missed = {b.clause.id for b in after.breaches if b.clause.force == "target"}
    asked: list[Clause | None] = [None] if after.vacant else []
    for clause in docket.clauses:
        pairs = isinstance(clause.rule, PairRule) and clause.applies != "movers"
        if clause.id in missed and pairs:
            asked.append(clause)
    for also, found in zip(asked, unfilled(docket, asked, arrangement.holdings), strict=True):
        yield from (_told(docket, short, also) for short in found)


def _told(docket: Docket, short: PostsShort, clause: Clause | None) -> Point:
    words = one_or_many(
        len(short.posts),
        *(_NEED if clause is None else _NEED_KEPT),
        title=clause.title if clause else "",
        posts=posts_named(docket, short.posts),
        able=_able(short),
    )
    return Point(
        "countable",
        words,
        tone="bad",
        clause=clause.id if clause else None,
        facts=(
            ("posts", tuple(p.id for p in short.posts)),
            ("cadres", tuple(c.id for c in short.able)),
            ("most", short.most),
        ),
    )


def _able(short: PostsShort) -> Words:
    if not short.able:
        return _NOBODY
    who, k = people_words(short.able, most=12), len(short.able)
    if short.most != k:
        return _AT_MOST.format(k=k, who=who, most=short.most)
    return (_ONE if k == 1 else _ONLY).format(k=k, who=who)
