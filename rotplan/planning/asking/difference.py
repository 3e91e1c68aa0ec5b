"""What one plan costs against another: tier by tier, breach by breach, cadre by cadre."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rotplan.objective.tiers import TIERS, TierName, read_tier
from rotplan.planning.proof.judge import Judgement
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.kit.scope import Holding

BreachKey = tuple[TierName, int]


@dataclass(frozen=True)
class Change:
    """A tier's value in two plans; of a target clause how many seats are met, of so many.

    `mixed`: the value may count cadres without a post beside posts without a holder; `parts` are
    the two apart, as far as they differ, where both plans are at hand.
    """

    tier: TierName | Literal["unplaced"]
    before: int
    after: int
    clause: Clause | None = None
    of: int = 0
    mixed: bool = False
    parts: tuple["Change", ...] = ()

    @property
    def worse(self) -> bool:
        """Seats met are the more the better, everything else the less."""
        return self.after < self.before if self.clause else self.after > self.before


@dataclass(frozen=True)
class Weighed:
    """A judgement under its docket: what is compared."""

    docket: Docket
    judgement: Judgement


def by_rank(weighed: Weighed) -> dict[BreachKey, int]:
    """Tier values; targets by the priority of their clauses, so that they keep their names when a
    priority comes to be without clauses."""
    targets = [c for c in weighed.docket.clauses if c.force == "target"]
    ranks = sorted({c.head.priority for c in targets}) or [1]
    keyed: dict[BreachKey, int] = {}
    for name, value in weighed.judgement.tiers:
        found = read_tier(name)
        assert found is not None, name
        keyed[found.tier, ranks[(found.n or 1) - 1] if TIERS[found.tier].ranked else 0] = value
    return keyed


def weight(weighed: Weighed) -> tuple[int, ...]:
    """All tier values in their order: of two plans of one docket the smaller is the better."""
    return tuple(value for _, value in weighed.judgement.tiers)


def counts_unplaced(docket: Docket) -> bool:
    """Whether the vacancies of a round may count cadres too: whom its closing posts may leave
    without any."""
    table = docket.table
    held = (table.before[number] for number, _ in candidates(docket))
    return any(posts and all(table.closing[p] for p in posts) for posts in held)


def changes(first: Weighed, second: Weighed) -> tuple[Change, ...]:
    """What differs, in the order of the tiers; a tier that only one of them has is left out."""
    return tuple(_changes(first, second))


def _changes(first: Weighed, second: Weighed) -> Iterator[Change]:
    before, after = by_rank(first), by_rank(second)
    for tier in first.docket.policy.tiers:
        shared = [key for key in sorted(before) if key[0] == tier and key in after]
        for key in shared:
            if before[key] != after[key]:
                seats = list(_standings(first, second, key[1])) if tier == "targets" else []
                change = Change(tier, before[key], after[key])
                yield from seats or [_apart(change, first, second)]


def _apart(change: Change, first: Weighed, second: Weighed) -> Change:
    """Vacancies told apart into posts and cadres, where a round may have both."""
    if change.tier != "vacancies" or not counts_unplaced(first.docket):
        return change
    one, other = first.judgement, second.judgement
    parts = (
        Change("vacancies", len(one.vacant), len(other.vacant)),
        Change("unplaced", len(one.unplaced), len(other.unplaced)),
    )
    return replace(change, mixed=True, parts=tuple(p for p in parts if p.before != p.after))


def _standings(first: Weighed, second: Weighed, rank: int) -> Iterator[Change]:
    """How many seats each target clause of a priority has met, where that is what differs."""
    met = {s.clause.id: s for s in second.judgement.standings}
    for standing in first.judgement.standings:
        other = met.get(standing.clause.id)
        if standing.clause.head.priority == rank and other and other.met != standing.met:
            yield Change("targets", standing.met, other.met, standing.clause, standing.of)


def new_breaches(first: Weighed, second: Weighed) -> tuple[Breach, ...]:
    """Breaches and doubts of the second plan that the first does not have."""
    known = {_about(b) for b in first.judgement.breaches}
    return tuple(b for b in second.judgement.breaches if _about(b) not in known)


def _about(breach: Breach) -> tuple[object, ...]:
    cadre, post = breach.cadre, breach.post
    who, where = cadre.id if cadre else None, post.id if post else None
    return breach.clause.id, who, where, breach.subject, breach.doubt, breach.count


@dataclass(frozen=True)
class Placed:
    """A cadre (id) whose posts (ids) differ between two plans."""

    cadre: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def otherwise_placed(
    first: tuple[Docket, dict[int, Holding]], second: tuple[Docket, dict[int, Holding]]
) -> tuple[Placed, ...]:
    """Who holds other posts in the second plan, by id."""
    before, after = _held(*first), _held(*second)
    return tuple(
        Placed(cadre, before.get(cadre, ()), after.get(cadre, ()))
        for cadre in sorted({*before, *after})
        if before.get(cadre, ()) != after.get(cadre, ())
    )


def _held(docket: Docket, holdings: dict[int, Holding]) -> dict[str, tuple[str, ...]]:
    table = docket.table
    return {
        table.cadres[number].id: tuple(table.posts[p].id for p in posts)
        for number, posts in holdings.items()
    }
