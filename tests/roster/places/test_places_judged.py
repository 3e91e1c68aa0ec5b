"""Places as rules and findings see them: locality, distances, remarks, facts to collect."""

from collections.abc import Iterator
from math import acos, cos, radians, sin
from pathlib import Path
from typing import Any

import pytest

from rotplan.checking.facts_to_collect import facts_to_collect
from rotplan.checking.lint import lint
from rotplan.roster.places.distances import Measured, kilometres
from rotplan.roster.reading.problems import Level, Problem
from rotplan.roster.records import Place
from tests.kit.command import rotplan
from tests.kit.judged_places import (
    NEW,
    NO,
    OLD,
    PROVINCE,
    UNKNOWN,
    YES,
    Facts,
    breaches,
    docket,
    local,
)

# -- locality --------------------------------------------------------------------------------

CASES: list[tuple[list[Facts], Any, str, tuple[int, int]]] = [
    (NEW, "Khuôn Hà, Na Hang, Tuyên Quang", "tl", YES),
    (NEW, "Khuôn Hà, Na Hang, Tuyên Quang", "lb", NO),
    (NEW, {"code": "02251", "as_of": "2019"}, "tl", YES),
    (NEW, {"code": "02269"}, "tl", YES),
    (NEW, {"code": "02290", "as_of": "2019"}, "ba", YES),
    (NEW, {"code": "02290", "as_of": "2019"}, "mq", NO),
    (NEW, "xã Bình An, Tuyên Quang", "ba", YES),
    (NEW, "Xuân Tiến, Nà Hang", "tl", YES),
    (NEW, "Thuỷ Loa, Nà Hang", "tl", UNKNOWN),
    (NEW, "Thuỷ Loa, Nà Hang", "lb", UNKNOWN),
    (NEW, "Thuỷ Loa, Nà Hang", "ba", NO),
    (NEW, "Vĩnh Yên, Nà Hang", "tl", UNKNOWN),
    (NEW, "Lâm Bình, Tuyên Quang", "tl", UNKNOWN),
    (NEW, "huyện Hàm Yên, Tuyên Quang", "tl", NO),
    (NEW, "Nam Định", "tl", NO),
    (NEW, "xã Không Có, huyện Hàm Yên, Tuyên Quang", "tl", NO),
    (NEW, "xã Không Có, huyện Lâm Bình, Tuyên Quang", "tl", UNKNOWN),
    (NEW, "xã Không Có, Tuyên Quang", "tl", UNKNOWN),
    (NEW, "Nà Ráo, Lâm Bình, Tuyên Quang", "lb", UNKNOWN),
    (NEW, "Nà Ráo, Lâm Bình", "lb", UNKNOWN),
    (NEW, "xã Không Có, Hà Giang", "tl", NO),
    (NEW, "không đọc được", "tl", UNKNOWN),
    (NEW, None, "tl", UNKNOWN),
    (OLD, "Khuôn Hà, Na Hang, Tuyên Quang", "kh", YES),
    (OLD, "Khuôn Hà, Na Hang, Tuyên Quang", "tl", NO),
    (OLD, "Xuân Tiến, Nà Hang", "kh", UNKNOWN),
    (OLD, "Xuân Tiến, Nà Hang", "tl", UNKNOWN),
    (OLD, "Xuân Tiến, Nà Hang", "lc", NO),
    (OLD, "TT. Lăng Can", "lc", YES),
    (OLD, "xã Thượng Lâm, tỉnh Tuyên Quang", "tl", UNKNOWN),
    (OLD, "huyện Lâm Bình", "kh", UNKNOWN),
    (OLD, "Độc Lập, Quảng Hòa, Cao Bằng", "kh", NO),
    (OLD, "d", "kh", UNKNOWN),
]


@pytest.mark.parametrize(("units", "home", "unit", "expected"), CASES)
def test_a_local_of_the_commune(
    tmp_path: Path, units: list[Facts], home: Any, unit: str, expected: tuple[int, int]
) -> None:
    assert local(tmp_path, units, home, unit) == expected


