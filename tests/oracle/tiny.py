"""Tiny rosters for the hand-computed tests: two communes `a` and `b` of one district."""

from __future__ import annotations

from typing import Any

from .oracle import Answer, solve

Doc = dict[str, Any]

POLICY: Doc = {
    "rotplan_policy": "1",
    "name": "tiny",
    "post_kinds": {
        "secretary": {"title": {"vi": "Bí thư", "en": "Secretary"}, "grade": "50"},
        "chair": {"title": {"vi": "Chủ tịch", "en": "Chair"}, "grade": "45"},
        "deputy": {"title": {"vi": "Phó", "en": "Deputy"}, "grade": "40"},
    },
    "clauses": {},
    "tiers": ["vacancies", "targets", "approvals", "moves", "preference"],
}
UNITS: list[Doc] = [
    {"id": "p", "name": "Tỉnh P", "kind": "province"},
    {"id": "d", "name": "Huyện D", "kind": "district", "parent": "p"},
    {"id": "a", "name": "Xã Hoà A", "kind": "commune", "parent": "d", "formerly": ["a-old"]},
    {"id": "a-old", "name": "Xã A Cũ", "kind": "commune", "parent": "d"},
    {"id": "b", "name": "Xã B", "kind": "commune", "parent": "d"},
    {"id": "e", "name": "Huyện E", "kind": "district", "parent": "p"},
    {"id": "x", "name": "Xã X", "kind": "commune", "parent": "e"},
]


def units(**more: Doc) -> list[Doc]:
    """The units, some with more fields."""
    return [{**unit, **more.get(unit["id"], {})} for unit in UNITS]


def seats(*names: str) -> list[Doc]:
    """Posts from names such as "a/secretary", all required."""
    return [
        {"id": name, "unit": name.split("/")[0], "kind": name.split("/")[1], "required": "true"}
        for name in names
    ]


def roster(cadres: list[Doc], posts: list[Doc], rules: Doc, **more: Any) -> Doc:
    """A roster of the district `d`, dated 15 October 2019 unless `date` says otherwise."""
    head = {"name": "tiny", "date": more.pop("date", "2019-10-15"), "authority": "d"}
    head |= {"policy": "policy.yaml", **more.pop("round", {})}
    clauses = {
        key: {"basis": "-", **({} if rule["rule"] == "preference" else {"force": "target"}), **rule}
        for key, rule in rules.items()
    }
    fixed = {"rotplan": "1", "round": head, "units": UNITS, "posts": posts}
    return {**fixed, "cadres": cadres, "rules": clauses, **more}


def best(cadres: list[Doc], posts: list[Doc], rules: Doc, **more: Any) -> Answer:
    """The answer to a tiny roster; `scores` is the text of its scores file."""
    scores = more.pop("scores", None)
    return solve(roster(cadres, posts, rules, **more), POLICY, scores)


def values(answer: Answer) -> tuple[int, ...]:
    """The tier values in order, without `preference`."""
    return tuple(value for name, value in answer.tiers if name != "preference")


def outcome(rule: Doc, cadre: Doc, *, moves: bool, **more: Any) -> str:
    """How a rule judges one cadre "z": kept in a/secretary, or placed in b/secretary.

    A hard clause forbids what it finds broken; a doubt about a pair held today, or about giving a
    post up, is one approval.
    """
    decision = {"place": "z", "in": "b/secretary"} if moves else {"keep": "z"}
    posts, rules = seats("a/secretary", "b/secretary"), {"k": {**rule, "force": "hard"}}
    answer = best([{"id": "z", **cadre}], posts, rules, decisions=[decision], **more)
    if answer.status == "infeasible":
        return "broken"
    return "doubt" if dict(answer.tiers)["approvals"] else "kept"


def appoint(rule: Doc, cadre: Doc, post: str = "b/secretary", **more: Any) -> int:
    """The approvals (breach or doubt) that a rule counts when cadre "z" is placed in a post."""
    posts = seats("a/secretary", "b/secretary", "a/chair", "b/chair", "b/deputy")
    rules = {"k": {**rule, "force": "approval"}, **more.pop("rules", {})}
    decision = {"place": "z", "in": post}
    answer = best([{"id": "z", **cadre}], posts, rules, decisions=[decision], **more)
    return dict(answer.tiers)["approvals"]


A_SEATS = seats("a/secretary", "a/chair", "a/deputy")


def held(**people: Doc) -> list[Doc]:
    """Cadres named after the kind of the post that they hold in commune a."""
    return [{"id": f"z-{kind}", "holds": f"a/{kind}", **facts} for kind, facts in people.items()]


def kept(rule: Doc, cadres: list[Doc], posts: list[Doc] = A_SEATS, **more: Any) -> Answer:
    """The answer when all these cadres keep their posts."""
    keep = [{"keep": cadre["id"]} for cadre in cadres if "leaving" not in cadre]
    return best(cadres, posts, {"k": rule}, decisions=keep, **more)


def short(rule: Doc, cadres: list[Doc], posts: list[Doc] = A_SEATS, **more: Any) -> int:
    """Targets missed when all these cadres keep their posts."""
    return dict(kept(rule, cadres, posts, **more).tiers)["targets"]
