"""Writes the generated tables of this folder from the wheel of vietnamadminunits 1.0.4 (MIT).

    pip download --no-deps vietnamadminunits==1.0.4
    python -m rotplan.roster.gazetteer.build vietnamadminunits-1.0.4-py3-none-any.whl

Only data files inside the wheel are read; the package is neither imported nor needed afterwards.
Rows of errata.csv are applied, and refused where the wheel no longer says what they correct.
"""

import csv
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from rotplan.language.words import nfc

_HERE = Path(__file__).parent
# The folders of the two lists in the wheel; vintages.csv says of which days they are.
BEFORE, SINCE = "three-tier", "two-tier"
DATABASE = "vietnamadminunits/data/dataset.db"
LINKS = "vietnamadminunits/data/converter_2025.json"
# Island districts without communes stand among the communes under their own code.
_KINDS = {"xa": "Xã", "phuong": "Phường", "thitran": "Thị trấn"}

Row = dict[str, Any]
_Table = list[tuple[str, ...]]


class StaleErratumError(ValueError):
    """A correction no longer meets what it corrects."""


@dataclass(frozen=True)
class _Source:
    """The two lists of communes as the wheel has them, and its links from old keys to new codes."""

    old: tuple[Row, ...]
    new: tuple[Row, ...]
    links: dict[tuple[str, str, str], frozenset[str]]


def read_wheel(path: Path) -> _Source:
    """Both lists in a wheel of vietnamadminunits."""
    with ZipFile(path) as wheel, tempfile.TemporaryDirectory() as folder:
        database = wheel.extract(DATABASE, folder)
        connection = sqlite3.connect(database)
        connection.row_factory = sqlite3.Row
        old = _rows(connection, "admin_units_legacy")
        new = _rows(connection, "admin_units")
        connection.close()
        converter = json.loads(wheel.read(LINKS))
    code = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    links: dict[tuple[str, str, str], set[str]] = {}
    for key, province, ward in _pairs(converter):
        former, district, commune = key.split("_")
        links.setdefault((former, district, commune), set()).add(code[province, ward])
    return _Source(old, new, {key: frozenset(codes) for key, codes in links.items()})


def _rows(connection: sqlite3.Connection, table: str) -> tuple[Row, ...]:
    return tuple(dict(row) for row in connection.execute(f"SELECT * FROM {table}"))


def _pairs(converter: Row) -> Iterator[tuple[str, str, str]]:
    """(old key, new province, new commune) of every link, whole or in part."""
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            yield from ((old, province, ward) for old in olds)
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            yield from ((old, province, part["newWardKey"]) for part in parts)


def provinces_before(source: _Source) -> _Table:
    """The 63 provinces."""
    return sorted({(row["provinceCode"], nfc(row["province"])) for row in source.old})


def provinces(source: _Source) -> _Table:
    """The 34 provinces, with the codes of those of the 63 that each was made of."""
    after: dict[str, str] = {row["wardCode"]: row["provinceCode"] for row in source.new}
    before: dict[str, str] = {}
    for row in source.old:
        targets = {after[code] for code in source.links[_key(row)]}
        (before[row["provinceCode"]],) = targets
    today = sorted({(row["provinceCode"], nfc(row["province"])) for row in source.new})
    return [(c, name, " ".join(sorted(b for b in before if before[b] == c))) for c, name in today]


def districts(source: _Source) -> _Table:
    """The districts of the 63 provinces."""
    found = {row["districtCode"]: (nfc(row["district"]), row["provinceCode"]) for row in source.old}
    return [(code, *rest) for code, rest in sorted(found.items())]


def communes_before(source: _Source) -> _Table:
    """The communes in districts: code, name, district."""
    return sorted(
        (_code(row), nfc(row["ward"] or row["district"]), row["districtCode"]) for row in source.old
    )


def communes_to(source: _Source, errata: dict[str, Row]) -> dict[str, list[str]]:
    """The codes that took the land of each commune in a district; raises StaleErratumError."""
    to = {_code(row): " ".join(sorted(source.links[_key(row)])) for row in source.old}
    right = {
        c: _corrected(errata[c], listed) if c in errata else listed for c, listed in to.items()
    }
    return {code: codes.split() for code, codes in right.items()}


def _code(row: Row) -> str:
    """Island districts without communes stand among them under the code of the district."""
    return str(row["wardCode"] or row["districtCode"])


def _corrected(erratum: Row, listed: str) -> str:
    if listed != erratum["listed"]:
        raise StaleErratumError(f"{erratum['code']}: {listed} listed, not {erratum['listed']}")
    return str(erratum["right"])


def communes(source: _Source, errata: dict[str, Row]) -> _Table:
    """The communes of today: code, name, province, latitude and longitude of the centroid, and the
    codes of the communes before that gave the land."""
    gave: dict[str, list[str]] = {}
    for before, codes in communes_to(source, errata).items():
        for code in codes:
            gave.setdefault(code, []).append(before)
    return sorted(
        (
            row["wardCode"],
            nfc(row["ward"]),
            row["provinceCode"],
            f"{row['wardLat']:g}",
            f"{row['wardLon']:g}",
            " ".join(sorted(gave.get(row["wardCode"], ()))),
        )
        for row in source.new
    )


def former_names(source: _Source) -> _Table:
    """Names that communes bore since 2017, without accents: code, kind, letters run together."""
    rows = set()
    for row in source.old:
        for alias in json.loads(row["wardAlias"] or "[]"):
            for prefix, kind in _KINDS.items():
                bare = alias.removeprefix(prefix)
                if bare not in ("", alias):
                    rows.add((row["wardCode"], kind, bare))
    return sorted(rows)


def _key(row: Row) -> tuple[str, str, str]:
    return row["provinceKey"], row["districtKey"], row["wardKey"] or ""


def read_errata() -> dict[str, Row]:
    with (_HERE / "errata.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def tables(source: _Source, errata: dict[str, Row]) -> dict[str, tuple[str, _Table]]:
    """Every generated file: its header and its rows."""
    return {
        f"{BEFORE}/provinces.csv": ("code,name", provinces_before(source)),
        f"{BEFORE}/districts.csv": ("code,name,province", districts(source)),
        f"{BEFORE}/communes.csv": ("code,name,district", communes_before(source)),
        f"{SINCE}/provinces.csv": ("code,name,from", provinces(source)),
        f"{SINCE}/communes.csv": ("code,name,province,lat,lon,from", communes(source, errata)),
        "former_names.csv": ("code,kind,letters", former_names(source)),
    }


def write_tables(path: Path, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def main(wheel: str, folder: Path = _HERE) -> None:
    """Write all generated tables into a folder."""
    for name, (header, rows) in tables(read_wheel(Path(wheel)), read_errata()).items():
        write_tables(folder / name, header, rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