@pytest.mark.parametrize(
    ("home", "level", "expected"),
    [
        ("Phúc Sơn, Chiêm Hóa, Tuyên Quang", "district", NO),
        ("Phúc Sơn, Lâm Bình, Tuyên Quang", "district", NO),
        ("Khuôn Hà, Na Hang", "district", YES),
        ("Xuân Tiến, Nà Hang", "district", YES),
        ("Trùng Khánh, Nà Hang", "district", UNKNOWN),
        ("Trùng Khánh, Nà Hang", "province", YES),
        ("Yên Phú, Bắc Mê, Hà Giang", "province", NO),
        ("Nam Định", "province", NO),
        ("Tuyên Quang", "province", UNKNOWN),
    ],
)
def test_levels(tmp_path: Path, home: str, level: str, expected: tuple[int, int]) -> None:
    """In 2019 Phúc Sơn still lay in Chiêm Hóa; Trùng Khánh had gone to Lâm Bình and Na Hang.
    «Tuyên Quang» alone may be the province of today, Hà Giang and all."""
    assert local(tmp_path, OLD, home, "kh", level=level) == expected


@pytest.mark.parametrize(
    ("home", "unit", "expected"),
    [
        ("Khuôn Hà, Na Hang", "tl", YES),
        ("Thượng Lâm, Na Hang", "tl", YES),
        ("tl", "tl", YES),
        ("tl", "lb", NO),
        ("Xuân Tiến, Nà Hang", "tl", YES),
        ("Lăng Can, Na Hang", "tl", NO),
    ],
)
def test_units_as_of(tmp_path: Path, home: str, unit: str, expected: tuple[int, int]) -> None:
    """By the units of 2019 the post in today's Thượng Lâm lies in old Khuôn Hà and Thượng Lâm."""
    found = local(tmp_path, NEW, home, unit, units_as_of="2019-10-15")
    assert found == expected


MY_LAM = [
    PROVINCE,
    {"id": "ml", "name": "Mỹ Lâm", "kind": "commune", "parent": "p", "code": "02509"},
    {"id": "tl", "name": "Thượng Lâm", "kind": "commune", "parent": "p", "code": "02269"},
]


@pytest.mark.parametrize(
    ("home", "unit", "level", "expected"),
    [
        ("Kim Phú, TP Tuyên Quang", "ml", "commune", UNKNOWN),
        ("phường Mỹ Lâm, TP Tuyên Quang", "ml", "commune", YES),
        ("Mỹ Bằng, Yên Sơn", "ml", "commune", YES),
        ("Khuôn Hà, Na Hang", "ml", "commune", NO),
        ("Mỹ Bằng, Yên Sơn", "ml", "district", UNKNOWN),
        ("Khuôn Hà, Na Hang", "ml", "district", NO),
        ("Phúc Sơn, Chiêm Hóa", "tl", "district", YES),
        ("Hồng Thái, Na Hang", "tl", "district", NO),
    ],
)
def test_units_as_of_the_day_before(
    tmp_path: Path, home: str, unit: str, level: str, expected: tuple[int, int]
) -> None:
    """Today's Mỹ Lâm is Mỹ Lâm of the city, Mỹ Bằng of Yên Sơn and a part of Kim Phú; Thượng Lâm
    lay in the district of Lâm Bình, as Phúc Sơn did by then."""
    asked = {"date": "2026-03-01", "units_as_of": "2025-06-30", "level": level}
    assert local(tmp_path, MY_LAM, home, unit, **asked) == expected


def test_a_date_that_is_not_held_is_cannot_tell(tmp_path: Path) -> None:
    """The communes of Cao Bằng are not held for 2019: inside the province nothing is certain."""
    units = [
        {"id": "p", "name": "Cao Bằng", "kind": "province", "code": "04"},
        {"id": "d", "name": "Quảng Hòa", "kind": "district", "parent": "p"},
        {"id": "a", "name": "Độc Lập", "kind": "commune", "parent": "d"},
    ]
    for home, expected in (
        ("Độc Lập, Quảng Hòa, Cao Bằng", UNKNOWN),
        ("Hạnh Phúc, Quảng Hòa, Cao Bằng", UNKNOWN),
        ("Khuôn Hà, Na Hang, Tuyên Quang", NO),
        ("a", YES),
    ):
        assert local(tmp_path, units, home, "a") == expected, home
    on = "2025-06-30"
    assert local(tmp_path, units, "Độc Lập, Quảng Hòa, Cao Bằng", "a", date=on) == YES
    assert local(tmp_path, units, "Hạnh Phúc, Quảng Hòa, Cao Bằng", "a", date=on) == NO


