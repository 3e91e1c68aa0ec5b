"""Kinds of places that tables of today do not have: each judged by the whole program, and some by
the communes that it may mean."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rotplan.roster.records import Place
from rotplan.roster.roster import Roster
from tests.bench.kinds import measure
from tests.bench.places import TODAY, empty_roster
from tests.kit.command import rotplan

pytestmark = pytest.mark.thorough

LOCAL, OPEN = ["RP401"], ["RP402"]
ELSEWHERE: list[str] = []
LAM_BINH = ("Tuyên Quang", "08", "Lâm Bình", "02266")


def judged(
    folder: Path,
    home: Any,
    unit: tuple[str, str, str, str | None] = LAM_BINH,
    on: str = "2026-12-01",
) -> list[str]:
    """What `check` finds under a clause on locals, for a secretary with this home."""
    province, code, name, commune = unit
    x = {"id": "x", "name": name, "kind": "commune", "parent": "p"}
    person = {"id": "B1", "name": "Cán bộ Một", "born": "1975-05-05", "sex": "male", "home": home}
    roster = {
        "rotplan": "1",
        "round": {"date": on, "authority": "p", "policy": "vn-2025"},
        "units": [
            {"id": "p", "name": province, "kind": "province", "code": code},
            x | ({"code": commune} if commune else {}),
        ],
        "posts": [{"id": "x/s", "unit": "x", "kind": "commune_secretary"}],
        "cadres": [
            {**person, "holds": "x/s", "since": "2022-01-01", "planned": ["commune_secretary"]}
        ],
        "rules": {"local-secretary": {"force": "approval", "goal": None}},
    }
    (folder / "r.yaml").write_text(json.dumps(roster, ensure_ascii=False), "utf-8")
    done = rotplan("check", folder / "r.yaml", "-f", "json")
    assert done.code == 0, done.out
    found = [f["code"] for f in done.findings]
    return [code for code in found if code in ("RP401", "RP402")]


# -- districts that ended --------------------------------------------------------------------


@pytest.mark.parametrize(
    "home",
    [
        "xã Đa Thông, huyện Thông Nông, tỉnh Cao Bằng",
        "xã Vị Quang, huyện Thông Nông, tỉnh Cao Bằng",
        "huyện Thông Nông, tỉnh Cao Bằng",
        "phường Vĩnh Ninh, thành phố Huế, tỉnh Thừa Thiên Huế",
        "thành phố Huế, tỉnh Thừa Thiên Huế",
        "xã An Ngãi, huyện Long Điền, tỉnh Bà Rịa - Vũng Tàu",
        "Phước Long Thọ, Đất Đỏ, Bà Rịa - Vũng Tàu",
        "phường Linh Xuân, quận Thủ Đức, TP Hồ Chí Minh",
        "phường Bình An, quận 2, TP. Hồ Chí Minh",
        "xã Sơn Dương, huyện Hoành Bồ, tỉnh Quảng Ninh",
        "xã Đông Anh, huyện Đông Sơn, tỉnh Thanh Hóa",
        "xã Mỹ Đình, huyện Từ Liêm, TP Hà Nội",
        "xã Quang Minh, huyện Mê Linh, tỉnh Vĩnh Phúc",
        "xã Hà Cầu, thị xã Hà Đông, tỉnh Hà Tây",
        "xã Bình Minh, huyện Kim Thi, tỉnh Hải Hưng",
        "tỉnh Hải Hưng, xã Bình Minh, huyện Kim Thi",
        "xã Phong Hòa, huyện Hương Điền, tỉnh Bình Trị Thiên",
        "huyện Sông Thao, tỉnh Vĩnh Phú",
        "phường 5, quận 6, Sài Gòn",
        "xã Hạnh Thông, quận Gò Vấp, tỉnh Gia Định",
        "quận Gò Vấp, Gia Định",
    ],
)
def test_a_named_province_is_believed(tmp_path: Path, home: str) -> None:
    assert judged(tmp_path, home) == ELSEWHERE


def test_within_the_province_it_cannot_be_told(tmp_path: Path) -> None:
    """The district is not known, so every commune of the province may be meant."""
    for name, code in (("Bảo Lạc", "01321"), ("Hà Quảng", "01392")):
        unit = ("Cao Bằng", "04", name, code)
        assert judged(tmp_path, "xã Không Có, huyện Nào Đó, tỉnh Cao Bằng", unit) == OPEN


@pytest.mark.parametrize(
    "home",
    [
        "xã Khuôn Hà, huyện Nào Đó, tỉnh Cao Bằng",
        "xã Lăng Can, huyện Bảo Lạc, tỉnh Hà Tĩnh",
        "xã Tân Lập, huyện Na Hang, tỉnh Cao Bằng",
        "xã Tân Lập, huyện Nào Đó, tỉnh Cao Bằng, tỉnh Tuyên Quang",
    ],
)
def test_a_text_that_contradicts_itself_is_never_certain(tmp_path: Path, home: str) -> None:
    """Khuôn Hà lies in no Cao Bằng; Na Hang and Bảo Lạc in other provinces than is said."""
    for name, code in (("Thượng Lâm", "02269"), ("Lâm Bình", "02266"), ("Nà Hang", "02221")):
        found = judged(tmp_path, home, ("Tuyên Quang", "08", name, code))
        assert found != LOCAL
        if name == "Thượng Lâm" or "Khuôn Hà" not in home:
            assert found == OPEN, name


@pytest.mark.parametrize(
    ("home", "unit"),
    [
        ("quận 1, Đà Nẵng", ("Đà Nẵng", "48", "Hải Châu", "20242")),
        ("Q.1, Đà Nẵng", ("Đà Nẵng", "48", "Hải Châu", "20242")),
        ("Đà Nẵng, quận 1", ("Đà Nẵng", "48", "Hải Châu", "20242")),
        ("tổ 5, quận 2, Quảng Nam - Đà Nẵng", ("Đà Nẵng", "48", "Hải Châu", "20242")),
        ("huyện Châu Thành, Bà Rịa - Vũng Tàu", ("Hồ Chí Minh", "79", "Côn Đảo", "26732")),
        ("Châu Thành, Bà Rịa-Vũng Tàu", ("Hồ Chí Minh", "79", "Côn Đảo", "26732")),
        ("huyện Châu Thành, Sông Bé", ("Đồng Nai", "75", "Lộc Ninh", "25270")),
        ("huyện Kỳ Sơn, Hà Tuyên", LAM_BINH),
        ("Hải Dương, Tuyên Quang", LAM_BINH),
        ("Tuyên Quang, Vĩnh Long", LAM_BINH),
        ("huyện Kỳ Anh, Đồng Nai Thượng", LAM_BINH),
        ("huyện Thăng Bình, Bình Dương", ("Hồ Chí Minh", "79", "Dầu Tiếng", "25777")),
    ],
)
def test_a_district_of_another_province_than_is_said_decides_nothing(
    tmp_path: Path, home: str, unit: tuple[str, str, str, str]
) -> None:
    """However the province is written: bare, with its kind, or in front."""
    assert judged(tmp_path, home, unit) == OPEN


@pytest.mark.parametrize(
    ("home", "unit"),
    [
        ("huyện Mê Linh, Hà Nội", ("Phú Thọ", "25", "Phúc Yên", "08740")),
        ("huyện Mê Linh", ("Phú Thọ", "25", "Phúc Yên", "08740")),
        ("thị trấn Phúc Yên, huyện Mê Linh, Hà Nội", ("Phú Thọ", "25", "Phúc Yên", "08740")),
        ("xã Phúc Thắng, huyện Mê Linh, Hà Nội", ("Phú Thọ", "25", "Phúc Yên", "08740")),
        ("xã Nào Đó, huyện Không Biết, Hà Nội", ("Phú Thọ", "25", "Phúc Yên", "08740")),
        ("thị xã Lai Châu", ("Điện Biên", "11", "Điện Biên Phủ", "03127")),
        ("thị xã Lai Châu, tỉnh Lai Châu", ("Điện Biên", "11", "Điện Biên Phủ", "03127")),
        ("phường Nào Đó, TX Lai Châu, Lai Châu", ("Điện Biên", "11", "Điện Biên Phủ", "03127")),
        ("huyện Mường Lay, Lai Châu", ("Điện Biên", "11", "Mường Nhé", "03160")),
        ("huyện Mường Tè, tỉnh Lai Châu", ("Điện Biên", "11", "Mường Nhé", "03160")),
        ("huyện Mường Tè", ("Điện Biên", "11", "Mường Nhé", "03160")),
        ("huyện Châu Thành, Vĩnh Long", ("Vĩnh Long", "86", "Long Châu", "29551")),
        ("huyện Châu Thành, Vĩnh Long", ("Vĩnh Long", "86", "Nhị Long", None)),
    ],
)
def test_a_district_whose_province_held_more_may_have_lain_there(
    tmp_path: Path, home: str, unit: tuple[str, str, str, str | None]
) -> None:
    """It is not known how far the district reached when its province was another."""
    assert judged(tmp_path, home, unit) == OPEN
    assert judged(tmp_path, home) == ELSEWHERE


@pytest.fixture(scope="module")
def anywhere() -> Roster:
    return empty_roster(TODAY)


def codes(whole: Roster, words: str, on: date = TODAY) -> set[str]:
    found = whole.whereabouts.home(Place(words=words), on).mapped
    return {spot.commune or f"province {spot.province}" for spot in found}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thị trấn Trới, huyện Hoành Bồ, Quảng Ninh", None),
        ("xã Kỳ Thượng, huyện Hoành Bồ, Quảng Ninh", {"06979"}),
        ("phường Hiệp Phú, quận 9, TP Hồ Chí Minh", {"26842"}),
        ("xã Tam Lộc, thị xã Tam Kỳ, Quảng Nam", None),
        ("xã Dương Nội, huyện Hoài Đức, tỉnh Hà Tây", None),
        ("Sơn Giang, Buôn Hồ, Đà Nẵng", set()),
    ],
)
def test_ended_districts_lead_to_communes_where_their_history_is_known(
    anywhere: Roster, words: str, expected: set[str] | None
) -> None:
    """Nothing certain where a commune was divided, merged or renamed since."""
    found = codes(anywhere, words)
    assert (len(found) > 1) if expected is None else (found == expected)


def test_names_like_one_are_compared_within_its_province(anywhere: Roster) -> None:
    """Not with all of the country, for each of thousands of homes that are nowhere."""
    names = anywhere.whereabouts.book.names
    (here,) = {p for p in names.provinces_called("tuyên quang") if p.map == 0}
    compared = names.regional.beginning("t", here)
    assert "thuong lam" in compared
    assert 5 * len(compared) < len(names.letters_by_beginning["t"])


@pytest.mark.parametrize("home", ["tỉnh Đaklak", "Thủ đô Hà Nội", "quận Ba Đình, Thủ đô Hà Nội"])
def test_other_ways_to_say_a_province(tmp_path: Path, home: str) -> None:
    assert judged(tmp_path, home) == ELSEWHERE


# -- changes since the list ------------------------------------------------------------------


@pytest.mark.parametrize(
    "home",
    ["Phường Lạng Giang, Bắc Ninh", "Phường Tiên Du, Bắc Ninh", "P. Trảng Bom, thành phố Đồng Nai"],
)
def test_a_ward_of_2026_lies_elsewhere(tmp_path: Path, home: str) -> None:
    assert judged(tmp_path, home) == ELSEWHERE


def test_a_ward_of_2026_is_the_commune_it_was(tmp_path: Path) -> None:
    unit = ("Thành phố Bắc Ninh", "24", "Lạng Giang", "07375")
    for home in ("phường Lạng Giang, TP Bắc Ninh", "xã Lạng Giang, tỉnh Bắc Ninh"):
        assert judged(tmp_path, home, unit) == LOCAL


# -- islands ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "province", "code", "name"),
    [
        ("huyện Lý Sơn, tỉnh Quảng Ngãi", "Quảng Ngãi", "51", "Lý Sơn"),
        ("xã An Hải, huyện Lý Sơn", "Quảng Ngãi", "51", "Lý Sơn"),
        ("đặc khu Lý Sơn, Quảng Ngãi", "Quảng Ngãi", "51", "Lý Sơn"),
        ("huyện Cồn Cỏ, Quảng Trị", "Quảng Trị", "44", "Cồn Cỏ"),
        ("huyện Côn Đảo, Bà Rịa - Vũng Tàu", "Hồ Chí Minh", "79", "Côn Đảo"),
        ("huyện đảo Bạch Long Vĩ, Hải Phòng", "Hải Phòng", "31", "Bạch Long Vĩ"),
        ("huyện Phú Quý, Bình Thuận", "Lâm Đồng", "68", "Phú Quý"),
        ("huyện Cô Tô, Quảng Ninh", "Quảng Ninh", "22", "Cô Tô"),
        ("xã Hòn Tre, huyện Kiên Hải, Kiên Giang", "An Giang", "91", "Kiên Hải"),
        ("xã Thổ Châu, huyện Phú Quốc", "An Giang", "91", "Thổ Châu"),
    ],
)
def test_an_island_district_is_its_zone(
    tmp_path: Path, home: str, province: str, code: str, name: str
) -> None:
    assert judged(tmp_path, home, (province, code, name, None)) == LOCAL
    assert judged(tmp_path, home) == ELSEWHERE


def test_islands_that_had_more_are_not_certain(tmp_path: Path) -> None:
    """Thổ Châu lay in Phú Quốc; Hòn Nghệ, Sơn Hải and Tiên Hải lay in Kiên Hải."""
    for island, zone in (("Phú Quốc", "Thổ Châu"), ("Kiên Hải", "Kiên Hải")):
        found = judged(tmp_path, f"huyện {island}, Kiên Giang", ("An Giang", "91", zone, None))
        assert found == OPEN


# -- other spellings, and abroad -------------------------------------------------------------


def test_another_spelling_of_a_commune(tmp_path: Path) -> None:
    unit = ("Tuyên Quang", "08", "Phố Bảng", "00745")
    for home in ("xã Phó Bảng, tỉnh Tuyên Quang", "thị trấn Phó Bảng, huyện Đồng Văn, Hà Giang"):
        assert judged(tmp_path, home, unit) == LOCAL


def test_abroad_is_local_to_no_unit(tmp_path: Path) -> None:
    assert judged(tmp_path, {"abroad": "Lào"}) == ELSEWHERE
    assert judged(tmp_path, {"abroad": "Lào"}, ("Tỉnh Mẫu", "99", "Không Đâu", None)) == ELSEWHERE
    assert judged(tmp_path, "Lào") == OPEN


def problems(folder: Path, **more: Any) -> list[tuple[str, str]]:
    """(code, what stands there) of the errors in a roster of one cadre."""
    cadre = {"id": "B1", "name": "Cán bộ Một", **more}
    roster = {
        "rotplan": "1",
        "round": {"date": "2026-03-01", "authority": "p", "policy": "vn-2025"},
        "units": [{"id": "p", "name": "Tuyên Quang", "kind": "province", "code": "08"}],
        "cadres": [cadre],
    }
    path = folder / "r.yaml"
    path.write_text(json.dumps(roster, ensure_ascii=False, indent=1), "utf-8")
    done = rotplan("check", path, "-f", "json")
    lines = path.read_text("utf-8").splitlines()
    return [
        (f["code"], lines[f["line"] - 1].strip()) for f in done.findings if f["severity"] == "error"
    ]


@pytest.mark.parametrize("key", ["home", "birthplace", "family_home"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"abroad": "Lào", "words": "Khuôn Hà"}, "RP245"),
        ({"abroad": "Lào", "code": "02266"}, "RP245"),
        ({"abroad": "Lào", "as_of": 2019}, "RP245"),
        ({"abroad": "Việt Nam"}, "RP246"),
        ({"abroad": "tỉnh Tuyên Quang"}, "RP246"),
        ({"abroad": "Na Hang"}, "RP246"),
        ({"abroad": ["Lào"]}, "RP204"),
        ({"abroad": "Lào", "country": "Lào"}, "RP201"),
    ],
)
def test_abroad_is_read_strictly(tmp_path: Path, key: str, value: Any, code: str) -> None:
    assert [found for found, _ in problems(tmp_path, **{key: value})] == [code]


def test_a_stay_abroad_counts_nowhere(tmp_path: Path) -> None:
    stay = {"at": {"abroad": "Liên bang Nga"}, "from": "1990-01-01", "to": "2020-01-01"}
    assert problems(tmp_path, lived=[stay]) == []
    bad = stay | {"at": {"abroad": "Hà Nội"}}
    assert problems(tmp_path, lived=[bad]) == [("RP246", '"abroad": "Hà Nội"')]


# -- the bench -------------------------------------------------------------------------------

LEAST = {
    "ended districts": (88, 45),
    "districts of before 2004": (90, 0),
    "wards and cities since 2025": (99, 99),
    "island districts": (99, 90),
    "other names of provinces": (99, 95),
    "text that contradicts itself": (0, 0),
}


def test_no_wrong_answer_of_any_kind() -> None:
    """And certain about as often as docs/places.md says."""
    for kind, tally in measure(600, seed=3).items():
        assert tally.wrong == [], kind
        province, commune = LEAST[kind]
        assert tally.share("province certain") >= province, kind
        assert tally.share("commune certain") >= commune, kind
    assert measure(300, seed=4)["text that contradicts itself"].share("commune certain") == 0
