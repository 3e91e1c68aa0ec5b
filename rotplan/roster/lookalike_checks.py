"""Ids and names written with letters of another script that look like Latin ones.

A Cyrillic «а» in an id makes two ids of one, and nobody sees why. The table holds the letters of
Greek, Cyrillic and Armenian, and those of phonetic alphabets, that «confusables.txt» of Unicode
(UTS #39, Unicode Security Mechanisms) gives as one Latin letter or digit, and the small letters of
such capitals (к, т, β …), since ids that differ by case are told apart by nobody either.
"""

import unicodedata

from rotplan.language.words import Words, same
from rotplan.roster.reading.problems import Edit, Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.roster import Roster

_PAIRS = (
    # Greek
    ("ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧϒϜϹϺ", "JABEZHIKMNOPTYXYFCM"),
    ("αγινορσυϱϲϳβεηκτχ", "ayivopoupcjbenktx"),
    # Cyrillic
    ("ЅІЈАВЕЗКМНОРСТУХЬѴҮӀӠԌԜ", "SIJABE3KMHOPCTYXbVYI3GW"),
    ("абгеорсухѕіјѡѵүһҽӏԁԛԝвкмнт", "a6reopcyxsijwvyheldqwbkmht"),
    # Armenian
    ("ՍՏՕագզհոռսցքօ", "USOwqqhnnugfo"),
    # letters of phonetic alphabets, and a dotless i
    ("ɑɡɩɪɯʋʏı", "agiiwuyi"),
)
_LATIN = {
    ord(other): latin
    for others, latins in _PAIRS
    for other, latin in zip(others, latins, strict=True)
}
# Latin letters that share a capital form with the Vietnamese Đ
_ALIKE = {**_LATIN, ord("Ð"): "Đ", ord("Ɖ"): "Đ"}


def skeleton(text: str) -> str:
    """What all writings share that look alike, small and capital letters too."""
    if text.isascii():
        return text.casefold()
    # some of them are taken apart into letters of another shape: not before they are looked up
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return plain.translate(_ALIKE).casefold()


def check_lookalikes(roster: Roster, problems: Problems) -> None:
    """Report ids that look like another, and ids and names that only look Latin."""
    told = _twins(roster, problems)
    for section in ("units", "posts", "cadres"):
        for index, item in enumerate(getattr(roster, section)):
            for key in ("id", "name"):
                written = getattr(item, key, None)
                if not isinstance(written, str) or written.isascii():
                    continue
                if (section, index, key) not in told and _only_looks_latin(written):
                    _mixed(roster.mark(section, index, key), written, key, problems)


def _twins(roster: Roster, problems: Problems) -> set[tuple[str, int, str]]:
    """Ids that look like an earlier one; which these are. Those of units are apart from others."""
    seen: dict[tuple[bool, str], tuple[str, int, str]] = {}
    told: set[tuple[str, int, str]] = set()
    for section in ("units", "posts", "cadres"):
        for index, item in enumerate(getattr(roster, section)):
            alike = (section == "units", skeleton(item.id))
            there = seen.setdefault(alike, (section, index, item.id))
            # ids that differ by case alone are told as similar
            if _letters(there[2]) != _letters(item.id):
                told |= {(section, index, "id"), (*there[:2], "id")}
                _twin(roster, (section, index, item.id), there, problems)
    return told


def _letters(id_: str) -> str:
    return unicodedata.normalize("NFC", id_).casefold()


def _twin(
    roster: Roster, here: tuple[str, int, str], there: tuple[str, int, str], problems: Problems
) -> None:
    mark, first = roster.mark(*here[:2], "id"), roster.mark(*there[:2], "id")
    problems.add(
        "lookalike-ids",
        mark,
        related=((first, Words("mã kia ở đây", "the other stands here")),),
        id=here[2],
        other=there[2],
        where=f"{first.source.path}:{first.line}",
        letters=_differing(here[2], there[2]),
    )


def _differing(id_: str, other: str) -> Words:
    """The letters of the one that the other does not have, by their numbers."""
    odd = [c for c in dict.fromkeys(id_) if c not in other and not c.isascii()]
    odd = odd or [c for c in dict.fromkeys(other) if c not in id_]
    return same(", ".join(f"{c} U+{ord(c):04X}" for c in odd))


def _only_looks_latin(written: str) -> bool:
    """Whether letters of another script stand beside Latin ones, or could all be taken for them.

    A name that is openly of another script is none of this.
    """
    letters = [c for c in unicodedata.normalize("NFKD", written) if c.isalpha()]
    foreign = [c for c in letters if ord(c) in _LATIN]
    latin = any(unicodedata.name(c, "").startswith("LATIN") for c in letters if c not in foreign)
    return bool(foreign) and (latin or len(foreign) == len(letters))


def _mixed(mark: Mark, written: str, key: str, problems: Problems) -> None:
    plain = unicodedata.normalize("NFD", written).translate(_LATIN)
    latin = unicodedata.normalize("NFC", plain)
    raw = mark.source.text[mark.start : mark.end]
    # an id is named in other places too
    edits = (Edit(mark, latin, safe=False),) if key == "name" and raw == written else ()
    odd = [c for c in dict.fromkeys(written) if _has_foreign(c)]
    problems.add(
        "mixed-scripts",
        mark,
        edits=edits,
        value=written,
        latin=latin,
        letters=", ".join(f"{c} U+{ord(c):04X}" for c in odd),
    )


def _has_foreign(letter: str) -> bool:
    return any(ord(c) in _LATIN for c in unicodedata.normalize("NFD", letter))
