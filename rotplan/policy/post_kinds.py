"""The kinds of posts that a roster may have: those of its policies, and its own."""

from collections.abc import Iterator

from rotplan.policy.merged import merge
from rotplan.roster.reading.field_types import unread_keys
from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.validate import record
from rotplan.roster.records import PostKind


def read_kinds(documents: list[Document], problems: Problems) -> dict[str, PostKind]:
    """By id, the most general file first; what nothing reads is told where it stands."""
    merged = merge([(d, "post_kinds") for d in documents], problems)
    for node in (node for document in documents for node in _written(document)):
        for key in unread_keys(PostKind):
            if node.get(key) is not None:
                problems.add("unread-key", node.key_mark(key), key=key)
    kinds = {id_: record(PostKind, node, problems) for id_, node in merged.items()}
    return {id_: kind for id_, kind in kinds.items() if kind is not None}


def _written(document: Document) -> Iterator[Mapping]:
    """Each kind as one file has it."""
    items = document.root.get("post_kinds")
    if isinstance(items, Mapping):
        yield from (node for node in items.values() if isinstance(node, Mapping))
