"""From a place in a file back to what stands there: the path of keys, and the record it is in."""

from bisect import bisect_right
from typing import Any

from rotplan.roster.nodes import Mapping, Sequence

Steps = tuple[str | int, ...]


def steps_to(root: Mapping, offset: int) -> Steps:
    """The keys and list positions that lead to whatever stands at an offset of the file."""
    node: Any = root
    steps: list[str | int] = []
    while isinstance(node, Mapping | Sequence) and node:
        stride = 4 if isinstance(node, Mapping) else 2
        at = bisect_right(node.spans[::stride], offset) - 1
        if at < 0:
            break
        if isinstance(node, Sequence):
            steps.append(at)
            node = node[at]
            continue
        key = list(node)[at]
        steps.append(key)
        if offset < node.spans[4 * at + 2]:
            break
        node = node[key]
    return tuple(steps)


def pointer(steps: Steps) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(s).replace("~", "~0").replace("/", "~1") for s in steps)


def field_of(steps: Steps) -> str:
    """A path without the positions in lists: it stays when records are added or moved."""
    return ".".join("[]" if isinstance(s, int) else s for s in steps)


def inside_scalar(root: Mapping, offset: int) -> bool:
    """Whether an offset lies inside a key or a single value (and not between them)."""
    node: Any = root
    while isinstance(node, Mapping | Sequence) and node:
        stride = 4 if isinstance(node, Mapping) else 2
        at = bisect_right(node.spans[::stride], offset) - 1
        if at < 0:
            return False
        base = stride * at
        if isinstance(node, Mapping):
            if offset < node.spans[base + 1]:
                return True
            if offset < node.spans[base + 2]:
                return False
        value = node[at] if isinstance(node, Sequence) else node[list(node)[at]]
        if not isinstance(value, Mapping | Sequence):
            return offset < node.spans[base + stride - 1]
        node = value
    return False
