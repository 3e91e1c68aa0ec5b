"""What would make an impossible round possible, in words: the cheapest first.

Only what the board has settled can be lifted; what was only asked is never among the repairs.
"""

from rotplan.plan.naming import posts_named, who
from rotplan.plan.points import Point
from rotplan.plan.weighing import tier_words
from rotplan.planning.questions.difference import Weighed, by_rank
from rotplan.planning.questions.orders import decision_words
from rotplan.planning.questions.repairs import Repair, Repairs
from rotplan.policy.docket import Docket
from rotplan.text import Words


def repair_points(docket: Docket, found: Repairs, most: int = 8) -> tuple[Point, ...]:
    """The cheapest first, each with the plan that it makes possible."""
    groups = _alike(found.found)
    points = [_repair(docket, n, alike) for n, alike in enumerate(groups[:most], start=1)]
    more = len(groups) - most
    if more > 0:
        words = Words(
            "còn {n} hướng khác, không ít ảnh hưởng hơn", "{n} more, none of them cheaper"
        )
        points.append(Point("more", words.format(n=more), tone="faint"))
    if not found.found and found.complete:
        points.append(Point("no-repair", _NO_REPAIR, tone="bad"))
    if not found.complete:
        points.append(Point("open", _NOT_ALL, tone="bad"))
    return tuple(points)


_NO_REPAIR = Words(
    "không hướng đơn lẻ nào đủ: còn ít nhất một vướng mắc khác, gỡ vướng mắc trên rồi chạy lại",
    "no single repair suffices: there is at least one more conflict; mend this one, then run again",
)
_NOT_ALL = Words(
    "hết thời gian trước khi thử hết các hướng", "time ended before all repairs were tried"
)
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
    repair = alike[0]
    clause = docket.policy.clause(repair.id) if repair.kind == "waive" else None
    words = _REPAIRS["open-any" if len(alike) > 1 else repair.kind].format(
        id=repair.id,
        title=clause.title if clause else "",
        who=who(repair.cadre) if repair.cadre else "",
        decision=decision_words(docket, repair.decision) if repair.decision else "",
        cap=repair.cap,
        k=len(alike),
        posts=posts_named(docket, [r.post for r in alike if r.post]),
    )
    weighed = Weighed(repair.found.docket, repair.found.after)
    values = tier_words(weighed)
    facts = tuple(
        (tier + (f".{rank}" if rank else ""), v) for (tier, rank), v in by_rank(weighed).items()
    )
    return Point(
        f"repair-{repair.kind}",
        _MAKES.format(n=number, repair=words, values=values),
        clause=clause.id if clause else None,
        cadre=repair.cadre.id if repair.cadre else None,
        post=None,
        facts=(("ids", tuple(r.id for r in alike)), ("cap", repair.cap), *facts),
    )
