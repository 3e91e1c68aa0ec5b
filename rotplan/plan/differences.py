"""Where two pieces of plain data differ."""

from collections.abc import Iterator
from typing import Any


def differences(one: Any, other: Any) -> Iterator[tuple[str | int, ...]]:
    """Paths at which two pieces of plain data differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            yield from ((key, *path) for path in differences(one[key], other.get(key)))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from ((n, *path) for path in differences(mine, theirs))
    elif one != other:
        yield ()


def without_sentences(data: Any) -> Any:
    """The same data with every `text` left out."""
    if isinstance(data, dict):
        return {key: without_sentences(value) for key, value in data.items() if key != "text"}
    return [without_sentences(value) for value in data] if isinstance(data, list) else data
