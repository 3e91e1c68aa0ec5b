"""JSON Schemas of rosters and policies for editors, made from the records themselves.

They say what an editor can: names of keys, kinds of values. What holds between records is left to
`check`. Draft 2020-12, without keywords that servers of draft 7 do not know.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from rotplan.policy.clause import ClauseHead
from rotplan.policy.policy import PolicyPart
from rotplan.reference.key_descriptions import DESCRIPTIONS
from rotplan.roster.reading import field_types
from rotplan.roster.reading.field_types import Fact
from rotplan.roster.records import PostKind, RosterPart
from rotplan.roster.records.cadre import one_post_or_several
from rotplan.roster.records.place import words_or_code
from rotplan.rules import RULES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = {
    "type": ["string", "integer"],
    "pattern": r"^(\d{4}(-\d{1,2}){0,2}|(\d{1,2}/){1,2}\d{4})$",
    "minimum": 1800,
    "maximum": 2200,
}
# what a value may look like, by the function that reads it
_FORMS: dict[Any, JsonSchemaValue] = {
    field_types._text: {"type": "string", "minLength": 1},
    field_types._name: {"type": "string", "minLength": 1},
    field_types._whole: {"type": ["integer", "string"], "pattern": r"^[+-]?\d{1,9}$"},
    field_types._count: {"type": ["integer", "string"], "pattern": r"^\d{1,9}$", "minimum": 0},
    field_types._decimal: {"type": ["number", "string"], "pattern": r"^[+-]?\d{1,4}(\.\d{1,12})?$"},
    field_types._flag: {"type": "boolean"},
    field_types._partial: _DATE,
    field_types._day: {"type": "string", "pattern": r"^(\d{4}(-\d{1,2}){2}|(\d{1,2}/){2}\d{4})$"},
    field_types._version: {"enum": [1, "1"]},
    field_types._percentage: {"type": "string", "pattern": r"^\d{1,3} ?%$"},
    field_types._share: {"type": ["string", "integer"], "pattern": r"^\d{1,3} ?%?$"},
    field_types._kilometres: {"type": ["string", "number"]},
    field_types._unread: {},
}


class _ForEditors(GenerateJsonSchema):
    """Pydantic's schemas, with our own reading functions instead of the types behind them."""

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        function = schema["function"]["function"]
        if function in _FORMS:
            return dict(_FORMS[function])
        inner = super().function_before_schema(schema)
        if function is words_or_code:
            return {"anyOf": [{"type": "string", "minLength": 1}, inner]}
        if function is one_post_or_several:
            inner["items"] = {"anyOf": [{"type": "string"}, inner["items"]]}
            return {"anyOf": [{"type": "string", "minLength": 1}, inner]}
        return inner

    def tuple_schema(self, schema: Any) -> JsonSchemaValue:
        """Two numbers are a list of two: `prefixItems` is unknown to older servers."""
        made = super().tuple_schema(schema)
        if "prefixItems" in made:
            made["items"] = made.pop("prefixItems")[0]
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def roster_schema() -> dict[str, Any]:
    """Of a roster file."""
    made = _schema(RosterPart, "Roster")
    _with_clauses(made, "rules")
    _with_kinds(made)
    return made


def policy_schema() -> dict[str, Any]:
    """Of a policy file."""
    made = _schema(PolicyPart, "Policy")
    _with_clauses(made, "clauses")
    _with_kinds(made)
    return made


def text(schema: dict[str, Any]) -> str:
    """A schema as it is printed and committed."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(model: type[Fact], title: str) -> dict[str, Any]:
    made = model.model_json_schema(by_alias=True, schema_generator=_ForEditors)
    made = {"$schema": DIALECT, **made, "title": f"rotplan: {title}"}
    for name, record in (*made.get("$defs", {}).items(), (model.__name__, made)):
        _describe(name, record)
    return made


def _describe(name: str, record: dict[str, Any]) -> None:
    """Say what each key means, and that a key that may be left out may also be left empty."""
    required = record.get("required", ())
    for key, said in record.get("properties", {}).items():
        kinds = said.get("anyOf", ())
        if key not in required and {"type": "null"} not in kinds:
            _allow_null(said)
        words = DESCRIPTIONS.get(f"{name}.{key}") or DESCRIPTIONS.get(key)
        if words is not None:
            said["description"] = f"{words.vi} — {words.en}"


def _allow_null(said: dict[str, Any]) -> None:
    """In place, so that an editor still marks the very item inside that is wrong."""
    if "type" in said:
        kinds = said["type"] if isinstance(said["type"], list) else [said["type"]]
        said["type"] = [*kinds, "null"]
        if "enum" in said:
            said["enum"] = [*said["enum"], None]
    elif "$ref" in said:
        said["anyOf"] = [{"$ref": said.pop("$ref")}, {"type": "null"}]
    elif "anyOf" in said:
        said["anyOf"] = [*said["anyOf"], {"type": "null"}]


def _merge(made: dict[str, Any], model: type[Fact]) -> dict[str, Any]:
    """A record's own schema, its definitions moved to those of the whole."""
    own = model.model_json_schema(by_alias=True, schema_generator=_ForEditors)
    for name, record in own.pop("$defs", {}).items():
        made.setdefault("$defs", {}).setdefault(name, record)
        _describe(name, record)
    _describe(model.__name__, own)
    return own


def _with_clauses(made: dict[str, Any], section: str) -> None:
    """Clauses: the keys of all, and those of each rule. Since clauses merge, none is required."""
    head = _merge(made, ClauseHead)
    properties: dict[str, Any] = dict(head["properties"])
    properties["rule"] = {
        "enum": sorted(RULES),
        "description": head["properties"]["rule"].get("description", ""),
    }
    branches = []
    for name, rule in sorted(RULES.items()):
        options = _merge(made, rule.options)["properties"]
        own = {**head["properties"], **options}
        branches.append(
            {
                "if": {"properties": {"rule": {"const": name}}, "required": ["rule"]},
                "then": {"propertyNames": {"enum": sorted(own)}, "properties": options},
            }
        )
        for key in options:
            properties.setdefault(key, True)
    clause = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "allOf": branches,
    }
    made["$defs"]["Clause"] = clause
    made["properties"][section]["additionalProperties"] = {"$ref": "#/$defs/Clause"}


def _with_kinds(made: dict[str, Any]) -> None:
    kind = _merge(made, PostKind)
    kind.pop("required", None)
    made["$defs"]["PostKind"] = kind
    made["properties"]["post_kinds"]["additionalProperties"] = {"$ref": "#/$defs/PostKind"}
