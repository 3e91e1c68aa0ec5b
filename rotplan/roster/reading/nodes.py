"""Plain data that knows where it stands: mappings, lists, and text that other readers misread."""

from array import array
from itertools import islice
from typing import Any

from rotplan.language.words import Words
from rotplan.roster.reading.source import Mark, Source

# the keys and numbers that lead to a value: ("cadres", 3, "born")
KeyPath = tuple[str | int, ...]

# keys that are looked for one by one
_FEW = 16


class Mapping(dict[str, Any]):
    """A YAML mapping; an empty value is None.

    `spans` holds four offsets an entry: key start, end, value start, end.
    """

    __slots__ = ("_number", "source", "spans", "start")

    def __init__(self, source: Source, start: int) -> None:
        super().__init__()
        self.source, self.start = source, start
        self.spans = array("I")

    def with_value(self, key: str, value: Any) -> "Mapping":
        """A copy in which a key that stands here holds another value; all stands where it did."""
        other = Mapping(self.source, self.start)
        other.spans = self.spans
        other.update({**self, key: value})
        return other

    def key_mark(self, key: str) -> Mark:
        at = 4 * self._at(key)
        return Mark(self.source, self.spans[at], self.spans[at + 1])

    def value_mark(self, key: str) -> Mark:
        at = 4 * self._at(key) + 2
        return Mark(self.source, self.spans[at], self.spans[at + 1])

    def key_at(self, number: int) -> str:
        """The key of an entry by its number, in the order of the file."""
        if len(self) <= _FEW:
            return next(islice(self, number, None))
        return self._numbered()[1][number]

    def _at(self, key: str) -> int:
        """The number of a key. Of few it is counted, for many it is kept."""
        return list(self).index(key) if len(self) <= _FEW else self._numbered()[0][key]

    def _numbered(self) -> tuple[dict[str, int], list[str]]:
        """Every key by number and back; made anew after keys were added."""
        known: tuple[dict[str, int], list[str]] = getattr(self, "_number", ({}, []))
        if len(known[1]) != len(self):
            keys = list(self)
            known = self._number = {key: n for n, key in enumerate(keys)}, keys
        return known

    @property
    def mark(self) -> Mark:
        """Where the mapping begins: its first key, or its opening brace."""
        return (
            self.key_mark(next(iter(self)))
            if self
            else Mark(self.source, self.start, self.start + 1)
        )


class Sequence(list[Any]):
    """A YAML list. `spans` holds two offsets an item: start, end."""

    __slots__ = ("source", "spans", "start")

    def __init__(self, source: Source, start: int) -> None:
        super().__init__()
        self.source, self.start = source, start
        self.spans = array("I")

    def item_mark(self, index: int) -> Mark:
        return Mark(self.source, self.spans[2 * index], self.spans[2 * index + 1])


# digits of a number that is written out; thousands of them cannot even be turned into one
_LONGEST_SHOWN = 40


class Guessed(str):
    """Unquoted text that other YAML readers take for a number or a truth value."""

    __slots__ = ("mark",)
    mark: Mark

    @property
    def other(self) -> Words:
        """What YAML 1.1 makes of it."""
        if not self[0].isdigit():
            truth = "true" if self.lower() in ("y", "yes", "on", "true") else "false"
            return Words(truth, truth)
        if len(self) > _LONGEST_SHOWN:
            return Words("một số khác", "another number")
        number = str(int(self, 8) if set(self) <= set("01234567") else int(self))
        return Words(number, number)


class Broken(str):
    """Stands for a value that was refused; nothing more is said about it."""

    __slots__ = ()


MAPPING = Words("một bảng khóa: giá trị", "a mapping (key: value)")
LIST = Words("một danh sách", "a list")
TEXT = Words("một giá trị", "a single value")
NOTHING = Words("chỗ trống", "nothing")


def shape(value: object) -> Words:
    """What a value is, in the user's words."""
    if isinstance(value, dict):
        return MAPPING
    if isinstance(value, list | tuple):
        return LIST
    return NOTHING if value is None else Words(f"«{value}»", f"'{value}'")
