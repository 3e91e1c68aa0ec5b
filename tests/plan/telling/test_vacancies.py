"""Vacancies are posts without a holder, and cadres whom a closing post leaves without any: each
sentence says which."""

import json
from pathlib import Path

import pytest

from tests.kit.command import rotplan
from tests.plan.telling.closing_post import NEVER, ROSTER, explained, planned

FREE = ROSTER.replace("holds: g/x, since: 2015-01-01", "planned: [commune_chair]").replace(
    "  - {id: g/x, unit: g, kind: commune_chair, closing: true}\n", ""
)
EITHER = "vacant or cadre without a post", "chức danh để khuyết hoặc cán bộ chưa có chức danh"


@pytest.mark.parametrize(
    ("lang", "cadre", "post"),
    [
        ("en", "one more cadre is left without a post", "one more post stays vacant"),
        ("vi", "thêm 1 cán bộ chưa có chức danh", "thêm 1 chức danh để khuyết"),
    ],
)
def test_who_is_left_without_a_post_is_no_vacant_post(
    tmp_path: Path, lang: str, cadre: str, post: str
) -> None:
    plan = planned(tmp_path, ROSTER)
    other = explained(plan, lang, "L", "--to", "a/c")
    assert cadre in other and post not in other
    ranked = [line for line in explained(plan, lang, "a/c").splitlines() if ". " in line]
    assert cadre in ranked[1] and post not in ranked[1]
    # nobody in it: both
    assert f"{post}, {cadre}" in ranked[2]


def test_what_figures_alone_tell_covers_both(tmp_path: Path) -> None:
    """Prices and the frontier stand in the file as figures, and are told again from them."""
    asked = "--prices", "--frontier", "moves", "--alternatives", "2"
    path = planned(tmp_path, ROSTER + NEVER, *asked)
    plan = json.loads(path.read_text("utf-8"))
    for lang, words in zip(("en", "vi"), EITHER, strict=True):
        assert any(words in point["text"][lang] for point in plan["prices"])
        several = words.replace("cadre", "cadres")
        assert any(several in point["text"][lang] for point in plan["frontier"])
    assert rotplan("check", path).code == 0


def test_without_a_closing_post_only_posts_are_told(tmp_path: Path) -> None:
    asked = "--prices", "--frontier", "moves", "--alternatives", "2"
    path = planned(tmp_path, FREE, *asked)
    assert "one more post stays vacant" in explained(path, "en", "a/c")
    text = path.read_text("utf-8")
    assert not any(words in text for words in EITHER)
