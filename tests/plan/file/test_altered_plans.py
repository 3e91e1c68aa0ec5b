"""`check PLAN` against altered plans: each is found, or its key is said to be unchecked."""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rotplan.plan.file.plan_keys import PLAN_KEYS, form_keys, how
from rotplan.plan.file.plan_schema import PlanFile
from tests.kit.command import Done, rotplan
from tests.plan.file.altered_plans import ANY, CERTIFIED, KINDS, LEFT, Kind, Plan, fresh

pytestmark = pytest.mark.thorough

FRESH = (*ANY, "alone")


@dataclass(frozen=True)
class Fresh:
    folder: Path
    plans: dict[tuple[str, bool], Plan]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Every fresh plan, with and without a certificate."""
    folder = tmp_path_factory.mktemp("fresh")
    names = [(name, certified) for name in FRESH for certified in (True, False)]
    return Fresh(folder, {pair: fresh(folder, pair[0], certificate=pair[1]) for pair in names})


def checked(folder: Path, plan: Plan) -> Done:
    path = folder / "altered.json"
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=1), "utf-8")
    return rotplan("check", path, "--format", "json")


def said(done: Done) -> list[Plan]:
    found: list[Plan] = done.findings
    return found


def unchecked(done: Done) -> set[str]:
    """Keys that notes name as not checked, or as different only to the byte."""
    told = [f["message"]["en"] for f in said(done) if f["code"] == "RP613"]
    listed = re.sub(r"\([^)]*\)", "", ", ".join(text.partition(": ")[2] for text in told))
    keys = {key.strip() for key in re.split("[,;]", listed) if key.strip()}
    for finding in said(done):
        if finding["code"] == "RP614":
            keys |= set(re.findall(r"inputs\[\d+\]\.sha256", finding["message"]["en"]))
    return keys


def is_found(done: Done, keys: tuple[str, ...]) -> bool:
    """Located errors, or a note that names one of the keys."""
    if done.code == 1:
        errors = [f for f in said(done) if f["severity"] == "error"]
        return bool(errors) and all(f["line"] >= 1 for f in errors)
    return done.code == 0 and not unchecked(done).isdisjoint(keys)


def cases(kinds: tuple[Kind, ...], certificates: tuple[bool, ...]) -> Iterator[Any]:
    for kind in kinds:
        for status in kind.of:
            for certified in certificates:
                name = f"{kind.name}-{status}-{'certified' if certified else 'bare'}"
                yield pytest.param(kind, status, certified, id=name)


def test_there_are_kinds_enough() -> None:
    names = [kind.name for kind in (*KINDS, *CERTIFIED)]
    assert len(set(names)) == len(names) >= 60


@pytest.mark.parametrize("certified", [True, False])
@pytest.mark.parametrize("name", FRESH)
def test_a_fresh_plan_holds(made: Fresh, name: str, certified: bool) -> None:
    done = checked(made.folder, made.plans[name, certified])
    assert done.code == 0, done.out
    assert {f["code"] for f in said(done)} <= {"RP612", "RP613"}


@pytest.mark.parametrize(
    ("kind", "status", "certified"),
    [*cases(KINDS, (True, False)), *cases(CERTIFIED, (True,))],
)
def test_an_altered_plan_is_found(made: Fresh, kind: Kind, status: str, certified: bool) -> None:
    plan = copy.deepcopy(made.plans[status, certified])
    kind.change(plan)
    assert json.dumps(plan) != json.dumps(made.plans[status, certified])
    done = checked(made.folder, plan)
    assert is_found(done, kind.keys), (done.code, done.out)
    assert done.code == 1 or kind.name in LEFT


def test_what_another_version_did_not_write_is_not_held_against_it(made: Fresh) -> None:
    """Each key left out in turn: listed, or an error about what cannot be judged without it."""
    certified = made.plans["optimal", True]
    needed = {"rotplan_plan", "tool", "inputs", "holdings", "moves", "certificate", "tiers"}
    for key in certified.keys() - needed:
        plan = copy.deepcopy(certified)
        plan["tool"]["version"] = "0.0.9"
        del plan[key]
        done = checked(made.folder, plan)
        assert (done.code, key in unchecked(done)) == (0, True), (key, done.out)
    for lost in ({"bound"}, {"value"}):
        plan = copy.deepcopy(certified)
        plan.update(tool={"version": "0.0.9", "ortools": "9"}, certificate=None)
        plan["proof"]["second_opinion"] = "agrees"
        plan["tiers"] = [{k: v for k, v in t.items() if k not in lost} for t in plan["tiers"]]
        done = checked(made.folder, plan)
        assert f"tiers.{lost.pop()}" in unchecked(done), done.out


# -- every value of the form -----------------------------------------------------------------


def values(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values in a plan, lists and mappings among them."""
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from values(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from values(value, (*path, n))


def altered(value: Any) -> list[Any]:
    """Other values that the form may take there."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, str):
        return [f"{value} x"]
    if value is None:
        return ["x", 3]
    if isinstance(value, list):
        return [value[:-1], value[::-1]]
    return [dict(list(value.items())[:-1])]


def of_form(path: tuple[Any, ...]) -> str:
    """The key that `check` would name for a path: the nearest that the registry knows."""
    steps = [step for step in path if isinstance(step, str)]
    while steps and ".".join(steps) not in {*PLAN_KEYS, *form_keys()}:
        steps.pop()
    return ".".join(steps)


def names_of(key: str, done: Done) -> bool:
    """Whether a key, or one around or inside it, is said to be unchecked."""
    return any(
        key == name or key.startswith(f"{name}.") or name.startswith(f"{key}.")
        for name in unchecked(done)
    )


@pytest.mark.parametrize(
    ("name", "depth"),
    [("optimal", 99), ("infeasible", 99), ("feasible", 2), ("undecided", 2), ("alone", 1)],
)
def test_no_value_is_silent(made: Fresh, name: str, depth: int) -> None:
    """One value of each key, changed into other values that the form takes there.

    `depth`: of plans much like another one only the keys so far up.
    """
    certified = made.plans[name, True]
    seen: set[str] = set()
    silent = []
    for path in values(certified):
        generic = ".".join(map(str, ("[]" if isinstance(s, int) else s for s in path)))
        if generic in seen or len(path) > depth:
            continue
        seen.add(generic)
        holder: Any = certified
        for step in path[:-1]:
            holder = holder[step]
        for other in altered(holder[path[-1]]):
            plan = copy.deepcopy(certified)
            target: Any = plan
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = other
            if plan == certified and json.dumps(plan) == json.dumps(certified):
                continue
            done = checked(made.folder, plan)
            if done.code != 1 and not (done.code == 0 and names_of(of_form(path), done)):
                silent.append((generic, other, done.code, done.out))
    assert not silent, silent[:3]
    assert len(seen) >= len(PlanFile.model_fields)


def test_every_key_of_the_form_has_its_entry() -> None:
    keys = set(form_keys())
    assert [key for key in keys if how(key) is None] == []
    assert [
        key for key in PLAN_KEYS if not any(k == key or k.startswith(f"{key}.") for k in keys)
    ] == []
    assert {key.partition(".")[0] for key in keys} == set(PlanFile.model_fields)
