"""The shipped tables, and the script that writes them."""

import csv
import importlib.util
import json
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest

from rotplan.roster.gazetteer import build
from rotplan.roster.gazetteer.book import book
from rotplan.roster.gazetteer.units import spelling
from tests.bench.country import Country
from tests.bench.places import measure

pytestmark = pytest.mark.thorough

TABLES = Path(build.__file__).parent
GENERATED = (
    "three-tier/provinces",
    "three-tier/districts",
    "three-tier/communes",
    "two-tier/provinces",
    "two-tier/communes",
    "former_names",
)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / f"{name}.csv").read_text("utf-8").splitlines()))


def test_the_counts_of_the_country() -> None:
    """63 provinces to 34, 696 districts, 10,035 communes and five island districts to 3,321."""
    assert len(rows("three-tier/provinces")) == 63
    assert len(rows("two-tier/provinces")) == 34
    assert len(rows("three-tier/districts")) == 696
    assert len(rows("three-tier/communes")) == 10_035 + 5
    kinds = [r["name"].split()[0] for r in rows("two-tier/communes")]
    assert (kinds.count("Xã"), kinds.count("Phường"), kinds.count("Đặc")) == (2621, 687, 13)


def test_every_link_ends_in_a_commune_of_today() -> None:
    old = {r["code"] for r in rows("three-tier/communes")}
    gave = [code for r in rows("two-tier/communes") for code in r["from"].split()]
    assert set(gave) == old
    assert all(r["from"] for r in rows("two-tier/communes"))


def test_errata_are_applied() -> None:
    listed = Country().old
    assert len(rows("errata")) == 32
    for erratum in rows("errata"):
        assert listed[erratum["code"]]["to"] == erratum["right"]
        assert listed[erratum["code"]]["name"].casefold() == erratum["name"].casefold()
        assert listed[erratum["code"]]["district"] == erratum["district"]
        assert erratum["basis"]


def test_hand_made_rows_name_their_source_and_fit_the_tables() -> None:
    districts = {r["code"] for r in rows("three-tier/districts")}
    last = {r["code"]: r["name"] for r in rows("three-tier/communes")}
    for event in rows("lineage"):
        assert event["basis"]
        assert event["district"] in districts
        assert bool(event["to"]) == (event["event"] in ("merged", "divided"))
        if event["event"] == "moved":
            assert last[event["code"]].endswith(event["name"].split(" ", 1)[1])
    assert all(r["basis"] for r in rows("other_names"))
    named = {(r["code"], r["name"]) for r in rows("three-tier/districts")}
    for district in rows("whole_districts"):
        assert (district["code"], district["name"]) in named
        assert district["basis"]
        assert 1954 <= int(district["since"]) <= 2011


def test_former_districts_and_changes_fit_the_lists() -> None:
    """Each with its source; a commune lies in no district of its own list that it once left."""
    old = {r["code"]: r for r in rows("three-tier/communes")}
    provinces = {r["code"] for r in rows("three-tier/provinces")}
    for row in rows("former_districts"):
        assert row["basis"]
        assert row["confidence"] in ("high", "good")
        assert row["province"] in provinces
        assert row["until"] < "2025-06-30"
        for code in row["communes"].split():
            assert old[code]["district"] != row["code"], row
    new = {r["code"]: r["name"] for r in rows("two-tier/communes")}
    for change in rows("changes"):
        assert change["basis"]
        assert change["effective"] > "2025-07-01"
        if change["level"] == "commune":
            assert new[change["code"]].split(" ", 1)[1] == change["name"].split(" ", 1)[1]
            assert new[change["code"]] != change["name"]
    assert len(rows("changes")) >= 25


def test_former_provinces_name_what_they_became() -> None:
    codes = {r["code"] for what in ("districts", "provinces") for r in rows(f"three-tier/{what}")}
    former = [r for r in rows("other_names") if r["level"] in ("former", "long ago")]
    assert len(former) > 80
    for row in former:
        assert set(row["codes"].split()) <= codes, row


