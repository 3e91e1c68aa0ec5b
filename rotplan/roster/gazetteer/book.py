"""The gazetteer as a book to look things up in: by code, by name, and who followed whom."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from rotplan.roster.gazetteer.lineage import TRACED, Lineage, event
from rotplan.roster.gazetteer.units import (
    FIRST_NEW,
    LAST_OLD,
    Called,
    Commune,
    District,
    Province,
    Under,
    bare,
    letters,
    spelling,
)

AS_OF = FIRST_NEW
_HERE = Path(__file__).parent
_KINDS = re.compile(r"^(?:thi tran|xa|phuong|dac khu|huyen|quan|thi xa|thanh pho|tinh) +", re.M)


@cache
def book() -> "Book":
    """The one book; read at the first use."""
    return Book()


def _rows(name: str) -> list[list[str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


class Book:
    """All tables; what is not asked for is not built."""

    def __init__(self) -> None:
        self._old = {row[0]: row for row in _rows("communes_before.csv")}
        self._new = {row[0]: row for row in _rows("communes.csv")}
        self.districts = {row[0]: District(*row) for row in _rows("districts.csv")}
        provinces = [
            Province(r[1], r[2], r[0] > "2025-06-30", r[3]) for r in _rows("provinces.csv")
        ]
        self.old_provinces = {p.code: p for p in provinces if not p.new}
        self.new_provinces = {p.code: p for p in provinces if p.new}
        self._built: dict[str, Commune] = {}
        self._lineage = Lineage((event(row) for row in _rows("lineage.csv")), self._of_last_list)
        past = chain.from_iterable(self._lineage.of.values())
        self._built.update((commune.id, commune) for commune in past)

    # -- by code -----------------------------------------------------------------------------

    def commune(self, id_: str) -> Commune:
        """By its id: the code alone on the new map, "code@last day" on the old one."""
        if id_ not in self._built:
            code, _, until = id_.partition("@")
            made = self._of_last_list(code) if until else self._of_new_list(code)
            assert made is not None, id_
            self._built[id_] = made
        return self._built[id_]

    def new(self, code: str) -> Commune | None:
        """The commune that has a code since 1/7/2025."""
        return self.commune(code) if code in self._new else None

    def old(self, code: str) -> tuple[Commune, ...]:
        """What a code stood for up to 30/6/2025, latest first."""
        if code in self._lineage.of:
            return tuple(self._lineage.of[code])
        return (self.commune(_last_id(code)),) if code in self._old else ()

    def point(self, commune: Commune) -> tuple[float, float] | None:
        """Latitude and longitude of the centroid; only communes of the new map have one."""
        row = self._new[commune.code] if commune.is_new else None
        return (float(row[3]), float(row[4])) if row else None

    def _of_new_list(self, code: str) -> Commune | None:
        row = self._new.get(code)
        if row is None:
            return None
        return Commune(code, code, FIRST_NEW, None, (Called(row[1], None),), (), row[2])

    def _of_last_list(self, code: str) -> Commune | None:
        row = self._old.get(code)
        if row is None:
            return None
        return Commune(
            id=_last_id(code),
            code=code,
            since=None,
            until=LAST_OLD,
            names=(Called(row[1], None),),
            districts=(Under(row[2], None),),
            province=self.districts[row[2]].province,
            to=tuple(row[3].split()),
        )

    # -- who was there -----------------------------------------------------------------------

    def came_from(self, commune: Commune) -> tuple[Commune, ...]:
        """The communes of which it took land when it began."""
        return tuple(self.commune(id_) for id_ in self._sources.get(commune.id, ()))

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        sources: dict[str, list[str]] = {}
        for code, row in self._old.items():
            for new in row[3].split():
                sources.setdefault(new, []).append(_last_id(code))
        for commune in chain.from_iterable(self._lineage.of.values()):
            if commune.until != LAST_OLD:
                for to in commune.to:
                    sources.setdefault(to, []).append(commune.id)
        return sources

    def ever_in(self, district: str) -> tuple[Commune, ...]:
        """Every commune of the old map that is known to have lain in a district at any time."""
        codes = self._codes_by_district.get(district, [])
        last = {c.id: c for code in codes for c in self.old(code)}
        traced = chain.from_iterable(self._lineage.of.values())
        found = last | {c.id: c for c in traced}
        return tuple(
            c for c in found.values() if any(under.district == district for under in c.districts)
        )

    @cached_property
    def _codes_by_district(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, row in self._old.items():
            codes.setdefault(row[2], []).append(code)
        return codes

    def all_in(self, province: str) -> tuple[Commune, ...]:
        """The communes of 30/6/2025 in one of the 63 provinces."""
        inside = {d.code for d in self.districts.values() if d.province == province}
        return tuple(self.old(code)[0] for code, row in self._old.items() if row[2] in inside)

    def new_in(self, province: str) -> tuple[Commune, ...]:
        """The communes of one of the 34 provinces."""
        return tuple(self.commune(code) for code, row in self._new.items() if row[2] == province)

    # -- by name -----------------------------------------------------------------------------

    def communes_like(self, name: str) -> Iterator[Commune]:
        """Communes of any time whose name has these letters, whatever the accents."""
        seen = set()
        for id_ in self._ids_by_letters.get(letters(spelling(name)), ()):
            if id_ not in seen:
                seen.add(id_)
                yield self.commune(id_)

    @cached_property
    def _ids_by_letters(self) -> dict[str, list[str]]:
        ids = [_last_id(code) for code in self._old] + list(self._new)
        names = [row[1] for row in self._old.values()] + [row[1] for row in self._new.values()]
        found: dict[str, list[str]] = {}
        for id_, folded in zip(ids, _folded(names), strict=True):
            found.setdefault(folded, []).append(id_)
        for commune in chain.from_iterable(self._lineage.of.values()):
            for called in commune.names:
                found.setdefault(letters(called.bare.name), []).append(commune.id)
        for code, full in self._other_names("commune"):
            ids_ = (commune.id for commune in self.old(code))
            found.setdefault(letters(bare(full).name), []).extend(ids_)
        return found

    @cached_property
    def commune_letters(self) -> tuple[str, ...]:
        """The letters of every commune's name, to find the nearest."""
        return tuple(self._ids_by_letters)

    def names_of(self, commune: Commune) -> tuple[str, ...]:
        """Every full name that a commune is known by."""
        names = tuple(called.name for called in commune.names)
        if commune.is_new:
            return names
        return names + self._spellings.get(commune.code, ()) + self._kinds_borne(commune)

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        """Other spellings of old communes, by code."""
        found: dict[str, tuple[str, ...]] = {}
        for code, full in self._other_names("commune"):
            found[code] = (*found.get(code, ()), full)
        return found

    def _kinds_borne(self, commune: Commune) -> tuple[str, ...]:
        """The same name with a kind borne since 2017, where no full history is held."""
        if commune.province in TRACED:
            return ()
        name = commune.name[len(commune.names[0].bare.kind) :].strip()
        run_together = letters(spelling(name)).replace(" ", "")
        return tuple(
            f"{kind} {name}"
            for kind, known in self._former_of.get(commune.code, ())
            if known == run_together
        )

    def took_in(self, run_together: str) -> tuple[tuple[str, str], ...]:
        """(code, kind) of communes of 30/6/2025 that bore, or took in one of, this name since 2017;
        the name in bare letters, run together."""
        return self._by_former.get(run_together, ())

    @cached_property
    def _by_former(self) -> dict[str, tuple[tuple[str, str], ...]]:
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for code, kind, known in self.former:
            found[known] = (*found.get(known, ()), (code, kind))
        return found

    @cached_property
    def _former_of(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for code, kind, known in self.former:
            found.setdefault(code, []).append((kind, known))
        return found

    @cached_property
    def former(self) -> tuple[tuple[str, str, str], ...]:
        """(code, kind, letters run together) of names borne between 2017 and 2025."""
        return tuple((row[0], row[1], row[2]) for row in _rows("former_names.csv"))

    def districts_called(self, name: str) -> tuple[District, ...]:
        return self._districts_by_name.get(spelling(name), ())

    @cached_property
    def _districts_by_name(self) -> dict[str, tuple[District, ...]]:
        found: dict[str, list[District]] = {}
        for district in self.districts.values():
            found.setdefault(bare(district.name).name, []).append(district)
        for code, full in self._other_names("district"):
            found.setdefault(bare(full).name, []).append(self.districts[code])
        return {name: tuple(found_here) for name, found_here in found.items()}

    def provinces_called(self, name: str) -> tuple[Province, ...]:
        """On the old map, on the new one, or one that no longer is (as those it became)."""
        return self._provinces_by_name.get(spelling(name), ())

    @cached_property
    def _provinces_by_name(self) -> dict[str, tuple[Province, ...]]:
        found: dict[str, list[Province]] = {}
        for province in (*self.old_provinces.values(), *self.new_provinces.values()):
            found.setdefault(bare(province.name).name, []).append(province)
        for codes, full in self._other_names("province"):
            for code in codes.split():
                was = self.old_provinces[code]
                found.setdefault(bare(full).name, []).append(was._replace(name=full))
        return {name: tuple(found_here) for name, found_here in found.items()}

    def _other_names(self, level: str) -> Iterator[tuple[str, str]]:
        return ((row[1], row[2]) for row in self._other if row[0] == level)

    @cached_property
    def _other(self) -> list[list[str]]:
        return _rows("other_names.csv")

    @cached_property
    def dashed(self) -> frozenset[str]:
        """Names that have a dash inside."""
        rows = chain(self._old.values(), self._new.values())
        full = [row[1] for row in rows if "-" in row[1]]
        full += [d.name for d in self.districts.values()] + list(self._provinces_by_name)
        names = (bare(name).name for name in full)
        return frozenset(name for name in names if "-" in name)


def _last_id(code: str) -> str:
    return f"{code}@{LAST_OLD.isoformat()}"


def _folded(names: list[str]) -> list[str]:
    """`letters` of the bare names, for all of them in one go."""
    text = "\n".join(names).casefold().replace(" - ", "-")
    marks = {ord(c): _plain(c) for c in set(text)}
    return _KINDS.sub("", text.translate(marks)).split("\n")


def _plain(char: str) -> str:
    return "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]
