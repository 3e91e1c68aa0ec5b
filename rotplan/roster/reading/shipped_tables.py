"""Small tables of the law that ship as YAML beside the policies."""

from importlib.resources import files
from typing import Any

import yaml


def shipped_table(name: str) -> Any:
    """What `policy/NAME.yaml` holds, as plain values; the file is our own."""
    text = files("rotplan").joinpath("policy", f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
