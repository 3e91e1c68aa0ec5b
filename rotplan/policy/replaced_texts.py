"""Legal texts that were replaced: which one a basis rests on, and what came after it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from rotplan.roster.reading.shipped_tables import shipped_table


@dataclass(frozen=True)
class Replaced:
    """A text that ended on a day. `cites` are the words by which a basis names it."""

    cites: tuple[str, ...]
    until: date
    successor: str

    def place_in(self, basis: str) -> int | None:
        """Where the basis names it; nothing where it does not."""
        found = [re.search(rf"(?<![0-9]){re.escape(words)}", basis) for words in self.cites]
        return min(m.start() for m in found if m) if all(found) else None


@cache
def _replaced() -> tuple[Replaced, ...]:
    return tuple(
        Replaced(tuple(entry["cites"]), entry["until"], entry["successor"])
        for entry in shipped_table("texts")
    )


# 30/05/2019 and 30/5/2019 are one date
_ZERO = re.compile(r"(?<![0-9])0(?=[0-9]/)")
_ANY_TEXT = re.compile(r"[0-9]+(?:/[0-9]{4})?[-/][A-ZĐ]{2}")


def replaced_text(basis: str, on: date) -> Replaced | None:
    """The text that the basis names first, if it was replaced before a day."""
    basis = _ZERO.sub("", basis)
    first = _ANY_TEXT.search(basis)
    for text in _replaced():
        if text.until < on and first is not None and text.place_in(basis) == first.start():
            return text
    return None
