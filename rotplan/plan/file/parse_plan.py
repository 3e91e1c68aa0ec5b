"""A text taken in as a plan file: strictly in its form, and what another version wrote otherwise.

Nothing of it is believed yet; that is for `verify.py` and `read_plan.py`.
"""

import copy
import json
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, NoReturn, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from rotplan.language.words import Words, same
from rotplan.plan.file import plan_sections
from rotplan.plan.file.json_diff import key_of
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.roster.reading.json_text import NotJsonError, parsed
from rotplan.roster.reading.nodes import KeyPath, shape

# so often what another version left out is filled in, a level deeper each time
_DEPTH = 8
# so much of a value is shown
_SHOWN = 40


@dataclass(frozen=True)
class Taken:
    """A plan file in its form; `data` is what stands in it.

    `unknown` and `missing` are keys that this version does not know, and those of it that the file
    does not have: only where another version wrote it. In `plan` the latter are blank.
    """

    plan: PlanFile
    data: dict[str, Any]
    unknown: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    @property
    def same_version(self) -> bool:
        return self.plan.tool.version == plan_sections.tool().version


@dataclass(frozen=True)
class Misfit:
    """What does not fit the form: its path, or its offset in the text; `of_key`: the key itself."""

    what: Words
    path: KeyPath = ()
    of_key: bool = False
    offset: int | None = None


class MisfitError(Exception):
    """A text that is no plan file: everything that does not fit."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__(misfits[0].what.en)
        self.misfits = misfits


def taken_in(text: str) -> Taken:
    """The plan file in a text; raises MisfitError."""
    data = _json(text)
    try:
        return Taken(PlanFile.model_validate(data, strict=True), data)
    except ValidationError as error:
        other = _of_another_version(data)
        if other is not None:
            return other
        found = error.errors(include_url=False)
        raise MisfitError(*map(_misfit, found)) from error


# -- JSON ------------------------------------------------------------------------------------


def _json(text: str) -> dict[str, Any]:
    try:
        data = parsed(text, object_pairs_hook=_each_once, parse_constant=_no_number)
        # bytes of a file's name that are no letters stand as such half characters, no others
        text.encode("utf-8", "surrogateescape")
        json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogateescape")
    except NotJsonError as error:
        raise MisfitError(Misfit(error.words, offset=error.at)) from error
    except UnicodeEncodeError as error:
        what = Words("có ký tự không phải Unicode", "it holds what is no Unicode character")
        raise MisfitError(Misfit(what)) from error
    except (RecursionError, ValueError) as error:
        raise MisfitError(Misfit(Words("không đọc được", "it cannot be read"))) from error
    if not isinstance(data, dict):
        raise MisfitError(Misfit(Words("không phải một đối tượng", "it is no JSON object")))
    return data


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand in it once: of two, readers believe one or the other."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            words = Words("khóa «{key}» có hai lần", "the key '{key}' stands there twice")
            raise MisfitError(Misfit(words.format(key=key)))
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    words = Words("{name} không phải số", "{name} is no number").format(name=name)
    raise MisfitError(Misfit(words))


def _misfit(detail: Any) -> Misfit:
    path, kind = tuple(detail["loc"]), detail["type"]
    words = Words("«{name}» không nhận {found}", "{found} does not fit '{name}'")
    if kind == "missing":
        words = Words("thiếu «{name}»", "'{name}' is missing")
    elif kind == "extra_forbidden":
        words = Words("không có khóa «{name}»", "there is no key '{name}'")
    name, found = ".".join(map(str, path)), _found(detail["input"])
    return Misfit(words.format(name=name, found=found), path, kind == "extra_forbidden")


def _found(value: Any) -> Words:
    """What stands where something else belongs."""
    if value is None or isinstance(value, bool | int | float):
        return same(json.dumps(value)[:_SHOWN])
    if isinstance(value, str) and len(value) > _SHOWN:
        return shape(f"{value[:_SHOWN]}…")
    return shape(value)


# -- another version -------------------------------------------------------------------------


def _of_another_version(data: dict[str, Any]) -> Taken | None:
    """Keys that this version does not know are left out, those it lacks are blank; nothing where
    it is this version's own, or where anything else does not fit."""
    tool = data.get("tool")
    version = tool.get("version") if isinstance(tool, dict) else None
    if not isinstance(version, str) or version == plan_sections.tool().version:
        return None
    stated = copy.deepcopy(data)
    filled, unknown, missing = copy.deepcopy(data), set[str](), set[str]()
    for _ in range(_DEPTH):
        try:
            plan = PlanFile.model_validate(filled, strict=True)
        except ValidationError as error:
            details = error.errors(include_url=False)
        else:
            return Taken(plan, stated, frozenset(unknown), frozenset(missing))
        for detail in details:
            path = tuple(detail["loc"])
            if detail["type"] == "extra_forbidden":
                unknown.add(key_of(path))
                _holder(filled, path).pop(path[-1], None)
                _holder(stated, path).pop(path[-1], None)
            elif detail["type"] == "missing":
                missing.add(key_of(path))
                _holder(filled, path)[path[-1]] = _blank(_type_at(path))
            else:
                return None
    return None


def _holder(data: Any, path: KeyPath) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


def _type_at(path: KeyPath) -> Any:
    """The type that the form has at a path."""
    found: Any = PlanFile
    for step in path:
        if get_origin(found) in (Union, UnionType):
            found = next(kind for kind in get_args(found) if kind is not type(None))
        if get_origin(found) in (list, dict):
            found = get_args(found)[-1]
        else:
            fields = found.model_fields
            found = next(f.annotation for n, f in fields.items() if step in (n, f.alias))
    return found


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _blank(kind: Any) -> Any:
    """A value of a type that says nothing."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return inner[0]
    if origin in (Union, UnionType) and type(None) in inner:
        return None
    if _is_model(kind):
        return {}
    return (origin or kind)()
