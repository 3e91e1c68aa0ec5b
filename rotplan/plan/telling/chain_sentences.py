"""How a chain of moves reads: who follows whom, from the post that came free to the last one."""

from itertools import pairwise

from rotplan.language.words import Words, day, joined
from rotplan.plan.telling.moves import Move
from rotplan.plan.telling.names_in_sentences import people_words, who
from rotplan.policy.docket import Docket
from rotplan.roster.records import Post


def chain_words(docket: Docket, chain: tuple[Move, ...]) -> Words | None:
    """One sentence for a chain of two or more; nothing where it branches."""
    path = _path(chain)
    if len(chain) < 2 or path is None:
        return None
    date = day(docket.roster.round.date)
    if path[0].taken[0] in path[-1].given_up:
        names = people_words((m.cadre for m in path), most=_MOST)
        words = _PAIR if len(path) == 2 else _ROUND
        return words.format(names=names, date=date)
    follows = [
        _NEXT.format(who=who(m.cadre), before=who(before.cadre)) for before, m in pairwise(path)
    ]
    first = _FIRST.format(who=who(path[0].cadre))
    if (left_out := len(follows) - _MOST) > 0:
        follows = [*follows[:_MOST], _AND_SO_ON.format(n=left_out)]
    return joined(
        [_start(docket, path[0].taken[0]), first, *follows, *_end(docket, path[-1])], "; "
    )


_PAIR = Words(
    "{names} đổi chức danh cho nhau: một nhóm quyết định, cùng hiệu lực từ {date}",
    "{names} change places: one group of decisions, in effect together from {date}",
)
_ROUND = Words(
    "Vòng khép kín {names} (mỗi người nhận chức danh của người sau): một nhóm quyết định, cùng "
    "hiệu lực từ {date}",
    "A closed round {names} (each takes the post of the next): one group of decisions, in effect "
    "together from {date}",
)
_MOST = 12
_AND_SO_ON = Words("cứ thế, {n} người nữa", "and so on, {n} more")
_FIRST = Words("{who} thay", "{who} follows")
_NEXT = Words("{who} thay {before}", "{who} follows {before}")


def _path(chain: tuple[Move, ...]) -> list[Move] | None:
    """The moves so that each takes the post that the one before gives up."""
    if any(len(m.taken) > 1 or len(m.given_up) > 1 for m in chain):
        return None
    by_taken = {m.taken[0].id: m for m in chain if m.taken}
    freed = {m.given_up[0].id for m in chain if m.given_up}
    starts = [m for m in chain if m.taken and m.taken[0].id not in freed]
    move = starts[0] if starts else chain[0]
    path, seen = [move], {move.cadre.id}
    while move.given_up:
        following = by_taken.get(move.given_up[0].id)
        if following is None or following.cadre.id in seen:
            break
        move = following
        path.append(move)
        seen.add(move.cadre.id)
    return path if len(path) == len(chain) and path[0].taken else None


def _start(docket: Docket, post: Post) -> Words:
    """Why the first post is free."""
    former = docket.roster.holder.get(post.id)
    if former is None:
        return Words("{post} đang trống", "{post} is vacant").format(post=docket.post_words(post))
    words = Words("{who} thôi giữ {post}", "{who} leaves {post}")
    return words.format(who=who(former), post=docket.post_words(post))


def _end(docket: Docket, move: Move) -> tuple[Words, ...]:
    """What becomes of the last post that is given up."""
    if not move.given_up or move.given_up[0].closing:
        return ()
    words = Words("{post} để trống", "{post} is left vacant")
    return (words.format(post=docket.post_words(move.given_up[0])),)
