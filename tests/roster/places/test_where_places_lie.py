"""Where places lie: every link of Tuyên Quang, the named traps, sets, dates, ids and words."""

import csv
import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rotplan.roster.gazetteer.address_parts import besides, parts
from rotplan.roster.gazetteer.book import book
from rotplan.roster.gazetteer.succession import spots
from rotplan.roster.gazetteer.units import Commune, bare, spelling
from rotplan.roster.load import assemble, find
from rotplan.roster.reading.problems import Problems
from rotplan.roster.records import Place
from rotplan.roster.roster import Roster
from tests.bench.country import FORMER, Country, split
from tests.bench.hometowns import damaged, misplaced
from tests.bench.places import ruled_out
from tests.paths import TESTS

pytestmark = pytest.mark.thorough

TABLE = TESTS / "roster" / "gazetteer" / "tuyen_quang_links.csv"
LINKS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
TODAY, ROUND_2019 = date(2026, 3, 1), date(2019, 10, 15)
PROVINCE = {"id": "p", "name": "Tuyên Quang", "kind": "province", "code": "08"}


def roster(tmp_path: Path, on: date, units: list[dict[str, Any]] | None = None) -> Roster:
    units = units or [PROVINCE]
    data = {
        "rotplan": "1",
        "round": {"date": on.isoformat(), "authority": units[0]["id"], "policy": "vn-2025"},
        "units": units,
    }
    path = tmp_path / "roster.yaml"
    path.write_text(json.dumps(data), "utf-8")
    problems = Problems()
    whole = assemble(find(str(path), problems).rosters[0], problems)
    assert whole is not None, [p.words.en for p in problems]
    return whole


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return roster(tmp_path_factory.mktemp("places"), TODAY)


def at(whole: Roster, words: str, on: date = TODAY) -> set[str]:
    """Names of the communes in which a place may lie on a day; "…" where one is not known."""
    found = whole.whereabouts.home(Place(words=words), on).mapped
    return {book().commune(s.commune).name if s.commune else "…" for s in found}


def codes(whole: Roster, place: Place, on: date = TODAY) -> set[str | None]:
    return {s.commune and s.commune[:5] for s in whole.whereabouts.home(place, on).mapped}


# -- links -----------------------------------------------------------------------------------


def successors() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for link in LINKS:
        found.setdefault(link["old_code"], set()).add(link["new_code"])
    return found


def test_every_link_by_code(anywhere: Roster) -> None:
    assert len(LINKS) == 335
    for code, new in successors().items():
        assert codes(anywhere, Place(code=code, as_of="2024")) == new, code


def test_every_link_by_words(anywhere: Roster) -> None:
    """The four fields say which old commune is meant, so the answer is its successors, no more."""
    for link in LINKS:
        words = "{old_name}, {old_district}, {old_province}".format(**link)
        assert codes(anywhere, Place(words=words)) == successors()[link["old_code"]], words


def test_every_new_commune_by_words(anywhere: Roster) -> None:
    """On the new map names are unique in a province; an old namesake elsewhere adds its heirs."""
    heirs: dict[str, set[str]] = {}
    for link in LINKS:
        if link["old_province"] == "Tỉnh Tuyên Quang":
            heirs.setdefault(link["old_name"], set()).update(successors()[link["old_code"]])
    for code, name in {(link["new_code"], link["new_name"]) for link in LINKS}:
        expected = {code} | heirs.get(name, set())
        assert codes(anywhere, Place(words=f"{name}, tỉnh Tuyên Quang")) == expected, name


LAM_BINH = {
    "Xã Thượng Lâm": ["Khuôn Hà", "Thượng Lâm"],
    "Xã Lâm Bình": ["Lăng Can", "Phúc Yên", "Xuân Lập"],
    "Xã Minh Quang": ["Phúc Sơn", "Hồng Quang", "Minh Quang"],
    "Xã Bình An": ["Thổ Bình", "Bình An"],
}


@pytest.mark.parametrize("today", LAM_BINH)
def test_lam_binh(anywhere: Roster, today: str) -> None:
    for was in LAM_BINH[today]:
        assert at(anywhere, f"{was}, Lâm Bình, Tuyên Quang") == {today}
        assert at(anywhere, f"{was}, Lâm Bình") == {today}


# -- traps -----------------------------------------------------------------------------------

