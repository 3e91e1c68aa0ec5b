"""One person entered twice: seen under vague and blank dates and all spellings of the name,
unless some fact tells the two apart."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from rotplan.roster.load import assemble, find
from rotplan.roster.namesake_checks import _Apart, check_namesakes
from rotplan.roster.reading.problems import Problems
from tests.kit.command import rotplan

pytestmark = pytest.mark.thorough

ROSTER = """\
rotplan: 1
round: {date: 2025-11-15, authority: t, policy: vn-2025}
units:
  - {id: t, name: Tuyên Quang, kind: province}
  - {id: l, name: Xã Lâm Bình, kind: commune, parent: t}
  - {id: m, name: Xã Khuôn Hà, kind: commune, parent: t}
posts:
  - {id: l/s, unit: l, kind: commune_secretary}
cadres:
"""


def roster(*cadres: str) -> str:
    return ROSTER + "".join(f"  - {{id: E{n}, {facts}}}\n" for n, facts in enumerate(cadres, 1))


def told(*cadres: str, lang: str = "en") -> list[str]:
    done = rotplan("check", "-", "-f", "concise", "--lang", lang, given=roster(*cadres))
    return [line for line in done.out.splitlines() if "[RP505]" in line]


def pairs(*cadres: str) -> list[tuple[int, str]]:
    """By position from 1: who is told to be perhaps whom."""
    found = (re.match(r"-:(\d+):\d+: warning.* as (E\d+) \(", line) for line in told(*cadres))
    return [(int(m[1]) - ROSTER.count("\n"), m[2]) for m in found if m]


NAME = "name: Người Mẫu, "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("born: 1981-06-07", "born: 1981-06-07"),
        ("born: 1981-06-07", "born: 07/06/1981"),
        ("born: 1981-06-07", "born: 1981-06"),
        ("born: 1981-06-07", "born: 1981"),
        ("born: 1981-06", "born: 1981"),
        ("born: 1981-06", "born: 06/1981"),
        ("born: 1981", "born: 1981"),
        ("born: 1981-06-07", "sex: male"),
        ("born: 1981-06", "sex: male"),
        ("born: 1981", "sex: male"),
        ("sex: male", "sex: male"),
        # what is known of one alone tells nothing apart
        ("born: 1981-06-07, sex: male, home: l", "born: 1981"),
        ("born: 1981-06-07, ethnicity: Tày, birthplace: m", "born: 1981-06, home: l, sex: female"),
        # one place in two ways of writing
        ("born: 1981-06-07, home: m", "born: 1981, home: Khuôn Hà"),
        ("born: 1981-06-07, home: m", "born: 1981, home: xã khuôn hà"),
        ("born: 1981-06-07, home: m", "born: 1981, home: t"),
        ("born: 1981, home: Hà Nội", 'born: 1981, home: "Phường Ba Đình, Hà Nội"'),
        ("born: 1981, home: Bản Không Tên", "born: 1981, home: m"),
        # nobody knows where it is: it may be abroad; and two names abroad may be one country
        ("born: 1981, home: Bản Không Tên", "born: 1981, home: {abroad: Lào}"),
        ("born: 1981, home: {abroad: Viêng Chăn}", "born: 1981, home: {abroad: Lào}"),
        # one people under several names
        ("born: 1981, ethnicity: H'Mông", "born: 1981, ethnicity: Mông"),
        ("born: 1981, ethnicity: H’Mông", "born: 1981, ethnicity: Hmông"),
        ("born: 1981, ethnicity: Hʼmông", "born: 1981, ethnicity: H'Mông"),
        ("born: 1981, ethnicity: Cao Lan", "born: 1981, ethnicity: Sán Chay"),
        # one and the same day of birth says it whatever else is written
        ("born: 1981-06-07, sex: male", "born: 1981-06-07, sex: female"),
        ("born: 1981-06-07, home: l", "born: 1981-06-07, home: m"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert pairs(NAME + one, NAME + other) == [(2, "E1")]
    assert pairs(NAME + other, NAME + one) == [(2, "E1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("born: 1981-06-07", "born: 1981-06-08"),
        ("born: 1981-06-07", "born: 1981-07"),
        ("born: 1981-06-07", "born: 1982"),
        ("born: 1981-06", "born: 1982"),
        ("born: 1981-06", "born: 1981-07"),
        ("born: 1981", "born: 1982"),
        ("born: 1981-06-07, sex: male", "born: 1981, sex: female"),
        ("born: 1981-06-07, sex: male", "sex: female"),
        ("born: 1981-06-07, ethnicity: Tày", "born: 1981-06, ethnicity: Dao"),
        ("born: 1981-06-07, home: l", "born: 1981, home: m"),
        ("born: 1981-06-07, home: l", "home: m"),
        ("born: 1981-06-07, birthplace: l", "born: 1981, birthplace: m"),
        ("born: 1981, home: {abroad: Lào}", "born: 1981, home: l"),
        ("born: 1981, birthplace: {abroad: Lào}", "born: 1981, birthplace: Hà Nội"),
        ("born: 1981-06-07, home: m", 'born: 1981, home: "Phường Ba Đình, Hà Nội"'),
        ('born: 1981, home: "Hải Phòng"', 'born: 1981, home: "Phường Ba Đình, Hà Nội"'),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert pairs(NAME + one, NAME + other) == []
    assert pairs(NAME + other, NAME + one) == []


@pytest.mark.parametrize("name", ["K’Brôi Mẫu", "Kʼbrôi Mẫu", "K‘Brôi Mẫu"])
def test_every_apostrophe_is_one(name: str) -> None:
    found = pairs("name: K'Brôi Mẫu, born: 1981", f"name: {name}, born: 1981")
    assert found == [(2, "E1")]


def test_who_is_tied_to_the_other_is_another() -> None:
    text = roster(NAME + "born: 1981", NAME + "born: 1981")
    assert "[RP505]" in rotplan("check", "-", "-f", "concise", given=text).out
    tied = text + "ties: [{a: E1, b: E2, kind: sibling}]\n"
    assert "[RP505]" not in rotplan("check", "-", "-f", "concise", given=tied).out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ðặng Thị Mẫu", "Đặng Thị Mẫu"),
        ("Ðặng Thị Mẫu", "Ɖặng Thị Mẫu"),
        ("NGUYỄN VĂN MẪU", "Nguyễn Văn Mẫu"),
        ("ĐẶNG MẪU", "ðặng mẫu"),
        ("Nguyễn  Văn   Mẫu", "Nguyễn Văn Mẫu"),
        ("Nguyễn\u00a0Văn Mẫu", "Nguyễn Văn Mẫu"),
        (unicodedata.normalize("NFD", "Nguyễn Văn Mẫu"), "Nguyễn Văn Mẫu"),
        ("Ｎguyễn Văn Mẫu", "Nguyễn Văn Mẫu"),
        ("Hoà Thuý Mẫu", "Hòa Thúy Mẫu"),
        ("Khoẻ Mẫu", "Khỏe Mẫu"),
        ("Lý Mỹ Mẫu", "Lí Mĩ Mẫu"),
        ("Quý Kỳ Mẫu", "Quí Kì Mẫu"),
        ("Vy Mẫu", "Vi Mẫu"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    for born in ("born: 1981-06-07", "born: 1981"):
        assert pairs(f'name: "{one}", {born}', f'name: "{other}", {born}') == [(2, "E1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thuý Mẫu", "Thúi Mẫu"),
        ("Tay Mẫu", "Tai Mẫu"),
        ("Hoa Mẫu", "Hòa Mẫu"),
        ("Dặng Mẫu", "Đặng Mẫu"),
        ("Huy Mẫu", "Hui Mẫu"),
        ("Nguyễn Mẫu", "Nguiễn Mẫu"),
        ("Mẫu Văn", "Văn Mẫu"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert pairs(f"name: {one}, born: 1981-06-07", f"name: {other}, born: 1981-06-07") == []


def test_each_is_told_once_and_of_the_first_that_fits() -> None:
    cadres = ("born: 1981", "born: 1982", "born: 1982-03", "born: 1981-05-01", "sex: male")
    assert pairs(*(NAME + c for c in cadres)) == [(3, "E2"), (4, "E1"), (5, "E1")]


def test_the_one_of_the_same_home_is_found_among_thousands() -> None:
    crowd = [NAME + f"home: l, ethnicity: D{n}, born: 1981" for n in range(60)]
    one = NAME + "home: m, ethnicity: Tày, born: 1981-03-04"
    assert pairs(*crowd, one, NAME + "home: m, ethnicity: Tày") == [(62, "E61")]


def test_the_words() -> None:
    cadres = NAME + "born: 1981-06-07", NAME + "sex: male"
    assert told(*cadres)[0].endswith(
        "same name, births 1981-06-07 and not given, and nothing tells them apart; perhaps the "
        "same person as E1 (-:10)"
    )
    assert told(*cadres, lang="vi")[0].endswith(
        "có thể là một người (trùng họ tên, ngày sinh 07/06/1981 và không ghi, không điểm nào trái "
        "nhau) với E1 (-:10)"
    )


@pytest.mark.parametrize(
    "facts",
    [
        lambda n: f"born: 1981, ethnicity: D{n}",
        lambda n: f"ethnicity: D{n}",
        lambda n: f"home: Xã Không Có {n}",
        lambda n: f"born: {1950 + n % 40}-{1 + n // 40 % 12:02}-{1 + n // 480:02}",
        lambda n: f"born: 1981-{1 + n % 12:02}, ethnicity: D{n}",
    ],
    ids=["years", "blank", "homes", "days", "months"],
)
def test_many_of_one_name_cost_no_more_than_their_number(
    facts: Callable[[int], str], tmp_path: Path
) -> None:
    """A bounded number of comparisons for each entry; of each with each there are 800."""
    path, problems, many = tmp_path / "r.yaml", Problems(), 1600
    path.write_text(roster(*(NAME + facts(n) for n in range(many))), "utf-8")
    made = assemble(find(str(path), problems).rosters[0], problems)
    assert made is not None
    with mock.patch.object(_Apart, "are", autospec=True, side_effect=_Apart.are) as are:
        check_namesakes(made, problems)
    assert are.call_count <= 160 * many
