"""The tiers: what a plan is to have little of, from the gravest down. One record each.

A policy puts them in order. To add one: its record here, what a column costs in it
(`planning/program/column_costs.py`), and what a judged plan comes to
(`planning/proof/judged_values.py`); where one of them is forgotten, the type checker says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from rotplan.language.words import Words

TierName = Literal["vacancies", "targets", "approvals", "moves", "preference"]


@dataclass(frozen=True)
class CountWords:
    """How a number reads, each as (one, several): by itself, as so many more, so many fewer."""

    value: tuple[Words, Words]
    more: tuple[Words, Words]
    fewer: tuple[Words, Words]


@dataclass(frozen=True)
class Tier:
    """`label`: its name in a line; `head`: over a column; `ranked`: one for each priority."""

    label: Words
    head: Words
    counted: CountWords
    ranked: bool = False


TIERS: dict[TierName, Tier] = {
    "vacancies": Tier(
        label=Words("chỗ trống", "vacancies"),
        head=Words("khuyết", "vacant"),
        counted=CountWords(
            value=(
                Words("{n} chức danh để khuyết", "{n} post vacant"),
                Words("{n} chức danh để khuyết", "{n} posts vacant"),
            ),
            more=(
                Words("thêm {n} chức danh để khuyết", "one more post stays vacant"),
                Words("thêm {n} chức danh để khuyết", "{n} more posts stay vacant"),
            ),
            fewer=(
                Words("bớt {n} chức danh để khuyết", "one post fewer stays vacant"),
                Words("bớt {n} chức danh để khuyết", "{n} posts fewer stay vacant"),
            ),
        ),
    ),
    "targets": Tier(
        label=Words("chỉ tiêu chưa đạt", "targets missed"),
        head=Words("chỉ tiêu chưa đạt", "targets missed"),
        ranked=True,
        counted=CountWords(
            value=(
                Words("{n} trường hợp chưa đạt chỉ tiêu", "{n} case misses its target"),
                Words("{n} trường hợp chưa đạt chỉ tiêu", "{n} cases miss their targets"),
            ),
            more=(
                Words("thêm {n} trường hợp chưa đạt chỉ tiêu", "one more case misses its target"),
                Words("thêm {n} trường hợp chưa đạt chỉ tiêu", "{n} more cases miss their targets"),
            ),
            fewer=(
                Words("bớt {n} trường hợp chưa đạt chỉ tiêu", "one case fewer misses its target"),
                Words("bớt {n} trường hợp chưa đạt chỉ tiêu", "{n} cases fewer miss their targets"),
            ),
        ),
    ),
    "approvals": Tier(
        label=Words("việc xin ý kiến", "approvals"),
        head=Words("xin ý kiến", "approvals"),
        counted=CountWords(
            value=(
                Words("{n} việc xin ý kiến", "{n} matter for approval"),
                Words("{n} việc xin ý kiến", "{n} matters for approval"),
            ),
            more=(
                Words(
                    "thêm {n} việc phải xin ý kiến cấp có thẩm quyền",
                    "one more matter goes to the competent level",
                ),
                Words(
                    "thêm {n} việc phải xin ý kiến cấp có thẩm quyền",
                    "{n} more matters go to the competent level",
                ),
            ),
            fewer=(
                Words(
                    "bớt {n} việc phải xin ý kiến cấp có thẩm quyền",
                    "one matter fewer goes to the competent level",
                ),
                Words(
                    "bớt {n} việc phải xin ý kiến cấp có thẩm quyền",
                    "{n} matters fewer go to the competent level",
                ),
            ),
        ),
    ),
    "moves": Tier(
        label=Words("người chuyển", "moves"),
        head=Words("người chuyển", "moves"),
        counted=CountWords(
            value=(
                Words("{n} người chuyển", "{n} cadre moves"),
                Words("{n} người chuyển", "{n} cadres move"),
            ),
            more=(
                Words("thêm {n} người phải chuyển", "one more cadre moves"),
                Words("thêm {n} người phải chuyển", "{n} more cadres move"),
            ),
            fewer=(
                Words("bớt {n} người phải chuyển", "one cadre fewer moves"),
                Words("bớt {n} người phải chuyển", "{n} cadres fewer move"),
            ),
        ),
    ),
    "preference": Tier(
        label=Words("điểm nguyện vọng", "preference"),
        head=Words("nguyện vọng", "preference"),
        counted=CountWords(
            value=(Words("điểm nguyện vọng {n}", "preference score {n}"),) * 2,
            more=(Words("điểm nguyện vọng kém đi {n}", "the preference score is worse by {n}"),)
            * 2,
            fewer=(Words("điểm nguyện vọng tốt hơn {n}", "the preference score is better by {n}"),)
            * 2,
        ),
    ),
}
# in the order that holds unless a policy has its own
TIER_NAMES: tuple[TierName, ...] = get_args(TierName)

# Vacancies count cadres too, whom a closing post leaves without any: told apart where both plans
# are at hand, together where only the sum is.
UNPLACED = CountWords(
    value=(
        Words("{n} cán bộ chưa có chức danh", "{n} cadre without a post"),
        Words("{n} cán bộ chưa có chức danh", "{n} cadres without a post"),
    ),
    more=(
        Words("thêm {n} cán bộ chưa có chức danh", "one more cadre is left without a post"),
        Words("thêm {n} cán bộ chưa có chức danh", "{n} more cadres are left without a post"),
    ),
    fewer=(
        Words("bớt {n} cán bộ chưa có chức danh", "one cadre fewer is left without a post"),
        Words("bớt {n} cán bộ chưa có chức danh", "{n} cadres fewer are left without a post"),
    ),
)
VACANT_OR_UNPLACED = CountWords(
    value=(
        Words(
            "{n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "{n} post vacant or cadre without a post",
        ),
        Words(
            "{n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "{n} posts vacant or cadres without a post",
        ),
    ),
    more=(
        Words(
            "thêm {n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "one more post vacant or cadre without a post",
        ),
        Words(
            "thêm {n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "{n} more posts vacant or cadres without a post",
        ),
    ),
    fewer=(
        Words(
            "bớt {n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "one fewer post vacant or cadre without a post",
        ),
        Words(
            "bớt {n} chức danh để khuyết hoặc cán bộ chưa có chức danh",
            "{n} fewer posts vacant or cadres without a post",
        ),
    ),
)


class RankedTier(NamedTuple):
    """A tier as a plan lists it: of several priorities the `n`-th from 1, else the whole of it."""

    tier: TierName
    n: int | None = None

    def __str__(self) -> str:
        return self.tier if self.n is None else f"{self.tier}.{self.n}"


def ranked(tier: TierName, ranks: Sequence[int]) -> Iterator[RankedTier]:
    """A tier as a plan lists it where its priorities are these: by rank if there are several."""
    if TIERS[tier].ranked and len(ranks) > 1:
        yield from (RankedTier(tier, n) for n in range(1, len(ranks) + 1))
    else:
        yield RankedTier(tier)


def read_tier(text: str) -> RankedTier | None:
    """`targets.2` read back; nothing where it names no tier."""
    name, dot, number = text.partition(".")
    found = next((tier for tier in TIER_NAMES if tier == name), None)
    if found is None or (
        dot and not (TIERS[found].ranked and number.isascii() and number.isdigit())
    ):
        return None
    return RankedTier(found, int(number) if dot else None)