TRAPS = [
    ("Khuôn Hà, Na Hang, Tuyên Quang", {"Xã Thượng Lâm"}),
    ("xã Thuỷ Loa - Nà Hang", {"Xã Lâm Bình", "Xã Thượng Lâm"}),
    ("TT. Lăng Can", {"Xã Lâm Bình"}),
    ("xã Lăng Can, huyện Na Hang", {"Xã Lâm Bình"}),
    ("Phúc Sơn, Chiêm Hoá, Tuyên Quang", {"Xã Minh Quang"}),
    ("Phú Thịnh, Yên Sơn, Tuyên Quang", {"Xã Thái Bình"}),
    ("Công Đa, Yên Sơn, Tuyên Quang", {"Xã Trung Sơn"}),
    ("Yên Phú, Bắc Mê, Hà Giang", {"Xã Bắc Mê"}),
    ("Yên Phú, Bắc Mê, Tuyên Quang", {"Xã Bắc Mê"}),
    ("xã Yên Phú, tỉnh Tuyên Quang", {"Xã Yên Phú"}),
    ("P. Tân Quang, TP Tuyên Quang", {"Phường Minh Xuân"}),
    ("xã Tân Quang, tỉnh Tuyên Quang", {"Xã Tân Quang"}),
    ("Tân Quang, Tuyên Quang", {"Phường Minh Xuân", "Xã Tân Quang"}),
    ("Tân Tiến, Yên Sơn, Tuyên Quang", {"Xã Tân Long"}),
    ("Tân Tiến, Hoàng Su Phì, Hà Giang", {"Xã Tân Tiến"}),
    ("Tân Tiến, Tuyên Quang", {"Xã Tân Long", "Xã Tân Tiến"}),
    ("Trung Thịnh, Xín Mần, Hà Giang", {"Xã Trung Thịnh"}),
    ("Ngán Chiên, Xín Mần, Hà Giang", {"Xã Trung Thịnh"}),
    ("Xuân Tiến, Na Hang", {"Xã Thượng Lâm"}),
    ("Xuân Tân, Na Hang", {"Xã Thượng Lâm"}),
    (
        "Trùng Khánh, Na Hang, Tuyên Quang",
        {"Xã Thượng Lâm", "Xã Yên Hoa", "Xã Côn Lôn", "Xã Nà Hang"},
    ),
    ("Quang Trung, thành phố Hà Giang", {"Phường Hà Giang 1", "Phường Hà Giang 2"}),
    ("Kim Phú, Yên Sơn, Tuyên Quang", {"Phường Minh Xuân", "Phường Mỹ Lâm"}),
    ("Thanh Phát, Sơn Dương, Hà Tuyên", {"Xã Tân Thanh"}),
    ("Đội Cấn, thị xã Tuyên Quang", {"Phường Bình Thuận"}),
    ("Đội Cấn, huyện Yên Sơn", {"Phường Bình Thuận"}),
    ("xã Yên Phú, Bắc Mê, Hà Giang", {"Xã Bắc Mê"}),
    ("Bản Rịa, Bắc Quang, Hà Tuyên", {"Xã Yên Thành"}),
    ("Tiên Nguyên, Hoàng Su Phì", {"Xã Tiên Nguyên"}),
    ("Tân Trịnh, Bắc Quang", {"Xã Tân Trịnh"}),
    ("Yên Cường, Vị Xuyên, Hà Tuyên", {"Xã Yên Cường"}),
    ("Đồng Yên, Bắc Quang, Hà Giang", {"Xã Đồng Yên"}),
    ("Đồng Yên, Bắc Quang, Hà Tuyên", {"Xã Đồng Yên", "Xã Vĩnh Tuy"}),
    ("Phương Độ, Vị Xuyên, Hà Giang", {"Phường Hà Giang 1"}),
    ("Tiến Xuân, Lương Sơn, Hòa Bình", {"Xã Hòa Lạc", "Xã Yên Xuân"}),
    ("xã Yên Bình, huyện Lương Sơn", {"Xã Yên Xuân"}),
    ("Đồng Văn, Yên Minh, Hà Giang", {"Xã Đồng Văn", "Xã Yên Minh"}),
    ("Đồng Văn, Yên Minh", {"Xã Đồng Văn", "Xã Yên Minh"}),
    ("Phường Đúc, Thừa Thiên - Huế", {"Phường Thuận Hóa"}),
    ("P.01, Vũng Tàu, Bà Rịa - Vũng Tàu", {"Phường Vũng Tàu"}),
]


