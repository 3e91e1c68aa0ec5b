"""Whether every id that a roster mentions is there. Asked of the plain data, so that one run lists
unknown ids beside values that could not be read."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from rotplan.language.words import nearest
from rotplan.roster.reading.nodes import Broken, Mapping, Sequence
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import did_you_mean, guess, some_of

# section -> key -> what the id names; a decision's `in` may be a post or a unit
_REFERENCES: dict[str, dict[str, str]] = {
    "units": {"parent": "unit", "seat": "unit", "authority": "unit", "formerly": "unit"},
    "posts": {"unit": "unit", "authority": "unit"},
    "cadres": {"holds": "post"},
    "ties": {"a": "cadre", "b": "cadre"},
    "decisions": {"keep": "cadre", "place": "cadre", "never": "cadre", "in": "place"},
    "waivers": {"cadre": "cadre", "post": "post"},
}


def check_references(documents: tuple[Document, ...], problems: Problems) -> None:
    """Report each id that names nothing, with the nearest one that exists."""
    units, posts, cadres = (_ids(documents, s) for s in ("units", "posts", "cadres"))
    known = {"unit": units, "post": posts, "cadre": cadres, "place": posts | units}
    listed: dict[str, tuple[str, ...]] = {}
    for document in documents:
        for kind, id_, place in _unknown(document, known):
            if kind not in listed:
                listed[kind] = tuple(sorted(known[kind]))
            among, slug = listed[kind], "unknown-post" if kind == "place" else f"unknown-{kind}"
            mark = place()
            near = None if problems.is_full(mark.source, slug) else nearest(id_, among)
            problems.add(
                slug,
                mark,
                id=id_,
                hint=did_you_mean(near) if near else some_of(among),
                edits=guess(mark, near),
            )


def _ids(documents: tuple[Document, ...], section: str) -> set[str]:
    items = (item for d in documents for item in d.root.get(section) or ())
    return {str(item["id"]) for item in items if isinstance(item, Mapping) and "id" in item}


Known = dict[str, set[str]]
NamedId = tuple[str, str, Callable[[], Mark]]


def _unknown(document: Document, known: Known) -> Iterator[NamedId]:
    """What is named and is not there: its kind, the id, and how to find where it stands."""
    root = document.root
    round_ = root.get("round")
    if isinstance(round_, Mapping):
        yield from _in_field("unit", round_, "authority", known)
    for section, keys in _REFERENCES.items():
        items = root.get(section)
        for item in items if isinstance(items, Sequence) else ():
            if isinstance(item, Mapping):
                for key, kind in keys.items():
                    value = item.get(key)
                    if value is not None and not (type(value) is str and value in known[kind]):
                        yield from _in_field(kind, item, key, known)
    yield from _measured(root.get("distances"), known["unit"])


def _in_field(kind: str, node: Mapping, key: str, known: Known) -> Iterator[NamedId]:
    """The ids under a key: one, a list, or a list of {post: …}."""
    value: Any = node.get(key)
    if isinstance(value, Sequence):
        for index, item in enumerate(value):
            if isinstance(item, Mapping):
                yield from _in_field(kind, item, "post", known)
            elif _is_unknown(item, known[kind]):
                yield kind, str(item), partial(value.item_mark, index)
    elif _is_unknown(value, known[kind]):
        yield kind, str(value), partial(node.value_mark, key)


def _is_unknown(value: object, known: set[str]) -> bool:
    return isinstance(value, str) and not isinstance(value, Broken) and value not in known


def _measured(table: Any, units: set[str]) -> Iterator[NamedId]:
    """The units between which distances are given."""
    if isinstance(table, Mapping):
        for unit, row in table.items():
            for node, named in ((table, (unit,)), (row, row if isinstance(row, Mapping) else ())):
                for id_ in named:
                    if id_ not in units:
                        yield "unit", id_, partial(node.key_mark, id_)
