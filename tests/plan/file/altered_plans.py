"""Fresh plans, and the kinds of alterations that `check` must find or call unchecked.

Each kind is a function that changes a plan (as data) in place, with the key that it alters: `keys`
are what the note about unchecked keys may name instead of an error.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rotplan.language.words import LANGS
from rotplan.plan.file.plan_records import CertifiedTier
from rotplan.plan.file.plan_schema import digest, plan_json
from rotplan.plan.file.point_json import told_point
from rotplan.plan.file.write_plan import plan_file
from rotplan.plan.telling.extra_answers import Wanted, further
from rotplan.plan.telling.report.proof_section import witness_point
from rotplan.plan.telling.report.report_sentences import PHRASES
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoAnswer, Proposal, propose
from rotplan.planning.witnesses import ProofWanted
from tests.kit.counted_budget import Counted
from tests.kit.opening import open_roster

Plan = dict[str, Any]

ROUND = """\
rotplan: 1
round: {date: 2023-11-15, authority: d, policy: vn-2022}
units:
  - {id: d, name: Huyện B, kind: district}
  - {id: b0, name: Xã B0, kind: commune, parent: d}
  - {id: b1, name: Xã B1, kind: commune, parent: d}
  - {id: b2, name: Xã B2, kind: commune, parent: d}
  - {id: b3, name: Xã B3, kind: commune, parent: d}
posts:
  - {id: b0/s, unit: b0, kind: commune_secretary}
  - {id: b1/s, unit: b1, kind: commune_secretary}
  - {id: b2/s, unit: b2, kind: commune_secretary}
  - {id: b0/c, unit: b0, kind: commune_chair}
  - {id: b1/c, unit: b1, kind: commune_chair}
  - {id: b2/c, unit: b2, kind: commune_chair}
  - {id: d/s, unit: d, kind: district_secretary}
cadres:
  - {id: b-1, name: Cán bộ 1, born: 1979-01-01, sex: male, home: b0, holds: b0/s, \
since: 2022-03-01, education: university, theory: advanced, planned: [commune_secretary, \
commune_chair]}
  - {id: b-2, name: Cán bộ 2, born: 1979-01-01, sex: male, home: b1, holds: b1/s, \
since: 2012-01-01, education: university, theory: advanced, planned: [commune_secretary, \
commune_chair]}
  - {id: b-3, name: Cán bộ 3, born: 1979-01-01, sex: male, home: b3, holds: b0/c, \
since: 2012-01-01, education: university, theory: advanced, planned: [commune_secretary, \
commune_chair]}
  - {id: b-4, name: Cán bộ 4, born: 1979-01-01, sex: male, home: b3, holds: b1/c, \
since: 2021-01-01, education: university, theory: advanced, planned: [commune_secretary, \
commune_chair], circumstances: [under_investigation]}
  - {id: b-5, name: Cán bộ 5, born: 1979-01-01, sex: male, home: b2, education: university, \
theory: advanced, planned: [commune_secretary, commune_chair]}
  - {id: b-6, name: Cán bộ 6, born: 1979-01-01, sex: male, home: b2, holds: b2/c, \
since: 2016-01-01, education: university, theory: advanced, planned: [commune_secretary, \
commune_chair]}
rules:
  doctors: {rule: qualification, posts: [district_secretary], education: doctorate, force: hard, \
basis: Kế hoạch}
  local-chair: {force: target, goal: "60%", priority: 2, basis: Kế hoạch}
  women: {rule: composition, posts: [commune_secretary, commune_chair], group: {sex: female}, \
min: "30%", within: round, force: target, priority: 3, basis: Kế hoạch}
waivers:
  - {clause: local-chair, cadre: b-6, basis: Thông báo 1, until: 2024-06-30}
"""

# the board wants two in new posts and allows one move
CLASH = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017, max_moves: 1}
units:
  - {id: d, name: Huyện D, kind: district}
  - {id: a, name: Xã A, kind: commune, parent: d}
  - {id: e, name: Xã E, kind: commune, parent: d}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: e/s, unit: e, kind: commune_secretary}
  - {id: a/c, unit: a, kind: commune_chair}
cadres:
  - {id: X, name: Nguyễn Văn Xuân, born: 1980-01-01, sex: male, home: e, holds: a/s, \
since: 2010-01-01}
  - {id: Z, name: Trần Thị Yên, born: 1980-01-01, sex: female, home: d, holds: e/s, \
since: 2010-01-01}
rules: {planned: {force: "off"}, equal-grade: {force: "off"}, qualification: {force: "off"}}
decisions:
  - {place: X, in: a/c}
  - {place: Z, in: a/s}
"""

