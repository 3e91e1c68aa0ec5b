"""What would make an impossible round possible: each repair by itself, tried by solving again.

Whatever repairs the round breaks its conflict, so only members of the conflict are tried, each
clause for just those cadres on whom the conflict turns; and one more post of a kind that is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from rotplan.objective.tiers import TierName
from rotplan.planning.asking.difference import Weighed, weight
from rotplan.planning.conflict.conflict import Conflict, waiver
from rotplan.planning.solving.solve_again import (
    AS_IT_IS,
    Again,
    Impossible,
    Replanned,
    Suppose,
    Unanswered,
)
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Decision, Post

RepairKind = Literal["waive", "drop", "cap", "open"]
_ORDER: tuple[RepairKind, ...] = ("waive", "drop", "cap", "open")


@dataclass(frozen=True)
class Repair:
    """One thing done otherwise, and the best plan that it makes possible.

    `id` is the clause or the decision; `cap` the least that suffices; `post` one that is added.
    """

    kind: RepairKind
    id: str
    found: Replanned
    cadre: Cadre | None = None
    cap: int | None = None
    post: Post | None = None
    decision: Decision | None = None

    @property
    def rank(self) -> tuple[object, ...]:
        """The cheapest first, then by what is done."""
        who = self.cadre.id if self.cadre else ""
        weighed = Weighed(self.found.docket, self.found.after)
        return weight(weighed), _ORDER.index(self.kind), self.id, who


@dataclass(frozen=True)
class Repairs:
    """By rank; `complete` unless the time ended before all were tried."""

    found: tuple[Repair, ...]
    complete: bool


@dataclass(frozen=True)
class _Trial:
    kind: RepairKind
    id: str
    suppose: Suppose
    cadre: Cadre | None = None
    cap: int | None = None
    post: Post | None = None
    decision: Decision | None = None


def repairs(again: Again, conflict: Conflict) -> Repairs:
    """Every single repair of an impossible docket that works."""
    found, complete = [], True
    for trial in _trials(again, conflict):
        answer = again.ask(trial.suppose)
        if isinstance(answer, Replanned):
            what = trial.cadre, trial.cap, trial.post, trial.decision
            found.append(Repair(trial.kind, trial.id, answer, *what))
        complete = complete and not isinstance(answer, Unanswered)
    return Repairs(tuple(sorted(found, key=lambda r: r.rank)), complete)


def _trials(again: Again, conflict: Conflict) -> Iterator[_Trial]:
    for member in conflict.members:
        if member.kind == "decision":
            supposed = member.suppose or AS_IT_IS
            yield _Trial("drop", member.id, supposed, decision=member.decision)
        elif member.kind == "cap":
            yield from _raised(again)
        elif member.kind == "clause":
            concern = conflict.concern(member)
            for cadre in concern.cadres if concern else ():
                supposed = Suppose(waivers=(waiver(member.id, cadre.id),))
                yield _Trial("waive", member.id, supposed, cadre)
        elif member.kind != "structure":  # nobody can lift a principle
            assert_never(member.kind)
    for post in new_posts(again.docket):
        yield _Trial("open", post.id, Suppose(posts=(post,)), post=post)


def _raised(again: Again) -> Iterator[_Trial]:
    """The least cap with a plan: the fewest moves that any plan takes."""
    rest = (tier for tier in again.docket.policy.tiers if tier != "moves")
    fewest_first: tuple[TierName, ...] = ("moves", *rest)
    docket = again.docket.with_clauses(again.docket.policy.clauses, fewest_first)
    answer = Again(docket, again.budget).ask(Suppose(uncapped=True))
    if isinstance(answer, Replanned):
        fewest = dict(answer.after.tiers)["moves"]
        yield _Trial("cap", "max_moves", Suppose(uncapped=True, cap=fewest), cap=fewest)
    elif not isinstance(answer, Impossible):
        yield _Trial("cap", "max_moves", Suppose(uncapped=True))


def new_posts(docket: Docket) -> tuple[Post, ...]:
    """One more post beside each planned kind of each unit; nobody need hold it."""
    seen = sorted({(p.unit, p.kind) for p in docket.roster.posts if p.id in docket.roster.planned})
    return tuple(
        Post.model_validate(
            {
                "id": _free_id(docket, f"{unit}/{kind}+"),
                "unit": unit,
                "kind": kind,
                "required": "false",
                "authority": docket.roster.round.authority,
            }
        )
        for unit, kind in seen
    )


def _free_id(docket: Docket, wanted: str) -> str:
    """An id that no post of the roster has."""
    while wanted in docket.roster.post_of:
        wanted += "+"
    return wanted
