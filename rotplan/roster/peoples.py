"""The peoples of Viet Nam under their several names, and apostrophes however they are typed."""

from rotplan.language.words import key

_MARKS = "\u2018\u2019\u02bc\u02bb\u02b9\u2032\u00b4`\uff07"
_ONE = str.maketrans(dict.fromkeys(_MARKS, "'"))
# other names in the list of peoples (121-TCTK/PPCĐ, 2/3/1979)
_OTHER_NAMES = {
    key(name): official
    for official, names in {
        "mông": ("H'Mông", "Hmông", "H Mông", "H'Mong", "Hmong", "Mèo"),
        "sán chay": ("Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ", "Cao Lan-Sán Chỉ"),
    }.items()
    for name in names
}


def one_apostrophe(text: str) -> str:
    """A text in which every sign that stands for an apostrophe is one: K’Brôi is K'Brôi."""
    return text.translate(_ONE)


def people(name: str) -> str:
    """What all names of one people share."""
    said = key(one_apostrophe(name))
    return _OTHER_NAMES.get(said, said)
