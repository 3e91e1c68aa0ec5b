"""Why a round has no plan: the conflict and what would repair it."""

from rotplan.language.words import Words
from rotplan.plan.telling.conflict_points import conflict_points
from rotplan.plan.telling.extra_answers import repairs_told
from rotplan.plan.telling.point import Explanation, Point
from rotplan.planning.conflict.conflict import Conflict, find_conflict
from rotplan.planning.solving.solve_again import Again
from rotplan.policy.docket import Docket

TITLE = Words("Không có phương án nào", "No plan exists")
_MINIMAL = Words(
    "Đã chứng minh. {n} điều sau không thể cùng thực hiện; bỏ bất kỳ điều nào thì những điều còn "
    "lại thực hiện được:",
    "Proved. These {n} cannot stand together; without any one of them the others can:",
)
_TOGETHER = Words("Những điều không thể cùng thực hiện", "What cannot stand together")
_ALONE = Words(
    "Đã chứng minh. Riêng điều sau đã không thể thực hiện:", "Proved. This alone cannot be met:"
)
_OPEN = Words(
    "Đã chứng minh. Trong {n} điều sau có những điều không thể cùng thực hiện (hết thời gian trước "
    "khi rút gọn, nên có thể thừa):",
    "Proved. Among these {n} are some that cannot stand together (time ended before they were the "
    "fewest: some may have nothing to do with it):",
)


def about_no_plan(again: Again) -> Explanation:
    """The whole answer for a docket without a plan: what cannot stand together, what would help."""
    conflict = find_conflict(again.docket, again.budget)
    points = conflict_point(again.docket, conflict), repairs_told(again, conflict)
    return Explanation(TITLE, (proof_words(conflict),), points)


def proof_words(conflict: Conflict) -> Words:
    """That it is proved, and whether the members are the fewest."""
    count = len(conflict.members)
    words = _ALONE if count == 1 else _MINIMAL if conflict.minimal else _OPEN
    return words.format(n=count)


def conflict_point(docket: Docket, conflict: Conflict) -> Point:
    """The conflict under its heading."""
    members = conflict_points(docket, conflict)
    facts = (("minimal", conflict.minimal),)
    return Point("conflict", _TOGETHER, members, tone="bad", facts=facts)
