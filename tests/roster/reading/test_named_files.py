"""What a file names must lie below its folder or the project's root; no line of a file that is not
of its kind is told, in any form."""

from pathlib import Path

import pytest

from rotplan.checking.format_names import FORMS
from tests.kit.command import rotplan
from tests.kit.costly_files import BASE, HEAD

SECRET = "khong-in-ra"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `in` with another beside it, and no project around them."""
    (tmp_path / "in").mkdir()
    (tmp_path / "private").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ["scores: '{}'\n", "policy"])
@pytest.mark.parametrize("linked", [False, True])
def test_outside(here: Path, key: str, form: str, linked: bool) -> None:
    private = here / "private" / "k.yaml"
    private.write_text(f"{SECRET}: [1, 2\n", "utf-8")
    name = "k.yaml" if linked else "../private/k.yaml"
    if linked:
        Path(name).symlink_to(private)
    text = BASE + key.format(name) if key != "policy" else BASE.replace("vn-2017", name)
    Path("r.yaml").write_text(text, "utf-8")
    done = rotplan("check", "r.yaml", "-f", form)
    assert done.code == 1
    assert SECRET not in done.out + done.err
    assert "RP322" in done.out
    given = rotplan("check", "-", "-f", form, given=text)
    assert (given.code, "RP322" in given.out, SECRET in given.out) == (1, True, False)


def test_below_a_root(here: Path) -> None:
    (here / "private" / "k.csv").write_text("cadre,post,score\na-01,a1/s,5\n", "utf-8")
    Path("r.yaml").write_text(BASE + "scores: ../private/k.csv\n", "utf-8")
    assert rotplan("check", "r.yaml").code == 1
    assert rotplan("check", "r.yaml", "--root", "..").code == 0


@pytest.mark.parametrize("mark", [".git", "rotplan.toml", "pyproject.toml"])
def test_the_root_of_a_project(here: Path, mark: str) -> None:
    (here / mark).write_text("[tool.rotplan]\n" if mark == "pyproject.toml" else "", "utf-8")
    (here / "private" / "k.csv").write_text("cadre,post,score\na-01,a1/s,5\n", "utf-8")
    Path("r.yaml").write_text(BASE + "scores: ../private/k.csv\n", "utf-8")
    assert rotplan("check", "r.yaml").code == 0


def test_inputs_of_a_plan(here: Path) -> None:
    roster = here / "private" / "r.yaml"
    roster.write_text(BASE, "utf-8")
    assert rotplan("plan", roster, "-o", "p.json").code == 0
    done = rotplan("check", "p.json", "-f", "json")
    assert [f["code"] for f in done.findings] == ["RP322"]
    assert rotplan("explain", "p.json").code == 2
    assert rotplan("check", "p.json", "--root", here).code == 0


def test_links_in_folders_and_patterns(here: Path) -> None:
    secret = here / "private" / "r.yaml"
    secret.write_text(BASE + f"{SECRET}: 1\n", "utf-8")
    Path("linked.yaml").symlink_to(secret)
    for asked in (".", "*.yaml"):
        done = rotplan("check", asked)
        assert (done.code, SECRET in done.out + done.err) == (2, False)
        assert "lies outside" in done.err
    assert SECRET in rotplan("check", "linked.yaml").out


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text",
    [f"KEY={SECRET}\n", f"{SECRET}: {{a: 1}}\n", f"- {SECRET}\n", f"a: &{SECRET} b\nc: *d\n",
     f"a: !{SECRET} b\n", f"'{SECRET}\n", f"{SECRET}: a\n{SECRET}: b\n", f"\t{SECRET}: [a\n",
     f"a: {SECRET}\x00\n", f"%TAG ! {SECRET}\n", f"cadre post {SECRET}\n"],
)  # fmt: skip
def test_of_another_kind(here: Path, text: str, form: str) -> None:
    Path("k.yaml").write_text(text, "utf-8")
    for roster in (HEAD.replace("vn-2017", "k.yaml"), BASE + "scores: k.yaml\n"):
        Path("r.yaml").write_text(roster, "utf-8")
        done = rotplan("check", "r.yaml", "-f", form)
        assert (done.code, SECRET in done.out + done.err) == (1, False)
    done = rotplan("check", "k.yaml", "-f", form)
    assert (done.code, SECRET in done.out + done.err) == (1, False)


def test_configuration_names_nothing_outside(here: Path) -> None:
    (here / "private" / "x.toml").write_text(f"{SECRET} = 1\n", "utf-8")
    for line in ('extend = "../private/x.toml"', 'baseline = "../private/x.toml"'):
        Path("rotplan.toml").write_text(line, "utf-8")
        done = rotplan("check", "r.yaml")
        assert (done.code, SECRET in done.err, "--root" in done.err) == (2, False, True)


@pytest.mark.parametrize("name", ["rotplan.toml", "pyproject.toml"])
@pytest.mark.parametrize(
    "text", [f"{SECRET} = 1\n", f"[tool.rotplan]\n{SECRET} = 1\n", f"rotplan {SECRET}\n"]
)
def test_a_configuration_that_is_found_and_leads_outside(here: Path, name: str, text: str) -> None:
    """Named, it is the caller's own doing; a link in a folder is anybody's."""
    secret = here / "private" / "k.toml"
    secret.write_text(text, "utf-8")
    Path(name).symlink_to(secret)
    Path("r.yaml").write_text(BASE, "utf-8")
    for options in ((), ("--show-config",), ("--lang", "vi")):
        done = rotplan("check", *(["r.yaml"] if options != ("--show-config",) else []), *options)
        assert SECRET not in done.out + done.err
        if name == "rotplan.toml" or "tool" in text:
            assert done.code == 2
            assert "--config" in done.err
    if name == "rotplan.toml":
        secret.write_text("max-per-rule = 3\n", "utf-8")
        assert rotplan("check", "r.yaml").code == 2
        assert rotplan("check", "r.yaml", "--root", "..").code == 0
        assert rotplan("check", "r.yaml", "--config", name).code == 0
