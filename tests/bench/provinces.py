"""The stage of a benchmark round: real communes of 2025, bodies of their provinces, and a map.

Nothing here is shared with the code that reads rosters. The map is invented: the communes of a
province keep their bearings, drawn in to within `RADIUS` degrees, and the provinces stand on a
grid `STEP` degrees wide, so that a limit of `NEAR_KM` keeps everybody in his or her own province
exactly: nothing else in the format keeps people in a province.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass

from tests.paths import PACKAGE

TABLES = PACKAGE / "roster" / "gazetteer"
FIRST = "08"  # Tuyên Quang: 124 communes, a province of ordinary size
COUNTRY = 3321
BODY_POSTS = 1656  # posts in provincial bodies where the whole country is planned
A_BODY = 3  # one head and two deputies
RADIUS, STEP, NEAR_KM = 0.6, 4.0, 150

Point = tuple[float, float]


@dataclass(frozen=True)
class Commune:
    """A commune with the number of its province on the map; `at`: latitude and longitude."""

    id: str
    name: str
    at: Point


@dataclass(frozen=True)
class Province:
    """A province with the communes that take part, and how many posts its bodies have."""

    id: str
    name: str
    communes: tuple[Commune, ...]
    body_posts: int


def provinces(communes: int) -> list[Province]:
    """So many communes, province after province; the last one may be cut short."""
    if not 1 <= communes <= COUNTRY:
        raise ValueError(f"{communes} communes; there are 1 to {COUNTRY}")
    found: list[Province] = []
    taken = 0
    for place, (code, rows) in enumerate(_by_province()):
        part = rows[: communes - taken]
        if not part:
            break
        before, taken = taken, taken + len(part)
        posts = taken * BODY_POSTS // COUNTRY - before * BODY_POSTS // COUNTRY
        points = [(float(row["lat"]), float(row["lon"])) for row in part]
        at = _apart(points, place)
        seats = tuple(
            Commune(f"x{row['code']}", row["name"], point)
            for row, point in zip(part, at, strict=True)
        )
        found.append(Province(f"t{code}", _name_of(code), seats, posts))
    return found


def _by_province() -> list[tuple[str, list[dict[str, str]]]]:
    """The communes of each province by code; the first province is always the same."""
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _table("two-tier/communes.csv"):
        grouped[row["province"]].append(row)
    return sorted(grouped.items(), key=lambda item: (item[0] != FIRST, item[0]))


def _apart(points: list[Point], place: int) -> list[Point]:
    """The same bearings about a centre of the grid, drawn in to the radius."""
    middle = tuple(sum(axis) / len(points) for axis in zip(*points, strict=True))
    offsets = [(lat - middle[0], lon - middle[1]) for lat, lon in points]
    widest = max(max(abs(a), abs(b)) for a, b in offsets) or 1.0
    shrink = min(1.0, RADIUS / (widest * 2**0.5))
    centre = 2 + STEP * (place // 6), 90 + STEP * (place % 6)
    return [
        (round(centre[0] + shrink * a, 4), round(centre[1] + shrink * b, 4)) for a, b in offsets
    ]


def _name_of(code: str) -> str:
    names = _table("two-tier/provinces.csv")
    return next(row["name"] for row in names if row["code"] == code)


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text("utf-8").splitlines()))
