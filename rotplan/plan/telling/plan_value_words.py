"""What a plan amounts to, in one phrase."""

from collections.abc import Mapping

from rotplan.language.words import Words, joined
from rotplan.planning.asking.difference import BreachKey, Weighed, by_rank, counts_unplaced
from rotplan.planning.proof.judge import Judgement, Standing
from rotplan.policy.docket import Docket

_TIERS: dict[str, tuple[Words, Words]] = {
    "vacancies": (
        Words("{n} chức danh để khuyết", "{n} post vacant"),
        Words("{n} chức danh để khuyết", "{n} posts vacant"),
    ),
    "mixed": (
        Words(
            "{n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "{n} post vacant or cadre without a post",
        ),
        Words(
            "{n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "{n} posts vacant or cadres without a post",
        ),
    ),
    "targets": (
        Words("{n} trường hợp chưa đạt chỉ tiêu", "{n} case misses its target"),
        Words("{n} trường hợp chưa đạt chỉ tiêu", "{n} cases miss their targets"),
    ),
    "approvals": (
        Words("{n} việc xin ý kiến", "{n} matter for approval"),
        Words("{n} việc xin ý kiến", "{n} matters for approval"),
    ),
    "moves": (
        Words("{n} người chuyển", "{n} cadre moves"),
        Words("{n} người chuyển", "{n} cadres move"),
    ),
    "preference": (
        Words("điểm nguyện vọng {n}", "preference score {n}"),
        Words("điểm nguyện vọng {n}", "preference score {n}"),
    ),
}
_SEATS = Words("{title} {met}/{of}", "{title} {met} of {of}")


def value_words(docket: Docket, values: Mapping[BreachKey, int]) -> Words:
    """How many move, and every other tier that is not nil; targets of all priorities together."""
    totals: dict[str, int] = {}
    for (tier, _), value in values.items():
        totals[tier] = totals.get(tier, 0) + value
    told = [(tier, value) for tier, value in totals.items() if value or tier == "moves"]
    return joined([_told(docket, tier, value) for tier, value in told])


def _told(docket: Docket, tier: str, value: int) -> Words:
    """A tier by its figure; vacancies may be cadres too, and which they are no figure says."""
    mixed = tier == "vacancies" and counts_unplaced(docket)
    return _TIERS["mixed" if mixed else tier][value != 1].format(n=value)


def blank(docket: Docket) -> Weighed:
    """What would have nothing to be desired: every tier at nought."""
    nought = tuple((name, 0) for name in docket.tier_names)
    return Weighed(docket, Judgement((), nought, (), (), (), ()))


def shortfall_words(weighed: Weighed) -> tuple[Words, ...]:
    """What a plan leaves to be desired besides its targets: vacancies and approvals, if any."""
    totals = {tier: value for (tier, _), value in by_rank(weighed).items()}
    wanting = [(tier, totals[tier]) for tier in ("vacancies", "approvals") if totals[tier]]
    return tuple(_told(weighed.docket, tier, value) for tier, value in wanting)


def seat_words(standing: Standing) -> Words:
    """How many seats of a target are met."""
    return _SEATS.format(title=standing.clause.title, met=standing.met, of=standing.of)
