"""Why no plan exists, in the board's words: what cannot stand together, and counts.

What is only asked stands first, under its own name and without a line: it is in no file.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from rotplan.language.words import Words, joined
from rotplan.plan.telling.demand_points import member_point
from rotplan.plan.telling.long_lists import MOST_POINTS, bounded
from rotplan.plan.telling.names_in_sentences import one_or_many, people_words, posts_named
from rotplan.plan.telling.point import Point, PointFact
from rotplan.plan.telling.supposed_words import asked_words
from rotplan.planning.asking.what_bars_a_pair import barred_by
from rotplan.planning.conflict.conflict import Conflict
from rotplan.planning.conflict.demands import Member, asked_cadres
from rotplan.planning.conflict.shortage import homeless
from rotplan.planning.program.program import Demands
from rotplan.policy.docket import Docket

_MOST_UNREDUCED = 8
_ASKED = Words("điều được hỏi: {words}", "what is asked: {words}")


def conflict_points(docket: Docket, conflict: Conflict) -> tuple[Point, ...]:
    """What is asked; one for each member, with those on whom it turns; then what can be counted.

    Long lists are cut, and say how many more there are.
    """
    shown, left_out = _parted(docket, conflict)
    points = [member_point(docket, conflict, member) for member in shown]
    if left_out:
        points.append(_further(left_out))
    counts = bounded(tuple(counted_points(docket, conflict)))
    return (*asked_points(docket, conflict), *points, *counts)


def asked_points(docket: Docket, conflict: Conflict) -> Iterator[Point]:
    """What is only supposed, if anything is: no decision of the board, and on no line."""
    compared = conflict.demands.compared
    words = asked_words(docket, compared)
    if words is not None:
        facts = (("cadres", asked_cadres(docket, compared)),)
        yield Point("asked", _ASKED.format(words=words), facts=facts)


def _parted(docket: Docket, conflict: Conflict) -> tuple[list[Member], list[Member]]:
    """The members that are told one by one, and those that are only counted.

    All in the fixed order, up to a limit. Where they are not the fewest only what plainly bears on
    those in question is told: of the others nothing is known but that time ended.
    """
    members = list(conflict.members)
    if conflict.minimal or len(members) == 1:
        return members[:MOST_POINTS], members[MOST_POINTS:]
    bearing = [member for member in members if _bears(docket, conflict, member)]
    told = (bearing or members)[:_MOST_UNREDUCED]
    return told, [member for member in members if member not in told]


def _bears(docket: Docket, conflict: Conflict, member: Member) -> bool:
    """Whether a demand is about those in question, as far as that is seen without solving."""
    concern = conflict.concern(member)
    asked = asked_cadres(docket, conflict.demands.compared)
    if member.decision is not None:
        return member.decision.cadre in asked or not asked
    if member.clause is None or concern is None:
        return True
    first = (c for c in concern.cadres[: max(len(asked), 1)])
    return any(True for cadre in first for _ in barred_by(docket, member.clause, cadre))


def _further(left_out: Sequence[Member]) -> Point:
    """How many members of each kind stand in no line of their own; their ids as facts."""
    kinds = Counter[str](member.kind for member in left_out)
    parts = [one_or_many(kinds[kind], *words) for kind, words in _KINDS.items() if kinds[kind]]
    words = Words("và {n} điều nữa ({parts})", "and {n} more ({parts})")
    ids = tuple((f"{kind}s", tuple(m.id for m in left_out if m.kind == kind)) for kind in kinds)
    facts: tuple[tuple[str, PointFact], ...] = (("more", len(left_out)), *ids)
    said = words.format(n=len(left_out), parts=joined(parts))
    return Point("more", said, tone="faint", facts=facts)


_KINDS = {
    "structure": (
        Words("{n} nguyên tắc", "1 principle"),
        Words("{n} nguyên tắc", "{n} principles"),
    ),
    "clause": (Words("{n} điều khoản", "1 clause"), Words("{n} điều khoản", "{n} clauses")),
    "cap": (Words("{n} giới hạn", "1 cap"), Words("{n} giới hạn", "{n} caps")),
    "decision": (Words("{n} quyết định", "1 decision"), Words("{n} quyết định", "{n} decisions")),
}


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
    facts: tuple[tuple[str, PointFact], ...] = (("moves", fewest),)
    words = one_or_many(fewest, *_FEWEST, most=docket.roster.round.max_moves)
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
                who=people_words(short.cadres),
                k=len(short.posts),
                posts=posts_named(docket, short.posts),
            ),
            tone="bad",
            facts=facts,
        )


_FEWEST = (
    Words(
        "Cụ thể: ít nhất {n} người phải chuyển, giới hạn là {most}",
        "Counted: at least {n} has to move, the cap is {most}",
    ),
    Words(
        "Cụ thể: ít nhất {n} người phải chuyển, giới hạn là {most}",
        "Counted: at least {n} have to move, the cap is {most}",
    ),
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
