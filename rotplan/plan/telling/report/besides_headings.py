"""Under what headings a report says what was asked besides; in the plan file that has own keys."""

from collections.abc import Iterable
from typing import Literal, get_args

from rotplan.language.words import Words
from rotplan.plan.telling.point import Point

# in the order in which they stand
Besides = Literal["repairs", "alternatives", "frontier", "prices"]
BESIDES: tuple[Besides, ...] = get_args(Besides)

_HEADINGS: dict[Besides, Words] = {
    "repairs": Words(
        "Hướng tháo gỡ, từ ít ảnh hưởng đến nhiều (mỗi hướng đã tính lại toàn bộ)",
        "Repairs, the cheapest first (each one solved again)",
    ),
    "alternatives": Words("Phương án khác", "Other plans"),
    "frontier": Words(
        "Cho chuyển bao nhiêu người thì đạt được gì", "What each number of moves can reach"
    ),
    "prices": Words(
        "Mỗi quy định, quyết định phải trả giá bằng gì", "What each clause and decision costs"
    ),
}


def asked_besides(what: Besides, parts: Iterable[Point] = ()) -> Point:
    """The answers to a question under its heading; in a report that is kept the heading alone."""
    return Point(what, _HEADINGS[what], tuple(parts))