# nobody knows how old she is, so she may take up no post of the one kind where the board wants her
ALONE = CLASH.replace("born: 1980-01-01, sex: female, ", "").replace(", max_moves: 1", "")


def answered(roster: Path, most: int | None = None, *, certificate: bool) -> Answer:
    """What comes of a roster; with `most` the run is stopped after so many looks at the clock."""
    budget = Budget(60, 1) if most is None else Counted(most)
    return propose(open_roster(roster), budget, asked=ProofWanted(certificate=certificate))


ROSTERS = {"infeasible": CLASH, "alone": ALONE}
STATUS = {"alone": "infeasible"}


def fresh(folder: Path, name: str, *, certificate: bool) -> Plan:
    """A plan as it is written, with all extras: by its status, or `alone`, infeasible too."""
    roster = folder / f"{name}.yaml"
    roster.write_text(ROSTERS.get(name, ROUND), "utf-8")
    answer = answered(roster, certificate=certificate)
    if name in ("feasible", "undecided"):
        stopped = (answered(roster, n, certificate=certificate) for n in range(200))
        wanted = Proposal if name == "feasible" else NoAnswer
        answer = next(a for a in stopped if isinstance(a, wanted) and not is_optimal(a))
    more = further(answer, Wanted(frontier=True, prices=True, alternatives=2), Budget(60, 1))
    plan: Plan = json.loads(plan_json(plan_file(answer, None, more)))
    assert plan["status"] == STATUS.get(name, name)
    if not certificate:
        by_another_solver(plan)
    return plan


def by_another_solver(plan: Plan) -> None:
    """As it is written where only another solver confirmed it, not a certificate."""
    plan["certificate"] = None
    if plan["proof"]["second_opinion"] == "certificate":
        plan["proof"]["second_opinion"] = "agrees"
        was, now = PHRASES["second-certificate"], PHRASES["second-agrees"]
        for lang in LANGS:
            said = json.dumps(plan["report"], ensure_ascii=False)
            plan["report"] = json.loads(said.replace(was[lang], now[lang]))


def is_optimal(answer: Answer) -> bool:
    return isinstance(answer, Proposal) and answer.optimal


# -- kinds -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """`of`: the plans that can be altered so, by status; all with None."""

    name: str
    keys: tuple[str, ...]
    change: Callable[[Plan], object]
    of: tuple[str, ...] = ("optimal",)


SOLVED = ("optimal", "feasible")
ANY = ("optimal", "feasible", "infeasible", "undecided")
X = {"vi": "x", "en": "x"}


def point(**given: Any) -> Plan:
    blank: Plan = {"kind": "x", "text": X, "clause": None, "cadre": None, "post": None}
    return {**blank, "place": None, "facts": {}, "parts": [], **given}


def text_of(entry: Plan) -> None:
    entry["text"] = {"vi": "kỷ luật nặng", "en": "gross misconduct"}


def swap(plan: Plan) -> None:
    held = plan["holdings"]
    posts = [post for post, cadre in held.items() if cadre][:2]
    held[posts[0]], held[posts[1]] = held[posts[1]], held[posts[0]]


def claim_infeasible(plan: Plan) -> None:
    for key in (
        "holdings", "moves", "targets", "findings", "unplaced", "shortages", "openings",
        "alternatives",
        "prices", "frontier",
    ):  # fmt: skip
        plan[key] = type(plan[key])()
    for tier in plan["tiers"]:
        tier.update(value=None, bound=None)
    plan["proof"] = {**plan["proof"], "bound_met": True, "second_opinion": "agrees"}
    plan["proof"]["canonical"] = False
    member = {"kind": "clause", "id": "discipline", "text": X}
    plan.update(status="infeasible", stopped=None, certificate=None, conflict=[member])
    plan["conflict_minimal"] = True
    witness = told_point(witness_point("agrees"), places=False).model_dump(by_alias=True)
    plan["report"] = [*plan["report"][:-1], witness]


