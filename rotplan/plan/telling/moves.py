"""Moves: their form, the chains and closed swaps they make, and an order to carry them out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rotplan.language.words import Words
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Cadre, Post

MoveForm = Literal["appointment", "rotation", "transfer", "reassignment"]

FORM_WORDS: dict[MoveForm | None, Words] = {
    "appointment": Words("bổ nhiệm", "appointment"),
    "rotation": Words("luân chuyển", "rotation"),
    "transfer": Words("điều động", "transfer"),
    "reassignment": Words("phân công lại", "reassignment"),
    None: Words("chưa bố trí", "left without a post"),
}


@dataclass(frozen=True)
class Move:
    """A cadre's change of posts. `chain` numbers connected moves; `step` those made at once."""

    cadre: Cadre
    before: tuple[Post, ...]
    after: tuple[Post, ...]
    form: MoveForm | None
    chain: int = 0
    step: int = 0

    @property
    def given_up(self) -> tuple[Post, ...]:
        return tuple(p for p in self.before if p not in self.after)

    @property
    def taken(self) -> tuple[Post, ...]:
        return tuple(p for p in self.after if p not in self.before)


def find_moves(arrangement: Arrangement) -> tuple[Move, ...]:
    """All moves, by chain, in an order in which they can be carried out."""
    changes = _changes(arrangement)
    ordered: list[Move] = []
    for number, chain in enumerate(_chains(changes), start=1):
        for step, together in enumerate(_steps(chain), start=1):
            ordered += [replace(move, chain=number, step=step) for move in together]
    return tuple(ordered)


def _changes(arrangement: Arrangement) -> list[Move]:
    docket, table = arrangement.docket, arrangement.docket.table
    moves = []
    for number, cadre in candidates(docket):
        after = arrangement.holdings.get(number, ())
        if after != table.before[number]:
            before = table.before[number] or table.outside[number]
            posts = tuple(table.posts[p] for p in before), tuple(table.posts[p] for p in after)
            moves.append(Move(cadre, *posts, _form(docket, cadre, *posts)))
    return moves


def _form(
    docket: Docket, cadre: Cadre, before: tuple[Post, ...], after: tuple[Post, ...]
) -> MoveForm | None:
    """The first form that fits."""
    kinds = docket.policy.kinds
    if not after:
        return None
    if not before or _grade(docket, after) > _grade(docket, before):
        return "appointment"
    new = [p for p in after if p not in before]
    elsewhere = [p for p in new if p.unit not in {b.unit for b in before}]
    if any(kinds[p.kind].head for p in before) and any(p.kind in cadre.planned for p in elsewhere):
        return "rotation"
    return "transfer" if elsewhere else "reassignment"


def _grade(docket: Docket, posts: Iterable[Post]) -> int:
    return max(docket.policy.kinds[p.kind].grade for p in posts)


def _chains(moves: list[Move]) -> list[list[Move]]:
    """Moves connected by the posts they give up and take, by their smallest cadre id."""
    giver, taker, chains, seen = _giver(moves), _taker(moves), [], set[str]()
    for first in moves:
        if first.cadre.id in seen:
            continue
        seen.add(first.cadre.id)
        chain, frontier = [], [first]
        while frontier:
            move = frontier.pop()
            chain.append(move)
            ends = [taker.get(p.id) for p in move.given_up] + [giver.get(p.id) for p in move.taken]
            for near in ends:
                if near is not None and near.cadre.id not in seen:
                    seen.add(near.cadre.id)
                    frontier.append(near)
        chains.append(sorted(chain, key=lambda m: m.cadre.id))
    return chains


def _giver(moves: list[Move]) -> dict[str, Move]:
    """Who gives up each post; nobody shares one."""
    return {post.id: move for move in moves for post in move.given_up}


def _taker(moves: list[Move]) -> dict[str, Move]:
    return {post.id: move for move in moves for post in move.taken}


def _steps(chain: list[Move]) -> Iterator[list[Move]]:
    """Groups of moves: each takes posts that are free once those before it are made.

    A group of several is a closed swap: none of its moves can be made before the others.
    """
    needs = _needs(chain)
    first = {m: {n for n in needed if m not in needs[n]} for m, needed in needs.items()}
    waiting, made = list(chain), set[str]()
    while waiting:
        move = next(m for m in waiting if first[m.cadre.id] <= made)
        swap = {move.cadre.id, *needs[move.cadre.id]}
        yield [m for m in waiting if m.cadre.id in swap]
        made |= swap
        waiting = [m for m in waiting if m.cadre.id not in swap]


def _needs(chain: list[Move]) -> dict[str, set[str]]:
    """For each move (by cadre id) the cadres who must give up their posts before it, directly or in
    turn."""
    giver = _giver(chain)
    direct = {
        move.cadre.id: [giver[p.id].cadre.id for p in move.taken if p.id in giver] for move in chain
    }
    needs: dict[str, set[str]] = {}
    for id_ in direct:
        needed, frontier = set[str](), [id_]
        while frontier:
            new = [n for n in direct[frontier.pop()] if n not in needed]
            needed.update(new)
            frontier += new
        needs[id_] = needed
    return needs
