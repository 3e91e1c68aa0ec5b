"""The types of fields: they turn the text that the user wrote into values, or say what is wrong.

Each type raises a `PydanticCustomError` whose type is a slug of the catalogue and whose context
fills that sentence.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from rotplan.language.dates import PartialDate
from rotplan.language.words import Words, day
from rotplan.roster.reading.nodes import MAPPING, TEXT, Broken, Guessed, shape
from rotplan.roster.reading.problems import Edit, Problems
from rotplan.roster.reading.read_date import EXPECTED, BadDateError, read_date

# the greatest number that a roster may hold
LARGEST_INTEGER = 999_999_999
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


class Fact(BaseModel):
    """A frozen record read from a file; unknown keys are errors."""

    # deferred: most records are options of rules that the policy at hand does not name
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, data: object) -> object:
        """A known key without a value is as good as no key; an unknown one stays an error."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {k: v for k, v in data.items() if v is not None or k not in known}


def error(slug: str, **context: object) -> PydanticCustomError:
    """A located problem: the slug of the catalogue and the parts of its sentence."""
    return PydanticCustomError(slug, "see the catalogue", dict(context))


def scalar(value: object) -> str:
    """The text of a single value; raises PydanticCustomError for lists, mappings and blanks."""
    if not isinstance(value, str):
        raise error("wrong-shape", expected=TEXT, found=shape(value))
    if not value.strip() and not isinstance(value, Broken):
        raise error("empty")
    return value


def _problems(info: ValidationInfo) -> Problems:
    """Where warnings go: the context that every record is validated with."""
    assert isinstance(info.context, Problems)
    return info.context


def _text(value: object, info: ValidationInfo) -> str:
    if type(value) is str and value and not value.isspace():
        return value
    text = scalar(value)
    if type(text) is Guessed:
        quoted = (Edit(text.mark, f'"{text}"'),)
        _problems(info).add("unquoted-code", text.mark, edits=quoted, value=text, other=text.other)
    return str(text)


def _name(value: object, info: ValidationInfo) -> str:
    return " ".join(_text(value, info).split())


def _whole(value: object) -> int:
    text = scalar(value)
    if not _WHOLE.fullmatch(text):
        raise error("bad-number", value=text, expected=Words("một số nguyên", "a whole number"))
    return int(text)


def _count(value: object) -> int:
    number = _whole(value)
    if number < 0:
        expected = Words("một số nguyên không âm", "a whole number of 0 or more")
        raise error("bad-number", value=str(number), expected=expected)
    return number


_NUMBER = Words("một số thập phân", "a number")
_KILOMETRES = Words("một số ki-lô-mét không âm", "a number of kilometres, 0 or more")


def _decimal(value: object, expected: Words = _NUMBER) -> float:
    text = scalar(value)
    if not re.fullmatch(r"[+-]?[0-9]{1,4}(\.[0-9]{1,12})?", text):
        raise error("bad-number", value=text, expected=expected)
    return float(text)


def _kilometres(value: object) -> float:
    number = _decimal(value, _KILOMETRES)
    if number < 0:
        raise error("bad-number", value=str(value), expected=_KILOMETRES)
    return number


def _flag(value: object) -> bool:
    text = scalar(value)
    if text not in ("true", "false"):
        raise error("bad-flag", value=text)
    return text == "true"


def _partial(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    text = scalar(value)
    try:
        return read_date(text)
    except BadDateError as bad:
        raise error("bad-date", value=text, reason=bad.reason, expected=EXPECTED) from bad


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    partial = _partial(value)
    if not partial.exact:
        reason = Words("cần đủ ngày, tháng, năm", "day, month and year are needed")
        expected = Words("yyyy-mm-dd hoặc dd/mm/yyyy", "yyyy-mm-dd or dd/mm/yyyy")
        raise error("bad-date", value=scalar(value), reason=reason, expected=expected)
    return partial.earliest


def _version(value: object) -> int:
    text = scalar(value)
    if text != "1":
        raise error("wrong-version", value=text)
    return 1


def _percentage(value: object) -> int:
    text = scalar(value)
    match = re.fullmatch(r"([0-9]{1,3}) ?%", text)
    if not match or int(match[1]) > 100:
        expected = Words("một tỷ lệ từ 0% đến 100%", "a share from 0% to 100%")
        raise error("bad-number", value=text, expected=expected)
    return int(match[1])


def _filled(value: object) -> object:
    """A mapping with free keys, without those that have no value."""
    if isinstance(value, dict) and None in value.values():
        return {k: v for k, v in value.items() if v is not None}
    return value


def _share(value: object) -> int:
    """A share in per cent, with or without its sign."""
    return _percentage(value if str(value).endswith("%") else f"{scalar(value)}%")


def _unread(_: object) -> None:
    """Whatever stands under a key that nothing reads: it is no fact."""


Filled = BeforeValidator(_filled)
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_count)]
Decimal = Annotated[float, BeforeValidator(_decimal)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Partial = Annotated[PartialDate, BeforeValidator(_partial)]
Day = Annotated[date, BeforeValidator(_day)]
Version = Annotated[Literal[1], BeforeValidator(_version)]
Percentage = Annotated[int, BeforeValidator(_percentage)]
Share = Annotated[int, BeforeValidator(_share)]
Kilometres = Annotated[float, BeforeValidator(_kilometres)]
Unread = Annotated[None, BeforeValidator(_unread)]


def unread_keys(model: type[Fact]) -> tuple[str, ...]:
    """The keys of a record that may be written and that nothing reads."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if any(getattr(m, "func", None) is _unread for m in field.metadata)
    )


class Bilingual(Fact):
    """A title in both languages."""

    vi: Name
    en: Name

    @property
    def words(self) -> Words:
        return Words(self.vi, self.en)


class Validity(Fact):
    """From a day to a day, both included; open where absent."""

    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="to")

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where it ends before it begins."""
        if self.start is not None and self.end is not None and self.end < self.start:
            raise error(
                "date-order",
                later=Words("to", "to"),
                later_value=day(self.end),
                earlier=Words("from", "from"),
                earlier_value=day(self.start),
            )

    def covers(self, on: date) -> bool:
        return (self.start or date.min) <= on <= (self.end or date.max)

    def overlaps(self, other: "Validity") -> bool:
        """Whether some day lies in both."""
        start = max(self.start or date.min, other.start or date.min)
        return start <= min(self.end or date.max, other.end or date.max)

    @property
    def words(self) -> Words:
        start = day(self.start) if self.start else Words("…", "…")
        end = day(self.end) if self.end else Words("nay", "now")
        return Words(f"từ {start.vi} đến {end.vi}", f"from {start.en} to {end.en}")


def mapping(value: object) -> dict[str, Any]:
    """The mapping; raises PydanticCustomError where it is none."""
    if not isinstance(value, dict):
        raise error("wrong-shape", expected=MAPPING, found=shape(value))
    return value
