"""What is only asked is never told as what the board decided: no line, no clause, its own name."""

import json
from pathlib import Path
from typing import Any

import pytest

from rotplan.plan.file.explanation_file import explanation_json
from rotplan.plan.telling.conflict_points import conflict_points
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.supposed_words import asked_words
from rotplan.plan.telling.why_move import about_cadre
from rotplan.plan.telling.why_none import about_no_plan
from rotplan.plan.telling.why_not import why_not
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.repairs import new_posts, repairs
from rotplan.planning.conflict.conflict import find_conflict
from rotplan.planning.conflict.demands import members
from rotplan.planning.engine import Budget
from rotplan.planning.program.other_plans import Comparison
from rotplan.planning.program.program import demands
from rotplan.planning.solving.solve_again import Again, Impossible, Suppose, forced_to, keep, never
from tests.kit.command import rotplan
from tests.kit.planted_rosters import TERMS, asking, cadre, docket, no_plan, post, ring, roster
from tests.kit.true_points import Truth, every_point, several

Doc = dict[str, Any]
BOTH = {"both": {"rule": "concurrency", "allowed": [["k0", "k1"]], "force": "hard"}}


def told_of(question: Questioner, *told: Explanation) -> list[Point]:
    """All points, once nothing in them is false."""
    assert Truth(question.proposal.docket).lies(told) == []
    return list(every_point(tuple(p for explanation in told for p in explanation.points)))


def of_kind(points: list[Point], kind: str) -> list[Point]:
    return [point for point in points if point.kind == kind]


def placed_by_the_board(**more: Any) -> Doc:
    """`x` must leave a closing post, and the board places `x` in p0."""
    return roster(
        [cadre("x", holds="p1")],
        [post(0), post(1, closing="true")],
        {},
        decisions=[{"place": "x", "in": "p0", "because": "Kết luận 7"}],
        **more,
    )


@pytest.mark.parametrize("rules", [{}, BOTH], ids=["refused", "never"])
def test_who_declines_breaks_a_decision_and_makes_none(rules: Doc) -> None:
    """Once the holding is refused, once, where posts may be joined, a `never` is supposed."""
    doc = placed_by_the_board()
    question = asking({**doc, "rules": rules and {"both": {**BOTH["both"], "basis": "Quy chế"}}})
    x = question.proposal.docket.roster.cadre_of["x"]
    points = told_of(question, about_cadre(question, x))
    (asked,) = of_kind(points, "asked")
    assert (asked.place, asked.clause, asked.parts) == (None, None, ())
    assert "x" in several(asked, "cadres")
    assert {dict(p.facts)["id"] for p in of_kind(points, "decision")} == {"place x in p0"}


def test_where_it_stands_is_the_line_of_the_decision_itself(tmp_path: Path) -> None:
    """The case in which an invented decision had the line of the board's last one."""
    (tmp_path / "r.yaml").write_text(DECLINED, "utf-8")
    plan = tmp_path / "p.json"
    assert rotplan("plan", tmp_path / "r.yaml", "-o", plan).code == 0
    for lang, asked, decided in (
        ("en", "what is asked: Cán bộ B1 (B1) does not take", "decision: place"),
        ("vi", "điều được hỏi: Cán bộ B1 (B1) không nhận", "quyết định: bố trí"),
    ):
        for form in ("text", "markdown"):
            done = rotplan("explain", plan, "B1", "-f", form, env={"ROTPLAN_LANG": lang})
            lines = [line.replace("\\", "") for line in done.out.splitlines()]
            (line,) = [text for text in lines if asked in text]
            assert "r.yaml" not in line
            (line,) = [text for text in lines if decided in text]
            assert "13)" in line
            assert not any("never" in text or "không bố trí" in text for text in lines)
    told = json.loads(rotplan("explain", plan, "B1", "-f", "json").out)
    flat = json.dumps(told, ensure_ascii=False)
    assert '"never' not in flat
    assert flat.count('"kind": "asked"') == 1


DECLINED = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: Huyện D, kind: district}
  - {id: a, name: Xã A, kind: commune, parent: d}
  - {id: b, name: Xã B, kind: commune, parent: d}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: b/s, unit: b, kind: commune_secretary, closing: true}
cadres:
  - {id: B1, name: Cán bộ B1, born: 1980-01-01, sex: male, home: b, education: university, \
theory: advanced, planned: [commune_secretary, commune_chair], holds: b/s, since: 2012-01-01}
decisions:
  - {place: B1, in: a/s, because: Kết luận 1}
