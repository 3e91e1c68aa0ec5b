"""The index of names: communes of any time, districts and provinces, by what they are called."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from rotplan.roster.gazetteer.regional import RegionalNames
from rotplan.roster.gazetteer.units import (
    Commune,
    District,
    Province,
    bare,
    letters,
    spelling,
)
from rotplan.roster.gazetteer.units_of_any_time import UnitsOfAnyTime

_KINDS = re.compile(r"^(?:thi tran|xa|phuong|dac khu|huyen|quan|thi xa|thanh pho|tinh) +", re.M)


class NameIndex:
    """What is not asked for is not built."""

    def __init__(self, book: UnitsOfAnyTime) -> None:
        self._book = book
        self._held_besides: dict[str, tuple[Province, ...]] = {}

    def communes_like(self, name: str) -> Iterator[Commune]:
        """Communes of any time whose name has these letters, whatever the accents."""
        seen = set()
        for id_ in self._ids_by_letters.get(letters(spelling(name)), ()):
            if id_ not in seen:
                seen.add(id_)
                yield self._book.commune(id_)

    @cached_property
    def _ids_by_letters(self) -> dict[str, list[str]]:
        ids, names = zip(*self._book.listed(), strict=True)
        found: dict[str, list[str]] = {}
        for id_, folded in zip(ids, _folded(names), strict=True):
            found.setdefault(folded, []).append(id_)
        for commune in self._book.traced():
            for called in commune.names:
                found.setdefault(letters(called.bare.name), []).append(commune.id)
        for (level, code), turns in self._book.changes.items():
            if level == "commune":
                ids_ = [commune.id for commune in self._book.without_district(code)]
                for _, full in turns:
                    found.setdefault(letters(bare(full).name), []).extend(ids_)
        for code, full in self._other_names("commune"):
            ids_ = [c.id for c in (*self._book.old(code), *self._heirs_of_the_name(code))]
            found.setdefault(letters(bare(full).name), []).extend(ids_)
        return found

    @cached_property
    def commune_letters(self) -> tuple[str, ...]:
        """The letters of every commune's name, to find the nearest."""
        return tuple(self._ids_by_letters)

    @cached_property
    def letters_by_beginning(self) -> dict[str, tuple[str, ...]]:
        """The same by their first letter."""
        found: dict[str, list[str]] = {}
        for name in self.commune_letters:
            found.setdefault(name[:1], []).append(name)
        return {first: tuple(several) for first, several in found.items()}

    @cached_property
    def regional(self) -> RegionalNames:
        """The letters of names by province."""
        return RegionalNames(self._book, self._ids_by_letters)

    def names_of(self, commune: Commune) -> tuple[str, ...]:
        """Every full name that a commune is known by."""
        names = tuple(called.name for called in commune.names)
        if not commune.has_districts:
            return names + self._spellings_since.get(commune.id, ())
        return names + self._spellings.get(commune.code, ()) + self._kinds_borne(commune)

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        """Other spellings of old communes, by code."""
        found: dict[str, tuple[str, ...]] = {}
        for code, full in self._other_names("commune"):
            found[code] = (*found.get(code, ()), full)
        return found

    @cached_property
    def _spellings_since(self) -> dict[str, tuple[str, ...]]:
        """Other spellings of what bears the name of an old commune since, by id: «Xã Phó Bảng»."""
        found: dict[str, tuple[str, ...]] = {}
        for code, full in self._other_names("commune"):
            for heir in self._heirs_of_the_name(code):
                kind = heir.name[: len(heir.names[0].bare.kind)]
                spelt = f"{kind} {full[len(bare(full).kind) :].strip()}"
                found[heir.id] = (*found.get(heir.id, ()), spelt)
        return found

    def _heirs_of_the_name(self, code: str) -> Iterator[Commune]:
        """Communes of later lists that took land of one, and its name."""
        for commune in self._book.old(code)[:1]:
            heirs = [self._book.commune(id_) for id_ in commune.to if id_ != "?"]
            yield from (h for h in heirs if h.names[0].bare.name == commune.names[0].bare.name)

    def _kinds_borne(self, commune: Commune) -> tuple[str, ...]:
        """The same name with a kind borne since 2017, where no full history is held."""
        if commune.province in self._book.traced_since:
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
        return tuple((row[0], row[1], row[2]) for row in self._book.table("former_names.csv"))

    def districts_called(self, name: str) -> tuple[District, ...]:
        return self._districts_by_name.get(spelling(name), ())

    @cached_property
    def _districts_by_name(self) -> dict[str, tuple[District, ...]]:
        found: dict[str, list[District]] = {}
        for district in self._book.districts.values():
            found.setdefault(bare(district.name).name, []).append(district)
        for code, full in self._other_names("district"):
            found.setdefault(bare(full).name, []).append(self._book.districts[code])
        return {name: tuple(found_here) for name, found_here in found.items()}

    def provinces_called(self, name: str) -> tuple[Province, ...]:
        """On any list, or one that no longer is (as those it became)."""
        return self._provinces_by_name.get(spelling(name), ())

    @cached_property
    def _provinces_by_name(self) -> dict[str, tuple[Province, ...]]:
        found: dict[str, list[Province]] = {}
        changes = self._book.changes
        for province in self._book.all_provinces():
            names = [name for _, name in changes.get(("province", province.code), ())]
            for name in (*(names if province.map else ()), province.name):
                found.setdefault(bare(name).name, []).append(province._replace(name=name))
        for code, full in self._other_names("province"):
            named = found[bare(self._book.first.provinces[code].name).name]
            same = [p._replace(name=full) for p in named if not p.is_former]
            found.setdefault(bare(full).name, []).extend(dict.fromkeys(same))
        for codes, full in self._other_names("former"):
            found.setdefault(bare(full).name, []).extend(self._holding(codes.split(), full))
        return {name: tuple(found_here) for name, found_here in found.items()}

    def held_besides(self, district: District) -> tuple[Province, ...]:
        """Where a district may have reached when its province was larger or another: what the
        province held of others whole, and the provinces that the district itself came from."""
        if district.code not in self._held_besides:
            self._held_besides[district.code] = tuple(self._besides(district))
        return self._held_besides[district.code]

    def _besides(self, district: District) -> Iterator[Province]:
        bare_name = bare(self._book.first.provinces[district.province].name).name
        found = list[Province]()
        for codes, full in self._other_names("former"):
            whole = [c for c in codes.split() if c in self._book.first.provinces]
            if bare(full).name == bare_name:
                found += (self._book.first.provinces[code] for code in whole)
            if district.code in codes.split():
                found += self.provinces_called(bare(full).name)
        return (p for p in dict.fromkeys(found) if p.map == 0)

    def long_ago(self, name: str) -> tuple[Province, ...]:
        """Provinces of before 1976 in the South, 1962 in the North, as those of the first list."""
        return self._long_ago_by_name.get(spelling(name), ())

    @cached_property
    def _long_ago_by_name(self) -> dict[str, tuple[Province, ...]]:
        found: dict[str, list[Province]] = {}
        for codes, full in self._other_names("long ago"):
            found.setdefault(bare(full).name, []).extend(self._holding(codes.split(), full))
        return {name: tuple(found_here) for name, found_here in found.items()}

    def _holding(self, codes: list[str], full: str) -> Iterator[Province]:
        """Those of the first list that hold the land of a former province: whole, or districts."""
        provinces, parts = self._book.first.provinces, dict[str, tuple[str, ...]]()
        for code in codes:
            if code in provinces:
                yield provinces[code]._replace(name=full, is_former=True)
            else:
                within = self._book.districts[code].province
                parts[within] = (*parts.get(within, ()), code)
        for code, districts in parts.items():
            yield provinces[code]._replace(name=full, districts=districts, is_former=True)

    def knows(self, name: str) -> bool:
        """Whether anything is called so; of a commune's name only the letters are asked."""
        return (
            letters(spelling(name)) in self._ids_by_letters
            or bool(self.districts_called(name))
            or bool(self.provinces_called(name) or self.long_ago(name))
        )

    def _other_names(self, level: str) -> Iterator[tuple[str, str]]:
        return ((row[1], row[2]) for row in self._other if row[0] == level)

    @cached_property
    def _other(self) -> list[list[str]]:
        return self._book.table("other_names.csv")

    @cached_property
    def dashed(self) -> frozenset[str]:
        """NameIndex that have a dash inside."""
        full = [name for _, name in self._book.listed() if "-" in name]
        full += [d.name for d in self._book.districts.values()]
        full += [*self._provinces_by_name, *self._long_ago_by_name]
        names = (bare(name).name for name in full)
        return frozenset(name for name in names if "-" in name)


def _folded(names: Iterable[str]) -> list[str]:
    """`letters` of the bare names, for all of them in one go."""
    text = "\n".join(names).casefold().replace(" - ", "-")
    marks = {ord(c): _plain(c) for c in set(text)}
    return _KINDS.sub("", text.translate(marks)).split("\n")


def _plain(char: str) -> str:
    return "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]
