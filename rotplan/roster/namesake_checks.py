"""Two entries that may be one person: of one name, and nothing certain tells them apart."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from rotplan.language.dates import PartialDate
from rotplan.language.words import Words, key
from rotplan.roster.gazetteer.succession import Spot
from rotplan.roster.peoples import one_apostrophe, people
from rotplan.roster.places.units_on_the_map import NOWHERE_SPOT
from rotplan.roster.reading.problems import Problems
from rotplan.roster.records import Cadre, Place
from rotplan.roster.roster import Roster

# a name that thousands share is compared with so many of those whose dates fit, no more
_LOOK = 20
# so many pairs of places are looked up in the gazetteer; beyond, other words are other places
_LOOKED_UP = 100

_SAME_BIRTH = Words("trùng họ tên và ngày sinh", "same name and date of birth")
_NOTHING_APART = Words(
    "có thể là một người (trùng họ tên, ngày sinh {births}, không điểm nào trái nhau)",
    "same name, births {births}, and nothing tells them apart; perhaps the same person",
)
_NO_BIRTH = Words("không ghi", "not given")

# y and i are written for each other where they are all that is sounded: Lý and Lí, Quý and Quí
_ALONE = re.compile(
    "(?<=[bcdđghklmnpqrstvx])(?:(?<=q)u)?[yi](?=[\u0300\u0301\u0303\u0309\u0323]?$)"
)


def check_namesakes(roster: Roster, problems: Problems) -> None:
    """Report each entry that an earlier one may repeat."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, cadre in enumerate(roster.cadres):
        named[_sounded(cadre.name)].append(index)
    apart = _Apart(roster)
    for group in named.values():
        if len(group) > 1:
            for index, first, how in _doubles(roster, group, apart):
                _tell(roster, problems, index, first, how)


def _tell(roster: Roster, problems: Problems, index: int, first: int, how: Words) -> None:
    there = roster.mark("cadres", first, "name")
    problems.add(
        "namesakes",
        roster.mark("cadres", index, "name"),
        entity=roster.entity(roster.cadres[index]),
        related=((there, Words("ở đây", "here")),),
        how=how,
        other=roster.cadres[first].id,
        where=f"{there.source.path}:{there.line}",
    )


def _sounded(name: str) -> str:
    """What all spellings of a person's name share."""
    plain = unicodedata.normalize("NFKC", one_apostrophe(name))
    syllables = unicodedata.normalize("NFD", key(plain)).split()
    return " ".join(_ALONE.sub(lambda m: m[0].replace("y", "i"), s) for s in syllables)


def _doubles(roster: Roster, group: list[int], apart: "_Apart") -> Iterator[tuple[int, int, Words]]:
    """Of entries of one name, each with the first that it may repeat."""
    born_on: dict[date, int] = {}
    seen: dict[_Bucket, list[int]] = defaultdict(list)
    for index in group:
        cadre = roster.cadres[index]
        twin = _twin(cadre.born, born_on, index)
        if twin is not None:
            yield index, twin, _SAME_BIRTH
        else:
            near = (n for bucket in _fitting(cadre) for n in seen[bucket][:_LOOK])
            other = next((n for n in near if not apart.are(cadre, roster.cadres[n])), None)
            if other is not None:
                yield index, other, _nothing_apart(cadre, roster.cadres[other])
        for bucket in _filed(cadre):
            seen[bucket].append(index)


def _twin(born: PartialDate | None, born_on: dict[date, int], index: int) -> int | None:
    if born is None or not born.exact:
        return None
    first = born_on.setdefault(born.earliest, index)
    return None if first == index else first


def _nothing_apart(one: Cadre, other: Cadre) -> Words:
    births = [c.born.words if c.born else _NO_BIRTH for c in (other, one)]
    both = Words("{a} và {b}", "{a} and {b}").format(a=births[0], b=births[1])
    return _NOTHING_APART.format(births=both)


# what a birth date is known to, and where the home is: "" for anywhere
_Bucket = tuple[str, object, str]


