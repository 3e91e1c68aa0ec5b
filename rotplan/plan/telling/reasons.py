"""Why each move is in the plan: the one generator of reasons, as data, for every output.

- *must leave*: a clause that the present post breaks, or cannot be judged under; a closing post
- *decided*: the board placed the cadre
- *makes room*: somebody else needs the post that is given up, and why that one moves
- *fills*: the post taken was vacant, or its holder leaves or moves; whether it must be filled
- *nearer*: why nobody who serves in that unit already fills it
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rotplan.language.words import Words, same
from rotplan.plan.telling.breaches_ended import Ended
from rotplan.plan.telling.moves import Move
from rotplan.plan.telling.names_in_sentences import unsure, who
from rotplan.plan.telling.people_already_there import Nearby
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.policy.clause import Clause
from rotplan.roster.records import Cadre, Decision, Post

ReasonKind = Literal["must-leave", "closing", "decided", "makes-room", "fills", "nearer"]


@dataclass(frozen=True)
class Reason:
    """One cause of a move; `beneficiary` is the other cadre that it turns on."""

    kind: ReasonKind
    words: Words
    clause: Clause | None = None
    beneficiary: Cadre | None = None
    doubt: bool = False


def reasons(arrangement: Arrangement, moves: tuple[Move, ...]) -> dict[str, tuple[Reason, ...]]:
    """The reasons of each move, by cadre id."""
    finder = _Finder(arrangement, moves)
    return {move.cadre.id: tuple(finder.why(move)) for move in moves}


def rests_on_doubt(found: tuple[Reason, ...]) -> bool:
    """Whether the only cause to leave is that a fact is missing."""
    leaving = [r for r in found if r.kind in _OWN]
    return bool(leaving) and all(r.doubt for r in leaving)


_OWN = ("must-leave", "closing", "decided")


class _Finder:
    def __init__(self, arrangement: Arrangement, moves: tuple[Move, ...]) -> None:
        self.arrangement, self.docket = arrangement, arrangement.docket
        self.holder = self.docket.roster.holder
        table = self.docket.table
        self.after = {
            table.posts[p].id: table.cadres[number]
            for number, holding in arrangement.holdings.items()
            for p in holding
        }
        self.moves = {move.cadre.id: move for move in moves}
        self.placed: dict[str, list[Decision]] = {}
        for decision in self.docket.roster.decisions:
            if decision.verb == "place":
                self.placed.setdefault(decision.cadre, []).append(decision)
        self.ended = Ended(arrangement)
        self.own = {move.cadre.id: tuple(self._own(move)) for move in moves}
        self.nearby = Nearby(
            arrangement, [(move, post) for move in moves for post in self._filled_from_afar(move)]
        )

    def why(self, move: Move) -> Iterator[Reason]:
        own = self.own[move.cadre.id]
        yield from own
        if not own:
            yield from self._makes_room(move)
        yield from self._fills(move, moved_for_it=not own)

    # -- causes that lie with the cadre -----------------------------------------------------------

    def _own(self, move: Move) -> Iterator[Reason]:
        for breach in self.ended.by(move):
            words = Words("Phải chuyển: {why}{sure}", "Must leave: {why}{sure}")
            yield Reason(
                "must-leave",
                words.format(why=breach.words, sure=unsure(breach.doubt)),
                breach.clause,
                doubt=breach.doubt,
            )
        for post in move.given_up:
            if post.closing:
                words = Words(
                    "Phải chuyển: {post} kết thúc cùng đợt này",
                    "Must leave: {post} closes with this round",
                )
                yield Reason("closing", words.format(post=self._post(post)))
        yield from self._decided(move)

    def _decided(self, move: Move) -> Iterator[Reason]:
        taken = {p.id: p for p in move.taken}
        for decision in self.placed.get(move.cadre.id, ()):
            if decision.target in taken:
                because = f": {decision.because}" if decision.because else ""
                words = Words(
                    "Đã quyết định: tập thể bố trí vào {post}{because}",
                    "Settled: the board places this cadre in {post}{because}",
                )
                post = self._post(taken[decision.target])
                yield Reason("decided", words.format(post=post, because=because))

    # -- causes that lie with others --------------------------------------------------------------

    def _makes_room(self, move: Move) -> Iterator[Reason]:
        """Only where the successor cannot stay: who comes to fill a post needs no room made."""
        for post in move.given_up:
            successor = self.after.get(post.id)
            cause = self._pressing(successor, frozenset({move.cadre.id})) if successor else None
            if successor is not None and cause is not None:
                words = Words(
                    "Tạo vị trí: nhường {post} cho {who}, {cause}",
                    "Makes room: gives {post} to {who}, {cause}",
                ).format(post=self._post(post), who=who(successor), cause=cause)
                yield Reason("makes-room", words, beneficiary=successor)

    def _pressing(self, cadre: Cadre, seen: frozenset[str]) -> Words | None:
        """What makes a cadre move, in a subordinate clause; nothing where it is to fill a post."""
        move = self.moves.get(cadre.id)
        if move is None or cadre.id in seen:
            return None
        breach = next(self.ended.by(move), None)
        if breach is not None:
            left = breach.post or move.given_up[0]
            words = Words("người phải rời {post} vì {why}", "who must leave {post}: {why}")
            return words.format(post=self._post(left), why=breach.words)
        if any(post.closing for post in move.given_up):
            return Words("người có chức danh kết thúc cùng đợt này", "whose own post closes")
        if any(True for _ in self._decided(move)):
            return Words("theo quyết định của tập thể", "as the board has decided")
        for post in move.given_up:
            after = self.after.get(post.id)
            if after and self._pressing(after, seen | {cadre.id}) is not None:
                words = Words("người cũng nhường chỗ cho {who}", "who makes room for {who} in turn")
                return words.format(who=who(after))
        return None

    def _fills(self, move: Move, *, moved_for_it: bool) -> Iterator[Reason]:
        for post in move.taken:
            former = self.holder.get(post.id)
            required = self.docket.table.is_required(post)
            must = _MUST if required and moved_for_it else same("")
            if former is None:
                words = Words(
                    "Nhận nhiệm vụ: {post} đang trống", "Takes over: {post}, which is vacant"
                ).format(post=self._post(post))
            else:
                words = _FOLLOWS[former.leaving is not None].format(who=who(former))
            words = Words(words.vi + must.vi, words.en + must.en)
            yield Reason("fills", words, beneficiary=former)
            if post in self._filled_from_afar(move):
                listed = self.nearby.listed(move, post)
                if listed is not None:
                    words = Words("Người tại chỗ: {listed}", "Those already there: {listed}")
                    yield Reason("nearer", words.format(listed=listed))

    def _filled_from_afar(self, move: Move) -> list[Post]:
        """The posts for which a cadre is brought from other units, with no cause to leave them."""
        if self.own[move.cadre.id]:
            return []
        served = {p.unit for p in move.before}
        return [post for post in move.taken if post.unit not in served]

    def _post(self, post: Post) -> Words:
        return self.docket.post_words(post)


_MUST = Words("; chức danh này không được để khuyết", "; this post must not stay vacant")
_FOLLOWS = {
    True: Words(
        "Nhận nhiệm vụ: thay {who} thôi công tác",
        "Takes over: follows {who}, who leaves the service",
    ),
    False: Words("Nhận nhiệm vụ: thay {who} chuyển đi", "Takes over: follows {who}, who moves on"),
}
