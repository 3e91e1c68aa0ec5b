"""Which posts one cadre may hold together in one unit."""

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated

from pydantic import Field

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Text
from rotplan.rules.kit.rule import Brief, NamedPlaces, Options, Rule
from rotplan.rules.kit.statements import Allow, Statement

Together = Annotated[tuple[Text, ...], Field(min_length=2)]


class ConcurrencyOptions(Options):
    allowed: Annotated[
        tuple[Together, ...],
        Words("các loại chức danh một người được giữ cùng lúc", "kinds that one cadre may join"),
    ]

    def kinds_named(self) -> NamedPlaces:
        for n, allowed in enumerate(self.allowed):
            for i, kind in enumerate(allowed):
                yield kind, ("allowed", n, i)


class Concurrency(Rule[ConcurrencyOptions]):
    """Every part of two or more of an allowed combination is allowed too."""

    name = "concurrency"
    title = Words("kiêm nhiệm", "posts held together")
    says = Words(
        "Một người chỉ giữ cùng lúc các chức danh nằm trong một tổ hợp được phép, ở cùng một đơn "
        "vị; mỗi trường hợp kiêm nhiệm mới tính là một việc cần cấp có thẩm quyền quyết định.",
        "One cadre holds posts together only within an allowed combination, in one unit; each new "
        "combination counts as one matter for the competent level.",
    )
    why = Words(
        "Kiêm nhiệm giúp tinh gọn bộ máy nhưng chỉ ở nơi đủ điều kiện.",
        "Joint posts keep the apparatus lean, but only where conditions allow.",
    )
    law = ("R2.13", "R3.07", "R3.10")
    options = ConcurrencyOptions
    hard_only = True
    shapes_holdings = True

    def statements(self, brief: Brief[ConcurrencyOptions]) -> Iterator[Statement]:
        yield Allow(all_parts(brief.options.allowed))


def all_parts(allowed: tuple[tuple[str, ...], ...]) -> frozenset[tuple[str, ...]]:
    """Each combination with all its parts of two or more kinds, as sorted tuples."""
    return frozenset(
        tuple(sorted(part))
        for kinds in allowed
        for size in range(2, len(kinds) + 1)
        for part in combinations(kinds, size)
    )
