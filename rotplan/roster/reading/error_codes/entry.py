"""What stands in the catalogue of messages for each slug."""

from dataclasses import dataclass

from rotplan.language.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """`repair`: `safe` or `unsafe` where check can mend it; `why` explains it at length."""

    code: str
    level: str
    words: Words
    fix: Words | None = None
    repair: str = ""
    why: Words | None = None


def error_entry(
    code: str, vi: str, en: str, fix_vi: str = "", fix_en: str = "", *, repair: str = ""
) -> Entry:
    """What is wrong; an exit code says so."""
    return entry_of_level(code, "error", vi, en, fix_vi, fix_en, repair=repair)


def warning_entry(
    code: str, vi: str, en: str, fix_vi: str = "", fix_en: str = "", *, repair: str = ""
) -> Entry:
    """What may be wrong."""
    return entry_of_level(code, "warning", vi, en, fix_vi, fix_en, repair=repair)


def note_entry(code: str, vi: str, en: str, fix_vi: str = "", fix_en: str = "") -> Entry:
    """What is worth knowing."""
    return entry_of_level(code, "note", vi, en, fix_vi, fix_en)


def entry_of_level(
    code: str, level: str, vi: str, en: str, fix_vi: str, fix_en: str, *, repair: str = ""
) -> Entry:
    """With a fix where there is one."""
    fix = Words(fix_vi, fix_en) if fix_en else None
    return Entry(code, level, Words(vi, en), fix, repair)
