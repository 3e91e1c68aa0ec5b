"""Why no plan exists, in the board's words: what cannot stand together, counts, and repairs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rotplan.plan.naming import basis, people, place_of, posts_named, who
from rotplan.plan.points import Fact, Point
from rotplan.plan.weighing import value_words
from rotplan.planning.model.program import Demands
from rotplan.planning.questions.bars import barred_by
from rotplan.planning.questions.conflict import Conflict
from rotplan.planning.questions.difference import Key, Weighed, by_rank
from rotplan.planning.questions.members import Member, decision_words
from rotplan.planning.questions.repairs import Repair, RepairKind, Repairs
from rotplan.planning.questions.shortage import homeless
from rotplan.policy.docket import Docket
from rotplan.roster.facts import Cadre, Decision, Post
from rotplan.text import Words, joined

_LABELS = {
    "structure": Words("nguyên tắc: {words}", "principle: {words}"),
    "clause": Words("điều khoản: «{words}»", "clause: “{words}”"),
    "cap": Words("giới hạn: {words}", "cap: {words}"),
    "decision": Words("quyết định: {words}", "decision: {words}"),
}
_ASKED = Words("điều đang hỏi: {words}", "what is asked: {words}")
_MOST_FACTS = 3


def conflict_points(
    docket: Docket, conflict: Conflict, asked: Decision | None = None
) -> tuple[Point, ...]:
    """One for each member, with those on whom it turns; then what can be counted.

    `asked` is a decision that is only supposed.
    """
    members = [_member(docket, conflict, m, asked) for m in conflict.members]
    return (*members, *counted_points(docket, conflict))


def _member(docket: Docket, conflict: Conflict, member: Member, asked: Decision | None) -> Point:
    supposed = asked is not None and member.decision == asked
    words = (_ASKED if supposed else _LABELS[member.kind]).format(words=member.words)
    parts: list[Point] = []
    if member.clause is not None:
        parts.append(basis(docket, member.clause))
    concern = conflict.concern(member)
    cadres = concern.cadres if concern else ()
    if member.clause is not None and cadres:
        parts += [_fact(docket, member, cadre) for cadre in cadres]
    elif cadres:
        parts.append(Point("concerns", _TURNS.format(who=people(cadres))))
    because = member.decision.because if member.decision else None
    if because:
        parts.append(Point("because", Words(because, because)))
    place = None if supposed else _place(docket, member)
    if place is not None and member.decision is not None:
        words = Words(
            f"{words.vi} ({place[0]}, dòng {place[1]})", f"{words.en} ({place[0]}, line {place[1]})"
        )
    return Point(
        member.kind,
        words,
        tuple(parts),
        clause=member.clause.id if member.clause else None,
        place=place,
        facts=(("id", member.id), ("cadres", tuple(c.id for c in cadres))),
    )


_TURNS = Words("gồm: {who}", "here: {who}")


def _place(docket: Docket, member: Member) -> tuple[str, int] | None:
    roster = docket.roster
    if member.clause is not None:
        return place_of(member.clause.mark)
    if member.kind == "cap":
        # a cap from the command line stands in no file
        written = "max_moves" in roster.round_document.root["round"]
        return place_of(roster.round_mark("max_moves")) if written else None
    if member.decision is not None:
        index = roster.decisions.index(member.decision)
        return place_of(roster.mark("decisions", index))
    return None


def _fact(docket: Docket, member: Member, cadre: Cadre) -> Point:
    """What a clause has against a cadre: each sentence once, those about today's post first."""
    assert member.clause is not None
    held = {h.post for h in cadre.holds}
    found = sorted(
        barred_by(docket, member.clause, cadre),
        key=lambda b: (not (b.post and b.post.id in held), b.post.id if b.post else ""),
    )
    sentences = list(dict.fromkeys(b.words for b in found))
    why = joined(sentences[:_MOST_FACTS], "; ")
    more = len(sentences) - _MOST_FACTS
    if more > 0:
        why = Words("{why}; và {n} chức danh khác", "{why}; and {n} more").format(why=why, n=more)
    words = Words("{who}: {why}", "{who}: {why}") if sentences else Words("{who}", "{who}")
    return Point("fact", words.format(who=who(cadre), why=why), cadre=cadre.id)


# -- counted ---------------------------------------------------------------------------------


def counted_points(docket: Docket, conflict: Conflict) -> Iterator[Point]:
    """What of a conflict can be counted: moves against a cap, cadres against posts, rows."""
    if conflict.fewest_moves is not None:
        yield fewest_point(docket, conflict.fewest_moves)
    for breach in conflict.at_least:
        words = _AT_LEAST.format(words=breach.words)
        yield Point("countable", words, tone="bad", clause=breach.clause.id)
    yield from homeless_points(docket, conflict.demands)


def fewest_point(docket: Docket, fewest: int) -> Point:
    """That so many have to move, at the least."""
    facts: tuple[tuple[str, Fact], ...] = (("moves", fewest),)
    words = _FEWEST.format(n=fewest, most=docket.roster.round.max_moves)
    return Point("countable", words, tone="bad", facts=facts)


def homeless_points(docket: Docket, asked: Demands) -> Iterator[Point]:
    """Cadres who need a post and are more than the posts that could take them."""
    for short in homeless(docket, asked):
        facts = (
            ("cadres", tuple(c.id for c in short.cadres)),
            ("posts", tuple(p.id for p in short.posts)),
        )
        words = _HOMELESS[min(len(short.posts), 2)] if len(short.cadres) > 1 else _ALONE
        yield Point(
            "countable",
            words.format(
                n=len(short.cadres),
                who=people(short.cadres),
                k=len(short.posts),
                posts=posts_named(docket, short.posts),
            ),
            tone="bad",
            facts=facts,
        )


_FEWEST = Words(
    "Cụ thể: ít nhất {n} người phải chuyển, giới hạn là {most}",
    "Counted: at least {n} have to move, the cap is {most}",
)
_AT_LEAST = Words(
    "Cụ thể: bố trí thế nào cũng vướng ít nhất: {words}",
    "Counted: whatever is done, at the least: {words}",
)
_ALONE = Words(
    "Cụ thể: không còn chức danh nào bố trí được {who}",
    "Counted: no post is left that {who} could hold",
)
_HOMELESS = {
    0: Words(
        "Cụ thể: không còn chức danh nào bố trí được {n} người này: {who}",
        "Counted: no post is left that any of these {n} could hold: {who}",
    ),
    1: Words(
        "Cụ thể: {n} người cần vị trí ({who}), nhưng chỉ 1 chức danh bố trí được họ: {posts}",
        "Counted: {n} cadres need a post ({who}); only one could take any of them: {posts}",
    ),
    2: Words(
        "Cụ thể: {n} người cần vị trí ({who}), nhưng chỉ {k} chức danh bố trí được họ: {posts}",
        "Counted: {n} cadres need a post ({who}); only these {k} could take any of them: {posts}",
    ),
}


# -- repairs ---------------------------------------------------------------------------------


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


def repair_point(docket: Docket, number: int, done: Done, values: Mapping[Key, int]) -> Point:
    """A repair, and what the best plan comes to that it makes possible."""
    clause = docket.policy.clause(done.ids[0])
    decision = next((d for d in docket.roster.decisions if d.id == done.ids[0]), None)
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
        _MAKES.format(n=number, repair=words, values=value_words(values)),
        clause=clause.id if clause else None,
        cadre=done.cadre.id if done.cadre else None,
        post=None,
        facts=(("ids", done.ids), ("cap", done.cap), *facts),
    )