@pytest.mark.parametrize(("words", "expected"), TRAPS, ids=[w for w, _ in TRAPS])
def test_traps(anywhere: Roster, words: str, expected: set[str]) -> None:
    assert at(anywhere, words) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "words",
    [
        "KHUÔN HÀ, NA HANG, TUYÊN QUANG",
        "tỉnh Tuyên Quang,  huyện Na Hang,  xã Khuôn Hà",
        "xã Khuôn Hà huyện Na Hang tỉnh Tuyên Quang",
        "Na Hang, Khuôn Hà, Tuyên Quang",
        "X. Khuôn Hà, H. Na Hang, T. Tuyên Quang",
        "thôn Nà Ráo, xã Khuôn Hà, huyện Na Hang",
        "Nà Ráo, Khuôn Hà, Na Hang, Tuyên Quang",
        "Khuôn Hà – Na Hang – Tuyên Quang",
        "Khuôn Hà-Na Hang",
        "Khuôn Hà (Na Hang)",
        "Khuôn-Hà, Nà-Hang, Hà-Tuyên",
        "Khuôn-Hà-Na-Hang-Tuyên-Quang",
        "Quê quán: Khuôn Hà, Na Hang, Tuyên Quang",
        "Quê: xã Khuôn Hà, huyện Na Hang",
        "Quê quán:Khuôn Hà, Na Hang",
        "NƠI SINH: KHUÔN HÀ, NA HANG",
        "Nguyên quán xã Khuôn Hà, Na Hang",
        "Khuôn Hà (cũ), Na Hang, Tuyên Quang",
        "xã Khuôn Hà cũ, huyện Na Hang cũ",
        "Khuôn Hà (nay là xã Thượng Lâm), Na Hang",
        "Khuôn Hà, Lâm Bình, Tuyên Quang (nay là xã Thượng Lâm, tỉnh Tuyên Quang)",
        "Thượng Lâm, Lâm Bình (trước đây thuộc huyện Na Hang)",
        "Nà Tông, xã Thượng Lâm, tỉnh Tuyên Quang",
        "Nà Tông, xã Thượng Lâm, Tuyên Quang",
        "tỉnh Tuyên Quang, xã Thượng Lâm, Tân Lập",
    ],
)
def test_ways_of_writing_one_place(anywhere: Roster, words: str, form: Any) -> None:
    assert at(anywhere, unicodedata.normalize(form, words)) == {"Xã Thượng Lâm"}


def test_no_name_is_taken_for_what_forms_say() -> None:
    """«Quê Mỹ Thạnh» is a commune, and «Phố Là»; every name of the lists is one whole part."""
    full = [name for _, name in book().listed()]
    full += [d.name for d in book().districts.values()]
    full += [p.name for p in book().all_provinces()]
    for name in full:
        for written in (name, split(name)[1]):
            place, said = besides(written)
            assert not said, written
            found = parts(place, book().names)
            assert len(found) == 1, written
            (part,) = found
            assert spelling(written) in (part.whole, part.name), written


@pytest.mark.parametrize(
    "words",
    [
        "Khuon Ha, Na Hang, Tuyen Quang",
        "Khuôn Hà, Hà Giang",
        "Khuôn Hạ",
        "H Khuôn Hà",
        "Sơn La, Tuyên Quang, Hà Nội, Huế",
        "Bắc Quang, xã Thượng Lâm, tỉnh Tuyên Quang",
    ],
)
def test_nothing_is_guessed(anywhere: Roster, words: str) -> None:
    assert anywhere.whereabouts.resolve(Place(words=words)).trouble == "not-found"
    assert at(anywhere, words) == set()


def test_a_kind_that_disagrees_leaves_only_what_is_certain(anywhere: Roster) -> None:
    """There was a township of this name in the district, no ward: the larger units stand."""
    words = "phường Vĩnh Tuy, Bắc Quang, Hà Giang"
    assert anywhere.whereabouts.resolve(Place(words=words)).trouble == "not-found"
    inside = {c.name for code in ("030", "034", "035") for c in of_district(code)}
    assert {"Xã Vĩnh Tuy"} < inside < at(anywhere, words)


