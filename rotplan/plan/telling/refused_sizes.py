"""Why a round is refused before it is solved: too large for the machine, or for exact sums."""

from rotplan.language.words import Words
from rotplan.planning.program.column_costs import LARGEST_SUM, TooLargeError
from rotplan.planning.program.memory_estimate import TooMuchError

_TOO_MUCH = Words(
    "đợt này có khoảng {many} cặp cán bộ – chức danh, cần khoảng {most} GB bộ nhớ, máy còn {least} "
    "GB; thu hẹp đợt hoặc dùng máy nhiều bộ nhớ hơn",
    "about {many} pairs of a cadre and a post need about {most} GB of memory, {least} GB are free; "
    "plan a smaller round, or use a larger machine",
)
_TOO_LARGE = Words(
    "tầng {tier}: {cadres} cán bộ, mỗi người tới {most}, cộng lại tới {sum}; chỉ tính đúng được "
    "dưới {limit}: giảm các trọng số của điều khoản preference",
    "tier {tier}: {cadres} cadres at up to {most} each reach {sum}, and sums are exact only below "
    "{limit}: lower the weights of the clause preference",
)


def refusal_words(error: TooLargeError | TooMuchError) -> Words:
    """What was too large, by how much, and what to do."""
    if isinstance(error, TooMuchError):
        return _TOO_MUCH.format(
            many=f"{error.needed.columns:,}",
            most=_gigabytes(error.needed.bytes),
            least=_gigabytes(error.available),
        )
    return _TOO_LARGE.format(
        tier=error.tier,
        cadres=error.cadres,
        most=error.most,
        sum=error.most * error.cadres,
        limit=LARGEST_SUM,
    )


def _gigabytes(count: int) -> str:
    return f"{count / 2**30:.1f}"
