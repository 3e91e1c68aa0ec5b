"""What users read when they ask why: goldens, order, sameness, bad input."""

import json
import os
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from rotplan.language.words import Lang
from rotplan.plan.file.explanation_file import explanation_json, explanation_schema
from rotplan.plan.file.write_plan import plan_file
from rotplan.plan.telling.explain_whole_plan import about_plan
from rotplan.plan.telling.extra_answers import Wanted, further
from rotplan.plan.telling.moves import find_moves
from rotplan.plan.telling.point import Explanation
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.plan.telling.who_could_hold import for_post
from rotplan.plan.telling.why_move import about_cadre
from rotplan.plan.telling.why_none import about_no_plan
from rotplan.plan.telling.why_not import why_not
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.engine import Budget
from rotplan.planning.solving.solve_again import Again
from rotplan.policy.docket import Docket
from rotplan.show import markdown
from rotplan.show.point_lines import explained_all
from rotplan.show.report_layout import report_lines
from tests.kit.command import rotplan
from tests.kit.counted_budget import Counted
from tests.kit.golden import Committed
from tests.kit.opening import open_roster, proposed
from tests.kit.planted_rosters import no_plan, policy, ring
from tests.kit.true_points import every_point
from tests.paths import DOCS, GOLDEN, LAM_BINH, ROOT

pytestmark = pytest.mark.thorough

MOVES = ("LB-034", "LB-055", "LB-023")
STAYS = ("LB-048", "LB-012", "LB-063")
REFUSALS = (
    ("LB-023", "lang-can/secretary"),
    ("LB-030", "lang-can/secretary"),
    ("LB-060", "xuan-lap/secretary"),
    ("LB-058", "xuan-lap/secretary"),
)
POST = "xuan-lap/secretary"


@contextmanager
def at_root() -> Iterator[None]:
    """Paths read the same wherever the tests run."""
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        yield
    finally:
        os.chdir(here)


@cache
def sample() -> Questioner:
    with at_root():
        return asked_of(open_roster(str(LAM_BINH.relative_to(ROOT))))


def asked_of(docket: Docket) -> Questioner:
    return Questioner(proposed(docket), Again(docket, Budget(120)))


def told(asking: Questioner) -> tuple[Explanation, ...]:
    """What the golden pages hold: moves, stays, refusals, and who could hold a post."""
    roster = asking.proposal.docket.roster
    moves = [about_cadre(asking, roster.cadre_of[c]) for c in (*MOVES, *STAYS)]
    refusals = [why_not(asking, roster.cadre_of[c], roster.post_of[p]) for c, p in REFUSALS]
    return (*moves, *refusals, for_post(asking, roster.post_of[POST]))


def page(asking: Questioner, lang: Lang) -> str:
    return markdown.render(explained_all(told(asking), lang))


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_words_users_read(lang: Lang, committed: Committed) -> None:
    committed(GOLDEN / f"explain-lam-binh.{lang}.md", page(sample(), lang))


def test_every_move_of_the_sample_is_explained() -> None:
    asking = sample()
    summary, *moves = about_plan(asking)
    assert len(moves) == 10
    assert summary.answered
    for explanation in moves:
        kinds = [point.kind for point in explanation.points]
        assert kinds == ["why", "if-stayed", "if-declined", "firm"]
        assert all(point.parts for point in explanation.points)
        causes = {part.kind for part in explanation.points[0].parts}
        assert causes & {"must-leave", "makes-room", "fills", "decided"}
        proofs = [p for p in every_point(explanation.points) if p.kind == "proof"]
        assert proofs
        assert all(dict(p.facts)["proved"] for p in proofs)


