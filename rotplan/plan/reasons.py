"""Why each move is in the plan: the one generator of reasons, as data, for every output.

- *must leave*: a clause that the present post breaks, or cannot be judged under; a closing post
- *decided*: the board placed the cadre
- *makes room*: somebody else needs the post that is given up
- *fills*: the post taken was vacant, or its holder leaves or moves
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rotplan.plan.moves import Move
from rotplan.planning.arrangement import Arrangement
from rotplan.planning.judge import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.roster.facts import Cadre, Post
from rotplan.text import Words

ReasonKind = Literal["must-leave", "closing", "decided", "makes-room", "fills"]


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
    leaving = [r for r in found if r.kind in ("must-leave", "closing", "decided")]
    return bool(leaving) and all(r.doubt for r in leaving)


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
        self.movers = {move.cadre.id for move in moves}

    def why(self, move: Move) -> Iterator[Reason]:
        causes = [*self._must_leave(move), *self._decided(move)]
        yield from causes
        if not causes:
            yield from self._makes_room(move)
        yield from self._fills(move)

    def _must_leave(self, move: Move) -> Iterator[Reason]:
        for breach in self.arrangement.today.breaches:
            if self._concerns(breach, move) and not self._still_there(breach):
                words = breach.words
                yield Reason("must-leave", words, breach.clause, doubt=breach.doubt)
        for post in move.given_up:
            if post.closing:
                words = Words("{post} kết thúc cùng đợt này", "{post} closes with this round")
                yield Reason("closing", words.format(post=self._post(post)))

    def _concerns(self, breach: Breach, move: Move) -> bool:
        if breach.post is not None:
            return breach.cadre == move.cadre and breach.post in move.given_up
        return move.cadre.id in breach.subject.cadres

    def _still_there(self, breach: Breach) -> bool:
        return breach.post is None and any(
            b.clause is breach.clause and b.subject == breach.subject
            for b in self.arrangement.after.breaches
        )

    def _decided(self, move: Move) -> Iterator[Reason]:
        for decision in self.docket.roster.decisions:
            taken = {p.id for p in move.taken}
            if (
                decision.verb == "place"
                and decision.cadre == move.cadre.id
                and (decision.target in taken)
            ):
                because = f": {decision.because}" if decision.because else ""
                words = Words(f"tập thể đã quyết định{because}", f"decided by the board{because}")
                yield Reason("decided", words)

    def _makes_room(self, move: Move) -> Iterator[Reason]:
        for post in move.given_up:
            successor = self.after.get(post.id)
            if successor is not None:
                words = Words("nhường {post} cho {who}", "makes room in {post} for {who}").format(
                    post=self._post(post), who=successor.name
                )
                yield Reason("makes-room", words, beneficiary=successor)

    def _fills(self, move: Move) -> Iterator[Reason]:
        for post in move.taken:
            former = self.holder.get(post.id)
            if former is None:
                words = Words("nhận {post} đang trống", "fills {post}, which is vacant")
                yield Reason("fills", words.format(post=self._post(post)))
                continue
            gone = former.leaving is not None
            words = (
                Words("thay {who} thôi công tác", "follows {who}, who leaves the service")
                if gone
                else Words("thay {who} chuyển đi", "follows {who}, who moves on")
            )
            yield Reason("fills", words.format(who=former.name), beneficiary=former)

    def _post(self, post: Post) -> Words:
        return post_words(self.docket, post)


def post_words(docket: Docket, post: Post) -> Words:
    """A post as it reads: its kind and its unit."""
    return Words("{kind} {unit}", "{kind}, {unit}").format(
        kind=docket.policy.kinds[post.kind].words, unit=docket.roster.unit_of[post.unit].name
    )
