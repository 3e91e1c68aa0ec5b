"""A post in every commune of a few units, and who is judged a local there."""

import json
from pathlib import Path
from typing import Any

from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.judge import judge
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket
from rotplan.roster.reading.problems import Problems
from rotplan.rules.kit.scope import Holding
from tests.kit.opening import try_open

Facts = dict[str, Any]
PROVINCE = {"id": "p", "name": "Tuyên Quang", "kind": "province", "code": "08"}
NEW = [
    PROVINCE,
    {"id": "tl", "name": "Thượng Lâm", "kind": "commune", "parent": "p", "code": "02269"},
    {"id": "lb", "name": "Lâm Bình", "kind": "commune", "parent": "p", "code": "02266"},
    {"id": "ba", "name": "Bình An", "kind": "commune", "parent": "p", "code": "02296"},
    {"id": "mq", "name": "Minh Quang", "kind": "commune", "parent": "p", "code": "02302"},
]
OLD = [
    PROVINCE,
    {"id": "d", "name": "Lâm Bình", "kind": "district", "parent": "p", "code": "071"},
    {"id": "kh", "name": "Khuôn Hà", "kind": "commune", "parent": "d", "code": "02251"},
    {"id": "tl", "name": "Thượng Lâm", "kind": "commune", "parent": "d", "code": "02269"},
    {"id": "lc", "name": "Lăng Can", "kind": "commune", "parent": "d", "code": "02266"},
]
YES, NO, UNKNOWN = (1, 0), (0, 0), (0, 1)


def docket(
    path: Path, units: list[Facts], cadres: list[Facts], clauses: Facts, **more: Any
) -> tuple[Docket, Problems]:
    """A roster with one secretary's post in every commune."""
    on = "2026-03-01" if units is NEW else "2019-10-15"
    kind = {"title": {"vi": "Bí thư", "en": "Secretary"}, "grade": "50"}
    policy = {
        "rotplan_policy": "1",
        "name": "tiny",
        "post_kinds": {"secretary": kind},
        "clauses": {k: {"basis": "by hand", **clause} for k, clause in clauses.items()},
    }
    communes = [u["id"] for u in units if u["kind"] == "commune"]
    roster = {
        "rotplan": "1",
        "round": {"date": more.pop("date", on), "authority": "p", "policy": "p.yaml"},
        "units": units,
        "posts": [{"id": f"{u}/s", "unit": u, "kind": "secretary"} for u in communes],
        "cadres": [{"name": c["id"], **c} for c in cadres],
        **more,
    }
    (path / "p.yaml").write_text(json.dumps(policy), "utf-8")
    (path / "r.yaml").write_text(json.dumps(roster, ensure_ascii=False, indent=1), "utf-8")
    opened, problems = try_open(path / "r.yaml")
    assert opened is not None, [(p.place, p.words.en) for p in problems]
    return opened, problems


def breaches(
    path: Path, units: list[Facts], person: Facts, unit: str, **clause: Any
) -> list[Breach]:
    more = {"date": clause.pop("date")} if "date" in clause else {}
    norm = {"rule": "non-local", "force": "approval", **clause}
    opened, _ = docket(path, units, [{"id": "X", **person}], {"norm": norm}, **more)
    held: dict[int, Holding] = {
        opened.table.cadre_number["X"]: (opened.table.post_number[f"{unit}/s"],)
    }
    return list(judge(opened, scope_of(opened, held)).breaches)


def local(path: Path, units: list[Facts], home: Any, unit: str, **clause: Any) -> tuple[int, int]:
    found = breaches(path, units, {"home": home}, unit, **clause)
    return sum(not b.doubt for b in found), sum(b.doubt for b in found)
