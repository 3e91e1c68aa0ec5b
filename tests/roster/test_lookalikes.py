"""Letters that nobody sees, and letters that look like others: in names, ids and wherever else."""

import unicodedata
from pathlib import Path

import pytest

from rotplan.language.words import BLANK, HIDDEN, show
from rotplan.roster.lookalike_checks import _LATIN, skeleton
from tests.kit.command import rotplan
from tests.kit.stopped_rosters import ROSTER

pytestmark = pytest.mark.thorough

BLANKS = "\u3164\u2800\u115f\u1160\u034f\uffa0\u17b4\u180b\ufe00\ufe0f\U000e0100\u2065\ufff0"
HIDDENS = "\u200b\u200c\u200d\u2060\u00ad\u202e\u2066\u200e\ufeff\u180e"


def found(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    (tmp_path / ".git").mkdir(exist_ok=True)
    path = tmp_path / "r.yaml"
    path.write_text(text, "utf-8")
    told = rotplan("check", path, "-f", "json").findings
    return [(f["code"], f["line"], f["message"]["en"]) for f in told if f["code"] != "RP401"]


@pytest.mark.parametrize("letter", BLANKS + HIDDENS, ids=lambda c: f"U+{ord(c):04X}")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Cán bộ Một", "name: {}"),
        ("name: Cán bộ Một", "name: {}{}{}"),
        ("name: Cán bộ Một", "name: Cán{} bộ Một"),
        ("name: Cán bộ Một", "name: {}Cán bộ Một"),
        ("name: Cán bộ Một", "name: Cán bộ Một{}"),
        ("name: Cán bộ Một", 'name: "Cán bộ{} Một"'),
        ("name: Cán bộ Một", "name: 'Cán bộ{} Một'"),
        ("name: Xã A Một", "name: Xã A{} Một"),
        ("name: Xã A Một", 'name: "Xã A{} Một"'),
        ("id: a-01", "id: a-{}01"),
        ("id: a-01", "id: {}"),
        ("id: a1,", "id: a1{},"),
        ("id: a1/s", "id: a1/{}s"),
        ("home: a1", "home: a1{}"),
        ("sex: male", "s{}ex: male"),
    ],
)
def test_letters_that_nobody_sees(tmp_path: Path, letter: str, old: str, new: str) -> None:
    text = ROSTER.replace(old, new.replace("{}", letter))
    line = next(n for n, said in enumerate(text.split("\n"), 1) if letter in said)
    told = found(tmp_path, text)
    code = "RP112" if HIDDEN.match(letter) else "RP130"
    assert (code, line) in [(c, n) for c, n, _ in told]
    assert any(f"U+{ord(letter):04X}" in said for c, _, said in told if c == code)


def block(text: str) -> str:
    """The cadre with a key on a line."""
    head, _, record = text.partition("  - {id: a-01")
    pairs = ("id: a-01" + record.rstrip().rstrip("}")).split(", ")
    return head + "  - " + "\n    ".join(pairs) + "\n"


@pytest.mark.parametrize("form", [str, block])
@pytest.mark.parametrize("escape", ['"\\u3164"', '"A \\uFE0F B"'])
def test_an_escape_hides_nothing(tmp_path: Path, form: type[str], escape: str) -> None:
    told = found(tmp_path, form(ROSTER.replace("Cán bộ Một", escape)))
    assert "RP130" in [code for code, _, _ in told]


def test_each_way_of_reading_sees_them(tmp_path: Path) -> None:
    """Records in braces, with a key on a line, and by the parser."""
    bad = ROSTER.replace("Cán bộ Một", "Cán\u3164 bộ")
    ways = [bad, block(bad), bad.replace("rotplan: 1", '"rotplan": "\\u0031"')]
    assert [[c for c, _, _ in found(tmp_path, text)] for text in ways] == [["RP130"]] * 3


def test_comments_may_hold_what_they_like(tmp_path: Path) -> None:
    assert found(tmp_path, ROSTER + "# ⚠️ \u3164\n") == []
    # and what chooses the look of a symbol is no letter of its own
    assert found(tmp_path, ROSTER.replace("Cán bộ Một", "Cán bộ ⚠️ Một")) == []


