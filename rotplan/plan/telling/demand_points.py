"""One demand of a conflict, with those on whom it turns and where it stands."""

from collections.abc import Iterator, Sequence

from rotplan.language.words import Words, joined, same
from rotplan.plan.telling.demand_words import demand_words
from rotplan.plan.telling.long_lists import MORE_CADRES, MOST_CADRES, more
from rotplan.plan.telling.names_in_sentences import (
    basis,
    one_or_many,
    path_and_line,
    people_words,
    who,
)
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.what_bars_a_pair import barred_by
from rotplan.planning.conflict.conflict import Concern, Conflict
from rotplan.planning.conflict.demands import Member, decided
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre

_LABELS = {
    "structure": Words("nguyên tắc: {words}", "principle: {words}"),
    "clause": Words("điều khoản: «{words}»", "clause: “{words}”"),
    "cap": Words("giới hạn: {words}", "cap: {words}"),
    "decision": Words("quyết định: {words}", "decision: {words}"),
}
_MOST_FACTS = 3
_MOST_UNSURE = 3


def member_point(docket: Docket, conflict: Conflict, member: Member) -> Point:
    concern, parts = conflict.concern(member), list[Point]()
    if member.clause is not None:
        parts.append(basis(docket, member.clause))
    if concern is not None and concern.cadres:
        parts += _concerned(docket, member, concern)
    because = member.decision.because if member.decision else None
    if because:
        parts.append(Point("because", Words(because, because)))
    places, words = _places(docket, member), demand_words(docket, member)
    cadres = tuple(c.id for c in concern.cadres) if concern else ()
    return Point(
        member.kind,
        _LABELS[member.kind].format(words=words),
        tuple(parts),
        clause=member.clause.id if member.clause else None,
        place=places[0] if places else None,
        facts=(
            ("id", member.id),
            ("cadres", cadres),
            *((("least", concern.least),) if concern else ()),
        ),
        where=_where(member, places),
    )


def _where(member: Member, places: list[tuple[str, int]]) -> Words:
    """Every line on which a decision stands."""
    if member.decision is None or not places:
        return same("")
    where = [
        Words("{path}, dòng {line}", "{path}, line {line}").format(path=path, line=line)
        for path, line in places
    ]
    return Words(" ({where})", " ({where})").format(where=joined(where, "; "))


def _places(docket: Docket, member: Member) -> list[tuple[str, int]]:
    """Where a member stands; a cap that the command line gave stands in no file."""
    roster = docket.roster
    if member.clause is not None:
        return [path_and_line(member.clause.mark)]
    if member.kind == "cap":
        written = roster.round_document.root["round"].get("max_moves")
        stands = written is not None and str(written) == str(roster.round.max_moves)
        return [path_and_line(roster.round_mark("max_moves"))] if stands else []
    if member.decision is None:
        return []
    return [
        path_and_line(roster.mark("decisions", index))
        for index, decision in enumerate(roster.decisions)
        if decided(decision) == decided(member.decision)
    ]


def _concerned(docket: Docket, member: Member, concern: Concern) -> Iterator[Point]:
    """On whom a member turns; where that is not sure, only those are named for whom a fact is."""
    if member.clause is None:
        words = _TURNS if concern.least else _MAY_TURN
        yield Point("concerns", words.format(who=people_words(concern.cadres)))
    elif concern.least:
        facts = [_fact(docket, member, cadre) for cadre in concern.cadres[:MOST_CADRES]]
        yield from facts
        if left_out := concern.cadres[MOST_CADRES:]:
            yield _others(left_out)
    else:
        told = [_fact(docket, member, cadre) for cadre in concern.cadres[:_MOST_UNSURE]]
        facts = [fact for fact in told if dict(fact.facts)["known"]]
        yield from facts
        ids = {fact.cadre for fact in facts}
        if left_out := tuple(c for c in concern.cadres if c.id not in ids):
            yield _not_settled(left_out)


def _others(left_out: Sequence[Cadre]) -> Point:
    return more([Point("fact", who(cadre), cadre=cadre.id) for cadre in left_out], MORE_CADRES)


def _not_settled(left_out: Sequence[Cadre]) -> Point:
    """That for some it was not found out in time whether they matter."""
    ids = tuple(cadre.id for cadre in left_out)
    words = one_or_many(len(ids), *_NOT_SETTLED)
    return Point("more", words, tone="faint", facts=(("more", len(ids)), ("cadres", ids)))


_TURNS = Words("gồm: {who}", "here: {who}")
_MAY_TURN = Words(
    "có thể liên quan (hết thời gian trước khi xét từng người): {who}",
    "perhaps here (time ended before each was looked at): {who}",
)
_NOT_SETTLED = (
    Words(
        "{n} người chưa kịp xét có liên quan hay không",
        "whether it turns on one more cadre was not settled in time",
    ),
    Words(
        "{n} người chưa kịp xét có liên quan hay không",
        "whether it turns on {n} more cadres was not settled in time",
    ),
)


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
    left = len(sentences) - _MOST_FACTS
    if left > 0:
        why = Words("{why}; và {n} lý do khác", "{why}; and {n} more").format(why=why, n=left)
    words = Words("{who}: {why}", "{who}: {why}") if sentences else Words("{who}", "{who}")
    facts = (("known", bool(sentences)),)
    return Point("fact", words.format(who=who(cadre), why=why), cadre=cadre.id, facts=facts)
