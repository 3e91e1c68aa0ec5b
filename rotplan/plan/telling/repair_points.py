"""What would make an impossible round possible, in words: the cheapest first.

Only what the board has settled can be lifted; what was only asked is never among the repairs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rotplan.language.words import Words
from rotplan.plan.telling.decision_words import decision_words
from rotplan.plan.telling.names_in_sentences import posts_named, who
from rotplan.plan.telling.plan_value_words import value_words
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.difference import BreachKey, Weighed, by_rank
from rotplan.planning.asking.repairs import Repair, RepairKind, Repairs
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Post


def repair_points(docket: Docket, found: Repairs, most: int = 8) -> tuple[Point, ...]:
    """The cheapest first, each with the plan that it makes possible."""
    groups = _alike(found.found)
    points = [_repair(docket, n, alike) for n, alike in enumerate(groups[:most], start=1)]
    more = len(groups) - most
    if more > 0:
        points.append(more_repairs(more))
    if not found.found and found.complete:
        points.append(NO_REPAIR)
    if not found.complete:
        points.append(NOT_ALL_TRIED)
    return tuple(points)


def more_repairs(count: int) -> Point:
    """That there are so many more than are told."""
    words = Words("còn {n} hướng khác, không ít ảnh hưởng hơn", "{n} more, none of them cheaper")
    return Point("more", words.format(n=count), tone="faint")


_NO_REPAIR = Words(
    "không hướng đơn lẻ nào đủ: còn ít nhất một vướng mắc khác, gỡ vướng mắc trên rồi chạy lại",
    "no single repair suffices: there is at least one more conflict; mend this one, then run again",
)
_NOT_ALL = Words(
    "hết thời gian trước khi thử hết các hướng", "time ended before all repairs were tried"
)
NO_REPAIR = Point("no-repair", _NO_REPAIR, tone="bad")
NOT_ALL_TRIED = Point("open", _NOT_ALL, tone="bad")
_REPAIRS = {
    "waive": Words("miễn áp dụng «{title}» [{id}] cho {who}", "waive “{title}” [{id}] for {who}"),
    "drop": Words("bỏ quyết định «{decision}»", "drop the decision “{decision}”"),
    "cap": Words("nâng giới hạn lên {cap} người chuyển", "raise the cap to {cap} moves"),
    "open": Words(
        "thêm một chức danh như {posts} (cần chủ trương về biên chế; không được đặt thêm chức danh "
        "chỉ để luân chuyển)",
        "open one more post like {posts} (this needs an establishment decision; posts may not be "
        "made only for a rotation)",
    ),
    "open-any": Words(
        "thêm một chức danh như một trong {k} chức danh {posts} (cần chủ trương về biên chế; không "
        "được đặt thêm chức danh chỉ để luân chuyển)",
        "open one more post like any of these {k}: {posts} (this needs an establishment decision; "
        "posts may not be made only for a rotation)",
    ),
}
_MAKES = Words(
    "{n}. {repair} – khi đó có phương án: {values}",
    "{n}. {repair} – then there is a plan: {values}",
)


def _alike(found: tuple[Repair, ...]) -> list[tuple[Repair, ...]]:
    """Posts that might be opened at the same price stand together, everything else alone."""
    groups: list[list[Repair]] = []
    for repair in found:
        before = groups[-1][-1] if groups else None
        if before and before.kind == repair.kind == "open" and before.rank[0] == repair.rank[0]:
            groups[-1].append(repair)
        else:
            groups.append([repair])
    return [tuple(group) for group in groups]


def _repair(docket: Docket, number: int, alike: tuple[Repair, ...]) -> Point:
    first = alike[0]
    posts = tuple(repair.post for repair in alike if repair.post)
    done = Done(first.kind, tuple(r.id for r in alike), first.cadre, first.cap, posts)
    return repair_point(
        docket, number, done, by_rank(Weighed(first.found.docket, first.found.after))
    )


@dataclass(frozen=True)
class Done:
    """What is done otherwise; several posts where any of them might be opened."""

    kind: RepairKind
    ids: tuple[str, ...]
    cadre: Cadre | None
    cap: int | None
    posts: tuple[Post, ...]


def repair_point(docket: Docket, number: int, done: Done, values: Mapping[BreachKey, int]) -> Point:
    """A repair, and what the best plan comes to that it makes possible."""
    # a clause may be called as a cap is: the kind says which list the id is of
    clause = docket.policy.clause(done.ids[0]) if done.kind == "waive" else None
    dropped = docket.roster.decisions if done.kind == "drop" else ()
    decision = next((d for d in dropped if d.id == done.ids[0]), None)
    words = _REPAIRS["open-any" if len(done.ids) > 1 else done.kind].format(
        id=done.ids[0],
        title=clause.title if clause else "",
        who=who(done.cadre) if done.cadre else "",
        decision=decision_words(docket, decision) if decision else "",
        cap=done.cap,
        k=len(done.ids),
        posts=posts_named(docket, done.posts),
    )
    facts = tuple((tier + (f".{rank}" if rank else ""), v) for (tier, rank), v in values.items())
    return Point(
        f"repair-{done.kind}",
        _MAKES.format(n=number, repair=words, values=value_words(docket, values)),
        clause=clause.id if clause else None,
        cadre=done.cadre.id if done.cadre else None,
        post=None,
        facts=(("ids", done.ids), ("cap", done.cap), *facts),
    )
