"""`--mask`: no name, no value and no line of a file in any form; ids, codes and places stay."""

import re
from pathlib import Path
from typing import Any

import pytest

from rotplan.checking.masking import _OPEN, _OPEN_IN
from rotplan.roster.reading.catalogue import CATALOGUE
from tests.kit.bad_rosters import BASE, CASES, Case, content
from tests.kit.command import rotplan

pytestmark = pytest.mark.thorough

FORMS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
# names and values of the sound part of every bad roster
SECRETS = re.findall(r"name: ([^,\n]+)", BASE) + re.findall(r"(?:born|since): (\S+)", BASE)
SECRET = "Bí Mật"


def masked(form: str, lang: str, *more: str) -> str:
    done = rotplan("check", "r.yaml", "--mask", "-f", form, "--lang", lang, *more)
    assert done.code in (0, 1)
    return done.out + done.err


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_no_form_says_a_name_or_a_value(here: Path, case: Case) -> None:
    (here / "r.yaml").write_bytes(content(case))
    for form in FORMS:
        for lang in ("vi", "en"):
            told = masked(form, lang)
            assert not [secret for secret in SECRETS if secret in told], form
            assert not re.search(r"^ *\d+ \| ", told, re.MULTILINE), form


# a roster in which the secret stands in every place that a sentence echoes
PLACES = {
    "a key": BASE.replace("sex: male", f"{SECRET}: male"),
    "a key twice": BASE.replace("home: b", f"{SECRET}: b\n    {SECRET}: b"),
    "a word": BASE.replace("sex: male", f"sex: {SECRET}"),
    "a date": BASE.replace("1975-03-02", f"{SECRET}"),
    "a number": BASE.replace("policy: vn-2017", f"policy: vn-2017, max_moves: {SECRET}"),
    "a unit": BASE.replace("unit: b", f"unit: {SECRET}"),
    "a post": BASE.replace("holds: a/s", f"holds: {SECRET}"),
    "a kind": BASE.replace("commune_chair", SECRET),
    "a policy": BASE.replace("vn-2017", SECRET),
    "a policy's file": BASE.replace("vn-2017", f"{SECRET}.yaml"),
    "scores": BASE + f"scores: {SECRET}.csv\n",
    "a home": BASE.replace("home: b", f"home: xã {SECRET}"),
    "a language": BASE.replace("home: b", f"languages: ['{SECRET} ']\n    home: b"),
    "a decision": BASE + f"decisions: [{{keep: {SECRET}}}]\n",
    "a waiver": BASE + f"waivers: [{{cadre: X, clause: {SECRET}, basis: x}}]\n",
    "a rule": BASE + f"rules: {{x: {{rule: {SECRET}, basis: x, force: hard}}}}\n",
    "an option": BASE + f"rules: {{x: {{rule: min-stay, months: {SECRET}, basis: x}}}}\n",
    "a tag": BASE.replace("sex: male", f"sex: !<{SECRET.replace(' ', '')}> male"),
    "an anchor": BASE.replace("sex: male", "sex: &BíMật male"),
    "an alias": BASE.replace("sex: male", "sex: *BíMật"),
    "a comment": BASE.replace("sex: male", f"sex: male  # rotplan: ignore[{SECRET}]"),
    "a cut name": BASE.replace("Ma Văn Mẫu", f"Ma # {SECRET}"),
    "nothing but text": SECRET,
    "a broken line": BASE + f'x: "{SECRET}\n',
    "two holders": BASE.replace("holds: a/c", "holds: a/s").replace("Ma Văn Mẫu", SECRET),
    "a name in decomposed letters": BASE.replace("Ma Văn Mẫu", "Bi\u0301 Mật"),
    "letters of two scripts": BASE.replace("Ma Văn Mẫu", f"Mа {SECRET}"),
}


@pytest.mark.parametrize("text", PLACES.values(), ids=list(PLACES))
def test_wherever_a_name_stands_by_mistake(here: Path, text: str) -> None:
    (here / "r.yaml").write_text(text, "utf-8")
    plain = rotplan("check", "r.yaml", "-f", "json").findings
    assert plain
    for form in FORMS:
        for lang in ("vi", "en"):
            told = masked(form, lang)
            for secret in (SECRET, "BíMật", "Bi\u0301", "%C3%ADM"):
                assert secret not in told, form
    found = rotplan("check", "r.yaml", "-f", "json", "--mask").findings
    for key in ("code", "path", "line", "column", "end_line", "end_column", "fingerprint"):
        assert [f[key] for f in found] == [f[key] for f in plain]


def finding(code: str, *more: str) -> dict[str, Any]:
    told = rotplan("check", "r.yaml", "-f", "json", *more).findings
    return next(f for f in told if f["code"] == code)


def test_people_are_told_by_their_ids(here: Path) -> None:
    text = BASE.replace("holds: a/c", "holds: a/s")
    (here / "r.yaml").write_text(text, "utf-8")
    held = finding("RP306", "--mask")
    assert held["message"]["en"] == "the post 'a/s' is already held by X"
    assert held["entity"] == {"kind": "cadre", "id": "Z", "name": ""}
    assert finding("RP306")["message"]["en"] == "the post 'a/s' is already held by X Ma Văn Mẫu"
    (here / "r.yaml").write_text(BASE.replace("home: b\n    ", ""), "utf-8")
    told = finding("RP229", "--mask")
    assert "to collect first: X" in told["message"]["en"]


def test_of_a_broken_clause_only_its_title_is_told(here: Path) -> None:
    (here / "r.yaml").write_text(BASE.replace("home: b", "home: a"), "utf-8")
    told, plain = finding("RP401", "--mask"), finding("RP401")
    assert plain["message"]["en"].startswith(told["message"]["en"] + ": ")
    assert told["clause"] == plain["clause"]
    assert told["fix"] is None


def test_a_baseline_matches_with_and_without(here: Path) -> None:
    (here / "r.yaml").write_text(BASE.replace("home: b", "home: a"), "utf-8")
    for one, other in (([], ["--mask"]), (["--mask"], [])):
        (here / "base.json").unlink(missing_ok=True)
        rotplan("check", "r.yaml", *one, "--write-baseline", "base.json")
        assert "Mẫu" not in (here / "base.json").read_text("utf-8")
        done = rotplan("check", "r.yaml", "-f", "json", *other, "--baseline", "base.json")
        assert done.findings == []


def test_reports_are_masked_and_the_project_can_ask_for_it(here: Path) -> None:
    (here / "r.yaml").write_text(BASE.replace("holds: a/c", "holds: a/s"), "utf-8")
    (here / "rotplan.toml").write_text("mask = true\n", "utf-8")
    done = rotplan("check", "r.yaml", "--report", "json=out.json", "--report", "sarif=out.sarif")
    told = done.out + Path("out.json").read_text("utf-8") + Path("out.sarif").read_text("utf-8")
    assert "RP306" in told
    assert "Mẫu" not in told


def test_what_stays_open_is_a_part_of_some_sentence() -> None:
    parts = {
        slug: set(re.findall(r"\{(\w+)", entry.words.en + entry.words.vi))
        for slug, entry in CATALOGUE.items()
    }
    assert set().union(*parts.values()) >= _OPEN
    for slug, names in _OPEN_IN.items():
        assert names <= parts[slug], slug