def test_lived_in_words(tmp_path: Path) -> None:
    stay = {"at": "Khuôn Hà, Na Hang", "from": "1970", "to": "2000"}
    for unit, expected in (("tl", 1), ("lb", 0)):
        found = breaches(tmp_path, NEW, {"lived": [stay]}, unit, evidence=["lived"])
        assert len(found) == expected


def test_the_words_say_how_the_place_was_reached(tmp_path: Path) -> None:
    (found,) = breaches(tmp_path, NEW, {"home": "Khuôn Hà, Na Hang"}, "tl")
    was = "Xã Khuôn Hà, Huyện Lâm Bình, Tỉnh Tuyên Quang"
    assert found.words.vi == f"quê quán ở Thượng Lâm ({was} (đến 30/06/2025))"
    (found,) = breaches(tmp_path, NEW, {"home": "Thuỷ Loa, Nà Hang"}, "tl")
    assert "Xã Lâm Bình, Xã Thượng Lâm" in found.words.vi
    assert "Xã Lâm Bình, Xã Thượng Lâm" in found.words.en


# -- distances -------------------------------------------------------------------------------

THUONG_LAM, LAM_BINH = (22.5174, 105.312), (22.5503, 105.193)


def on_the_sphere(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The spherical law of cosines: another formula than the one under test."""
    (y1, x1), (y2, x2) = (tuple(map(radians, point)) for point in (a, b))
    return 6371 * acos(sin(y1) * sin(y2) + cos(y1) * cos(y2) * cos(x2 - x1))


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("lb", Measured(13, straight=True)),
        ("Lăng Can, Na Hang", Measured(13, straight=True)),
        ("Khuôn Hà, Na Hang", Measured(0, straight=False)),
        ("tl", Measured(0, straight=False)),
        ("mq", Measured(31, straight=False)),
        ("xã Minh Quang, tỉnh Tuyên Quang", Measured(31, straight=False)),
        ("xã Hồng Quang, huyện Chiêm Hóa", Measured(31, straight=False)),
        ("agency", Measured(13, straight=True)),
        ("unseated", None),
        ("Thuỷ Loa, Nà Hang", None),
        ("huyện Na Hang", None),
        ("p", None),
    ],
)
def test_kilometres_to_thuong_lam(tmp_path: Path, home: str, expected: Measured | None) -> None:
    assert int(on_the_sphere(THUONG_LAM, LAM_BINH) + 0.5) == 13
    agencies = [
        {"id": "agency", "name": "Ban", "kind": "agency", "parent": "p", "seat": "lb"},
        {"id": "unseated", "name": "Ban", "kind": "agency", "parent": "p"},
    ]
    more = {"distances": {"tl": {"mq": "31"}}, "date": "2026-03-01"}
    opened, _ = docket(tmp_path, [*NEW, *agencies], [], {}, **more)
    assert kilometres(opened.roster, "tl", Place(words=home)) == expected


def test_old_communes_have_no_point_but_their_own(tmp_path: Path) -> None:
    opened, _ = docket(tmp_path, OLD, [], {})
    assert kilometres(opened.roster, "kh", Place(words="lc")) is None
    located = [
        {**u, "at": {"kh": ["22.0", "105.0"], "lc": ["22.0", "106.0"]}.get(u["id"])} for u in OLD
    ]
    opened, _ = docket(tmp_path, located, [], {})
    expected = Measured(int(on_the_sphere((22, 105), (22, 106)) + 0.5), straight=True)
    assert kilometres(opened.roster, "kh", Place(words="lc")) == expected
    assert kilometres(opened.roster, "kh", Place(words="Lăng Can, Na Hang")) == expected


# -- remarks ---------------------------------------------------------------------------------


def remarks(path: Path, units: list[Facts], places: list[Any], **more: Any) -> Iterator[Problem]:
    people = [{"id": f"X{n}", "home": place} for n, place in enumerate(places)]
    opened, problems = docket(path, units, people, {}, **more)
    lint(opened, problems)
    return (p for p in problems if p.code.startswith("RP22"))


@pytest.mark.parametrize(
    ("place", "slug", "said"),
    [
        ("Khuôn Hạ, Lâm Bình, Tuyên Quang", "place-not-found", "Xã Khuôn Hà, Huyện Lâm Bình"),
        ("Khuon Ha, Na Hang", "place-not-found", "Xã Khuôn Hà, Huyện Lâm Bình, Tỉnh Tuyên Quang"),
        ("Khuôn Hà, Hà Giang", "place-not-found", "Xã Khuôn Hà, Huyện Lâm Bình, Tỉnh Tuyên Quang"),
        ("Tân Quang, Tuyên Quang", "place-ambiguous", "Phường Tân Quang, Thành phố Tuyên Quang"),
        ("Kim Phú, Yên Sơn", "place-divided", "Phường Minh Xuân, Phường Mỹ Lâm"),
        ("huyện Na Hang", "place-vague", "Huyện Na Hang"),
        ({"code": "2251"}, "short-code", "02251 Xã Khuôn Hà"),
        ("xã Tân Thanh, Cao Bằng", "place-not-found", "Xã Tân Thanh, Tỉnh Tuyên Quang"),
        ("Khuân Hà, Chiêm Hóa", "place-not-found", "Xã Khuôn Hà, Huyện Lâm Bình"),
        ("huyện Bắc Quang, Hà Tuyên", "place-vague", "Tỉnh Hà Tuyên"),
        ({"code": "99999"}, "unknown-code", "99999"),
        ({"code": "02251", "as_of": "1990"}, "unknown-code", "124/2004/QĐ-TTg"),
        ({"code": "02251", "as_of": "2026"}, "unknown-code", "Xã Khuôn Hà, Huyện Lâm Bình"),
        ({"code": "02251", "words": "Thượng Lâm"}, "code-disagrees", "Xã Khuôn Hà"),
        ({"code": "01273", "as_of": "2015"}, "list-not-held", "Tỉnh Cao Bằng"),
    ],
)
def test_remarks_on_a_place(tmp_path: Path, place: Any, slug: str, said: str) -> None:
    (found,) = remarks(tmp_path, NEW, [place])
    assert found.slug == slug
    assert found.mark is not None
    line = found.mark.source.line(found.mark.line)
    assert (place if isinstance(place, str) else place["code"]) in line
    assert found.fix is not None
    for words in (found.words, found.fix):
        assert "{" not in words.vi + words.en
    assert said in found.words.vi + found.fix.vi
    assert said in found.words.en + found.fix.en
    if slug == "place-not-found":
        assert f"có phải: {said}" in found.fix.vi
    assert found.entity is not None
    assert found.level < Level.ERROR


def test_a_place_anywhere_in_a_record_is_located(tmp_path: Path) -> None:
    person = {
        "id": "X",
        "birthplace": "Khuôn Hạ, Na Hang",
        "lived": [{"at": "Khuôn Hã, Na Hang", "from": "1990", "to": "2000"}],
        "family_home": "Khuôn Hả, Na Hang",
    }
    opened, problems = docket(tmp_path, NEW, [person], {})
    lint(opened, problems)
    found = [p for p in problems if p.slug == "place-not-found"]
    lines = [p.mark.source.line(p.mark.line) for p in found if p.mark]
    assert [line.split('"')[3] for line in lines] == [
        person["birthplace"],
        "Khuôn Hã, Na Hang",
        person["family_home"],
    ]


def test_nothing_is_filled_in_by_guess(tmp_path: Path) -> None:
    """`check --fix` leaves places and codes that cannot be read as they are."""
    homes = ["Khuôn Hạ, Na Hang", "Tân Quang, Tuyên Quang", {"code": "2251"}, "huyện Na Hang"]
    docket(tmp_path, NEW, [{"id": f"X{n}", "home": home} for n, home in enumerate(homes)], {})
    before = (tmp_path / "r.yaml").read_bytes()
    done = rotplan("check", "--fix", str(tmp_path / "r.yaml"))
    assert "RP220" in done.out
    assert "RP224" in done.out
    assert (tmp_path / "r.yaml").read_bytes() == before


def test_a_check_of_ids_without_codes_reads_no_gazetteer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = [{key: u[key] for key in u if key != "code"} for u in OLD]
    for module in ("units_on_the_map", "resolve_place"):
        monkeypatch.setattr(f"rotplan.roster.places.{module}.book", lambda: pytest.fail("read"))
    assert list(remarks(tmp_path, units, ["kh", "tl", "d"])) == []


def test_no_remark_where_all_is_certain(tmp_path: Path) -> None:
    places = ["Khuôn Hà, Na Hang", "Xuân Tiến, Na Hang", {"code": "02251", "as_of": "2019"}, "tl"]
    assert list(remarks(tmp_path, NEW, places)) == []


def test_remarks_on_the_codes_of_units(tmp_path: Path) -> None:
    units = [
        PROVINCE,
        {"id": "a", "name": "Thượng Lâm", "kind": "commune", "parent": "p", "code": "02266"},
        {"id": "b", "name": "Lâm Bình", "kind": "commune", "parent": "p", "code": "2266"},
        {"id": "c", "name": "Bình An", "kind": "commune", "parent": "p", "code": "99999"},
        {"id": "d", "name": "Minh Quang", "kind": "commune", "parent": "p", "code": "02302"},
    ]
    found = list(remarks(tmp_path, units, ["d"], date="2026-03-01"))
    assert [(p.entity.id, p.slug) for p in found if p.entity] == [
        ("a", "code-disagrees"),
        ("b", "short-code"),
        ("c", "unknown-code"),
    ]


def test_one_unit_with_a_code_is_enough_to_look_at_codes(tmp_path: Path) -> None:
    """One of two homes is a unit without a code: the bad code of the other is told all the same."""
    units = [
        PROVINCE,
        {"id": "a", "name": "Thượng Lâm", "kind": "commune", "parent": "p", "code": "02302"},
        {"id": "b", "name": "Lâm Bình", "kind": "commune", "parent": "p"},
    ]
    for homes in (["a", "b"], ["b", "a"], ["a"]):
        found = list(remarks(tmp_path, units, homes, date="2026-03-01"))
        assert [(p.entity.id, p.slug) for p in found if p.entity] == [("a", "code-disagrees")]
    assert list(remarks(tmp_path, units, ["b"], date="2026-03-01")) == []


def test_a_code_may_have_stood_for_another_commune_only_where_communes_bore_it(
    tmp_path: Path,
) -> None:
    """Before the last old list: a commune of Cao Bằng, whose history is not held, is believed; one
    of Tuyên Quang, whose history is held, and one under the code of a district are not."""
    for code, told in (("01273", []), ("02251", ["code-disagrees"]), ("071", ["code-disagrees"])):
        unit = {"id": "a", "name": "Tên Khác", "kind": "commune", "parent": "p", "code": code}
        found = remarks(tmp_path, [PROVINCE, unit], ["a"], date="2018-03-01")
        assert [p.slug for p in found] == told, code


# -- facts to collect ------------------------------------------------------------------------


def test_facts_that_open_the_most_posts_come_first(tmp_path: Path) -> None:
    """Unknown homes: A's blank one keeps four posts from being judged, B's divided one two, C's
    home is sure, and D, barred from every post by education, would gain nothing."""
    people = [
        {"id": "A", "education": "university"},
        {"id": "B", "home": "Thuỷ Loa, Nà Hang", "education": "university"},
        {"id": "C", "home": "tl", "education": "university"},
        {"id": "D", "education": "none"},
        {"id": "E", "home": "tl"},
        {"id": "F"},
    ]
    clauses = {
        "local": {"rule": "non-local", "force": "target"},
        "school": {"rule": "qualification", "education": "college", "force": "hard"},
    }
    opened, problems = docket(tmp_path, NEW, people, clauses)
    found = [(m.cadre.id, m.facts, m.posts) for m in facts_to_collect(opened)]
    assert found == [
        ("A", ("home",), 4),
        ("F", ("education", "home"), 4),
        ("E", ("education",), 3),
        ("B", ("home",), 2),
    ]
    lint(opened, problems)
    (note,) = [p for p in problems if p.slug == "facts-first"]
    assert "A (A): quê quán, mở 4; F (F): trình độ chuyên môn, quê quán, mở 4" in note.words.vi
