"""Whether the board's decisions can stand beside each other and beside the facts."""

from collections.abc import Callable

from rotplan.roster.facts import Decision, Post
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.roster import Roster
from rotplan.text import Words

MayHold = Callable[[list[str]], bool]


def check_decisions(roster: Roster, may_hold: MayHold, problems: Problems) -> None:
    """Report decisions that contradict each other or the facts at once.

    `may_hold` tells whether one cadre may hold some posts together.
    """
    for index, decision in enumerate(roster.decisions):
        _against_facts(roster, index, decision, problems)
        for other in range(index):
            reason = _clash(roster, roster.decisions[other], decision)
            if reason is not None:
                _report(roster, index, other, reason, problems)
    _posts_together(roster, may_hold, problems)


def _against_facts(roster: Roster, index: int, decision: Decision, problems: Problems) -> None:
    cadre = roster.cadre_of[decision.cadre]
    mark = roster.mark("decisions", index)

    def impossible(vi: str, en: str) -> None:
        problems.add("impossible-decision", mark, entity=roster.entity(cadre), reason=Words(vi, en))

    if decision.verb == "never":
        return
    if cadre.leaving is not None:
        impossible(f"{cadre.id} thôi công tác trong đợt này", f"{cadre.id} leaves in this round")
    closing = [h.post for h in roster.planned_posts(cadre) if roster.post_of[h.post].closing]
    if decision.verb == "keep" and closing:
        problems.add("closing-held", mark, entity=roster.entity(cadre), post=closing[0])
    if decision.verb == "place":
        post = roster.post_of[decision.target or ""]
        if post.closing:
            problems.add("closing-held", mark, entity=roster.entity(cadre), post=post.id)
        if post.id not in roster.planned:
            impossible(
                f"«{post.id}» không thuộc diện quản lý của đợt",
                f"'{post.id}' is not under the round's authority",
            )
        if cadre.leaving is None and not roster.is_candidate(cadre):
            impossible(
                f"{cadre.id} giữ chức ngoài diện quản lý và không ghi available: true",
                f"{cadre.id} holds a post outside the authority and is not available",
            )


def _clash(roster: Roster, first: Decision, second: Decision) -> Words | None:
    """Why two decisions cannot both stand, or nothing."""
    by_verb = {first.verb: first, second.verb: second}
    if first.cadre != second.cadre:
        return _one_post(roster, first, second)
    if set(by_verb) == {"keep", "place"}:
        held = {h.post for h in roster.cadre_of[first.cadre].holds}
        if by_verb["place"].target not in held:
            return Words("giữ nguyên và bố trí vào chức danh khác", "kept, and placed elsewhere")
    if set(by_verb) == {"keep", "never"}:
        held = {h.post for h in roster.planned_posts(roster.cadre_of[first.cadre])}
        if any(covers(roster, by_verb["never"], roster.post_of[p]) for p in held):
            return Words("giữ nguyên ở nơi đã loại trừ", "kept where never to be")
    if set(by_verb) == {"place", "never"}:
        post = roster.post_of[by_verb["place"].target or ""]
        if covers(roster, by_verb["never"], post):
            return Words("bố trí vào nơi đã loại trừ", "placed where never to be")
    return None


def _one_post(roster: Roster, first: Decision, second: Decision) -> Words | None:
    shared = _fixed_posts(roster, first) & _fixed_posts(roster, second)
    if not shared:
        return None
    post = min(shared)
    return Words(f"hai người cùng vào «{post}»", f"two cadres in '{post}'")


def _fixed_posts(roster: Roster, decision: Decision) -> set[str]:
    if decision.verb == "keep":
        return {h.post for h in roster.planned_posts(roster.cadre_of[decision.cadre])}
    return {decision.target or ""} if decision.verb == "place" else set()


def _posts_together(roster: Roster, may_hold: MayHold, problems: Problems) -> None:
    """One cadre placed in several posts that no concurrency clause allows."""
    placed: dict[str, list[int]] = {}
    for index, decision in enumerate(roster.decisions):
        if decision.verb == "place":
            placed.setdefault(decision.cadre, []).append(index)
    for indexes in placed.values():
        posts = sorted({roster.decisions[i].target or "" for i in indexes})
        if len(posts) > 1 and not may_hold(posts):
            reason = Words(
                f"không điều khoản nào cho kiêm {', '.join(posts)}",
                f"no clause lets one cadre hold {', '.join(posts)}",
            )
            _report(roster, indexes[-1], indexes[0], reason, problems)


def covers(roster: Roster, never: Decision, post: Post) -> bool:
    """Whether a `never` is about a post: the post itself, or a unit at or above it."""
    target = never.target or ""
    if target in roster.post_of:
        return target == post.id
    return roster.lies_in(post.unit, target)


def _report(roster: Roster, index: int, other: int, reason: Words, problems: Problems) -> None:
    there: Mark = roster.mark("decisions", other)
    cadre = roster.cadre_of[roster.decisions[index].cadre]
    problems.add(
        "contradiction",
        roster.mark("decisions", index),
        entity=roster.entity(cadre),
        related=((there, Words("trái với", "against this")),),
        reason=reason,
    )