def test_every_point_lies_in_viet_nam() -> None:
    for row in rows("two-tier/communes"):
        point = book().point(book().commune(row["code"]))
        assert point is not None
        assert 7 < point[0] < 24
        assert 102 < point[1] < 115


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("THUỶ LOA", "Thủy  Loa"),
        ("Ðội Cấn", "Đội Cấn"),
        ("Cư M’gar", "Cư M'gar"),
        ("01", "1"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu"),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert spelling(a) == spelling(b)


@pytest.mark.parametrize(("a", "b"), [("Vân", "Văn"), ("Đa", "Da"), ("Hoà", "Hoa"), ("Mỹ", "Mĩ")])
def test_accents_are_not_spelling(a: str, b: str) -> None:
    assert spelling(a) != spelling(b)


# -- the script ------------------------------------------------------------------------------


def wheel(path: Path) -> Path:
    """A tiny wheel of the same shape: two old communes, one of them divided, to two new ones."""
    database = path / "dataset.db"
    connection = sqlite3.connect(database)
    old = (
        "province,district,ward,provinceCode,districtCode,wardCode,"
        "provinceKey,districtKey,wardKey,wardAlias"
    )
    new = "province,ward,provinceCode,wardCode,wardLat,wardLon,provinceKey,wardKey"
    connection.execute(f"CREATE TABLE admin_units_legacy ({old})")
    connection.execute(f"CREATE TABLE admin_units ({new})")
    connection.executemany(
        f"INSERT INTO admin_units_legacy VALUES ({','.join('?' * 10)})",
        [
            ("Tỉnh A", "Huyện B", "Xã C", "01", "001", "00002", "a", "b", "xac", '["xax", "x"]'),
            ("Tỉnh A", "Huyện B", "Xã D", "01", "001", "00001", "a", "b", "xad", None),
            ("Tỉnh A", "Huyện E", None, "01", "002", None, "a", "e", None, None),
        ],
    )
    connection.executemany(
        f"INSERT INTO admin_units VALUES ({','.join('?' * 8)})",
        [
            ("Tỉnh F", "Xã G", "02", "00001", 21.5, 105.25, "f", "xag"),
            ("Tỉnh F", "Đặc khu E", "02", "00009", 20, 107, "f", "e"),
        ],
    )
    connection.commit()
    connection.close()
    whole = {"f": {"xag": ["a_b_xac"], "e": ["a_e_"]}}
    parts = {"f": {"a_b_xad": [{"newWardKey": "xag"}, {"newWardKey": "e"}]}}
    links = {"DICT_PROVINCE_WARD_NO_DIVIDED": whole, "DICT_PROVINCE_WARD_DIVIDED": parts}
    made = path / "made.whl"
    with ZipFile(made, "w") as file:
        file.write(database, build.DATABASE)
        file.writestr(build.LINKS, json.dumps(links))
    return made


def test_the_script_reads_a_wheel(tmp_path: Path) -> None:
    erratum = {"code": "00002", "listed": "00001", "right": "00009"}
    made = build.tables(build.read_wheel(wheel(tmp_path)), {"00002": erratum})
    assert made["three-tier/communes.csv"][1] == [
        ("00001", "Xã D", "001"),
        ("00002", "Xã C", "001"),
        ("002", "Huyện E", "002"),
    ]
    assert made["three-tier/provinces.csv"][1] == [("01", "Tỉnh A")]
    assert made["two-tier/provinces.csv"][1] == [("02", "Tỉnh F", "01")]
    assert made["two-tier/communes.csv"][1] == [
        ("00001", "Xã G", "02", "21.5", "105.25", "00001"),
        ("00009", "Đặc khu E", "02", "20", "107", "00001 00002 002"),
    ]
    assert made["former_names.csv"][1] == [("00002", "Xã", "x")]


def test_an_erratum_that_no_longer_applies_is_refused(tmp_path: Path) -> None:
    stale = {"code": "00002", "listed": "00007", "right": "00009"}
    with pytest.raises(build.StaleErratumError, match="00002"):
        build.tables(build.read_wheel(wheel(tmp_path)), {"00002": stale})


def test_the_shipped_tables_are_what_the_script_writes(tmp_path: Path) -> None:
    """Only where the wheel's package is installed beside; .ci/run brings it where it can."""
    if importlib.util.find_spec("vietnamadminunits") is None:
        pytest.skip("vietnamadminunits 1.0.4 is not installed")
    spec = importlib.util.find_spec("vietnamadminunits")
    assert spec is not None
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    made = tmp_path / "installed.whl"
    with ZipFile(made, "w") as file:
        for name in (build.DATABASE, build.LINKS):
            file.write(package.parent / name, name)
    build.main(str(made), tmp_path)
    for name in GENERATED:
        assert (tmp_path / f"{name}.csv").read_bytes() == (TABLES / f"{name}.csv").read_bytes()


# -- the bench -------------------------------------------------------------------------------


def test_no_wrong_answer_and_certain_where_the_truth_is() -> None:
    for tally in measure(5000).values():
        assert tally.count["asked"] > 3000
        assert tally.wrong == []
        assert tally.share >= 0.98
