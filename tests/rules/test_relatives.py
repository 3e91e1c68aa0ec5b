"""A relative who stays where no round moves him or her counts on whichever side of the tie."""

import json
from pathlib import Path

import pytest

from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import demands
from tests.kit.opening import open_roster
from tests.oracle.tiny import POLICY, Doc, roster, seats

POSTS = seats("a/secretary", "b/deputy", "x/secretary")


@pytest.mark.parametrize("tie", [("m", "z"), ("z", "m")])
@pytest.mark.parametrize("other", ["secretary", "deputy"])
def test_who_stays_leaves_no_room(tie: tuple[str, str], other: str, tmp_path: Path) -> None:
    """`z` is secretary outside the authority; `m` may become a secretary, or a deputy."""
    rule: Doc = {"rule": "family", "relations": ["sibling"]}
    rule["groups"] = [{"a": ["secretary"], "b": [other], "within": "province"}]
    cadres: list[Doc] = [
        {"id": "m", "name": "Lò Văn M", "available": "true"},
        {"id": "z", "name": "Lò Văn Z", "holds": "x/secretary"},
    ]
    ties = [{"a": tie[0], "b": tie[1], "kind": "sibling"}]
    (tmp_path / "policy.yaml").write_text(json.dumps(POLICY), "utf-8")
    (tmp_path / "roster.yaml").write_text(
        json.dumps(roster(cadres, POSTS, {"k": rule}, ties=ties)), "utf-8"
    )
    docket = open_roster(tmp_path / "roster.yaml")
    program = compile_program(docket, demands(docket))
    rows = program.rows
    assert list(rows.name) == [("k", "soft", "high", ("m", "z", "sibling", 0, "p"), 0)]
    assert rows.high.tolist() == [0]
    named = [program.among[h] for h in program.holding[rows.start[:-1] < rows.start[1:]].tolist()]
    assert [[docket.table.posts[p].kind for p in holding] for holding in named] == [[other]]
