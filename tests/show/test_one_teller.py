"""One teller: every sentence of a report stands in the plan file, and no output adds one."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rotplan.language.words import LANGS, Lang, show
from rotplan.show.markdown import escape
from tests.kit.command import rotplan
from tests.paths import DATA, PACKAGE
from tests.plan.file.altered_plans import ALONE, CLASH

pytestmark = pytest.mark.thorough

SAMPLES = sorted(path.name for path in DATA.glob("*.yaml"))
# what stands before a line of text and of Markdown, and behind it: lines change, facts do not
DRESS = re.compile(r"^(?:#+ | *[-•] | +)")
WHERE = re.compile(r" (?:– [^ ]+, (?:dòng|line) \d+|\([^()]+, (?:dòng|line) \d+\)|\\?\[[^] ]+\])$")


def told(data: Any, lang: Lang) -> Iterator[str]:
    """Every text of the points of a plan file, however deep."""
    if isinstance(data, dict):
        if "kind" in data and "text" in data:
            yield show(data["text"][lang])
        for value in data.values():
            yield from told(value, lang)
    elif isinstance(data, list):
        for value in data:
            yield from told(value, lang)


def undressed(text: str) -> Iterator[str]:
    """The sentences of a report as it was printed; tables and empty lines left out."""
    for line in text.splitlines():
        bare = DRESS.sub("", line)
        if bare and "█" not in bare and not re.fullmatch(r"[\d–+]+  .*|.*  .*", bare):
            yield bare


def untold(folder: Path, roster: Path, lang: Lang, *options: str) -> list[str]:
    """Lines of both reports that no point of the plan file has."""
    path, asked = folder / "p.json", ("plan", roster, "--lang", lang, *options)
    rotplan(*asked, "-o", path)
    known = set(told(json.loads(path.read_text("utf-8")), lang))
    plain = {said for text in known for said in (text, text.upper())}
    marked = set(map(escape, known))
    lost = [line for line in undressed(rotplan(*asked).out) if not is_told(line, plain)]
    lines = undressed(rotplan(*asked, "-f", "markdown").out)
    return lost + [line for line in lines if not is_told(line, marked)]


def is_told(line: str, known: set[str]) -> bool:
    """Whether a point says it, where it stands in a file left aside."""
    return line in known or WHERE.sub("", line) in known


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_each_sentence_of_a_sample_stands_in_its_plan(
    tmp_path: Path, name: str, lang: Lang
) -> None:
    assert untold(tmp_path, DATA / name, lang) == []


@pytest.mark.parametrize("lang", LANGS)
def test_so_does_what_was_asked_besides(tmp_path: Path, lang: Lang) -> None:
    more = ("--alternatives", "2", "--frontier", "moves", "--prices")
    assert untold(tmp_path, DATA / "lam-binh-2019.yaml", lang, *more) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", [CLASH, ALONE], ids=["clash", "alone"])
def test_so_does_why_there_is_no_plan(tmp_path: Path, text: str, lang: Lang) -> None:
    (tmp_path / "r.yaml").write_text(text, "utf-8")
    assert untold(tmp_path, tmp_path / "r.yaml", lang) == []


def test_every_id_of_a_plan_is_named(tmp_path: Path) -> None:
    """Nobody has to look into other files for what an id is called."""
    path = tmp_path / "p.json"
    rotplan("plan", DATA / "tuyen-quang-2025.yaml", "-o", path)
    plan = json.loads(path.read_text("utf-8"))
    cadres, posts = plan["names"]["cadres"], plan["names"]["posts"]
    assert {m["cadre"] for m in plan["moves"]} <= cadres.keys()
    assert {c for c in plan["holdings"].values() if c} <= cadres.keys()
    assert plan["holdings"].keys() <= posts.keys()
    assert {f["unit"] for f in plan["findings"] if f["unit"]} <= plan["names"]["units"].keys()
    assert plan["names"]["committees"] == {}
    assert all(name["vi"] and name["en"] for name in posts.values())


def test_openings_say_who_could_hold_what_is_vacant(tmp_path: Path) -> None:
    """One post that nobody may hold, one that one cadre may, though no better plan has it so."""
    path = tmp_path / "p.json"
    rotplan("plan", DATA / "ngoai-le.yaml", "-o", path)
    plan = json.loads(path.read_text("utf-8"))
    vacant = {post for post, cadre in plan["holdings"].items() if cadre is None}
    found = {o["for"]["post"]: o for o in plan["openings"] if o["for"]["clause"] is None}
    assert found.keys() <= vacant
    assert len(found) == plan["tiers"][0]["value"] - len(plan["unplaced"])
    for opening in found.values():
        barred = sum(by["cadres"] for by in opening["barred"])
        assert bool(opening["could"]) or barred > 0
        assert set(opening["could"]) <= plan["names"]["cadres"].keys()


def test_outputs_only_lay_out() -> None:
    """`show/` knows points and lines; it asks no docket and has no words of its own."""
    allowed = ("rotplan.language", "rotplan.objective", "rotplan.show", "rotplan.plan.telling")
    for path in (PACKAGE / "show").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rotplan"):
                assert (node.module or "").startswith(allowed), path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "Words", path