def test_a_single_witness_may_be_a_commune(anywhere: Roster) -> None:
    """«Nà Ráo» may be a hamlet of Bình Thuận, the ward of Tuyên Quang, not of the old province."""
    assert "02524" in codes(anywhere, Place(words="Nà Ráo, Bình Thuận"))
    assert "02524" not in codes(anywhere, Place(words="Nà Ráo, tỉnh Bình Thuận"))


def test_damaged_words_never_rule_out_what_was_meant() -> None:
    """A letter wrong, a part left out, a hamlet in front: perhaps less certain, never elsewhere."""
    read, wrong = ruled_out(damaged(3000))
    assert read > 1500
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Bản Rịa, Bắc Quang, Hà Giang", "Bản Rịa, Quang Bình, Hà Giang"),
        ("Bản Máy, Xín Mần, Hà Giang", "Bản Máy, Hoàng Su Phì, Hà Giang"),
        ("Phố Cáo, Yên Minh, Hà Giang", "Phố Cáo, Đồng Văn, Hà Giang"),
        ("Đội Bình, Sơn Dương, Tuyên Quang", "Đội Bình, Yên Sơn, Tuyên Quang"),
    ],
)
def test_a_commune_named_like_a_hamlet_is_never_dropped(
    anywhere: Roster, words: str, meant: str
) -> None:
    """In a district to which it does not belong (any more) it is not ruled out."""
    true = codes(anywhere, Place(words=meant))
    assert true
    assert true <= codes(anywhere, Place(words=words))


def test_a_district_misplaced_never_rules_out_what_was_meant() -> None:
    """A commune with a district where none of its name ever lay, in any order."""
    read, wrong = ruled_out(misplaced(3000))
    assert read > 1000
    assert wrong == []


@pytest.mark.parametrize("where", ["Bắc Quang", "Bắc Quang, Hà Tuyên", "H. Bắc Quang, Hà Giang"])
def test_a_district_of_unknown_extent_is_its_province(anywhere: Roster, where: str) -> None:
    """Quang Bình was formed from it in 2003, and what it gave in 1983 is not known."""
    inside = {c.name for code in ("030", "034", "035") for c in of_district(code)}
    assert inside <= at(anywhere, where)
    assert ("Xã Sơn Dương" in at(anywhere, where)) == ("Tuyên" in where)


@pytest.mark.parametrize(
    ("where", "outside"), [("Bắc Mê, Hà Tuyên", "Xã Vị Xuyên"), ("Na Hang", "Xã Bắc Mê")]
)
def test_a_district_known_at_all_times_is_its_communes(
    anywhere: Roster, where: str, outside: str
) -> None:
    assert outside not in at(anywhere, f"huyện {where}")


def of_district(code: str) -> set[Commune]:
    """Today's communes with land of a district of 30/6/2025, by the plain tables."""
    rows = Country().old.values()
    return {book().commune(to) for r in rows if r["district"] == code for to in r["to"].split()}


@pytest.mark.parametrize(
    ("near", "meant"),
    [
        ("Khuân Hà, Chiêm Hóa", "Xã Thượng Lâm"),
        ("Khuân Hà, Chiêm Hóa, Tuyên Quang", "Xã Thượng Lâm"),
        ("Tiến Xuâm, Lương Sơn, Hòa Bình", "Xã Yên Xuân"),
        ("Phú Thịnh, Na Hang, Tuyên Quang", "Xã Thái Bình"),
        ("Tiến Xuân, Kim Bôi, Hòa Bình", "Xã Yên Xuân"),
    ],
)
def test_a_near_miss_beside_a_wrong_district_is_not_ruled_out(
    anywhere: Roster, near: str, meant: str
) -> None:
    assert anywhere.whereabouts.resolve(Place(words=near)).trouble == "not-found"
    assert meant in at(anywhere, near)


@pytest.mark.parametrize(("former", "parts"), sorted(FORMER.items()))
def test_former_provinces(anywhere: Roster, former: str, parts: Any) -> None:
    """A province that is no more is all that it became; the parts were typed in anew."""
    whole, districts = parts
    held = {d.code for d in book().districts.values() if d.name in districts}
    old = book().first.provinces.values()
    inside = {c for p in old for c in book().all_in(p)}
    provinces = {p.code for p in old if bare(p.name).name in keys(whole)}
    expected = {
        to
        for c in inside
        if c.province in provinces or c.districts[0].district in held
        for to in c.to
    }
    found = codes(anywhere, Place(words=f"tỉnh {former}"))
    assert expected
    assert expected <= found | {None}


