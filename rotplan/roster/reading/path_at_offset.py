"""From a place in a file back to what stands there: the path of keys, and the record it is in."""

from bisect import bisect_right
from typing import Any

from rotplan.roster.reading.nodes import KeyPath, Mapping, Sequence


def steps_to(root: Mapping, offset: int) -> KeyPath:
    """The keys and list positions that lead to whatever stands at an offset of the file."""
    node: Any = root
    steps: list[str | int] = []
    while isinstance(node, Mapping | Sequence) and node:
        at = _entry_at(node, offset)
        if at < 0:
            break
        if isinstance(node, Sequence):
            if _is_past(node, at, offset):
                return ()
            steps.append(at)
            node = node[at]
            continue
        key = node.key_at(at)
        if _is_past(node, at, offset):
            return ()
        steps.append(key)
        if offset < node.spans[4 * at + 2]:
            break
        node = node[key]
    return tuple(steps)


def _is_past(node: Mapping | Sequence, at: int, offset: int) -> bool:
    """Whether an offset lies on a later line than the single value before it: beside everything."""
    value = node[at] if isinstance(node, Sequence) else node[node.key_at(at)]
    end = node.spans[(2 if isinstance(node, Sequence) else 4) * (at + 1) - 1]
    past = not isinstance(value, Mapping | Sequence) and offset >= end
    return past and "\n" in node.source.text[end:offset]


def pointer(steps: KeyPath) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(s).replace("~", "~0").replace("/", "~1") for s in steps)


def field_of(steps: KeyPath) -> str:
    """A path without the positions in lists: it stays when records are added or moved."""
    return ".".join("[]" if isinstance(s, int) else s for s in steps)


def inside_scalar(root: Mapping, offset: int) -> bool:
    """Whether an offset lies inside a key or a single value (and not between them)."""
    node: Any = root
    while isinstance(node, Mapping | Sequence) and node:
        at = _entry_at(node, offset)
        if at < 0:
            return False
        if isinstance(node, Mapping):
            _, key_end, start, end = node.spans[4 * at : 4 * at + 4]
            if offset < start:
                return bool(offset < key_end)
            value = node[node.key_at(at)]
        else:
            end = node.spans[2 * at + 1]
            value = node[at]
        if not isinstance(value, Mapping | Sequence):
            return bool(offset < end)
        node = value
    return False


def _entry_at(node: Mapping | Sequence, offset: int) -> int:
    """The last entry that begins at or before an offset; -1 if none does."""
    spans, stride = node.spans, 4 if isinstance(node, Mapping) else 2
    entries = range(len(spans) // stride)
    return bisect_right(entries, offset, key=lambda n: spans[stride * n]) - 1
