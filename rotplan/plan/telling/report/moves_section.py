"""Who moves where and why: chain by chain, in an order in which they can be carried out."""

from collections.abc import Iterator
from itertools import groupby

from rotplan.language.words import Words, same
from rotplan.plan.telling.chain_sentences import chain_words
from rotplan.plan.telling.moves import FORM_WORDS, Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.names_in_sentences import holding_words
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.reasons import Reason, rests_on_doubt
from rotplan.plan.telling.report.report_sentences import basis_point, say
from rotplan.policy.docket import Docket
from rotplan.roster.records import Post


def moves_point(account: Account) -> Point:
    """All moves; what rests on a missing fact alone is counted at the end."""
    told = _Told(account)
    chains = tuple(
        told.chain(number, tuple(chain))
        for number, chain in groupby(account.moves, key=lambda m: m.chain)
    )
    parts = chains or (Point("nobody-moves", say("no-moves")),)
    doubtful = sum(rests_on_doubt(found) for found in account.reasons.values())
    if doubtful:
        parts = (*parts, Point("on-doubt", say("on-doubt", count=doubtful), tone="bad"))
    count = len(account.moves)
    return Point("moves", say("moves", count=count), parts, facts=(("count", count),))


class _Told:
    """The basis of a clause is cited where it is first named, targets having cited theirs."""

    def __init__(self, account: Account) -> None:
        self.account, self.docket = account, account.arrangement.docket
        self.cited = {s.clause.id for s in account.arrangement.after.standings}

    def chain(self, number: int, moves: tuple[Move, ...]) -> Point:
        swap = len(moves) > 1 and moves[-1].step == 1
        steps = [m.step for m in moves]
        said = say("chain", number=number, count=len(moves), swap=say("swap") if swap else "")
        words = chain_words(self.docket, moves)
        sentence = () if words is None else (Point("chain-sentence", words),)
        told = (self.move(m, tied=steps.count(m.step) > 1 and not swap) for m in moves)
        return Point("move-chain", said, (*sentence, *told), facts=(("number", number),))

    def move(self, move: Move, *, tied: bool) -> Point:
        """One move with its causes. `tied`: it goes with another on the same day."""
        cadre = move.cadre
        said = say(
            "who",
            name=cadre.name,
            id=cadre.id,
            form=FORM_WORDS[move.form],
            day=say("same-day") if tied else "",
        )
        posts = Words("{before} → {after}", "{before} → {after}").format(
            before=_held(self.docket, move.before, before=True),
            after=_held(self.docket, move.after),
        )
        return Point(
            "move",
            said,
            (Point("posts", posts), *self.causes(move)),
            tone="strong",
            cadre=cadre.id,
            facts=(("from", _ids(move.before)), ("to", _ids(move.after))),
        )

    def causes(self, move: Move) -> Iterator[Point]:
        for reason in self.account.reasons[move.cadre.id]:
            yield _cause(reason)
            if reason.clause is not None and reason.clause.id not in self.cited:
                self.cited.add(reason.clause.id)
                yield basis_point(reason.clause)


def _cause(reason: Reason) -> Point:
    clause = reason.clause
    named = same(f" [{clause.id}]" if clause else "")
    words = Words("{why}{clause}", "{why}{clause}").format(why=reason.words, clause=named)
    return Point(reason.kind, words, clause=clause.id if clause else None)


def _held(docket: Docket, posts: tuple[Post, ...], *, before: bool = False) -> Words:
    return holding_words(docket, _ids(posts), before=before)


def _ids(posts: tuple[Post, ...]) -> tuple[str, ...]:
    return tuple(post.id for post in posts)
