"""A place as somebody wrote it."""

from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import (
    Count,
    Fact,
    Name,
    Text,
    error,
    mapping,
)


def words_or_code(value: object) -> object:
    if type(value) is str and value and not value.isspace():
        return _in_words(value)
    return {"words": value} if isinstance(value, str) else mapping(value)


@lru_cache(maxsize=1 << 16)
def _in_words(words: str) -> "Place":
    """One record for all who name a place in the same words."""
    return Place.model_construct(words=" ".join(words.split()))


class Place(Fact):
    """A place as written: a unit id or words, or a code with the year of its list; or the country
    abroad where it is, and nothing else."""

    words: Name | None = None
    code: Text | None = None
    as_of: Count | None = None
    abroad: Name | None = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where it names no place, or more than one."""
        if self.abroad is not None:
            beside = [key for key in ("words", "code", "as_of") if getattr(self, key) is not None]
            if beside:
                raise error("abroad-and-place", keys=", ".join(beside))
        elif self.words is None and self.code is None:
            raise error("missing-key", key="code")
        if self.as_of is not None and not 1900 <= self.as_of <= 2200:
            raise error("bad-number", value=str(self.as_of), expected=Words("một năm", "a year"))


PlaceField = Annotated[Place, BeforeValidator(words_or_code)]
