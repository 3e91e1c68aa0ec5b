"""The scores file: what it may say, and each refusal with its place and words.

The mark ‸ stands right before what must be named.
"""

from pathlib import Path

import pytest

from tests.kit.bad_rosters import BASE
from tests.kit.command import rotplan
from tests.kit.marks import marked_places, unmarked
from tests.kit.opening import open_roster

HEAD = "cadre,post,score\n"
ROSTER = BASE + "scores: fit.csv\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(ROSTER, "utf-8")
    return tmp_path


def told(*names: str) -> list[tuple[str, str, int, int, str, str]]:
    done = rotplan("check", *(names or ("r.yaml",)), "-f", "json")
    found = done.findings
    assert done.code == (1 if found else 0)
    keys = ("code", "path", "line", "column")
    return [(*(f[k] for k in keys), f["message"]["en"], f["message"]["vi"]) for f in found]


WORDS = {
    "head": ("the first line is cadre,post,score", "dòng đầu phải là cadre,post,score"),
    # it may be any file, so nothing of it is told
    "none": (
        "the first line is not cadre,post,score, so it is no table of scores; nothing of it is "
        "shown",
        "dòng đầu không phải cadre,post,score, nên không phải bảng điểm; nội dung không được nêu "
        "ra",
    ),
    "two": ("2 columns, 3 are needed", "có 2 cột, cần 3"),
    "one": ("1 columns, 3 are needed", "có 1 cột, cần 3"),
    "four": ("4 columns, 3 are needed", "có 4 cột, cần 3"),
    "Q": ("there is no cadre 'Q'", "không có cán bộ «Q»"),
    "x": ("there is no cadre 'x'", "không có cán bộ «x»"),
    "q": ("there is no post 'q'", "không có chức danh «q»"),
    "1.5": ("'1.5' is not a whole number", "«1.5» không phải số nguyên"),
    "blank": ("'' is not a whole number", "«» không phải số nguyên"),
    "many": ("'9999999999' is not a whole number", "«9999999999» không phải số nguyên"),
    "twice": ("X, a/s has a score on line 2 already", "X, a/s đã có điểm ở dòng 2"),
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‸cadre,post\n", ["none"]),
        ("‸Cadre,Post,Score\nX,a/s,1\n", ["head"]),
        ("‸X,a/s,1\n", ["none"]),
        ("‸cadre;post;score\n", ["head"]),
        (HEAD + "‸X,a/s\n", ["two"]),
        (HEAD + "‸X;a/s;1\n", ["one"]),
        (HEAD + "X,a/s,1\n‸X,a/c,1,\n", ["four"]),
        (HEAD + "‸Q,a/s,1\n", ["Q"]),
        (HEAD + "‸x,a/s,1\n", ["x"]),
        (HEAD + "‸X,q,1\n", ["q"]),
        (HEAD + "‸X,a/s,1.5\n", ["1.5"]),
        (HEAD + "‸X,a/s,\n", ["blank"]),
        (HEAD + "‸X,a/s,9999999999\n", ["many"]),
        (HEAD + "X,a/s,1\n‸X,a/s,2\n", ["twice"]),
        (HEAD + "X,a/s,1\n‸ X , a/s ,1\n", ["twice"]),
        # all of them in one run, and all that is wrong in a line
        (HEAD + "‸‸‸Q,q,1.5\nX,a/s,1\n\n‸X,a/s\n‸Q,a/s,1\n", ["Q", "q", "1.5", "two", "Q"]),
        ("‸cadre,score\nQ,a/s,1\n", ["none"]),
        ("‸cadre,post,Score\n‸Q,a/s,1\n", ["head", "Q"]),
        (HEAD.replace("\n", "\r\n") + "X,a/s,1\r\n‸Q,a/s,1\r\n", ["Q"]),
        (HEAD + "‸Q,a/s,1", ["Q"]),
        ('cadre,post,score\n"X","a/s","1"\n‸"Q","a/s","1"\n', ["Q"]),
    ],
)
def test_each_line_is_told_at_its_place_in_both_languages(
    folder: Path, text: str, words: list[str]
) -> None:
    """RP219."""
    Path("fit.csv").write_bytes(unmarked(text).encode())
    found = told()
    assert [f[:2] for f in found] == [("RP219", "fit.csv")] * len(words)
    assert [f[2:4] for f in found] == marked_places(text)
    said = [(f"the scores file: {WORDS[w][0]}", f"tệp điểm: {WORDS[w][1]}") for w in words]
    assert sorted(f[4:] for f in found) == sorted(said)