def keys(names: tuple[str, ...]) -> set[str]:
    return {spelling(name) for name in names}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Hà Bắc", {"p24@0", "p27@0"}),
        ("Vĩnh Phú", {"p25@0", "p26@0", "p01@0+016+250"}),
        ("Nam Hà", {"p35@0", "p36@0"}),
    ],
)
def test_a_name_of_a_former_province_and_of_communes(
    anywhere: Roster, words: str, ids: set[str]
) -> None:
    """The name alone may be either; a kind decides."""
    alone = anywhere.whereabouts.resolve(Place(words=words)).readings
    assert {"commune", "province"} == {r.level for r in alone}
    assert ids <= {r.id for r in alone}
    province = anywhere.whereabouts.resolve(Place(words=f"tỉnh {words}")).readings
    assert {r.id for r in province} == ids
    commune = anywhere.whereabouts.resolve(Place(words=f"xã {words}")).readings
    assert {r.level for r in commune} == {"commune"}


def test_a_kind_tells_a_province_from_a_former_one(anywhere: Roster) -> None:
    """Tỉnh Cần Thơ of 1992 – 2003 was Hậu Giang too, the city of Cần Thơ since is not."""
    for words, ids in (("TP Cần Thơ", {"p92@0", "p92@1"}), ("tỉnh Cần Thơ", {"p92@0", "p93@0"})):
        assert {r.id for r in anywhere.whereabouts.resolve(Place(words=words)).readings} == ids


def test_a_province_that_held_only_part_of_another(anywhere: Roster) -> None:
    """Mê Linh lay in Vĩnh Phúc, the rest of Hà Nội did not."""
    for words in ("Tiến Thắng, Mê Linh, Vĩnh Phúc", "Tiến Thắng, Mê Linh, Vĩnh Phú"):
        assert at(anywhere, words) == {"Xã Tiến Thắng"}
    assert at(anywhere, "xã Vân Côn, tỉnh Hà Tây") != set()
    assert at(anywhere, "xã Vân Côn, tỉnh Vĩnh Phúc") == set()


def test_a_commune_changes_province_with_its_district() -> None:
    """Tiến Xuân went from Hòa Bình (17) to Hà Nội (01) on 1/8/2008."""
    (commune,) = book().old("04936")
    for on, province in ((date(2008, 7, 31), "17"), (date(2008, 8, 1), "01")):
        assert {s.province for s in spots(book(), commune, on)} == {province}


def test_what_a_place_is_said_to_be_now_decides_between_namesakes(anywhere: Roster) -> None:
    assert at(anywhere, "Tân Tiến, Tuyên Quang (nay là xã Tân Long)") == {"Xã Tân Long"}
    both = at(anywhere, "xã Yên Phú, tỉnh Tuyên Quang (nay là xã Bắc Mê)")
    assert both == {"Xã Yên Phú", "Xã Bắc Mê"}


def test_a_ward_that_was_a_commune_is_not_certain(anywhere: Roster) -> None:
    """The xã of this name went to Tân Hòa; the new ward of the name took other land."""
    assert len(at(anywhere, "Phường Hòa Bình, TP Hòa Bình")) > 1


def test_a_namesake_that_ended_before_2025_keeps_an_answer_open(anywhere: Roster) -> None:
    """Another Thái Học, in Nguyên Bình, became part of Vũ Minh in 2020: the district tells."""
    assert len(at(anywhere, "xã Thái Học, Cao Bằng")) > 1
    assert len(at(anywhere, "xã Thái Học, Bảo Lâm, Cao Bằng")) == 1


def test_an_open_end_stays_open(anywhere: Roster) -> None:
    """Vĩnh Yên was divided, and where its last part went is not known: nowhere in old Tuyên Quang
    is a certain no, everywhere else is."""
    found = at(anywhere, "Vĩnh Yên, Na Hang, Tuyên Quang")
    assert {"Xã Thượng Lâm", "Xã Nà Hang", "Xã Yên Hoa", "Xã Sơn Dương"} <= found
    assert not {"Xã Bắc Mê", "Xã Đồng Văn", "Phường Hà Giang 1"} & found


