"""The benchmark's generator: the same for the same seed, no error in form, and as many pairs by its
own count as rotplan has columns of one post."""

import itertools
from pathlib import Path

import pytest

from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import demands
from rotplan.policy.docket import Docket
from rotplan.roster.reading.problems import Level
from tests.bench.pairs import eligible
from tests.bench.rounds import DATES, Record, roster, text
from tests.kit.opening import try_open

pytestmark = pytest.mark.thorough

FROZEN = ("under_investigation",)


def _docket(data: Record, folder: Path) -> tuple[Docket | None, list[str]]:
    path = folder / "roster.yaml"
    path.write_text(text(data), "utf-8")
    docket, problems = try_open(path)
    serious = (p for p in problems if p.level >= Level.WARNING and p.slug != "namesakes")
    return docket, [p.words.en for p in serious]


@pytest.mark.parametrize(("policy", "communes"), [*itertools.product(sorted(DATES), (8, 30))])
def test_pairs_are_those_of_rotplan(policy: str, communes: int, tmp_path: Path) -> None:
    """Cadre by cadre and post by post; no pair is forgotten, none is made up. Who is under
    investigation may not move at all: that is a row of rotplan's, and no pair of the count's."""
    data = roster(communes, 2, policy=policy)
    docket, said = _docket(data, tmp_path)
    assert docket is not None, said
    program, table = compile_program(docket, demands(docket)), docket.table
    holdings = (program.among[n] for n in program.holding.tolist())
    columns = {
        (table.cadres[cadre].id, table.posts[holding[0]].id)
        for cadre, holding in zip(program.cadre.tolist(), holdings, strict=True)
        if len(holding) == 1
        and not (table.cadres[cadre].circumstances == FROZEN and holding != table.before[cadre])
    }
    own = eligible(data)
    pairs = {
        (own.cadres[cadre]["id"], own.posts[post]["id"])
        for cadre, post in zip(own.cadre.tolist(), own.post.tolist(), strict=True)
    }
    assert pairs == columns
    assert len(own.cadre) == len(pairs)


def test_same_for_the_same_seed() -> None:
    assert text(roster(30, 3)) == text(roster(30, 3))
    assert text(roster(30, 3)) != text(roster(30, 4))


def test_a_province_and_a_half_has_no_form_error(tmp_path: Path) -> None:
    """Several provinces: the centre decides, and nobody but the pool crosses the border. Namesakes
    born on one day are left to chance, as in life."""
    data = roster(150, 1, caps="tight")
    docket, said = _docket(data, tmp_path)
    assert said == []
    assert docket is not None
    assert docket.roster.round.authority == "tw"
    assert len(docket.roster.planned) == len(data["posts"])
    own, province = eligible(data), {u["id"]: u.get("parent") for u in data["units"]}
    kinds = {
        own.posts[post]["kind"]
        for cadre, post in zip(own.cadre.tolist(), own.post.tolist(), strict=True)
        if province[own.cadres[cadre]["family_home"]] != province[own.posts[post]["unit"]]
    }
    assert kinds == {
        "commune_secretary",
        "inspection_chair",
        "province_body_head",
        "province_body_deputy",
    }


def test_country_has_the_size_of_the_country() -> None:
    """31,545 posts and 36,277 cadres in 3,321 communes."""
    data = roster(3321)
    assert len(data["posts"]) == 31_545
    assert len(data["cadres"]) == 36_277
    assert sum(unit["kind"] == "commune" for unit in data["units"]) == 3321
