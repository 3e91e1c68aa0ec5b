"""A cadre moves to a post of equal grade; higher only by a step, and on good appraisals."""

from datetime import date
from typing import Annotated, get_args

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.counted_spans import Past, past_service
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Appraisal, Cadre, Service
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts, all_of, any_of, at_least

_APPRAISALS: tuple[Appraisal, ...] = get_args(Appraisal)
UNKNOWN_GRADE = 10**6


class GradeStepOptions(Options):
    max_up: Annotated[Count, Words("được lên nhiều nhất mấy bậc", "grades up at most")] = 0
    max_down: Annotated[Count, Words("được xuống nhiều nhất mấy bậc", "grades down at most")] = 0
    up_needs: Annotated[
        Appraisal | None,
        Words("muốn lên bậc phải xếp loại từ mức này", "the appraisal that a rise needs"),
    ] = None
    up_years: Annotated[
        Count, Words("trong mỗi năm của số năm trước đợt", "in each of so many years before")
    ] = 3


class GradeStep(PairRule[GradeStepOptions]):
    """Each new post is judged by itself against the highest grade held until now."""

    name = "grade-step"
    title = Words("chức danh tương đương", "a post of equal grade")
    says = Words(
        "Chức danh mới không cao hơn chức vụ đang giữ quá max_up bậc và không thấp hơn quá "
        "max_down bậc; lên bậc còn có thể đòi hỏi kết quả xếp loại các năm trước.",
        "A new post is no more than max_up grades above the one held and no more than max_down "
        "below; a rise may ask for good appraisals as well.",
    )
    why = Words(
        "Luân chuyển cơ bản là sang chức vụ tương đương; cao hơn chỉ với cán bộ thật sự nổi trội.",
        "Rotation is to an equal post; higher only for cadres who stand out.",
    )
    law = ("R1.06", "R6.10")
    options = GradeStepOptions
    applies = "newcomers"
    turns_on = "kind"
    reads = ("appraisals", "history")

    def broken(self, pairs: Pairs, options: GradeStepOptions) -> Verdicts:
        table = pairs.table
        new = pairs.by_post(lambda post: table.grade(post.kind))
        old = pairs.by_cadre(lambda cadre: grade_or_unknown(table, cadre))
        known = old != UNKNOWN_GRADE
        low = np.where(known, new - old, -UNKNOWN_GRADE)
        high = np.where(known, new - old, UNKNOWN_GRADE)
        too_high = at_least(low, high, options.max_up + 1)
        too_low = at_least(-high, -low, options.max_down + 1)
        if options.up_needs is None:
            return any_of([too_high, too_low])
        unfit = pairs.by_cadre(lambda cadre: int(_not_good_enough(table, cadre, options)))
        rises = at_least(low, high, 1)
        return any_of([too_high, too_low, all_of([rises, unfit.astype(np.int8)])])

    def breach(self, pair: Pair, options: GradeStepOptions) -> Words:
        table, new = pair.table, pair.table.grade(pair.post.kind)
        old = former_grade(table, pair.cadre)
        step = new - (old if old is not None else new)
        facts = {"kind": pair.kind, "new": new, "old": old}
        if step > options.max_up:
            return Words(
                "{kind} (bậc {new}) cao hơn chức vụ hiện nay (bậc {old}) quá mức cho phép",
                "{kind} (grade {new}) is too far above the present grade {old}",
            ).format(**facts)
        if step < -options.max_down:
            return Words(
                "{kind} (bậc {new}) thấp hơn chức vụ hiện nay (bậc {old}) quá mức cho phép",
                "{kind} (grade {new}) is too far below the present grade {old}",
            ).format(**facts)
        return Words(
            "lên {kind} (bậc {new}) nhưng chưa xếp loại {needs} trở lên đủ {years} năm trước đó",
            "rises to {kind} (grade {new}) without {needs} or better in each of {years} years",
        ).format(**facts, years=options.up_years, needs=APPRAISAL_WORDS[options.up_needs or "good"])

    def doubt(self, pair: Pair, options: GradeStepOptions) -> Words:
        if former_grade(pair.table, pair.cadre) is None:
            return Words(
                "chưa rõ chức vụ đã giữ thuộc bậc nào", "cannot tell the grade of the last post"
            )
        return Words("thiếu xếp loại các năm trước", "appraisals of the last years are missing")


APPRAISAL_WORDS: dict[Appraisal, Words] = {
    "excellent": Words("hoàn thành xuất sắc", "excellent"),
    "good": Words("hoàn thành tốt", "good"),
    "fair": Words("hoàn thành", "fair"),
    "poor": Words("không hoàn thành", "poor"),
}


def former_grade(table: Table, cadre: Cadre) -> int | None:
    """The highest grade held today, else that of the last post in the history, if it is known."""
    if cadre.holds:
        return max(table.grade(table.roster.post_of[held.post].kind) for held in cadre.holds)
    kinds = {table.kinds_meant(service.kind) for service in _last(table, cadre)}
    if len(kinds) != 1 or len(only := kinds.pop()) != 1:
        return None
    return table.grade(next(iter(only)))


def _last(table: Table, cadre: Cadre) -> list[Service]:
    """The service that ended last; of several, the one begun last."""
    past = past_service(cadre, table.roster.round.date)

    def order(entry: Past) -> tuple[date, date]:
        start = entry.service.start
        return entry.longest.end, start.latest if start else date.min

    last = max(map(order, past), default=None)
    return [entry.service for entry in past if order(entry) == last]


def grade_or_unknown(table: Table, cadre: Cadre) -> int:
    """The same for an array of grades: UNKNOWN_GRADE where it is not known."""
    grade = former_grade(table, cadre)
    return UNKNOWN_GRADE if grade is None else grade


def _not_good_enough(table: Table, cadre: Cadre, options: GradeStepOptions) -> np.int8:
    """Whether one of the years before the round's was appraised below what a rise needs."""
    needed = _APPRAISALS.index(options.up_needs or "poor")
    this_year, answer = table.roster.round.date.year, NO
    for year in range(this_year - options.up_years, this_year):
        appraisal = (cadre.appraisals or {}).get(year)
        if appraisal is None:
            answer = max(answer, UNKNOWN)
        elif _APPRAISALS.index(appraisal) < needed:
            return YES
    return answer
