"""Mappings of several files put together: same id merges key by key, the last file wins."""

from collections.abc import Iterable

from rotplan.roster.reading.nodes import MAPPING, Mapping, shape
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.source import Mark


class Merged(Mapping):
    """A mapping put together key by key from several files; each key knows where it came from.

    `last` is its id in the last of the files that say something about it.
    """

    __slots__ = ("last", "origins")

    def __init__(self, first: Mapping) -> None:
        super().__init__(first.source, first.start)
        self.last: Mark | None = None
        self.origins: dict[str, Mapping] = {}
        self.join(first)

    def join(self, later: Mapping) -> None:
        """Take over the keys of a later file; lists and options are replaced whole."""
        for key, value in later.items():
            if value is None and key in self:
                continue
            self[key] = value
            self.origins[key] = later.origins[key] if isinstance(later, Merged) else later

    def key_mark(self, key: str) -> Mark:
        return self.origins[key].key_mark(key)

    def value_mark(self, key: str) -> Mark:
        return self.origins[key].value_mark(key)

    def part(self, keys: Iterable[str]) -> "Merged":
        """The same mapping with only some of its keys."""
        part = Merged(Mapping(self.source, self.start))
        for key in keys:
            part[key], part.origins[key] = self[key], self.origins[key]
        part.start = self.mark.start
        return part


def merge(nodes: list[tuple[Document, str]], problems: Problems) -> dict[str, Merged]:
    """Same id merges key by key, in the order of the files."""
    merged: dict[str, Merged] = {}
    for document, section in nodes:
        items = document.root.get(section)
        if not isinstance(items, Mapping):
            continue
        for id_, node in items.items():
            if node is None:
                continue
            if not isinstance(node, Mapping):
                _not_a_mapping(items.value_mark(id_), node, problems)
                continue
            if id_ in merged:
                merged[id_].join(node)
            else:
                merged[id_] = Merged(node)
            merged[id_].last = items.key_mark(id_)
    return merged


def _not_a_mapping(mark: Mark, value: object, problems: Problems) -> None:
    problems.add("wrong-shape", mark, expected=MAPPING, found=shape(value))
