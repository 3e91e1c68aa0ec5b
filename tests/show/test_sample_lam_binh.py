"""The sample round of Lâm Bình, October 2019: its optimum, its plan file, the words users read."""

import json
from typing import get_args

import jsonschema
import pytest

from rotplan.language.words import Lang
from rotplan.plan.file.plan_schema import plan_json, plan_schema
from rotplan.plan.file.write_plan import plan_file
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.planning.propose import Proposal
from rotplan.roster.records import Cadre
from rotplan.show import markdown
from rotplan.show.report_layout import report_lines
from tests.kit.golden import Committed
from tests.kit.opening import tier_values
from tests.kit.samples import lam_binh, lam_binh_plan
from tests.paths import DOCS, GOLDEN

COMMUNES = {
    "lang-can": "02266",
    "thuong-lam": "02269",
    "khuon-ha": "02251",
    "phuc-yen": "02233",
    "xuan-lap": "02242",
    "binh-an": "02290",
    "tho-binh": "02296",
    "hong-quang": "02293",
}


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return lam_binh_plan()


def secretaries(proposal: Proposal) -> tuple[int, int, int]:
    """Non-local before and after, of so many."""
    before = {s.clause.id: s.met for s in proposal.today.standings}
    after = next(s for s in proposal.after.standings if s.clause.id == "local-secretary")
    return before["local-secretary"], after.met, after.of


def test_what_the_sample_holds() -> None:
    roster = lam_binh().roster
    codes = {u.id: u.code for u in roster.units if u.kind == "commune" and u.parent == "lam-binh"}
    assert codes == COMMUNES
    bodies = [u for u in roster.units if u.kind == "agency"]
    assert len(bodies) >= 10
    assert len(roster.posts) >= 60
    assert len(roster.cadres) >= 70
    assert roster.ties
    assert any(c.leaving for c in roster.cadres)
    assert any(c.circumstances for c in roster.cadres)
    assert any(not c.holds for c in roster.cadres)


def test_ten_moves_and_no_secretary_at_home(proposal: Proposal) -> None:
    wishes = sum(_as_wished(cadre, proposal) for cadre in lam_binh().roster.cadres)
    assert wishes == 5
    values = {"vacancies": 0, "targets": 0, "approvals": 0, "moves": 10, "preference": -10 * wishes}
    assert tier_values(proposal) == values
    assert secretaries(proposal) == (3, 8, 8)
    assert proposal.solved.canonical
    assert proposal.second_opinion == "certificate"


def _as_wished(cadre: Cadre, proposal: Proposal) -> bool:
    """Whether the cadre ends in a preferred unit or kind (the prices of vn-2017: 10 a wish)."""
    roster, holdings = lam_binh().roster, plan_file(proposal).holdings
    held = [roster.post_of[post] for post, holder in holdings.items() if holder == cadre.id]
    return any({post.kind, post.unit} & set(cadre.prefers) for post in held)


def test_nine_moves_are_not_enough() -> None:
    proposal = lam_binh_plan(max_moves=9)
    assert tier_values(proposal)["vacancies"] == 0
    assert secretaries(proposal) == (3, 7, 8)


def test_the_plan_file_fits_the_committed_schema(proposal: Proposal) -> None:
    committed = (DOCS / "schema" / "plan-1.schema.json").read_text("utf-8")
    assert committed == plan_schema()
    plan = json.loads(plan_json(plan_file(proposal)))
    jsonschema.validate(plan, json.loads(committed))
    assert plan["status"] == "optimal"
    assert len(plan["moves"]) == 10
    assert set(plan["holdings"]) == lam_binh().roster.planned


def test_a_plan_of_fixed_holdings_moves_who_it_says(proposal: Proposal) -> None:
    plan = plan_file(proposal)
    holder = lam_binh().roster.holder
    for move in plan.moves:
        assert move.before != move.after
        assert all(holder[post].id == move.cadre for post in move.before)
        assert all(plan.holdings[post] == move.cadre for post in move.after)
        assert move.because


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_words_users_read(lang: Lang, proposal: Proposal, committed: Committed) -> None:
    committed(
        GOLDEN / f"lam-binh-2019.{lang}.md",
        markdown.render(report_lines(report_on(proposal), lang)),
    )
