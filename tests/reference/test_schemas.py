"""Schemas for editors and readers: committed as generated, true to what check itself accepts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rotplan.policy.policy import shipped
from tests.bench.generate import roster
from tests.kit.command import rotplan
from tests.kit.editor_schema import errors, schema
from tests.kit.golden import Committed
from tests.paths import DOCS, LAM_BINH, PACKAGE

FOLDER = DOCS / "schema"
KINDS = ("roster", "policy", "plan", "explanation", "findings")


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schemas_are_the_generated_ones(kind: str, committed: Committed) -> None:
    made = rotplan("schema", kind).out
    committed(FOLDER / f"{kind}-1.schema.json", made)
    jsonschema.Draft202012Validator.check_schema(json.loads(made))


def keywords(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema
        for value in schema.values():
            yield from keywords(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keywords(value)


@pytest.mark.parametrize("kind", ["roster", "policy"])
def test_older_editors_know_every_keyword(kind: str) -> None:
    newer = {"prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas"}
    assert not newer & set(keywords(schema(kind)))


def test_what_check_accepts_the_editor_accepts() -> None:
    sample = LAM_BINH.read_text("utf-8")
    assert errors("roster", sample) == []
    assert errors("roster", json.dumps(roster(5))) == []
    empty = "cadres: [{id: X, name: X, planned: , born: , willing: , history: }]\nties:\n"
    assert errors("roster", HEAD + empty) == []
    for name in shipped():
        policy = (PACKAGE / "policy" / f"{name}.yaml").read_text("utf-8")
        assert errors("policy", policy) == []


HEAD = "rotplan: 1\nround: {date: 2019-10-15, authority: d}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("units: [{id: d, name: D, kind: commune, code: 02233}]", "units/0/code"),
        ("units: [{id: d, name: D, kind: comune}]", "units/0/kind"),
        ("units: [{id: d, name: D, kind: commune, nmae: x}]", "units/0"),
        ("cadres: [{id: X, name: X, born: soon}]", "cadres/0/born"),
        ("cadres: [{id: X, name: X, born: 80}]", "cadres/0/born"),
        ("cadres: [{id: X, name: X, willing: yes}]", "cadres/0/willing"),
        ("cadres: [{name: X}]", "cadres/0"),
        ("rules: {min-stay: {monts: 3}}", "rules/min-stay"),
        ("rules: {x: {rule: min-stay, level: commune}}", "rules/x"),
        ("rules: {x: {rule: minstay}}", "rules/x/rule"),
    ],
)
def test_what_the_editor_marks(text: str, place: str) -> None:
    assert place in errors("roster", HEAD + text)


def test_the_findings_fit_their_schema(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(HEAD + "units: [{id: d, code: 02233, kind: district, nmae: x}]\n", "utf-8")
    found = json.loads(rotplan("check", path, "-f", "json").out)
    jsonschema.validate(found, schema("findings"))
    del found["findings"][0]["pointer"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema("findings"))
