"""Codes by whatever name they are asked for, and their sentences with the blanks shown."""

import re

from rotplan.roster.reading.catalogue import CATALOGUE, RENAMED


def slug_of(word: str) -> str | None:
    """The slug that a code, a slug or a slug's old name means."""
    asked = word.strip()
    for slug, entry in CATALOGUE.items():
        if asked.upper() == entry.code or asked.lower() == slug:
            return slug
    return RENAMED.get(asked.lower())


def blanks(sentence: str) -> str:
    """A sentence of the catalogue with its blanks shown: ‹key›."""
    plain = sentence.replace("{{", "\x00").replace("}}", "\x01")
    shown = re.sub(r"\{(\w+)[^}]*\}", r"‹\1›", plain)
    return shown.replace("\x00", "{").replace("\x01", "}")
