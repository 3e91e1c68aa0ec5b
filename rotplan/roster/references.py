"""Whether every id that a roster mentions is there. Asked of the plain data, so that one run lists
unknown ids beside values that could not be read."""

from collections.abc import Iterator
from typing import Any

from rotplan.roster.nodes import Broken, Mapping, Sequence
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.reading import Document
from rotplan.roster.records import did_you_mean, guess, some_of
from rotplan.text import nearest

# section -> key -> what the id names; a decision's `in` may be a post or a unit
_REFERENCES: dict[str, dict[str, str]] = {
    "units": {"parent": "unit", "seat": "unit", "authority": "unit", "formerly": "unit"},
    "posts": {"unit": "unit", "authority": "unit"},
    "cadres": {"holds": "post"},
    "ties": {"a": "cadre", "b": "cadre"},
    "decisions": {"keep": "cadre", "place": "cadre", "never": "cadre", "in": "place"},
    "waivers": {"cadre": "cadre", "post": "post"},
}


# how many ids are compared with unknown ones in one run: a roster of 10,000 cadres that names ten
# thousand unknown posts must not take minutes
_SEARCHES = 300_000


def check_references(documents: tuple[Document, ...], problems: Problems) -> None:
    """Report each id that names nothing, with the nearest one that exists."""
    units, posts, cadres = (_ids(documents, s) for s in ("units", "posts", "cadres"))
    known = {"unit": units, "post": posts, "cadre": cadres, "place": posts | units}
    listed: dict[str, list[str]] = {}
    searches = 0
    for document in documents:
        for kind, id_, mark in _mentioned(document):
            if id_ not in known[kind]:
                among = listed.setdefault(kind, sorted(known[kind]))
                searches += len(among)
                near = nearest(id_, among) if searches < _SEARCHES else None
                problems.add(
                    "unknown-post" if kind == "place" else f"unknown-{kind}",
                    mark,
                    id=id_,
                    hint=did_you_mean(near) if near else some_of(among),
                    edits=guess(mark, near),
                )


def _ids(documents: tuple[Document, ...], section: str) -> set[str]:
    items = (item for d in documents for item in d.root.get(section) or ())
    return {str(item["id"]) for item in items if isinstance(item, Mapping) and "id" in item}


def _mentioned(document: Document) -> Iterator[tuple[str, str, Mark]]:
    """What is named, by which id, where."""
    root = document.root
    round_ = root.get("round")
    if isinstance(round_, Mapping):
        yield from _texts("unit", round_, "authority")
    for section, keys in _REFERENCES.items():
        items = root.get(section)
        for item in items if isinstance(items, Sequence) else ():
            if isinstance(item, Mapping):
                for key, kind in keys.items():
                    yield from _texts(kind, item, key)
    yield from _measured(root.get("distances"))


def _texts(kind: str, node: Mapping, key: str) -> Iterator[tuple[str, str, Mark]]:
    """The ids under a key: one, a list, or a list of {post: …}."""
    value: Any = node.get(key)
    if isinstance(value, str) and not isinstance(value, Broken):
        yield kind, str(value), node.value_mark(key)
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            if isinstance(item, Mapping):
                yield from _texts(kind, item, "post")
            elif isinstance(item, str) and not isinstance(item, Broken):
                yield kind, str(item), value.item_mark(index)


def _measured(table: Any) -> Iterator[tuple[str, str, Mark]]:
    """The units between which distances are given."""
    if isinstance(table, Mapping):
        for unit, row in table.items():
            yield "unit", unit, table.key_mark(unit)
            if isinstance(row, Mapping):
                yield from (("unit", other, row.key_mark(other)) for other in row)
