"""Breaches of today that a plan ends, by the moves that end them."""

from collections.abc import Iterator
from typing import Literal

from rotplan.plan.moves import Move
from rotplan.planning.proof.judge import Breach
from rotplan.planning.questions.arrangement import Arrangement
from rotplan.rules.statements import Subject

_Key = tuple[Literal["post", "person"], str, str]


class Ended:
    """Today's breaches, looked up once by whom and which post they are about."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._today = arrangement.today.breaches
        self._remaining = {_about(breach) for breach in arrangement.after.breaches}
        self._place: dict[_Key, list[int]] = {}
        for n, breach in enumerate(self._today):
            for key in _keys(breach):
                self._place.setdefault(key, []).append(n)

    def by(self, move: Move) -> Iterator[Breach]:
        """Those in which the cadre takes part, in the order of the judgement."""
        id_ = move.cadre.id
        keys: list[_Key] = [("person", id_, ""), *(("post", id_, p.id) for p in move.given_up)]
        for n in sorted(n for key in keys for n in self._place.get(key, ())):
            if self._today[n].post is not None or _about(self._today[n]) not in self._remaining:
                yield self._today[n]


def _keys(breach: Breach) -> Iterator[_Key]:
    if breach.post is None:
        yield from (("person", id_, "") for id_ in dict.fromkeys(breach.subject.cadres))
    elif breach.cadre is not None:
        yield "post", breach.cadre.id, breach.post.id


def _about(breach: Breach) -> tuple[str, Subject]:
    return breach.clause.id, breach.subject