# -- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "on", "expected"),
    [
        ("Khuôn Hà, Na Hang", ROUND_2019, {"Xã Khuôn Hà"}),
        ("Xuân Tiến, Na Hang", ROUND_2019, {"Xã Khuôn Hà", "Xã Thượng Lâm"}),
        ("TT. Lăng Can", ROUND_2019, {"Thị trấn Lăng Can"}),
        (
            "xã Lâm Bình, tỉnh Tuyên Quang",
            ROUND_2019,
            {"Thị trấn Lăng Can", "Xã Phúc Yên", "Xã Xuân Lập"},
        ),
        ("Tuân Lộ, Sơn Dương", ROUND_2019, {"Xã Tuân Lộ"}),
        ("Tuân Lộ, Sơn Dương", date(2020, 1, 1), {"Xã Tân Thanh"}),
        ("Tân Thanh, Sơn Dương", date(2019, 12, 31), {"Xã Tuân Lộ", "Xã Thanh Phát"}),
        ("Vân Sơn, Sơn Dương", date(2024, 8, 31), {"Xã Vân Sơn"}),
        ("Vân Sơn, Sơn Dương", date(2024, 9, 1), {"Xã Hồng Sơn"}),
        ("Khuôn Hà, Na Hang", date(2025, 6, 30), {"Xã Khuôn Hà"}),
        ("Khuôn Hà, Na Hang", date(2025, 7, 1), {"Xã Thượng Lâm"}),
        ("Khuôn Hà, Na Hang", date(2007, 1, 1), {"…"}),
        ("Lăng Can, Na Hang, Hà Tuyên", ROUND_2019, {"Thị trấn Lăng Can", "Xã Xuân Lập"}),
        ("Lăng Can, Na Hang, Tuyên Quang", ROUND_2019, {"Thị trấn Lăng Can"}),
        ("Tân Trịnh, Bắc Quang", ROUND_2019, {"Xã Tân Trịnh", "Xã Tân Bắc"}),
        ("Độc Lập, Quảng Hòa, Cao Bằng", ROUND_2019, {"…"}),
        ("Độc Lập, Quảng Hòa, Cao Bằng", date(2025, 6, 30), {"Xã Độc Lập"}),
    ],
)
def test_the_units_of_the_day(anywhere: Roster, words: str, on: date, expected: set[str]) -> None:
    assert at(anywhere, words, on) == expected


def test_districts_of_the_day() -> None:
    """Khuôn Hà lay in Na Hang (072) up to 27/1/2011, in Lâm Bình (071) since."""
    (commune,) = book().old("02251")
    for on, district in ((date(2011, 1, 27), "072"), (date(2011, 1, 28), "071")):
        assert {s.district for s in spots(book(), commune, on)} == {district}


def test_codes_are_read_with_their_year(anywhere: Roster) -> None:
    assert codes(anywhere, Place(code="02290", as_of="2019")) == {"02296"}
    assert codes(anywhere, Place(code="02296", as_of="2019"), ROUND_2019) == {"02296"}
    assert codes(anywhere, Place(code="02296", as_of="2026"), ROUND_2019) == {"02296", "02290"}
    assert codes(anywhere, Place(code="02590", as_of="2019")) == {"02578"}
    assert anywhere.whereabouts.resolve(Place(code="02290", as_of="2026")).trouble == "no-code"
    assert anywhere.whereabouts.resolve(Place(code="2290")).trouble == "short-code"
    assert anywhere.whereabouts.resolve(Place(code="02251", as_of="2005")).trouble is None
    for year in ("1990", "2003"):
        place = Place(code="02251", as_of=year)
        assert anywhere.whereabouts.resolve(place).trouble == "no-code"
        assert codes(anywhere, place) == set()
    held = anywhere.whereabouts.resolve(Place(code="01273", as_of="2015"))
    assert (held.trouble, [r.id for r in held.readings]) == ("list-not-held", ["p04@0"])


def test_every_commune_lies_in_the_province_of_its_districts() -> None:
    for code in {link["old_code"] for link in LINKS} | {"02224", "02428", "01078"}:
        for commune in book().old(code):
            for under in commune.districts:
                assert book().districts[under.district].province == commune.province


# -- units of a roster -----------------------------------------------------------------------


