"""Names as they are looked up, and what words may mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def plain_name(text: str) -> str:
    """A name as looked up: NFC, case, spaces and the place of the tone mark do not count."""
    words = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    for pair in ("oa", "oe", "uy"):
        for tone in _TONES:
            late = unicodedata.normalize("NFC", pair + tone)
            words = words.replace(late, unicodedata.normalize("NFC", pair[0] + tone + pair[1]))
    return words


def meanings(text: str, names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """rules.md: history words "that equal a unit's name or a kind's title (either language)"."""
    if text in names:
        return frozenset([text])
    wanted = plain_name(text)
    matches = (key for key, titles in names.items() if wanted in map(plain_name, titles))
    return frozenset(matches)