def claim_undecided(plan: Plan) -> None:
    claim_infeasible(plan)
    plan["proof"] = {**plan["proof"], "bound_met": False, "second_opinion": "limit"}
    plan.update(status="undecided", stopped="time", conflict=[], conflict_minimal=None, repairs=[])


def claim_feasible(plan: Plan) -> None:
    plan["tiers"][-1]["bound"] -= 1
    plan["proof"] = {**plan["proof"], "bound_met": False, "second_opinion": "limit"}
    plan["proof"]["canonical"] = False
    plan.update(status="feasible", stopped="gap", certificate=None)


def claim_optimal(plan: Plan) -> None:
    for tier in plan["tiers"]:
        tier["bound"] = tier["value"]
    plan["proof"] = {**plan["proof"], "bound_met": True, "second_opinion": "agrees"}
    plan.update(status="optimal", stopped=None, certificate=None)


def another_version(change: Callable[[Plan], object]) -> Callable[[Plan], None]:
    def both(plan: Plan) -> None:
        plan["tool"]["version"] = "0.0.9"
        change(plan)

    return both


def sealed(change: Callable[[list[Plan]], object]) -> Callable[[Plan], None]:
    """The change in the certificate, with the digest made anew."""

    def both(plan: Plan) -> None:
        change(plan["certificate"]["tiers"])
        tiers = [CertifiedTier.model_validate(t) for t in plan["certificate"]["tiers"]]
        plan["certificate"]["sha256"] = digest(tiers)

    return both


def forget(tiers: list[Plan]) -> None:
    for tier in tiers:
        tier.update(posts={}, rows={}, settled={}, cuts=[])


def rename(mapping: Plan, old: str, new: str) -> None:
    mapping[new] = mapping.pop(old)


def otherwise(plan: Plan) -> None:
    """An alternative with two of its cadres exchanged, its figures left."""
    held = plan["alternatives"][0]["facts"]["holdings"]
    cadres = [entry.split("=") for entry in held]
    cadres[0][1], cadres[-1][1] = cadres[-1][1], cadres[0][1]
    plan["alternatives"][0]["facts"]["holdings"] = ["=".join(pair) for pair in cadres]


def same_as_the_plan(plan: Plan) -> None:
    plan["alternatives"][0]["facts"]["holdings"] = [
        f"{post}={cadre or ''}" for post, cadre in sorted(plan["holdings"].items())
    ]


def moved_in_frontier(plan: Plan) -> None:
    last = plan["frontier"][-2] if plan["frontier"][-1]["kind"] == "no-more" else None
    (last or plan["frontier"][-1])["facts"]["approvals"] = 0


