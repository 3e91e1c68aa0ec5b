"""What a plan amounts to, in one phrase."""

from collections.abc import Mapping

from rotplan.language.words import Words, joined
from rotplan.objective.tiers import TIERS, VACANT_OR_UNPLACED, TierName
from rotplan.plan.telling.names_in_sentences import one_or_many
from rotplan.planning.asking.difference import BreachKey, Weighed, by_rank, counts_unplaced
from rotplan.planning.proof.judge import Judgement
from rotplan.planning.proof.target_standings import Standing
from rotplan.policy.docket import Docket

# beside targets, which are told by their seats
_WANTING: tuple[TierName, ...] = ("vacancies", "approvals")
_SEATS = Words("{title} {met}/{of}", "{title} {met} of {of}")


def value_words(docket: Docket, values: Mapping[BreachKey, int]) -> Words:
    """How many move, and every other tier that is not nil; targets of all priorities together."""
    totals: dict[TierName, int] = {}
    for (tier, _), value in values.items():
        totals[tier] = totals.get(tier, 0) + value
    told = [(tier, value) for tier, value in totals.items() if value or tier == "moves"]
    return joined([_told(docket, tier, value) for tier, value in told])


def _told(docket: Docket, tier: TierName, value: int) -> Words:
    """A tier by its figure; vacancies may be cadres too, and which they are no figure says."""
    mixed = tier == "vacancies" and counts_unplaced(docket)
    counted = VACANT_OR_UNPLACED if mixed else TIERS[tier].counted
    return one_or_many(value, *counted.value)


def blank(docket: Docket) -> Weighed:
    """What would have nothing to be desired: every tier at nought."""
    nought = tuple((name, 0) for name in docket.tier_names)
    return Weighed(docket, Judgement((), nought, (), (), (), ()))


def shortfall_words(weighed: Weighed) -> tuple[Words, ...]:
    """What a plan leaves to be desired besides its targets: vacancies and approvals, if any."""
    totals = {tier: value for (tier, _), value in by_rank(weighed).items()}
    return tuple(_told(weighed.docket, tier, totals[tier]) for tier in _WANTING if totals[tier])


def seat_words(standing: Standing) -> Words:
    """How many seats of a target are met."""
    return _SEATS.format(title=standing.clause.title, met=standing.met, of=standing.of)
