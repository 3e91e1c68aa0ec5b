"""A cadre under a disciplinary decision is not raised before the wait is over."""

from datetime import date
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from rotplan.language.dates import elapsed
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count, Day, Fact, error
from rotplan.roster.records import Cadre, Discipline
from rotplan.roster.table import Table
from rotplan.rules.grade_step import UNKNOWN_GRADE, former_grade, grade_or_unknown
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts, all_of, at_least


class Wait(Fact):
    """Months to wait after decisions dated from a day on; without a day, from the beginning."""

    start: Day | None = Field(None, alias="from")
    reprimand: Count
    warning: Count
    removal: Count

    def months(self, form: str) -> int | None:
        """Nothing for expulsion: no wait ends it."""
        return {"reprimand": self.reprimand, "warning": self.warning, "removal": self.removal}.get(
            form
        )


class DisciplineOptions(Options):
    waits: Annotated[
        tuple[Wait, ...],
        Field(min_length=1),
        Words(
            "số tháng phải chờ theo hình thức, chọn theo ngày của quyết định kỷ luật",
            "months to wait by form, chosen by the date of the decision",
        ),
    ]

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where two waits begin on one day."""
        if len({wait.start for wait in self.waits}) < len(self.waits):
            raise error(
                "bad-option",
                rule="discipline",
                reason=Words("hai mục waits cùng ngày from", "two waits with the same from"),
            )


class DisciplineWait(PairRule[DisciplineOptions]):
    """Only a higher grade is barred; which wait holds is chosen by the date of the decision."""

    name = "discipline"
    title = Words("hết thời gian chờ sau kỷ luật", "the wait after discipline is over")
    says = Words(
        "Cán bộ bị kỷ luật không nhận chức danh bậc cao hơn khi chưa hết số tháng chờ, tính từ "
        "ngày quyết định; số tháng theo hình thức kỷ luật và theo quy định có hiệu lực ngày đó.",
        "A disciplined cadre takes no post of a higher grade before so many months since the "
        "decision; how many depends on its form and on the rules in force on its date.",
    )
    why = Words(
        "Sau kỷ luật cần thời gian sửa chữa, khắc phục trước khi được xem xét chức vụ cao hơn.",
        "After discipline comes a time to make good before a higher post is considered.",
    )
    law = ("R6.09",)
    options = DisciplineOptions
    applies = "newcomers"
    turns_on = "kind"
    reads = ("discipline",)

    def broken(self, pairs: Pairs, options: DisciplineOptions) -> Verdicts:
        table = pairs.table
        waiting = pairs.by_cadre(lambda cadre: int(_waiting(table, cadre, options)))
        new = pairs.by_post(lambda post: table.grade(post.kind))
        old = pairs.by_cadre(lambda cadre: grade_or_unknown(table, cadre))
        known = old != UNKNOWN_GRADE
        step = np.where(known, new - old, 0)
        rises = np.where(known, at_least(step, step, 1), UNKNOWN)
        return all_of([waiting.astype(np.int8), rises])

    def breach(self, pair: Pair, options: DisciplineOptions) -> Words:
        decision = max(
            (d for d in pair.cadre.discipline if _bars(pair.table, d, options) == YES),
            key=lambda d: d.date.latest,
        )
        wait = _wait(options, decision.date.latest)
        months = wait.months(decision.form) if wait else None
        return Words(
            "{kind} có bậc cao hơn; kỷ luật {form} ngày {date} {rest}",
            "{kind} is a higher grade; the {form} of {date} {rest}",
        ).format(
            kind=pair.kind,
            form=DISCIPLINE_WORDS[decision.form],
            date=decision.date.words,
            rest=Words("chưa hết {months} tháng", "bars it for {months} months").format(
                months=months
            )
            if months is not None
            else Words("không có thời hạn hết", "bars it without an end"),
        )

    def doubt(self, pair: Pair, options: DisciplineOptions) -> Words:
        if former_grade(pair.table, pair.cadre) is None:
            return Words(
                "đang trong thời gian chờ sau kỷ luật, chưa rõ chức vụ đã giữ thuộc bậc nào",
                "still in the wait after discipline, and the grade of the last post is unknown",
            )
        return Words(
            "chưa rõ đã hết thời gian chờ sau kỷ luật hay chưa (ngày quyết định không đủ)",
            "cannot tell whether the wait after discipline is over (the date is not exact)",
        )


DISCIPLINE_WORDS = {
    "reprimand": Words("khiển trách", "reprimand"),
    "warning": Words("cảnh cáo", "warning"),
    "removal": Words("cách chức", "removal"),
    "expulsion": Words("khai trừ", "expulsion"),
}


def _wait(options: DisciplineOptions, on: date) -> Wait | None:
    """The wait for decisions of a day: the one that began last."""
    begun = [w for w in options.waits if (w.start or date.min) <= on]
    return max(begun, key=lambda w: w.start or date.min, default=None)


def _waiting(table: Table, cadre: Cadre, options: DisciplineOptions) -> np.int8:
    return max((_bars(table, d, options) for d in cadre.discipline), default=NO)


def _bars(table: Table, decision: Discipline, options: DisciplineOptions) -> np.int8:
    """Whether a decision still bars a rise, by both ends of its date.

    Seen from an earlier day than the round's, one that is yet to come bars nothing.
    """
    if decision.date.earliest > table.roster.round.date:
        return NO
    days = decision.date.earliest, decision.date.latest
    answers = {_bars_on(table, decision.form, on, options) for on in days}
    if len(answers) > 1:
        return UNKNOWN
    return YES if answers.pop() else NO


def _bars_on(table: Table, form: str, on: date, options: DisciplineOptions) -> bool:
    wait = _wait(options, on)
    if wait is None:
        return False
    months = wait.months(form)
    return months is None or elapsed(on, table.roster.round.date) < months
