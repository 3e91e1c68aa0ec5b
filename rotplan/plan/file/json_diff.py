"""Where two pieces of plain data differ."""

from collections.abc import Iterator
from typing import Any

from rotplan.roster.reading.nodes import KeyPath


def differences(one: Any, other: Any) -> Iterator[KeyPath]:
    """Paths at which two pieces of plain data differ; a key that only one of them has is one."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one | other:
            if key in one and key in other:
                yield from ((key, *path) for path in differences(one[key], other[key]))
            else:
                yield (key,)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from ((n, *path) for path in differences(mine, theirs))
    elif one != other or isinstance(one, bool) is not isinstance(other, bool):
        # for Python a truth value is a number: true is 1
        yield ()


def key_of(path: KeyPath) -> str:
    """The key of the form that a path leads to: without the places in lists."""
    return ".".join(step for step in path if isinstance(step, str))


def is_sentence(path: KeyPath) -> bool:
    """Whether a path leads to what is said in words."""
    return "text" in path