def test_a_guess_takes_them_out(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(ROSTER.replace("Cán bộ Một", "Cán\u3164 bộ\ufe0f Một"), "utf-8")
    assert rotplan("check", path, "--unsafe-fixes").code == 0
    assert path.read_text("utf-8") == ROSTER


def test_they_are_shown_by_their_numbers() -> None:
    assert show("a\u3164\u200bb") == "a<U+3164><U+200B>b"
    assert not any(BLANK.search(c) for c in "aảĐ-/ .\u0301\u0323")


def two(first: str, second: str) -> str:
    """A roster with two cadres of these ids."""
    more = f"  - {{id: {second}, name: Cán bộ Hai, born: 1979-04-05, sex: female, home: a1}}\n"
    return ROSTER.replace("id: a-01", f"id: {first}") + more


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a-01", "а-01"),
        ("AB-1", "АВ-1"),
        ("AB-1", "ΑΒ-1"),
        ("LB-o", "LB-ο"),
        ("LB-014", "LВ-014"),
        ("a-01", "А-01"),
        ("kt-1", "кт-1"),
        ("co", "со"),
        ("ĐB-1", "ÐB-1"),
        ("xem", "хем"),
        ("ａ-01", "a-01"),
        ("hồ", "һồ"),
        ("ip", "іρ"),
    ],
)
def test_ids_that_look_alike(tmp_path: Path, first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        told = [(c, n) for c, n, _ in found(tmp_path, two(one, other)) if c != "RP402"]
        assert told == [("RP526", 10)]


def test_both_places_and_the_letters_are_told(tmp_path: Path) -> None:
    ((_, _, said),) = [f for f in found(tmp_path, two("a-01", "а-01")) if f[0] == "RP526"]
    assert said.startswith("the id 'а-01' looks like 'a-01' (")
    assert "r.yaml:9)" in said
    assert "U+0430" in said


@pytest.mark.parametrize(
    ("first", "second"),
    [("a-01", "a-02"), ("Đ-1", "D-1"), ("hồ", "ho"), ("иван", "ivan"), ("a-1", "b-1")],
)
def test_ids_that_do_not(tmp_path: Path, first: str, second: str) -> None:
    codes = {c for c, _, _ in found(tmp_path, two(first, second))}
    assert not codes & {"RP526", "RP527"}


def test_units_and_posts_too(tmp_path: Path) -> None:
    unit = ROSTER.replace("posts:", "  - {id: а1, name: Xã B, kind: commune, parent: d}\nposts:")
    assert [f[:2] for f in found(tmp_path, unit) if f[0] == "RP526"] == [("RP526", 6)]
    post = ROSTER.replace("cadres:", "  - {id: а1/s, unit: d, kind: district_chair}\ncadres:")
    assert [f[:2] for f in found(tmp_path, post) if f[0] == "RP526"] == [("RP526", 8)]


@pytest.mark.parametrize("name", ["Nguyễn Vаn An", "Trần Тhị Mai", "Lê Ηoa", "Наn", "Ngô Ρhi"])
def test_names_of_two_scripts(tmp_path: Path, name: str) -> None:
    told = found(tmp_path, ROSTER.replace("Cán bộ Một", name))
    assert [code for code, _, _ in told] == ["RP527"]
    path = tmp_path / "r.yaml"
    rotplan("check", path, "--unsafe-fixes")
    assert all(
        not unicodedata.name(c).startswith(("CYRILLIC", "GREEK"))
        for c in path.read_text("utf-8")
        if c.isalpha()
    )


@pytest.mark.parametrize("name", ["Иван Петров", "Γιώργος", "Nguyễn Đức Ðộ", "Ka Să Ÿ", "Y Ƀlo"])
def test_names_of_one_script_are_fine(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, ROSTER.replace("Cán bộ Một", name)) == []


def test_the_table_leads_from_other_letters_to_latin_ones() -> None:
    assert all(latin.isascii() and not chr(other).isascii() for other, latin in _LATIN.items())
    assert all(skeleton(chr(other)) == latin.casefold() for other, latin in _LATIN.items())