def test_a_file_that_is_not_there(folder: Path) -> None:
    line = ROSTER.splitlines().index("scores: fit.csv") + 1
    (found,) = told()
    assert found[:4] == ("RP319", "r.yaml", line, len("scores: ") + 1)
    assert "fit.csv" in found[4]
    assert "No such file or directory" in found[4]
    assert found[5].startswith("không đọc được tệp «fit.csv»: ")


def test_a_folder_is_no_file(folder: Path) -> None:
    Path("fit.csv").mkdir()
    (found,) = told()
    assert found[:2] == ("RP319", "r.yaml")


def test_another_encoding_is_told_in_the_file(folder: Path) -> None:
    Path("fit.csv").write_bytes(HEAD.encode() + "Mộc,a/s,1\n".encode("utf-16"))
    (found,) = told()
    assert found[:2] == ("RP102", "fit.csv")
    # without a first line that can be read it may be any file
    Path("fit.csv").write_bytes(HEAD.encode("utf-16"))
    (found,) = told()
    assert found[:2] == ("RP219", "fit.csv")


def test_a_bad_file_stops_the_plan(folder: Path) -> None:
    Path("fit.csv").write_text(HEAD + "Q,a/s,1\n", "utf-8")
    done = rotplan("plan", "r.yaml", "-o", "p.json")
    assert done.code == 1
    assert "there is no cadre 'Q'" in done.err + done.out
    assert not Path("p.json").exists()


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        (HEAD, {}),
        (HEAD.strip(), {}),
        (HEAD + "X,a/s,3\nZ,a/c,-2\n", {("X", "a/s"): 3, ("Z", "a/c"): -2}),
        (HEAD + "\n X , b/s , +7 \n\n", {("X", "b/s"): 7}),
        (HEAD + 'X,a/s,"999999999"\n', {("X", "a/s"): 999_999_999}),
        ("\ufeff" + HEAD + "X,a/s,0\r\n", {("X", "a/s"): 0}),
    ],
)
def test_what_is_read(folder: Path, text: str, scores: dict[tuple[str, str], int]) -> None:
    Path("fit.csv").write_text(text, "utf-8", newline="")
    assert open_roster("r.yaml").roster.scores.of == scores


def test_scores_of_two_parts_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each path starts from the folder of the file that names it."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.yaml").write_text(BASE + "scores: one.csv\n", "utf-8")
    Path("in/b.yaml").write_text("rotplan: 1\nscores: two.csv\n", "utf-8")
    Path("in/one.csv").write_text(HEAD + "X,a/s,1\n", "utf-8")
    Path("in/two.csv").write_text(HEAD + "Z,a/s,2\n", "utf-8")
    docket = open_roster("in")
    assert docket.roster.scores.of == {("X", "a/s"): 1, ("Z", "a/s"): 2}
    assert docket.roster.scores.cadres == {"X", "Z"}
    assert [path for path, _ in docket.roster.scores.files] == ["in/one.csv", "in/two.csv"]
    Path("in/two.csv").write_text(HEAD + "Z,a/s,2\nQ,a/s,2\n", "utf-8")
    assert [f[:4] for f in told("in")] == [("RP219", "in/two.csv", 3, 1)]