def test_equal_reasons_read_the_same_everywhere() -> None:
    """In the plan file, the report, and the explanation: one sentence for one reason."""
    proposal = sample().proposal
    lines = {
        lang: [line.text for line in report_lines(report_on(proposal), lang)]
        for lang in get_args(Lang)
    }
    for move in plan_file(proposal).moves:
        cadre = proposal.docket.roster.cadre_of[move.cadre]
        found = about_cadre(sample(), cadre).points[0].parts
        assert [(p.words.vi, p.words.en) for p in found] == [
            (b.text.vi, b.text.en) for b in move.because
        ]
        for because in move.because:
            suffix = f" [{because.clause}]" if because.clause else ""
            assert because.text.vi + suffix in lines["vi"]
            assert because.text.en + suffix in lines["en"]


def shuffled(document: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The same facts, every list of records in another order."""
    mixed = dict(document)
    for section in ("units", "posts", "cadres", "ties", "decisions", "waivers"):
        if section in mixed:
            mixed[section] = rng.sample(mixed[section], len(mixed[section]))
    return mixed


def without_places(text: str) -> str:
    return re.sub(r"(–|\()\s?\S+, (dòng|line) \d+", "", text)


def test_the_order_of_the_roster_changes_no_sentence(tmp_path: Path) -> None:
    document = yaml.load(LAM_BINH.read_text("utf-8"), yaml.BaseLoader)
    path = tmp_path / "roster.yaml"
    mixed = shuffled(document, random.Random(3))
    path.write_text(json.dumps(mixed, ensure_ascii=False), "utf-8")
    other = asked_of(open_roster(str(path)))
    for lang in get_args(Lang):
        assert without_places(page(other, lang)) == without_places(page(sample(), lang))


def test_the_order_of_an_impossible_roster_changes_no_sentence() -> None:
    doc = ring(5)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {"rule": "term-limit", "force": "hard", "months": "180", "basis": "-"}
    doc["round"]["max_moves"] = "4"
    doc["decisions"] = [{"keep": "c3"}, {"never": "c4", "in": "p2"}]
    pages = set()
    for seed in range(4):
        found = no_plan(shuffled(doc, random.Random(seed)))
        explanation = about_no_plan(Again(found.docket, Budget(60)))
        pages.add(without_places(markdown.render(explained_all((explanation,), "vi"))))
    assert len(pages) == 1


def test_no_sentence_shows_an_id_without_a_name() -> None:
    roster = sample().proposal.docket.roster
    for lang in get_args(Lang):
        for line in page(sample(), lang).splitlines():
            for id_ in re.findall(r"LB-\d+", line):
                assert f"{roster.cadre_of[id_].name} ({id_})" in line.replace("\\", "")
        assert not re.search(r"\w+/(secretary|chair)", page(sample(), lang))


def test_explanations_fit_the_committed_schema() -> None:
    committed = (DOCS / "schema" / "explanation-1.schema.json").read_text("utf-8")
    assert committed == explanation_schema()
    data = json.loads(explanation_json(told(sample()), "LB-034", None))
    jsonschema.validate(data, json.loads(committed))


def test_what_is_asked_beside_a_plan_stands_in_its_file() -> None:
    asking = sample()
    more = further(asking.proposal, Wanted(frontier=True, prices=True, alternatives=2), Budget(120))
    plan = plan_file(asking.proposal, None, more)
    assert [(p.facts["from"], p.facts["to"]) for p in plan.frontier if p.kind == "reach"] == [
        *((n, n) for n in range(8)),
        (8, 9),
        (10, None),
    ]
    met = [p.facts["local-secretary.met"] for p in plan.frontier if p.kind == "reach"]
    assert met[-2:] == [7, 8]
    assert len(plan.alternatives) == 2
    (target,) = [p for p in plan.prices if p.clause == "local-secretary"]
    assert target.facts["moves.before"] == 10
    table = [
        line.text
        for line in report_lines(report_on(asking.proposal), "en", more.points)
        if line.kind == "figure"
    ]
    assert [row.split()[0] for row in table] == [
        "moves",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8–9",
        "10+",
    ]
    assert table[-1].endswith("████████████████████ 8/8")


# -- the command -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "round.yaml").write_text(LAM_BINH.read_text("utf-8"), "utf-8")
    path = folder / "plan.json"
    assert rotplan("plan", folder / "round.yaml", "-o", path).code == 0
    return path


def test_a_cadre_by_id_or_by_name(plan: Path) -> None:
    by_id, by_name = (rotplan("explain", plan, who) for who in ("LB-055", "ma đình  trọng"))
    assert by_id.code == 0
    assert by_id.out == by_name.out
    assert by_id.out.startswith("Ma Đình Trọng (LB-055) · appointment\n")


def test_json_and_markdown_tell_the_same(plan: Path) -> None:
    data = json.loads(rotplan("explain", plan, "LB-055", "-f", "json").out)
    text = rotplan("explain", plan, "LB-055", "-f", "md").out.replace("\\", "")
    assert data["cadre"] == "LB-055"
    assert data["answered"]

    def sentences(points: list[dict[str, Any]]) -> Iterator[str]:
        for point in points:
            yield point["text"]["en"]
            yield from sentences(point["parts"])

    for sentence in sentences(data["told"][0]["points"]):
        assert sentence in text


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("LB-0555",), "did you mean 'LB-055'?"),
        (("Ma Đình Trọn",), "did you mean 'LB-055 (Ma Đình Trọng)'?"),
        (("xuan-lap/secretry",), "did you mean 'xuan-lap/secretary'?"),
        (("LB-055", "--to", "xuan-lap/secretry"), "did you mean 'xuan-lap/secretary'?"),
        (("--to", "xuan-lap/secretary"), "--to needs a cadre"),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest(
    plan: Path, words: tuple[str, ...], hint: str
) -> None:
    done = rotplan("explain", plan, *words)
    assert done.code == 2
    assert hint in done.err
    assert done.out == ""


def changed(plan: Path, old: str, new: str) -> Path:
    """The plan beside a roster in which something is written otherwise."""
    roster = plan.parent / "round.yaml"
    folder = plan.parent / f"changed-{abs(hash((old, new)))}"
    folder.mkdir(exist_ok=True)
    text = roster.read_text("utf-8")
    assert old in text
    (folder / "other.yaml").write_text(text.replace(old, new, 1), "utf-8")
    return folder / "other.yaml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "name:          Ma Đình Trọng",
            "name:          Ma Đình Trọng Em",
            "cadres changed: Ma Đình Trọng Em (LB-055)",
        ),
        ("date:      2019-10-15", "date:      2019-10-16", "the round itself changed"),
    ],
)
def test_a_stale_plan_is_refused_with_what_changed(
    plan: Path, old: str, new: str, said: str
) -> None:
    other = changed(plan, old, new)
    done = rotplan("explain", plan, "LB-055", "--roster", other)
    assert done.code == 5
    assert said in done.err
    assert "other.yaml" in done.err
    assert done.out == ""


def test_what_changes_no_fact_makes_no_plan_stale(plan: Path) -> None:
    other = changed(plan, "rotplan: 1", "rotplan: 1\n# a comment")
    done = rotplan("explain", plan, "LB-055", "--roster", other)
    assert (done.code, done.err) == (0, "")


def test_a_changed_clause_and_a_new_decision_are_named(plan: Path) -> None:
    other = changed(plan, "decisions:", "decisions:\n  - {keep: LB-002}")
    told = rotplan("explain", plan, "--roster", other)
    assert (told.code, "decisions changed" in told.err) == (5, True)
    other = changed(plan, "months:     36", "months:     24")
    assert "clauses changed: min-stay" in rotplan("explain", plan, "--roster", other).err


def test_a_plan_that_was_edited_is_refused(plan: Path, tmp_path: Path) -> None:
    data = json.loads(plan.read_text("utf-8"))
    first, second = [p for p, holder in data["holdings"].items() if holder][:2]
    data["holdings"][first], data["holdings"][second] = (
        data["holdings"][second],
        data["holdings"][first],
    )
    edited = tmp_path / "plan.json"
    edited.write_text(json.dumps(data), "utf-8")
    done = rotplan("explain", edited, "--roster", plan.parent / "round.yaml")
    assert done.code == 2
    assert "it was edited" in done.err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rotplan_plan": 1}', "null", "[" * 5000])
def test_what_is_no_plan_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, "utf-8")
    done = rotplan("explain", path)
    assert done.code == 2
    assert "not a plan file" in done.err


def test_a_roster_is_no_plan() -> None:
    done = rotplan("explain", LAM_BINH)
    assert done.code == 2
    assert "rotplan plan ROSTER -o plan.json" in done.err


def test_a_file_called_like_a_rule_hides_no_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "family").mkdir()
    done = rotplan("explain", "family")
    assert (done.code, "family" in done.out) == (0, True)
    done = rotplan("explain", "famly", "LB-055")
    assert (done.code, "no such plan file" in done.err) == (2, True)


def test_what_cannot_be_answered_in_time_is_said_to_be_open(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The budget is over at the first look, whatever the machine."""
    monkeypatch.setattr("rotplan.cli.explain.plan_questions.Budget", lambda *_: Counted(0))
    done = rotplan("explain", plan, "LB-030", "--to", "lang-can/secretary")
    assert done.code == 4
    assert "not answered within the time limit" in done.out
    told = json.loads(rotplan("explain", plan, "LB-030", "-f", "json").out)
    assert told["answered"] is False


def test_a_cap_from_the_command_line_is_remembered(plan: Path, tmp_path: Path) -> None:
    capped = tmp_path / "plan.json"
    roster = plan.parent / "round.yaml"
    assert rotplan("plan", roster, "-o", capped, "--max-moves", "9").code == 0
    done = rotplan("explain", capped, "lang-can/secretary", "--root", plan.parent, "-f", "json")
    assert done.code == 0
    points = json.loads(done.out)["told"][0]["points"]
    (able,) = [p for p in points if p["kind"] == "able"]
    moves = [p["facts"]["moves"] for p in able["parts"] if p["kind"] == "candidate"]
    assert moves
    assert max(moves) <= 9
    free = rotplan("explain", plan, "lang-can/secretary", "-f", "json")
    (able,) = [p for p in json.loads(free.out)["told"][0]["points"] if p["kind"] == "able"]
    assert max(p["facts"]["moves"] for p in able["parts"] if p["kind"] == "candidate") > 9


def test_a_plan_that_does_not_exist_is_explained_too(tmp_path: Path) -> None:
    doc = ring(3)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {"rule": "term-limit", "force": "hard", "months": "180", "basis": "-"}
    doc["round"]["max_moves"] = "2"
    (tmp_path / "policy.yaml").write_text(json.dumps(policy(doc)), "utf-8")
    (tmp_path / "roster.yaml").write_text(json.dumps(doc, ensure_ascii=False), "utf-8")
    out = tmp_path / "plan.json"
    planned = rotplan("plan", tmp_path / "roster.yaml", "-o", out)
    explained = rotplan("explain", out)
    assert (planned.code, explained.code) == (3, 3)
    assert "Counted: at least 3 have to move, the cap is 2" in planned.out
    assert "raise the cap to 3 moves – then there is a plan: 3 cadres move" in planned.out
    end = planned.out.index("its bounds, computed anew")
    shared = planned.out[planned.out.index("Proved.") : end]
    for line in shared.splitlines()[1:]:
        assert line in explained.out
    data = json.loads(out.read_text("utf-8"))
    assert data["repairs"][0]["kind"] == "repair-waive"
    assert data["shortages"][0]["facts"] == {"moves": 3}


def test_moves_of_the_sample_are_told_by_chain() -> None:
    moves = find_moves(sample().proposal)
    texts = [line.text for line in report_lines(report_on(sample().proposal), "vi")]
    assert len({m.chain for m in moves}) == 5
    assert sum("đổi chức danh cho nhau" in text for text in texts) == 3
    follows = "Triệu Tiến Hòa (LB-075) thay Bàn Văn Sành (LB-023)"
    assert any(text.endswith(follows) for text in texts)
