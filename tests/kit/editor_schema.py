"""What an editor marks in a file, by the schemas that rotplan gives it."""

import json
import re
from typing import Any

import jsonschema
import yaml

from rotplan.cli.schema import schema_text


class _Editor(yaml.SafeLoader):
    """YAML as an editor reads it (the core schema of 1.2): no dates, no octal, no yes and no."""


_Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]*\.[0-9]+$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def _whole(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node), 10)


_Editor.add_constructor("tag:yaml.org,2002:int", _whole)


def schema(kind: str) -> Any:
    return json.loads(schema_text(kind))


def errors(kind: str, text: str) -> list[str]:
    data = json.loads(json.dumps(yaml.load(text, _Editor)))  # keys are strings
    found = jsonschema.Draft202012Validator(schema(kind)).iter_errors(data)
    return ["/".join(map(str, error.absolute_path)) for error in found]