def _filed(cadre: Cadre) -> Iterator[_Bucket]:
    """Under what an entry is filed, to be found by those whose dates may be the same."""
    for home in {"", _written(cadre.home)}:
        yield "any", None, home
        born = cadre.born
        if born is None:
            yield "blank", None, home
            continue
        first, last = born.earliest, born.latest
        yield "in year", first.year, home
        if (first.year, first.month) == (last.year, last.month):
            yield "in month", (first.year, first.month), home
            if not born.exact:
                yield "month", (first.year, first.month), home
        else:
            yield "year", first.year, home


def _fitting(cadre: Cadre) -> list[_Bucket]:
    """Where entries are filed whose dates may be the same; those of the same home first."""
    return [
        (sort, of, home)
        for home in dict.fromkeys((_written(cadre.home), ""))
        for sort, of in _dates(cadre.born)
    ]


def _dates(born: PartialDate | None) -> list[tuple[str, object]]:
    if born is None:
        return [("any", None)]
    first, month = born.earliest, (born.earliest.year, born.earliest.month)
    vaguer: list[tuple[str, object]] = [("year", first.year), ("blank", None)]
    if born.exact:
        return [("month", month), *vaguer]
    if month == (born.latest.year, born.latest.month):
        return [("in month", month), *vaguer]
    return [("in year", first.year), ("blank", None)]


def _written(place: Place | None) -> str:
    if place is None:
        return ""
    if place.abroad is not None:
        return f"abroad {key(place.abroad)}"
    return key(place.words or "") + (f" {place.code} {place.as_of}" if place.code else "")


class _Apart:
    """Whether facts beside name and birth tell two people apart; what is unknown never does."""

    def __init__(self, roster: Roster) -> None:
        self._roster, self._left = roster, _LOOKED_UP
        self._tied = {frozenset((tie.a, tie.b)) for tie in roster.ties}

    def are(self, one: Cadre, other: Cadre) -> bool:
        """By sex, ethnicity, a tie between them, home or birthplace."""
        if one.sex and other.sex and one.sex != other.sex:
            return True
        if one.ethnicity and other.ethnicity and people(one.ethnicity) != people(other.ethnicity):
            return True
        if frozenset((one.id, other.id)) in self._tied:
            return True
        places = (one.home, other.home), (one.birthplace, other.birthplace)
        return any(a and b and self._elsewhere(a, b) for a, b in places)

    def _elsewhere(self, a: Place, b: Place) -> bool:
        """Whether two places certainly are not the same."""
        if _written(a) == _written(b):
            return False
        self._left -= 1
        if self._left < 0:
            return True
        if a.abroad is not None or b.abroad is not None:
            # two names abroad may be one country, or a town in it
            return (a.abroad is None) != (b.abroad is None) and self._at_home(a, b)
        on = self._roster.round.date
        whereabouts = self._roster.whereabouts
        own = [whereabouts.home(place, on).own for place in (a, b)]
        if all(own):
            return not _may_meet(*own)
        return not _may_meet(self._mapped(a), self._mapped(b))

    def _at_home(self, a: Place, b: Place) -> bool:
        """Whether the one of two places that is not said to be abroad is in the country."""
        place = a if a.abroad is None else b
        home = self._roster.whereabouts.home(place, self._roster.round.date)
        return bool(home.own or home.mapped)

    def _mapped(self, place: Place) -> frozenset[Spot]:
        whereabouts, on = self._roster.whereabouts, self._roster.round.date
        unit = whereabouts.unit_named(place)
        if unit is not None:
            return whereabouts.ground(unit.id, on).spots - {NOWHERE_SPOT}
        return whereabouts.home(place, on).mapped


def _may_meet(ones: Iterable[Spot], others: Iterable[Spot]) -> bool:
    """Whether two places may be one; nothing is known of a place that lies nowhere."""
    ones, others = list(ones), list(others)
    if not ones or not others:
        return True
    return any(_meet(one, other) for one in ones for other in others)


def _meet(one: Spot, other: Spot) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))
