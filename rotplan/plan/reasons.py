"""Why each move is in the plan: the one generator of reasons, as data, for every output.

- *must leave*: a clause that the present post breaks, or cannot be judged under; a closing post
- *decided*: the board placed the cadre
- *makes room*: somebody else needs the post that is given up, and why that one moves
- *fills*: the post taken was vacant, or its holder leaves or moves; whether it must be filled
- *nearer*: why nobody who serves in that unit already fills it
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rotplan.plan.moves import Move
from rotplan.plan.naming import who
from rotplan.planning.arrangement import Arrangement
from rotplan.planning.bars import Bars, alone
from rotplan.planning.judge import Breach
from rotplan.policy.clause import Clause
from rotplan.roster.facts import Cadre, Post
from rotplan.rules.statements import Subject
from rotplan.text import Words, joined, same

ReasonKind = Literal["must-leave", "closing", "decided", "makes-room", "fills", "nearer"]
UNSURE = Words(" (chưa đủ dữ liệu)", " (cannot be told)")
_NEAR_SHOWN = 3


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
        self.own = {move.cadre.id: tuple(self._own(move)) for move in moves}

    def why(self, move: Move) -> Iterator[Reason]:
        own = self.own[move.cadre.id]
        yield from own
        if not own:
            yield from self._makes_room(move)
        yield from self._fills(move, moved_for_it=not own)

    # -- causes that lie with the cadre -----------------------------------------------------------

    def _own(self, move: Move) -> Iterator[Reason]:
        for breach in self._left_behind(move):
            sure = UNSURE if breach.doubt else same("")
            words = Words("Phải chuyển: {why}{sure}", "Must leave: {why}{sure}")
            yield Reason(
                "must-leave",
                words.format(why=breach.words, sure=sure),
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

    def _left_behind(self, move: Move) -> Iterator[Breach]:
        """Breaches of today in which the cadre takes part and which the plan ends."""
        id_, today = move.cadre.id, self.arrangement.today.breaches
        places = [n for p in move.given_up for n in self._of_pair.get((id_, p.id), ())]
        for n in sorted(places + self._of_person.get(id_, [])):
            if today[n].post is not None or _about(today[n]) not in self._remaining:
                yield today[n]

    @cached_property
    def _of_pair(self) -> dict[tuple[str, str], list[int]]:
        """Where today's breaches of each cadre in a post stand, by ids."""
        found: dict[tuple[str, str], list[int]] = {}
        for n, breach in enumerate(self.arrangement.today.breaches):
            if breach.post is not None and breach.cadre is not None:
                found.setdefault((breach.cadre.id, breach.post.id), []).append(n)
        return found

    @cached_property
    def _of_person(self) -> dict[str, list[int]]:
        """Where today's breaches about each cadre, in no single post, stand."""
        found: dict[str, list[int]] = {}
        for n, breach in enumerate(self.arrangement.today.breaches):
            for id_ in dict.fromkeys(breach.subject.cadres) if breach.post is None else ():
                found.setdefault(id_, []).append(n)
        return found

    @cached_property
    def _remaining(self) -> frozenset[tuple[str, Subject]]:
        return frozenset(_about(breach) for breach in self.arrangement.after.breaches)

    def _decided(self, move: Move) -> Iterator[Reason]:
        taken = {p.id: p for p in move.taken}
        for decision in self.docket.roster.decisions:
            if (
                decision.verb == "place"
                and decision.cadre == move.cadre.id
                and decision.target in taken
            ):
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
        breach = next(self._left_behind(move), None)
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
                yield from self._nearer(move, post, former)

    def _nearer(self, move: Move, post: Post, former: Cadre | None) -> Iterator[Reason]:
        """Those who serve in the unit of a post already, each with what stands against it."""
        others = self._others_near(move, post, former)
        if not others:
            return
        shown = [self._why_not(cadre, post) for cadre in others[:_NEAR_SHOWN]]
        more = len(others) - len(shown)
        listed = joined(shown, "; ")
        if more:
            words = Words("{listed}; và {n} người nữa", "{listed}; and {n} more")
            listed = words.format(listed=listed, n=more)
        words = Words("Người tại chỗ: {listed}", "Those already there: {listed}")
        yield Reason("nearer", words.format(listed=listed))

    def _others_near(self, move: Move, post: Post, former: Cadre | None) -> list[Cadre]:
        taking_part = {move.cadre.id, former.id if former else None}
        return [c for c in self._serving.get(post.unit, ()) if c.id not in taking_part]

    @cached_property
    def _serving(self) -> dict[str, list[Cadre]]:
        """The candidates who hold a post in each unit today, by id."""
        roster = self.docket.roster
        found: dict[str, dict[str, Cadre]] = {}
        for held, cadre in self.holder.items():
            if roster.is_candidate(cadre):
                found.setdefault(roster.post_of[held].unit, {})[cadre.id] = cadre
        return {unit: [near[id_] for id_ in sorted(near)] for unit, near in found.items()}

    def _why_not(self, cadre: Cadre, post: Post) -> Words:
        """The first thing that bars a cadre from a post, else what it would cost."""
        table = self.docket.table
        bars = self._bars[table.cadre_number[cadre.id], table.post_number[post.id]]
        stood = [*bars.barring, *(b for b in bars.priced if b.post == post)]
        able = _NO_BETTER if self.arrangement.optimal else _ANOTHER
        why = stood[0].words if stood else able
        return Words("{who} – {why}", "{who} – {why}").format(who=who(cadre), why=why)

    @cached_property
    def _bars(self) -> dict[tuple[int, int], Bars]:
        """What stands against all who are shown as being nearer, asked at once."""
        table = self.docket.table
        return alone(
            self.docket,
            (
                (table.cadre_number[cadre.id], table.post_number[post.id])
                for move in self.moves.values()
                for post in self._filled_from_afar(move)
                for cadre in self._others_near(move, post, self.holder.get(post.id))[:_NEAR_SHOWN]
            ),
        )

    def _filled_from_afar(self, move: Move) -> list[Post]:
        """The posts for which a cadre is brought from other units, with no cause to leave them."""
        if self.own[move.cadre.id]:
            return []
        served = {p.unit for p in move.before}
        return [post for post in move.taken if post.unit not in served]

    def _post(self, post: Post) -> Words:
        return self.docket.post_words(post)


def _about(breach: Breach) -> tuple[str, Subject]:
    return breach.clause.id, breach.subject


_MUST = Words("; chức danh này không được để khuyết", "; this post must not stay vacant")
_NO_BETTER = Words(
    "đủ điều kiện, nhưng bố trí như vậy không cho phương án nào tốt hơn",
    "qualifies, but no plan that does so is better",
)
_ANOTHER = Words("đủ điều kiện, phương án chọn người khác", "qualifies, the plan takes another")
_FOLLOWS = {
    True: Words(
        "Nhận nhiệm vụ: thay {who} thôi công tác",
        "Takes over: follows {who}, who leaves the service",
    ),
    False: Words("Nhận nhiệm vụ: thay {who} chuyển đi", "Takes over: follows {who}, who moves on"),
}
