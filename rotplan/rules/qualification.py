"""The holder has the education, political theory, expertise and language that a post asks for."""

from collections.abc import Callable
from typing import Annotated, Any, get_args

import numpy as np

from rotplan.language.words import Words, joined, key
from rotplan.roster.reading.field_types import Name, error
from rotplan.roster.records import Cadre, Education, Theory
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts

_EDUCATION: tuple[Education, ...] = get_args(Education)
_THEORY: tuple[Theory, ...] = get_args(Theory)


class QualificationOptions(Options):
    """`education` and `theory` are minima; of `expertise` and `languages` any one will do."""

    education: Annotated[
        Education | None, Words("trình độ chuyên môn tối thiểu", "the least education")
    ] = None
    theory: Annotated[
        Theory | None, Words("lý luận chính trị tối thiểu", "the least political theory")
    ] = None
    expertise: Annotated[
        tuple[Name, ...] | None, Words("một trong các chuyên ngành", "any of these fields")
    ] = None
    languages: Annotated[
        tuple[Name, ...] | None, Words("một trong các ngôn ngữ", "any of these languages")
    ] = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where the options ask for nothing."""
        if not self.model_fields_set:
            raise error(
                "bad-option",
                rule="qualification",
                reason=Words(
                    "cần ít nhất một trong education, theory, expertise, languages",
                    "one of education, theory, expertise, languages is needed",
                ),
            )


class Qualification(PairRule[QualificationOptions]):
    """Broken when one is lacking."""

    name = "qualification"
    title = Words("tiêu chuẩn trình độ", "qualifications")
    says = Words(
        "Người nhận chức danh mới phải đạt trình độ chuyên môn, lý luận chính trị tối thiểu và có "
        "một trong các chuyên ngành, ngôn ngữ mà điều khoản nêu.",
        "Whoever takes a post has at least the education and political theory, and one of the "
        "fields and languages, that the clause names.",
    )
    why = Words(
        "Tiêu chuẩn chức danh do cấp có thẩm quyền quy định.",
        "The standard of each post is laid down by the competent level.",
    )
    law = ("R3.12",)
    options = QualificationOptions
    applies = "newcomers"
    turns_on = "kind"

    def asks(self, options: QualificationOptions) -> tuple[str, ...]:
        return tuple(sorted(options.model_fields_set))

    def broken(self, pairs: Pairs, options: QualificationOptions) -> Verdicts:
        answers = pairs.by_cadre(lambda cadre: int(max(_lacks(cadre, options).values())))
        return answers.astype(np.int8)

    def breach(self, pair: Pair, options: QualificationOptions) -> Words:
        lacking = [WHAT[w] for w, v in _lacks(pair.cadre, options).items() if v == YES]
        return Words(
            "chưa đạt chuẩn {what} của chức danh", "lacks the {what} that the post asks for"
        ).format(what=joined(lacking))

    def doubt(self, pair: Pair, options: QualificationOptions) -> Words:
        missing = [WHAT[w] for w, v in _lacks(pair.cadre, options).items() if v == UNKNOWN]
        return Words("hồ sơ thiếu {what}", "the file does not give the {what}").format(
            what=joined(missing)
        )


WHAT = {
    "education": Words("trình độ chuyên môn", "education"),
    "theory": Words("lý luận chính trị", "political theory"),
    "expertise": Words("chuyên ngành", "expertise"),
    "languages": Words("ngôn ngữ", "language"),
}


def _lacks(cadre: Cadre, options: QualificationOptions) -> dict[str, np.int8]:
    """For each qualification asked for, whether the cadre lacks it."""
    lacks: dict[str, np.int8] = {}
    if options.education is not None:
        lacks["education"] = _under(cadre.education, options.education, _EDUCATION.index)
    if options.theory is not None:
        lacks["theory"] = _under(cadre.theory, options.theory, _THEORY.index)
    if options.expertise is not None:
        lacks["expertise"] = _none_of(cadre.expertise, options.expertise)
    if options.languages is not None:
        lacks["languages"] = _none_of(cadre.languages, options.languages)
    return lacks


def _under(has: Any, needs: Any, rank: Callable[[Any], int]) -> np.int8:
    if has is None:
        return UNKNOWN
    return YES if rank(has) < rank(needs) else NO


def _none_of(has: tuple[str, ...] | None, any_of: tuple[str, ...]) -> np.int8:
    if has is None:
        return UNKNOWN
    return NO if {key(h) for h in has} & {key(n) for n in any_of} else YES