KINDS: tuple[Kind, ...] = (
    # what it is
    Kind("plan-true", ("rotplan_plan",), lambda p: p.update(rotplan_plan=True), ANY),
    Kind("plan-two", ("rotplan_plan",), lambda p: p.update(rotplan_plan=2), ANY),
    Kind("version", ("tool.version",), another_version(lambda _: None), ANY),
    Kind("ortools", ("tool.ortools",), lambda p: p["tool"].update(ortools="0"), ANY),
    Kind("more", ("more",), lambda p: p.update(more=1), ANY),
    Kind("less", ("prices",), lambda p: p.pop("prices"), ANY),
    Kind(
        "opening-invented",
        ("openings",),
        lambda p: p["openings"].append(
            {"for": {"post": "a/s", "clause": None}, "could": [], "barred": [], "text": X}
        ),
        ANY,
    ),
    Kind(
        "answers-emptied",
        ("report",),
        lambda p: p.update(alternatives=[], frontier=[], prices=[]),
        SOLVED,
    ),
    # what it was made from
    Kind("roster-gone", ("inputs",), lambda p: p["inputs"][0].update(path="gone.yaml"), ANY),
    Kind("policy-path", ("inputs",), lambda p: p["inputs"][1].update(path="vn-2025"), ANY),
    Kind("policy-text", ("inputs",), lambda p: p["inputs"][1].update(path="Nghị quyết"), ANY),
    Kind("bytes", ("inputs[0].sha256",), lambda p: p["inputs"][0].update(sha256="0" * 64), ANY),
    Kind("no-hash", ("inputs",), lambda p: p["inputs"][0].update(sha256="x"), ANY),
    Kind("kind", ("inputs",), lambda p: p["inputs"][1].update(kind="scores"), ANY),
    Kind("no-inputs", ("inputs",), lambda p: p.update(inputs=[]), ANY),
    Kind("inputs-turned", ("inputs",), lambda p: p["inputs"].reverse(), ANY),
    Kind("roster-twice", ("inputs",), lambda p: p["inputs"].append(p["inputs"][0]), ANY),
    Kind("asked-policy", ("asked.policy",), lambda p: p["asked"].update(policy="vn-2022"), SOLVED),
    Kind("asked-other", ("asked.policy",), lambda p: p["asked"].update(policy="vn-2025"), ANY),
    Kind("cap", ("asked.max_moves",), lambda p: p["asked"].update(max_moves=99), SOLVED),
    Kind("cap-lower", ("asked.max_moves",), lambda p: p["asked"].update(max_moves=0), SOLVED),
    Kind("cap-below", ("asked.max_moves",), lambda p: p["asked"].update(max_moves=-1), ANY),
    Kind("no-cap", ("asked.max_moves",), lambda p: p["asked"].update(max_moves=None),
         ("infeasible",)),
    Kind("digest", ("fingerprints",), lambda p: p["fingerprints"]["round"].update({"": "0" * 16}),
         ANY),
    Kind("digests", ("fingerprints",), lambda p: p.update(fingerprints={"round": {"x": "y"}}), ANY),
    Kind("digest-more", ("fingerprints",), lambda p: p["fingerprints"].update(x={}), ANY),
    Kind("version-digests", ("fingerprints",),
         another_version(lambda p: p.update(fingerprints={})), ANY),
    # what came out
    Kind("called-feasible", ("status",), lambda p: p.update(status="feasible")),
    Kind("made-feasible", ("status", "tiers.bound"), claim_feasible),
    Kind("made-optimal", ("status", "tiers.bound"), claim_optimal, ("feasible",)),
    Kind("made-infeasible", ("status", "conflict"), claim_infeasible, ("optimal", "feasible")),
    Kind("infeasible-from-nothing", ("status", "conflict"), claim_infeasible, ("undecided",)),
    Kind("made-undecided", ("status",), claim_undecided, ("optimal", "feasible", "infeasible")),
    Kind("stopped", ("stopped",), lambda p: p.update(stopped="signal"), ANY),
    Kind("gap", ("stopped",), lambda p: p.update(stopped="gap"), ANY),
    Kind("never-stopped", ("stopped",), lambda p: p.update(stopped=None),
         ("feasible", "undecided")),
    Kind("met", ("proof.bound_met",),
         lambda p: p["proof"].update(bound_met=not p["proof"]["bound_met"]), ANY),
    Kind("opinion", ("proof.second_opinion",),
         lambda p: p["proof"].update(second_opinion=("limit" if p["proof"]["second_opinion"]
                                                     != "limit" else "agrees")), ANY),
    Kind("opinion-certificate", ("proof.second_opinion",),
         lambda p: p.update(certificate=None, proof={**p["proof"],
                                                     "second_opinion": "certificate"}), ANY),
    Kind("canonical", ("proof.canonical",),
         lambda p: p["proof"].update(canonical=not p["proof"]["canonical"]), ANY),
    # the plan
    Kind("tier", ("tiers.value",), lambda p: p["tiers"][0].update(value=9), ANY),
    Kind("tier-null", ("tiers.value",), lambda p: p["tiers"][0].update(value=None), SOLVED),
    Kind("bound", ("tiers.bound",), lambda p: p["tiers"][-1].update(bound=10**30), SOLVED),
    Kind("bound-lower", ("tiers.bound",), lambda p: p["tiers"][1].update(bound=-9), SOLVED),
    Kind("bound-given", ("tiers.bound",), lambda p: p["tiers"][1].update(bound=1),
         ("infeasible", "undecided")),
    Kind("tiers-turned", ("tiers.name",), lambda p: p["tiers"].reverse(), ANY),
    Kind("tier-lost", ("tiers.name",), lambda p: p["tiers"].pop(), ANY),
    Kind("target", ("targets",), lambda p: p["targets"][0].update(met=0, of=1), SOLVED),
    Kind("target-before", ("targets",), lambda p: p["targets"][0].update(before=9), SOLVED),
    Kind("target-lost", ("targets",), lambda p: p["targets"].pop(), SOLVED),
    Kind("move-lost", ("moves",), lambda p: p["moves"].pop()),
    Kind("move-form", ("moves",), lambda p: p["moves"][0].update(form="reassignment")),
    Kind("move-to", ("moves",), lambda p: p["moves"][0].update(to=["d/s"])),
    Kind("move-from", ("moves",), lambda p: rename(p["moves"][0], "from", "before")),
    Kind("move-chain", ("moves",), lambda p: p["moves"][0].update(chain=True)),
    Kind("moves-turned", ("moves",), lambda p: p["moves"].reverse()),
    Kind("reason", ("moves.because.text",), lambda p: text_of(p["moves"][0]["because"][0])),
    Kind("reason-lost", ("moves",), lambda p: p["moves"][0]["because"].clear()),
    Kind("reason-sure", ("moves",), lambda p: p["moves"][0]["because"][0].update(doubt=True)),
    Kind("version-reason", ("moves.because.text",),
         another_version(lambda p: text_of(p["moves"][0]["because"][0]))),
    Kind("version-fact", ("moves",),
         another_version(lambda p: p["moves"][0]["because"][0].update(clause="discipline"))),
    Kind("version-more", ("moves.fill",),
         another_version(lambda p: p["moves"][0].update(fill=["x"]))),
    Kind("version-less", ("findings",), another_version(lambda p: p.pop("findings"))),
    Kind("unplaced", ("unplaced",), lambda p: p["unplaced"].append("b-1"), ANY),
    Kind("swapped", ("holdings",), swap, SOLVED),
    Kind("vacated", ("holdings",), lambda p: p["holdings"].update({"b0/c": None}), SOLVED),
    Kind("stranger", ("holdings",), lambda p: p["holdings"].update({"b0/c": "Q"}), SOLVED),
    Kind("post-lost", ("holdings",), lambda p: p["holdings"].pop("b0/c"), SOLVED),
    Kind("post-made", ("holdings",), lambda p: p["holdings"].update({"b9/c": None}), ANY),
    Kind("finding", ("findings.text",), lambda p: text_of(p["findings"][0]), SOLVED),
    Kind("finding-lost", ("findings",), lambda p: p["findings"].pop(), SOLVED),
    Kind("finding-of", ("findings",), lambda p: p["findings"][0].update(cadre="b-3"), SOLVED),
    Kind("waiver", ("waivers",), lambda p: p["waivers"][0].update(basis="x"),
         ("optimal", "feasible", "undecided")),
    Kind("waiver-made", ("waivers",), lambda p: p["waivers"].append(
        {"clause": "discipline", "cadre": "X", "post": None, "basis": "x", "until": None,
         "valid": True}), ANY),
    Kind("shortage", ("shortages",), lambda p: p["shortages"].append(point(kind="countable")),
         ANY),
    Kind("shortage-facts", ("shortages",), lambda p: p["shortages"][0].update(facts={}),
         ("optimal", "infeasible")),
    Kind("alone-made", ("without_pair",), lambda p: p["without_pair"].append(
        {"kind": "cadre", "id": "b-1", "asked": 9, "barred": [{"by": "x", "count": 9}]}), ANY),
    Kind("alone-lost", ("without_pair",), lambda p: p["without_pair"].pop(0), SOLVED),
    Kind("alone-count", ("without_pair",),
         lambda p: p["without_pair"][0]["barred"][0].update(count=1), SOLVED),
    # in place of a plan
    Kind("conflict-made", ("conflict",), lambda p: p["conflict"].append(
        {"kind": "decision", "id": "x", "text": X}), ANY),
    Kind("conflict-id", ("conflict",), lambda p: p["conflict"][0].update(id="frozen"),
         ("infeasible",)),
    Kind("conflict-text", ("conflict.text",), lambda p: text_of(p["conflict"][0]),
         ("infeasible",)),
    Kind("conflict-turned", ("conflict",), lambda p: p["conflict"].reverse(), ("infeasible",)),
    Kind("conflict-lost", ("conflict",), lambda p: p["conflict"].pop(), ("infeasible",)),
    Kind("conflict-empty", ("conflict",), lambda p: p["conflict"].clear(), ("infeasible",)),
    Kind("minimal", ("conflict_minimal",), lambda p: p.update(conflict_minimal=not
                                                              p["conflict_minimal"]), ANY),
    Kind("repair-made", ("repairs",), lambda p: p["repairs"].append(point(kind="repair")), ANY),
    Kind("repair-text", ("repairs.text",), lambda p: text_of(p["repairs"][0]), ("infeasible",)),
    Kind("repair-id", ("repairs",), lambda p: p["repairs"][0]["facts"].update(ids=["keep Q"]),
         ("infeasible",)),
    Kind("repair-values", ("repairs",), lambda p: p["repairs"][0]["facts"].update(moves=0),
         ("infeasible",)),
    Kind("repair-lost", ("repairs",), lambda p: p["repairs"].pop(), ("infeasible",)),
    # beside a plan
    Kind("alternative", ("alternatives",), otherwise),
    Kind("alternative-same", ("alternatives",), same_as_the_plan),
    Kind("alternative-better", ("alternatives",),
         lambda p: p["alternatives"][0]["facts"].update(approvals=0)),
    Kind("alternative-text", ("alternatives",), lambda p: text_of(p["alternatives"][0])),
    Kind("alternative-lost", ("alternatives",), lambda p: p["alternatives"].pop(0)),
    Kind("alternative-who", ("alternatives",), lambda p: p["alternatives"][0]["parts"].pop()),
    Kind("frontier-text", ("frontier",), lambda p: text_of(p["frontier"][0]),
         ("optimal", "infeasible")),
    Kind("frontier-gap", ("frontier",), lambda p: p["frontier"].pop(0), ("optimal", "infeasible")),
    Kind("frontier-plan", ("frontier",), moved_in_frontier),
    Kind("frontier-hidden", ("frontier",),
         lambda p: p["frontier"][-2]["facts"].update(preference=-5)),
    Kind("frontier-true", ("frontier",), lambda p: p["frontier"][0]["facts"].update(plan=1)),
    Kind("price-text", ("prices",), lambda p: text_of(p["prices"][0])),
    Kind("price-id", ("prices",), lambda p: p["prices"][0]["facts"].update(id="x")),
    Kind("price-before", ("prices",),
         lambda p: p["prices"][0]["facts"].update({"approvals.before": 77})),
    Kind("price-lost", ("prices",), lambda p: p["prices"].pop(0)),
)  # fmt: skip

