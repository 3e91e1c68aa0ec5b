"""Plain data to records: one located message for each thing that does not fit."""

import re
from collections.abc import Sequence as AbstractSequence
from functools import lru_cache
from heapq import nsmallest
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from rotplan.language.words import Words, nearest
from rotplan.roster.reading.field_types import Fact
from rotplan.roster.reading.nodes import LIST, MAPPING, TEXT, Broken, Mapping, Sequence, shape
from rotplan.roster.reading.problems import Edit, Entity, Problems
from rotplan.roster.reading.source import Mark

F = TypeVar("F", bound=Fact)
_Path = AbstractSequence[str | int]


def locate(node: Any, path: _Path, *, key: bool = False) -> Mark:
    """The deepest place on `path` below `node` that stands in the file; of its key if asked."""
    mark: Mark = node.mark
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(node, Mapping) and isinstance(step, str) and step in node:
            mark = node.key_mark(step) if key and last else node.value_mark(step)
            node = node[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            mark = node.item_mark(step)
            node = node[step]
    return mark


def entity(root: Mapping, path: _Path) -> Entity | None:
    """The record that a path runs through: `cadres`, 3, … is the cadre with that id."""
    if len(path) < 2 or not isinstance(path[1], int):
        return None
    section = str(path[0])
    items = root.get(section)
    record = items[path[1]] if isinstance(items, list) and path[1] < len(items) else None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        return None
    name = record.get("name")
    return Entity(section.removesuffix("s"), record["id"], name if isinstance(name, str) else "")


def record(model: type[F], node: Mapping, problems: Problems) -> F | None:
    """The record that `node` describes, or nothing where something does not fit."""
    try:
        return model.model_validate(node, context=problems)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not isinstance(detail["input"], Broken):
                _report(model, node, detail, problems)
        return None


def _report(model: type[Fact], node: Mapping, detail: Any, problems: Problems) -> None:
    path: tuple[str | int, ...] = detail["loc"]
    kind: str = detail["type"]
    of_key = kind == "extra_forbidden" or path[-1:] == ("[key]",)
    if path[-1:] == ("[key]",):
        path = path[:-1]
    mark = locate(node, path, key=of_key)
    if kind == "extra_forbidden" and problems.is_full(mark.source, "unknown-key"):
        problems.add("unknown-key", mark)
        return
    slug, parts = _sentence(model, node, kind, path, detail)
    edits = guess(mark, parts.pop("near", None))
    problems.add(slug, mark, entity=entity(node, path), edits=edits, **parts)


def _sentence(
    model: type[Fact], node: Mapping, kind: str, path: _Path, detail: Any
) -> tuple[str, dict[str, Any]]:
    """The slug and the parts of its sentence for one complaint of pydantic."""
    found, context = detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        key, known = str(path[-1]), field_names(_model_at(model, path[:-1]))
        return "unknown-key", {"key": key, "hint": hint(key, known), "near": nearest(key, known)}
    if kind == "missing":
        return "missing-key", {"key": path[-1]}
    if kind in ("literal_error", "enum"):
        if isinstance(found, str):
            choices = _choices(str(context["expected"]))
            return "unknown-value", {
                "value": found,
                "hint": meant(found, choices),
                "expected": " | ".join(choices),
                "near": nearest(found, choices),
            }
        return "wrong-shape", {"expected": TEXT, "found": shape(found)}
    if kind == "too_short" and isinstance(context.get("min_length"), int):
        least = context["min_length"]
        words = Words(f"một danh sách ít nhất {least} mục", f"a list of at least {least}")
        return "wrong-shape", {"expected": words, "found": shape(found)}
    if kind in _SHAPES:
        return "wrong-shape", {"expected": _SHAPES[kind], "found": shape(found)}
    return kind, context


# text that means itself in YAML without quotes, in any position
_PLAIN = re.compile(r"[A-Za-z_À-ỹ][\w./-]*")


_PAIR = Words("một danh sách hai số", "a list of two numbers")
_SHAPES = {
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "dict_type": MAPPING,
    "list_type": LIST,
    "tuple_type": LIST,
    "too_long": _PAIR,
    "too_short": _PAIR,
}


def _choices(expected: str) -> list[str]:
    """Pydantic's "'a', 'b' or 'c'" as a list."""
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def guess(mark: Mark, near: str | None) -> tuple[Edit, ...]:
    """The edit that writes what was most likely meant; a person has to look at it."""
    return (Edit(mark, near, safe=False),) if near and _PLAIN.fullmatch(near) else ()


def meant(word: str, known: AbstractSequence[str]) -> Words:
    """«did you mean …», or nothing."""
    near = nearest(word, known)
    return Words(f"có phải «{near}»? ", f"did you mean '{near}'? ") if near else Words("", "")


def hint(word: str, known: AbstractSequence[str]) -> Words:
    """What to write instead of an unknown word: the nearest known one, else the known ones."""
    near = nearest(word, known)
    return did_you_mean(near) if near else some_of(known)


def did_you_mean(near: str) -> Words:
    return Words(f"có phải «{near}»?", f"did you mean '{near}'?")


def some_of(known: AbstractSequence[str]) -> Words:
    """The known words, or the first of them."""
    return _some_of(tuple(known))


@lru_cache(maxsize=64)
def _some_of(known: tuple[str, ...]) -> Words:
    some = ", ".join(nsmallest(8, known)) + (" …" if len(known) > 8 else "")
    if not some:
        return Words("ở đây không có giá trị nào", "there is none here")
    return Words(f"có: {some}", f"there are: {some}")


def field_names(model: type[Fact]) -> list[str]:
    """The keys that a record may have, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[Fact], path: _Path) -> type[Fact]:
    """The record type that a path leads to."""
    for step in path:
        if isinstance(step, int):
            continue
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                model = _record_type(field) or model
    return model


def _record_type(field: FieldInfo) -> type[Fact] | None:
    """The record type inside an annotation such as `tuple[Unit, ...] | None`."""
    waiting: list[Any] = [field.annotation]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, Fact):
            return annotation
        waiting.extend(get_args(annotation))
    return None
