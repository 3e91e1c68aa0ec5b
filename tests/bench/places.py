"""How surely made hometowns are resolved: `python -m tests.bench.places [COUNT]`."""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rotplan.roster.gazetteer.book import book
from rotplan.roster.gazetteer.succession import Spot
from rotplan.roster.places.labels import name_on
from rotplan.roster.records import Place, Round
from rotplan.roster.roster import Roster
from tests.bench.hometowns import Hometown, damaged, made, misplaced

TODAY, ROUND = date(2026, 3, 1), date(2019, 10, 15)


def empty_roster(on: date) -> Roster:
    """A roster of nothing but its date."""
    data = Round.model_construct(name=None, date=on, authority="x")
    no_file: Any = None
    return Roster(data, (), (), (), (), (), (), {}, (), no_file, {})


@dataclass
class Tally:
    """Counts of answers; `wrong` are the hometowns that a wrong answer was given for."""

    count: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Hometown, set[str]]] = field(default_factory=list)

    def add(self, home: Hometown, found: set[str], truth: frozenset[str], *, certain: bool) -> None:
        """One answer: a set of units, none for nothing known."""
        self.count["asked"] += 1
        self.count["truth certain"] += certain
        if found and not truth <= found:
            self.wrong.append((home, found))
            self.count["wrong and certain" if len(found) == 1 else "wrong set"] += 1
        elif len(found) == 1:
            self.count["certain"] += 1
            self.count["certain where the truth is"] += certain
        else:
            self.count["several" if found else "not read"] += 1

    @property
    def share(self) -> float:
        return self.count["certain where the truth is"] / max(1, self.count["truth certain"])


def measure(count: int, seed: int = 7) -> dict[str, Tally]:
    """Every hometown judged by the units of 2026, those of Tuyên Quang by those of 2019 too."""
    tallies = {"2026": Tally(), "2019": Tally()}
    now, then = empty_roster(TODAY).whereabouts, empty_roster(ROUND).whereabouts
    for home in made(count, seed):
        place = Place(words=home.words)
        found = {_code(s) for s in now.home(place, TODAY).mapped}
        tallies["2026"].add(home, found, home.meant.today, certain=home.certain)
        if home.meant.then is not None:
            names = {_name(s) for s in then.home(place, ROUND).mapped}
            tallies["2019"].add(home, names, home.meant.then, certain=home.certain_then)
    return tallies


def ruled_out(homes: Iterable[Hometown]) -> tuple[int, list[Hometown]]:
    """How many of some spoilt hometowns were read, and those whose true place was ruled out."""
    where, read, wrong = empty_roster(TODAY).whereabouts, 0, []
    for home in homes:
        found = where.home(Place(words=home.words), TODAY).mapped
        read += bool(found)
        if found and not all(_holds(found, code) for code in home.meant.today):
            wrong.append(home)
    return read, wrong


def _holds(found: Iterable[Spot], code: str) -> bool:
    """Whether a commune of today is among some spots, or its province as a whole."""
    province = book().commune(code).province
    return any(s.commune in (code, None) and s.province == province for s in found)


def _code(spot: Spot) -> str:
    return spot.commune or f"somewhere in {spot.province}"


def _name(spot: Spot) -> str:
    if spot.commune is None:
        return f"somewhere in {spot.province}"
    return name_on(book().commune(spot.commune), ROUND)


def main(count: int) -> None:
    begun = time.process_time()
    tallies = measure(count)
    seconds = time.process_time() - begun
    for day, tally in tallies.items():
        print(f"by the units of {day}:")
        for what, number in sorted(tally.count.items()):
            print(f"  {what:30} {number:6}")
        print(f"  certain where the truth is     {100 * tally.share:6.2f} %")
        for home, found in tally.wrong[:10]:
            print(f"  WRONG {home.words!r}: {sorted(found)}, meant {home.meant}")
    for what, homes in (("spoilt", damaged(count)), ("in a wrong district", misplaced(count))):
        read, wrong = ruled_out(homes)
        print(f"{what}: of {count} something is known of {read}, wrong {len(wrong)}")
        for home in wrong[:10]:
            print(f"  WRONG {home.words!r}, meant {home.meant}")
    print(f"{seconds:.2f} CPU s for reading those of both days, with their making")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