# what no judgement finds without a solver, or only the run could tell: said to be unchecked
LEFT = frozenset(
    {
        "version", "ortools", "bytes", "asked-policy", "version-digests", "made-feasible",
        "made-optimal", "made-undecided", "stopped", "gap", "opinion", "canonical", "bound-lower",
        "version-reason", "version-more", "version-less", "minimal", "repair-lost",
        "certificate-gone",
    }
)  # fmt: skip

# of plans that carry a certificate
CERTIFIED: tuple[Kind, ...] = (
    Kind("certificate-gone", ("certificate",), lambda p: p.update(certificate=None),
         ("optimal", "feasible", "infeasible")),
    Kind("seal", ("certificate",), lambda p: p["certificate"].update(sha256="0" * 64),
         ("optimal", "feasible", "infeasible")),
    Kind("scale", ("certificate",), lambda p: p["certificate"].update(scale=1),
         ("optimal", "feasible", "infeasible")),
    Kind("certified-bound", ("certificate",), sealed(lambda t: t[0].update(bound=10**40)),
         ("optimal", "feasible", "infeasible")),
    Kind("certified-nothing", ("certificate",), sealed(forget), ("optimal", "infeasible")),
    Kind("certified-huge", ("certificate",), sealed(lambda t: t[-1]["posts"].update(
        {"b0/s": -(10**40), "a/s": -(10**40)})), ("optimal", "feasible", "infeasible")),
    Kind("certified-row", ("certificate",), sealed(lambda t: t[-1]["rows"].update({"[[": 1})),
         ("optimal", "infeasible")),
    Kind("certified-cut", ("certificate",), sealed(lambda t: t[-1]["cuts"].append(
        {"divisor": 0, "candidates": {}, "posts": {"b0/s": 1}, "rows": {}, "earlier": [],
         "multiplier": -1})), ("optimal", "feasible")),
    Kind("certified-tier", ("certificate",), sealed(lambda t: t.pop()),
         ("optimal", "feasible", "infeasible")),
    Kind("verdict", ("certificate",), sealed(lambda t: t[0].update(verdict=(
        "limit" if t[0]["verdict"] == "proved" else "proved"))),
        ("optimal", "feasible", "infeasible")),
)  # fmt: skip
