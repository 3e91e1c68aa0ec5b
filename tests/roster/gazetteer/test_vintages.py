"""A new list of the country's units is a folder of files and one row: nothing else changes."""

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rotplan.roster.gazetteer import tables
from rotplan.roster.gazetteer.address_parts import parts
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.lookup import read_address
from rotplan.roster.gazetteer.succession import spots
from rotplan.roster.gazetteer.where_on_a_day import reach
from rotplan.roster.places.labels import name_on
from rotplan.roster.records import Place, Round
from tests.bench.country import NEW, OLD, TABLES, table
from tests.paths import PACKAGE

BEFORE, SINCE = date(2027, 12, 31), date(2028, 1, 1)


def add(gazetteer: Path) -> None:
    """An invented list of 2028: Lâm Bình and Thượng Lâm become one commune, Bình An a ward, Minh
    Quang is divided, and Tuyên Quang and Cao Bằng one province."""
    folder = gazetteer / "invented"
    folder.mkdir()
    rows = {
        r["code"]: [r["code"], r["name"], r["province"], ""] for r in table(f"{NEW}/communes.csv")
    }
    for row in rows.values():
        row[2] = "08" if row[2] == "04" else row[2]
    for gone in ("02266", "02269", "02302"):
        del rows[gone]
    rows["02296"][1] = "Phường Bình An"
    rows["90001"] = ["90001", "Xã Hợp Nhất", "08", "02266 02269"]
    rows["90002"] = ["90002", "Xã Minh Quang Đông", "08", "02302"]
    rows["90003"] = ["90003", "Xã Minh Quang Tây", "08", "02302"]
    write(folder / "communes.csv", ["code", "name", "province", "from"], list(rows.values()))
    provinces = [[r["code"], r["name"], ""] for r in table(f"{NEW}/provinces.csv")]
    provinces = [
        ["08", "Tỉnh Việt Bắc", "04 08"] if p[0] == "08" else p for p in provinces if p[0] != "04"
    ]
    write(folder / "provinces.csv", ["code", "name", "from"], provinces)
    with (gazetteer / "vintages.csv").open("a", encoding="utf-8") as file:
        file.write(f"{SINCE.isoformat()},invented,bịa đặt để thử\n")


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("vintages") / "gazetteer"
    shutil.copytree(TABLES, folder)
    add(folder)
    return Book(folder)


def codes(book: Book, words: str, on: date) -> set[str]:
    readings = read_address(book, parts(words, book.names))
    found = {spot.commune or "…" for r in readings for spot in reach(book, r, on)}
    return {id_[:5] for id_ in found}


@pytest.mark.parametrize(
    ("words", "before", "since"),
    [
        ("xã Lâm Bình, tỉnh Tuyên Quang", {"02266"}, {"90001"}),
        ("Khuôn Hà, Na Hang, Tuyên Quang", {"02269"}, {"90001"}),
        ("xã Hợp Nhất, tỉnh Việt Bắc", {"02266", "02269"}, {"90001"}),
        ("xã Minh Quang, tỉnh Tuyên Quang", {"02302"}, {"90002", "90003"}),
        ("Minh Quang, Lâm Bình, Tuyên Quang", {"02302"}, {"90002", "90003"}),
        ("xã Bình An, tỉnh Tuyên Quang", {"02296"}, {"02296"}),
        ("phường Bình An, tỉnh Việt Bắc", {"02296"}, {"02296"}),
        ("huyện Lý Sơn, Quảng Ngãi", {"21548"}, {"21548"}),
    ],
)
def test_words_lead_through_every_list(
    later: Book, words: str, before: set[str], since: set[str]
) -> None:
    assert codes(later, words, BEFORE) == before
    assert codes(later, words, SINCE) == since


def test_a_commune_that_goes_on_is_one_with_both_names(later: Book) -> None:
    (commune,) = later.without_district("02296")
    assert (commune.id, commune.since, commune.until) == ("02296", date(2025, 7, 1), None)
    assert name_on(commune, BEFORE) == "Xã Bình An"
    assert name_on(commune, SINCE) == "Phường Bình An"
    assert {s.province for s in spots(later, later.commune("02296"), SINCE)} == {"08"}
    (cao_bang,) = later.without_district("01273")
    assert [spot.province for on in (BEFORE, SINCE) for spot in spots(later, cao_bang, on)] == [
        "04",
        "08",
    ]


def test_every_commune_leads_to_the_new_list_and_back(later: Book) -> None:
    """None of 3,321 is lost, and what ended has heirs only there."""
    there = set(later.newest.rows)
    reached = set()
    for code in later.lists[1].rows:
        (commune,) = (c for c in later.without_district(code) if c.stands(BEFORE))
        heirs = {spot.commune for spot in spots(later, commune, SINCE)}
        assert heirs
        assert heirs <= there
        reached |= heirs
    assert reached == there
    (joined,) = later.without_district("90001")
    assert {c.code for c in later.came_from(joined)} == {"02266", "02269"}


def test_no_day_of_a_list_is_written_in_the_code() -> None:
    """Days are in the tables; the one in `units.py` is that of the decision on codes."""
    for path in (PACKAGE / "roster").rglob("*.py"):
        text = path.read_text("utf-8")
        for day in ("2025, 6, 30", "2025, 7, 1", "2008, 10, 1", "2025-06-30", "2025-07-01"):
            assert day not in text, path


def test_file_names_have_no_day() -> None:
    for path in TABLES.rglob("*.csv"):
        assert not any(c.isdigit() for c in path.relative_to(TABLES).as_posix())
    assert {OLD, NEW} <= {p.name for p in tables.HERE.iterdir()}


def roster(on: date) -> dict[str, Any]:
    """A round of Việt Bắc with a secretary from Khuôn Hà in the commune that took it in."""
    data = Round.model_construct(name=None, date=on, authority="p")
    units = [
        {"id": "p", "name": "Việt Bắc", "kind": "province", "code": "08"},
        {"id": "x", "name": "Hợp Nhất", "kind": "commune", "parent": "p", "code": "90001"},
        {"id": "y", "name": "Bình An", "kind": "commune", "parent": "p", "code": "02296"},
    ]
    home = Place(words="xã Khuôn Hà, huyện Na Hang, tỉnh Tuyên Quang").words
    person = {"sex": "male", "born": "1985-05-05", "home": home, "since": "2027-01-01"}
    return {
        "rotplan": "1",
        "round": {"date": data.date.isoformat(), "authority": "p", "policy": "vn-2025"},
        "units": units,
        "posts": [{"id": f"{u}/s", "unit": u, "kind": "commune_secretary"} for u in "xy"],
        "cadres": [{"id": u, "name": u, "holds": f"{u}/s", **person} for u in "xy"],
        "rules": {"local-secretary": {"force": "approval", "goal": None}},
    }


def test_the_whole_program_judges_by_a_list_that_is_added(tmp_path: Path) -> None:
    """A copy of the package, the files and the row: `check` judges by the units of 2028."""
    shutil.copytree(PACKAGE, tmp_path / "rotplan", ignore=shutil.ignore_patterns("__pycache__"))
    add(tmp_path / "rotplan" / "roster" / "gazetteer")
    (tmp_path / "r.yaml").write_text(json.dumps(roster(date(2028, 3, 1))), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rotplan", "check", "r.yaml", "-f", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "ROTPLAN_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)["findings"]
    local = [f for f in found if f["code"] in ("RP401", "RP402")]
    assert [(f["code"], f["entity"]["id"]) for f in local] == [("RP401", "x")], done.stdout
