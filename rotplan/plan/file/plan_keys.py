"""Every key of the plan file with how `check` goes about it: none is passed over.

A key stands for all below it; what has an entry of its own goes by that. What is left unchecked in
a file is listed there (`checked_plan.py`), so that no key is silent.
"""

from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import BaseModel

from rotplan.plan.file.plan_schema import PlanFile

# form: it has one value · files: held against the files, opened again · anew: told again from the
# holdings or the docket, and compared · proof: by the certificate, without one it is unchecked ·
# run: only the run could tell; what contradicts the rest is an error, else it is unchecked ·
# solver: what can be told again is, that no better one exists takes a solver
How = Literal["form", "files", "anew", "proof", "run", "solver"]

PLAN_KEYS: dict[str, How] = {
    "rotplan_plan": "form",
    "tool.version": "run",
    "tool.ortools": "run",
    "inputs": "files",
    "asked": "run",
    "fingerprints": "files",
    "status": "proof",
    "stopped": "run",
    "proof.bound_met": "proof",
    "proof.second_opinion": "run",
    "proof.canonical": "run",
    "proof.exclusions": "anew",
    "tiers.name": "anew",
    "tiers.value": "anew",
    "tiers.bound": "proof",
    "targets": "anew",
    "moves": "anew",
    "unplaced": "anew",
    "holdings": "anew",
    "findings": "anew",
    "waivers": "anew",
    "conflict": "solver",
    "conflict_minimal": "solver",
    "shortages": "anew",
    "openings": "anew",
    "report": "anew",
    "names": "anew",
    "repairs": "solver",
    "alternatives": "solver",
    "frontier": "solver",
    "prices": "solver",
    "without_pair": "anew",
    "certificate": "proof",
}


def form_keys(model: type[BaseModel] = PlanFile, above: str = "") -> Iterator[str]:
    """Every key of the form that holds a value, as `tiers.bound`; lists and ids leave no trace."""
    for name, field in model.model_fields.items():
        key = above + (field.alias or name)
        inner = [part for part in _models(field.annotation) if part is not model]
        if not inner:
            yield key
        for part in inner:
            yield from form_keys(part, f"{key}.")


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for part in get_args(kind):
        yield from _models(part)


def how(key: str) -> How | None:
    """How a key is checked; nothing where it, and what it stands in, has no entry."""
    while key not in PLAN_KEYS and "." in key:
        key = key.rpartition(".")[0]
    return PLAN_KEYS.get(key)
