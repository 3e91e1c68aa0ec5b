"""The JSON Schema of what `check --format json` prints."""

from typing import Any

from rotplan.checking.formats.json import FORMAT, VERSION
from rotplan.reference.editor_schemas import DIALECT

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 1}
_BOTH = {"type": "object", "required": ["vi", "en"], "properties": {"vi": _TEXT, "en": _TEXT}}
_WHERE = {
    "path": _TEXT,
    "line": _NUMBER,
    "column": _NUMBER,
    "end_line": _NUMBER,
    "end_column": _NUMBER,
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """All keys are always there; later versions may add more."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_EDIT = _object({**_WHERE, "content": _TEXT})
_FIX = _object(
    {"applicability": {"enum": ["safe", "unsafe"]}, "edits": {"type": "array", "items": _EDIT}}
)
_FINDING = _object(
    {
        "code": {"type": "string", "pattern": "^RP[0-9]{3}$"},
        "name": _TEXT,
        "severity": {"enum": ["error", "warning", "note"]},
        "message": _BOTH,
        **_WHERE,
        "pointer": _TEXT,
        "entity": _or_null(_object({"kind": _TEXT, "id": _TEXT, "name": _TEXT})),
        "help": _or_null(_BOTH),
        "url": _TEXT,
        "clause": _or_null(_TEXT),
        "clause_at": _or_null(_object(_WHERE)),
        "basis": _or_null(_TEXT),
        "fix": _or_null(_FIX),
        "related": {"type": "array", "items": _object({**_WHERE, "message": _BOTH})},
        "fingerprint": _TEXT,
    }
)
_COUNT = {"type": "integer", "minimum": 0}


def findings_schema() -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": "rotplan: findings",
        **_object(
            {
                "format": {"const": FORMAT},
                "format_version": {"type": "string", "pattern": f"^{VERSION.split('.')[0]}\\."},
                "findings": {"type": "array", "items": _FINDING},
                "summary": _object({"error": _COUNT, "warning": _COUNT, "note": _COUNT}),
                "files": {"type": "array", "items": _TEXT},
            }
        ),
    }
