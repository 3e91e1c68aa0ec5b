"""Shares of groups among the holders of listed seats: women, the young, ethnic minorities."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import numpy as np

from rotplan.language.words import Words, key
from rotplan.roster.ages import age_on
from rotplan.roster.reading.field_types import Count, Fact, Name, Share, error
from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Brief, Options, RowRule
from rotplan.rules.kit.seat_counts import as_one, by_unit, count, limit_words, unit_subjects
from rotplan.rules.kit.statements import Bound, Statement, Subject
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts


class People(Fact):
    """Exactly one of these; ages are complete years on the round's date."""

    sex: Literal["female", "male"] | None = None
    under: Count | None = None
    between: tuple[Count, Count] | None = None
    not_ethnicity: Name | None = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where it does not say exactly one group."""
        given = [
            v for v in (self.sex, self.under, self.between, self.not_ethnicity) if v is not None
        ]
        if len(given) != 1:
            raise _bad(
                "group cần đúng một trong sex, under, between, not_ethnicity",
                "group takes exactly one of sex, under, between, not_ethnicity",
            )
        if self.between is not None and self.between[0] > self.between[1]:
            raise _bad("between ngược: tuổi đầu lớn hơn tuổi sau", "between is the wrong way round")

    @property
    def words(self) -> Words:
        if self.sex is not None:
            return Words("nữ", "women") if self.sex == "female" else Words("nam", "men")
        if self.under is not None:
            return Words(f"người dưới {self.under} tuổi", f"people under {self.under}")
        if self.between is not None:
            low, high = self.between
            return Words(f"người từ {low} đến {high} tuổi", f"people aged {low} to {high}")
        return Words(
            f"người dân tộc khác {self.not_ethnicity}",
            f"people of another ethnicity than {self.not_ethnicity}",
        )


def _bad(vi: str, en: str) -> Exception:
    return error("bad-option", rule="composition", reason=Words(vi, en))


class CompositionOptions(Options):
    group: Annotated[People, Words("nhóm được tính", "the group that is counted")]
    min: Annotated[Share | None, Words("tỷ lệ tối thiểu", "the least share")] = None
    max: Annotated[Share | None, Words("tỷ lệ tối đa", "the greatest share")] = None
    within: Annotated[
        Literal["unit", "round"],
        Words("tính trong từng đơn vị hay cả đợt", "counted in each unit or over the round"),
    ] = "unit"

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where the options contradict each other or say nothing."""
        if self.min is None and self.max is None:
            raise _bad("cần min hoặc max", "min or max is needed")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise _bad(f"min {self.min}% lớn hơn max {self.max}%", "min is greater than max")


class Composition(RowRule[CompositionOptions]):
    """Of the listed seats, filled or not; one breach is one person."""

    name = "composition"
    title = Words("cơ cấu", "composition")
    says = Words(
        "Trong số ghế được liệt kê (kể cả ghế trống), số người thuộc nhóm không ít hơn min, làm "
        "tròn lên, và không nhiều hơn max, làm tròn xuống.",
        "Of the listed seats, filled or not, the group holds no fewer than min, rounded up, and no "
        "more than max, rounded down.",
    )
    why = Words(
        "Cấp ủy, lãnh đạo cần cơ cấu hợp lý về nữ, trẻ, dân tộc, độ tuổi.",
        "Committees and leaderships are to mirror women, the young, ethnic groups and ages.",
    )
    law = ("R2.06", "R2.07", "R2.08", "R2.09", "R3.14")
    options = CompositionOptions

    def statements(self, brief: Brief[CompositionOptions]) -> Iterator[Statement]:
        options, table = brief.options, brief.table
        round_wide = options.within == "round"
        rows = as_one(brief) if round_wide else by_unit(brief)

        def asked(pairs: Pairs) -> Verdicts:
            return pairs.by_cadre(lambda c: int(belongs(table, c, options.group))).astype(np.int8)

        counts = count(brief, rows, asked)
        subjects = (
            (Subject(),) * len(counts.numbers)
            if round_wide
            else unit_subjects(table, counts.numbers)
        )
        if options.min is not None:
            yield counts.at_least(subjects, -(-options.min * counts.seats // 100))
        if options.max is not None:
            yield counts.at_most(subjects, options.max * counts.seats // 100)

    def breach(self, row: Bound, table: Table, options: CompositionOptions) -> Words:
        where = row.subject.unit
        return Words(
            "{where} có {total} {group}, {limit}", "{total} {group} {where}, {limit}"
        ).format(
            where=Words("ở {unit}", "in {unit}").format(unit=table.roster.unit_of[where].name)
            if where
            else Words("cả đợt", "in the round"),
            total=row.total,
            group=options.group.words,
            limit=limit_words(row),
        )

    def contradiction(self, first: CompositionOptions, second: CompositionOptions) -> Words | None:
        if (first.group, first.within) != (second.group, second.within):
            return None
        least = max(o.min or 0 for o in (first, second))
        most = min(100 if o.max is None else o.max for o in (first, second))
        if least <= most:
            return None
        return Words(
            f"cùng một nhóm: ít nhất {least}% và nhiều nhất {most}%",
            f"the same group: at least {least}% and at most {most}%",
        )


def belongs(table: Table, cadre: Cadre, group: People) -> np.int8:
    """Whether a cadre is of the group."""
    if group.sex is not None:
        return UNKNOWN if cadre.sex is None else _yes(cadre.sex == group.sex)
    if group.not_ethnicity is not None:
        if cadre.ethnicity is None:
            return UNKNOWN
        return _yes(key(cadre.ethnicity) != key(group.not_ethnicity))
    if cadre.born is None:
        return UNKNOWN
    low, high = group.between or (0, (group.under or 0) - 1)
    ages = age_on(cadre.born, table.roster.round.date)
    if ages.high < low or ages.low > high:
        return NO
    return YES if low <= ages.low and ages.high <= high else UNKNOWN


def _yes(flag: bool) -> np.int8:
    return YES if flag else NO
