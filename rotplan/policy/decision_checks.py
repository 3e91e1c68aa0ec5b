"""Whether the board's decisions can stand beside each other and beside the facts."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from rotplan.language.words import Words
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.records import Decision, Post
from rotplan.roster.roster import Roster

MayHold = Callable[[list[str]], bool]


def check_decisions(roster: Roster, may_hold: MayHold, problems: Problems) -> None:
    """Report decisions that contradict each other or the facts at once.

    `may_hold` tells whether one cadre may hold some posts together.
    """
    so_far = _SoFar(roster)
    for index, decision in enumerate(roster.decisions):
        _against_facts(roster, index, decision, problems)
        for other, reason in so_far.against(decision):
            _report(roster, index, other, reason, problems)
        so_far.take(index, decision)
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


class _SoFar:
    """The decisions before one, by what they bind: each is held against the first of every kind
    that it cannot stand beside, and none is compared with all others."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        # by post: who is kept or placed in it first, and by which decision
        self.fixed: dict[str, list[tuple[str, int]]] = {}
        self.kept: dict[str, int] = {}
        # by cadre: what is forbidden, the posts given, and all that a place in them lies in
        self.never: dict[str, dict[str, int]] = {}
        self.placed: dict[str, dict[str, int]] = {}
        self.inside: dict[str, dict[str, int]] = {}

    def take(self, index: int, decision: Decision) -> None:
        cadre, target = decision.cadre, decision.target or ""
        if decision.verb == "never":
            self.never.setdefault(cadre, {}).setdefault(target, index)
            return
        if decision.verb == "keep":
            self.kept.setdefault(cadre, index)
        elif decision.verb == "place":
            self.placed.setdefault(cadre, {}).setdefault(target, index)
            for place in self._around(target):
                self.inside.setdefault(cadre, {}).setdefault(place, index)
        else:
            assert_never(decision.verb)
        for post in _fixed_posts(self.roster, decision):
            held = self.fixed.setdefault(post, [])
            # the first, and the first of somebody else: nobody meets more than one of them
            if len(held) < 2 and all(cadre != by for by, _ in held):
                held.append((cadre, index))

    def against(self, decision: Decision) -> Iterator[tuple[int, Words]]:
        """Earlier decisions that cannot stand beside this one, and why."""
        yield from self._one_post(decision)
        cadre, target = decision.cadre, decision.target or ""
        if decision.verb == "keep":
            held = {h.post for h in self.roster.cadre_of[cadre].holds}
            placed = self.placed.get(cadre, {})
            yield from _first((placed[p] for p in placed if p not in held), _KEPT_ELSEWHERE)
            yield from self._forbidden(cadre, self._planned(cadre), _KEPT_NOWHERE)
        elif decision.verb == "place":
            held = {h.post for h in self.roster.cadre_of[cadre].holds}
            if cadre in self.kept and target not in held:
                yield self.kept[cadre], _KEPT_ELSEWHERE
            yield from self._forbidden(cadre, [target], _PLACED_NOWHERE)
        elif decision.verb == "never":
            kept_in = {place for post in self._planned(cadre) for place in self._around(post)}
            if cadre in self.kept and target in kept_in:
                yield self.kept[cadre], _KEPT_NOWHERE
            if target in self.inside.get(cadre, {}):
                yield self.inside[cadre][target], _PLACED_NOWHERE
        else:
            assert_never(decision.verb)

    def _one_post(self, decision: Decision) -> Iterator[tuple[int, Words]]:
        for post in sorted(_fixed_posts(self.roster, decision)):
            others = [index for by, index in self.fixed.get(post, ()) if by != decision.cadre]
            if others:
                yield others[0], Words(f"hai người cùng vào «{post}»", f"two cadres in '{post}'")

    def _forbidden(
        self, cadre: str, posts: Iterable[str], why: Words
    ) -> Iterator[tuple[int, Words]]:
        never = self.never.get(cadre, {})
        places = (place for post in posts for place in self._around(post))
        yield from _first((never[place] for place in places if place in never), why)

    def _planned(self, cadre: str) -> list[str]:
        return [h.post for h in self.roster.planned_posts(self.roster.cadre_of[cadre])]

    def _around(self, post: str) -> list[str]:
        """A post, and every unit at or above its own."""
        units = self.roster.lineage(self.roster.post_of[post].unit)
        return [post, *(unit.id for unit in units if unit.id not in self.roster.post_of)]


_KEPT_ELSEWHERE = Words("giữ nguyên và bố trí vào chức danh khác", "kept, and placed elsewhere")
_KEPT_NOWHERE = Words("giữ nguyên ở nơi đã loại trừ", "kept where never to be")
_PLACED_NOWHERE = Words("bố trí vào nơi đã loại trừ", "placed where never to be")


def _first(indexes: Iterator[int], why: Words) -> Iterator[tuple[int, Words]]:
    for index in indexes:
        yield index, why
        return


def _fixed_posts(roster: Roster, decision: Decision) -> set[str]:
    if decision.verb == "keep":
        return {h.post for h in roster.planned_posts(roster.cadre_of[decision.cadre])}
    if decision.verb == "place":
        return {decision.target or ""}
    if decision.verb == "never":
        return set()
    assert_never(decision.verb)


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