"""


def test_who_is_kept_on_trial_was_not_kept_by_the_board() -> None:
    doc = roster(
        [cadre("x", holds="p0"), cadre("y")],
        [post(0), post(1, required="false")],
        {},
        decisions=[{"place": "y", "in": "p0"}],
    )
    question = asking(doc)
    x = question.proposal.docket.roster.cadre_of["x"]
    points = told_of(question, about_cadre(question, x))
    stays = next(p for p in points if p.kind == "if-stayed")
    (asked,) = of_kind(list(every_point((stays,))), "asked")
    assert asked.words.en == "what is asked: Cán bộ x (x) stays Post k0, Xã U0"
    assert {dict(p.facts)["id"] for p in of_kind(points, "decision")} == {"place y in p0"}


def test_who_is_placed_on_trial_was_not_placed_by_the_board() -> None:
    doc = roster(
        [cadre("x"), cadre("y")],
        [post(0), post(1, required="false")],
        {},
        decisions=[{"place": "y", "in": "p0"}],
    )
    question = asking(doc)
    docket_ = question.proposal.docket
    told = why_not(question, docket_.roster.cadre_of["x"], docket_.roster.post_of["p0"])
    points = told_of(question, told)
    (asked,) = of_kind(points, "asked")
    assert asked.words.vi == "điều được hỏi: bố trí Cán bộ x (x) vào Chức danh k0 Xã U0"
    (decision,) = of_kind(points, "decision")
    assert dict(decision.facts)["id"] == "place y in p0"


def test_who_stays_by_a_clause_alone() -> None:
    """What is asked stands beside a single clause, which by itself hinders nothing."""
    rules = {"stay": {"rule": "min-stay", "force": "hard", "months": "600"}}
    question = asking(roster([cadre("x", holds="p0")], [post(0), post(1)], rules))
    x = question.proposal.docket.roster.cadre_of["x"]
    points = told_of(question, about_cadre(question, x))
    (no_plan_,) = of_kind(points, "no-plan")
    assert [p.kind for p in no_plan_.parts][:2] == ["asked", "clause"]
    assert no_plan_.parts[0].words.en == "what is asked: Cán bộ x (x) does not hold Post k0, Xã U0"


def test_what_is_asked_equals_no_decision_of_the_board() -> None:
    """Asked just what the board decided: they are two, and to drop one leaves the other."""
    doc = roster([cadre("x", holds="p0")], [post(0), post(1)], {}, decisions=[{"keep": "x"}])
    read = docket(doc)
    supposed = keep("x").apply(read)
    (decision,) = read.roster.decisions
    assert supposed.roster.decisions == (decision,)
    assert supposed.supposed[0] != decision
    (member,) = [m for m in members(supposed) if m.kind == "decision"]
    assert member.suppose is not None
    rest = member.suppose.apply(supposed)
    assert rest.orders == supposed.supposed
    assert member.without(demands(supposed)).structure.decisions == supposed.supposed
    refused = Comparison(refused=frozenset({(0, (0,))}))
    assert isinstance(Again(rest, Budget(20)).ask(compared=refused), Impossible)


@pytest.mark.parametrize(
    ("supposed", "compared", "vi", "en"),
    [
        (never("x", ("p1", "p2")), Comparison(),
         "Cán bộ x (x) không nhận Chức danh k1 Xã U1, Chức danh k2 Xã U2",
         "Cán bộ x (x) does not take Post k1, Xã U1, Post k2, Xã U2"),
        (never("x", ("u1",)), Comparison(), "Cán bộ x (x) không nhận Xã U1",
         "Cán bộ x (x) does not take Xã U1"),
        (keep("r"), Comparison(), "Cán bộ r (r) chưa được bố trí chức danh nào",
         "Cán bộ r (r) is given no post"),
        (forced_to("r", "p1"), Comparison(), "bố trí Cán bộ r (r) vào Chức danh k1 Xã U1",
         "Cán bộ r (r) is placed in Post k1, Xã U1"),
        (Suppose(), Comparison(empty=frozenset({1})), "để khuyết Chức danh k1 Xã U1",
         "Post k1, Xã U1 is left vacant"),
        (Suppose(), Comparison(refused=frozenset({(0, ())})), "Cán bộ r (r) được bố trí một chức "
         "danh", "Cán bộ r (r) is given a post"),
        (Suppose(), Comparison(unlike=(((0, ()),),)),
         "một phương án khác các phương án đã nêu", "a plan other than those already given"),
    ],
)  # fmt: skip
def test_each_kind_of_question_in_words(
    supposed: Suppose, compared: Comparison, vi: str, en: str
) -> None:
    doc = roster([cadre("r"), cadre("x", holds="p0")], [post(0), post(1), post(2)], {})
    words = asked_words(supposed.apply(docket(doc)), compared)
    assert words is not None
    assert (words.vi, words.en) == (vi, en)


def test_nothing_is_asked_of_a_docket_as_it_is() -> None:
    read = docket(roster([cadre("x")], [post(0)], {}))
    aside = Suppose(relaxed=frozenset({"a"}), uncapped=True, posts=new_posts(read))
    assert asked_words(aside.apply(read), Comparison()) is None


def test_no_repair_lifts_what_was_only_asked() -> None:
    """Where a question makes a round impossible, only what stands on paper can be dropped."""
    doc = roster(
        [cadre("x", holds="p0"), cadre("y")],
        [post(0), post(1, required="false")],
        {},
        decisions=[{"place": "y", "in": "p0"}],
    )
    asked = keep("x").apply(docket(doc))
    conflict = find_conflict(asked, Budget(20))
    assert [m.id for m in conflict.members] == ["place y in p0"]
    found = repairs(Again(asked, Budget(20)), conflict)
    assert {(r.kind, r.id) for r in found.found} == {("drop", "place y in p0")}
    points = conflict_points(asked, conflict)
    assert [p.kind for p in points][:2] == ["asked", "decision"]


# -- ids that collide ------------------------------------------------------------------------


def test_a_decision_that_stands_twice_is_one_demand_on_two_lines() -> None:
    doc = roster(
        [cadre("x", holds="p0", planned=[])],
        [post(0, closing="true"), post(1)],
        {"planned": {"rule": "planning-list", "force": "hard"}},
        decisions=[
            {"place": "x", "in": "p1", "because": "Kết luận 1"},
            {"place": "x", "in": "p1", "because": "Kết luận 2"},
        ],
    )
    found = no_plan(doc)
    assert [m.id for m in found.conflict.members] == ["planned", "place x in p1"]
    told = about_no_plan(Again(found.docket, Budget(20)))
    assert Truth(found.docket).lies((told,)) == []
    (drop,) = [p for p in every_point(told.points) if p.kind == "repair-drop"]
    assert "drop the decision" in drop.words.en


@pytest.mark.parametrize("name", ["nobody-dropped", "max_moves", "keep c0"])
def test_a_clause_may_be_called_as_a_principle_a_cap_or_a_decision_is(name: str) -> None:
    doc = ring(3)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"][name] = {"rule": "term-limit", "months": "180", "basis": "Quy chế thử", **TERMS}
    doc["round"]["max_moves"] = "2"
    found = no_plan(doc)
    keys = {(m.kind, m.id) for m in found.conflict.members}
    assert {("structure", "nobody-dropped"), ("clause", name), ("cap", "max_moves")} < keys
    told = about_no_plan(Again(found.docket, Budget(20)))
    points = list(every_point(told.points))
    assert [p.clause for p in of_kind(points, "repair-cap")] == [None]
    assert ("c0", name) in {(p.cadre, p.clause) for p in of_kind(points, "repair-waive")}
    (clause,) = [p for p in of_kind(points, "clause") if p.clause == name]
    assert [p.cadre for p in clause.parts if p.kind == "fact"] == ["c0"]


def test_a_post_opened_on_trial_takes_no_id_of_another() -> None:
    doc = roster([cadre("x", holds="p0")], [post(0), post(1)], {})
    doc["posts"].append({"id": "u0/k0+", "unit": "u1", "kind": "k1"})
    read = docket(doc)
    opened = new_posts(read)
    assert not {p.id for p in opened} & set(read.roster.post_of)


@pytest.mark.parametrize(("written", "stands"), [("5", False), ("2", True)])
def test_a_cap_from_the_command_line_is_on_no_line(written: str, stands: bool) -> None:
    """Also where the roster has another one on some line."""
    doc = ring(3)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {**TERMS, "months": "180", "basis": "Quy chế thử"}
    doc["round"]["max_moves"] = written
    capped = docket(doc).with_cap(2)
    points = conflict_points(capped, find_conflict(capped, Budget(20)))
    (cap,) = of_kind(list(points), "cap")
    assert cap.words.en == "cap: no more than 2 cadres move"
    assert (cap.place is not None) is stands


def test_supposing_changes_no_line_of_what_is_settled() -> None:
    """Also after some decision is set aside, and in the JSON."""
    doc = roster(
        [cadre("x", holds="p0"), cadre("y"), cadre("z")],
        [post(0), post(1, required="false"), post(2, required="false")],
        {},
        decisions=[{"place": "z", "in": "p2"}, {"place": "y", "in": "p0"}],
    )
    read = docket(doc)
    first = read.roster.decisions[0]
    without = Suppose(dropped=frozenset({first}), decisions=keep("x").decisions).apply(read)
    conflict = find_conflict(without, Budget(20))
    points = conflict_points(without, conflict)
    told = Explanation(points[0].words, (), points)
    assert Truth(read).lies((told,)) == []
    assert '"kind": "asked"' in explanation_json((told,))
    assert [m.id for m in members(without) if m.kind == "decision"] == ["place y in p0"]
