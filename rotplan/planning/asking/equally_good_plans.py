"""How firm a plan is: which moves are in every equally good plan, and what could stand instead."""

from collections.abc import Iterator
from dataclasses import dataclass

from rotplan.planning.asking.difference import Placed, Weighed, otherwise_placed, weight
from rotplan.planning.program.other_plans import Comparison
from rotplan.planning.propose import Proposal
from rotplan.planning.solving.solve_again import (
    AS_IT_IS,
    Again,
    AgainOutcome,
    Replanned,
    Suppose,
    as_plan,
    is_proved,
    never,
)
from rotplan.rules.kit.scope import Holding

MOST_OTHERS = 12


@dataclass(frozen=True)
class Instead:
    """In an equally good plan a cadre holds this, and so others hold something else."""

    holding: Holding
    others: tuple[Placed, ...]


@dataclass(frozen=True)
class Firmness:
    """`instead`: all other holdings of the cadre among equally good plans; `complete` says whether
    they are all, and whether it is proved. A move without any is in every such plan."""

    cadre: int
    instead: tuple[Instead, ...]
    complete: bool

    @property
    def backbone(self) -> bool:
        return self.complete and not self.instead


class Questioner:
    """Puts questions about a plan; answers stay as near to it as they can."""

    def __init__(self, proposal: Proposal, again: Again) -> None:
        self.proposal, self.again = proposal, again
        self.plan = as_plan(proposal.docket, proposal.holdings)
        self.base = Weighed(proposal.docket, proposal.after)

    def ask(
        self, supposed: Suppose, refused: frozenset[tuple[int, Holding]] = frozenset()
    ) -> AgainOutcome:
        """The best plan as supposed that is most like this one."""
        return self.again.ask(supposed, Comparison(refused=refused, near=self.plan))

    def placed(self, found: Replanned) -> tuple[Placed, ...]:
        """Who holds other posts than in this plan."""
        mine = self.proposal.docket, self.proposal.holdings
        return otherwise_placed(mine, (found.docket, found.holdings))

    def equal(self, found: AgainOutcome) -> bool:
        """Whether an answer under the same docket is as good as this plan."""
        if not isinstance(found, Replanned):
            return False
        return weight(Weighed(found.docket, found.after)) == weight(self.base)

    def declined(self, cadre: int) -> AgainOutcome:
        """If a cadre takes none of the posts that this plan has new for him or her."""
        table = self.proposal.docket.table
        new = set(self.proposal.holdings.get(cadre, ())) - set(table.before[cadre])
        posts = tuple(table.posts[p].id for p in sorted(new))
        if posts and self.proposal.docket.combinations:
            return self.ask(never(table.cadres[cadre].id, posts))
        return self.ask(AS_IT_IS, frozenset({(cadre, self.proposal.holdings.get(cadre, ()))}))


def firmness(asking: Questioner, cadre: int) -> Firmness:
    """Every holding that a cadre has in some equally good plan, found by refusing those found."""
    refused = frozenset({(cadre, asking.proposal.holdings.get(cadre, ()))})
    found: list[Instead] = []
    while len(found) < MOST_OTHERS:
        answer = asking.ask(AS_IT_IS, refused)
        if not asking.equal(answer):
            return Firmness(cadre, tuple(found), complete=is_proved(answer))
        assert isinstance(answer, Replanned)
        holding = answer.holdings.get(cadre, ())
        others = tuple(_others(asking, answer, cadre))
        found.append(Instead(holding, others))
        refused |= {(cadre, holding)}
    return Firmness(cadre, tuple(found), complete=False)


def _others(asking: Questioner, answer: Replanned, cadre: int) -> Iterator[Placed]:
    mine = asking.proposal.docket.table.cadres[cadre].id
    return (p for p in asking.placed(answer) if p.cadre != mine)
