"""Breaches of today that a plan ends, by the moves that end them."""

from collections.abc import Iterator
from typing import Literal

from rotplan.plan.telling.moves import Move
from rotplan.planning.proof.breaches import Breach
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.rules.kit.statements import Subject

_Key = tuple[Literal["post", "person"], str, str]


class Ended:
    """Today's breaches, looked up once by whom and which post they are about."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._today = arrangement.today.breaches
        self._remaining = {_about(breach) for breach in arrangement.after.breaches}
        # of clauses about pairs: whom one still speaks against, and whether only in doubt
        self._still: dict[tuple[str, str], bool] = {}
        for breach in arrangement.after.breaches:
            if breach.post is not None and breach.cadre is not None:
                pair = breach.clause.id, breach.cadre.id
                self._still[pair] = self._still.get(pair, True) and breach.doubt
        self._place: dict[_Key, list[int]] = {}
        for n, breach in enumerate(self._today):
            for key in _keys(breach):
                self._place.setdefault(key, []).append(n)

    def by(self, move: Move) -> Iterator[Breach]:
        """Those in which the cadre takes part, in the order of the judgement."""
        id_ = move.cadre.id
        keys: list[_Key] = [("person", id_, ""), *(("post", id_, p.id) for p in move.given_up)]
        for n in sorted(n for key in keys for n in self._place.get(key, ())):
            if self._ends(self._today[n], id_):
                yield self._today[n]

    def _ends(self, breach: Breach, cadre: str) -> bool:
        """Whether it is over: what goes along to the new post was no cause to leave the old one."""
        if breach.post is None:
            return _about(breach) not in self._remaining
        doubtful = self._still.get((breach.clause.id, cadre))
        return doubtful is None or (doubtful and not breach.doubt)


def _keys(breach: Breach) -> Iterator[_Key]:
    if breach.post is None:
        yield from (("person", id_, "") for id_ in dict.fromkeys(breach.subject.cadres))
    elif breach.cadre is not None:
        yield "post", breach.cadre.id, breach.post.id


def _about(breach: Breach) -> tuple[str, Subject]:
    return breach.clause.id, breach.subject