def test_units_are_found_by_code_or_by_name_and_parents(tmp_path: Path) -> None:
    units = [
        PROVINCE,
        {"id": "d", "name": "Huyện Lâm Bình", "kind": "district", "parent": "p"},
        {"id": "a", "name": "Khuôn Hà", "kind": "commune", "parent": "d"},
        {"id": "b", "name": "Xã Lăng Can", "kind": "commune", "parent": "d", "code": "02266"},
        {"id": "c", "name": "Khuôn Hà", "kind": "commune", "parent": "d", "code": "02266"},
        {"id": "e", "name": "Khuôn Hà", "kind": "commune"},
    ]
    where = roster(tmp_path, ROUND_2019, units).whereabouts
    found = {id_: where.units.commune(id_) for id_ in "abce"}
    assert found["a"] is not None
    assert found["a"].code == "02251"
    assert found["b"] is not None
    assert found["b"].code == "02266"
    assert found["c"] is None, "the code says another name"
    assert found["e"] is None, "a name alone is not enough"


def test_every_unit_of_the_province_is_found_without_its_code(tmp_path: Path) -> None:
    """Today's communes under the province, those of 30/6/2025 under district and province."""
    new = {link["new_code"]: link["new_name"] for link in LINKS}
    communes = [{"id": c, "name": n, "kind": "commune", "parent": "p"} for c, n in new.items()]
    units = [PROVINCE, *communes]
    where = roster(tmp_path, TODAY, units).whereabouts
    assert {c for c in new if (found := where.units.commune(c)) and found.id == c} == set(new)

    def parent(name: str) -> str:
        return spelling(name).replace(" ", "-")

    tops = {link["old_province"] for link in LINKS}
    middle = {(link["old_district"], link["old_province"]) for link in LINKS}
    old = {link["old_code"]: link for link in LINKS}
    units = [{"id": parent(p), "name": p, "kind": "province"} for p in tops]
    units += [
        {"id": parent(d), "name": d, "kind": "district", "parent": parent(p)} for d, p in middle
    ]
    units += [
        {
            "id": c,
            "name": link["old_name"],
            "kind": "commune",
            "parent": parent(link["old_district"]),
        }
        for c, link in old.items()
    ]
    where = roster(tmp_path, date(2025, 6, 30), units).whereabouts
    assert {c for c in old if (found := where.units.commune(c)) and found.code == c} == set(old)


@pytest.mark.parametrize(("on", "new"), [(ROUND_2019, False), (TODAY, True)])
def test_every_province_of_a_roster_is_found(tmp_path: Path, on: date, new: bool) -> None:
    """By name alone, though former provinces bear some of the names («Lai Châu», «Cần Thơ»)."""
    provinces = (book().newest if new else book().first).provinces.values()
    units = [{"id": f"p{p.code}", "name": p.name, "kind": "province"} for p in provinces]
    where = roster(tmp_path, on, units).whereabouts
    for province in provinces:
        (spot,) = where.ground(f"p{province.code}", on).spots
        assert spot.province == province.code


def test_a_unit_that_is_gone_is_read_by_its_code(tmp_path: Path) -> None:
    units = [
        PROVINCE,
        {"id": "old", "name": "Khuôn Hà", "kind": "commune", "parent": "p", "code": "02251"},
        {"id": "new", "name": "Thượng Lâm", "kind": "commune", "parent": "p", "code": "02269"},
    ]
    where = roster(tmp_path, TODAY, units).whereabouts
    home = where.home(Place(words="old"), TODAY)
    assert home.mapped == where.ground("new", TODAY).spots
    assert not home.own_first
    assert where.home(Place(words="new"), TODAY).own_first


def test_an_invented_unit_is_known_by_its_name_in_the_roster(tmp_path: Path) -> None:
    units = [
        {"id": "d", "name": "Huyện Mẫu", "kind": "district"},
        {"id": "a", "name": "Xã Thứ Nhất", "kind": "commune", "parent": "d"},
    ]
    where = roster(tmp_path, TODAY, units).whereabouts
    home = where.home(Place(words="xã Thứ Nhất, huyện Mẫu"), TODAY)
    assert home.own == where.home(Place(words="a"), TODAY).own
    assert where.resolve(Place(words="Thứ Nhất, huyện Khác")).trouble == "not-found"


def test_ids_alone_do_not_read_the_gazetteer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = [
        {"id": "d", "name": "D", "kind": "district"},
        {"id": "a", "name": "A", "kind": "commune"},
    ]
    where = roster(tmp_path, TODAY, units).whereabouts
    monkeypatch.setattr("rotplan.roster.places.units_on_the_map.book", lambda: pytest.fail("read"))
    assert where.home(Place(words="a"), TODAY).own_first
