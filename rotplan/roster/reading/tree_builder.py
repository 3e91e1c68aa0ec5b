"""The tree of plain data while it is built: open collections, the key that waits, texts met."""

import re
from typing import Any
from unicodedata import category, is_normalized

from rotplan.language.words import BLANK, HIDDEN, Words
from rotplan.roster.reading.nodes import Guessed, Mapping, Sequence
from rotplan.roster.reading.problems import Edit, Problems
from rotplan.roster.reading.source import Mark, Source
from rotplan.roster.reading.spelling import Spelling, is_odd

DEPTH = 20
_NULLS = ("", "~", "null")
_GUESSED = re.compile(
    r"0[0-9]+|[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE"
)


# no truth value of YAML 1.1 is longer
_LONGEST_WORD = 5


def _says_itself(written: str, style: str) -> bool:
    """Whether there is surely nothing to say about a text of more than a word's length."""
    if written[0] == "0" and not style:
        return False
    seen = style != '"' or written.isprintable()
    return (
        seen
        and not is_odd(written)
        and is_normalized("NFC", written)
        and (written.isascii() or BLANK.search(written) is None)
    )


def _dresses(value: str, at: int) -> bool:
    """Whether what stands there chooses the look of a symbol before it, as in ⚠️."""
    selects = "\ufe00" <= value[at] <= "\ufe0f"
    return selects and at > 0 and category(value[at - 1]) in ("So", "Sm")


class Tree:
    """Takes texts and collections in the order of the file. Offsets are code points of the source.

    `plain` and `quoted` hold the texts that there is nothing to say about, by themselves: one
    object for each, however often it is written.
    """

    def __init__(self, source: Source, problems: Problems) -> None:
        self.source, self.problems = source, problems
        self.root: Any = None
        self.root_span = (0, 1)
        self.spelling = Spelling(source)
        self.plain: dict[str, str] = {}
        self.quoted: dict[str, str] = {}
        # the collection being filled, and in a mapping the key that waits for its value
        self.node: Any = None
        self.waiting: tuple[str | None, int, int] | None = None
        self.stack: list[tuple[Any, tuple[str | None, int, int] | None]] = []

    def mark(self, start: int, end: int) -> Mark:
        return Mark(self.source, start, max(end, start + 1))

    def text(self, written: str, style: str, start: int, end: int) -> str | None:
        """What a single value means; `style` is its quote, "" where it has none."""
        if not style and written in _NULLS:
            return None
        if len(written) > _LONGEST_WORD and _says_itself(written, style):
            (self.quoted if style else self.plain)[written] = written
            return written
        mark = self.mark(start, end)
        key = self.waiting[0] if self.waiting is not None else None
        value = self.spelling.checked(written, style, mark, key)
        blank = BLANK.search(value) is not None
        if blank:
            self._blank(value, mark)
        if not style and _GUESSED.fullmatch(value):
            value = Guessed(value)
            value.mark = mark
        elif style == '"' and HIDDEN.search(value):
            for match in HIDDEN.finditer(value):
                self.problems.add("hidden-character", mark, code=ord(match.group()))
        elif value is written and not blank and not is_odd(written):
            (self.quoted if style else self.plain)[value] = value
        return value

    def _blank(self, value: str, mark: Mark) -> None:
        """Letters that nobody sees, in a value or a key; an edit where it stands as it is read."""
        letters = [m.group() for m in BLANK.finditer(value) if not _dresses(value, m.start())]
        if not letters:
            return
        raw = self.source.text[mark.start : mark.end]
        edits = (Edit(mark, BLANK.sub("", raw), safe=False),) if value in raw else ()
        codes = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(letters))
        self.problems.add("invisible-letter", mark, edits=edits, codes=codes)

    def open(self, node: Mapping | Sequence, start: int, end: int) -> bool:
        """Begin a collection; no where it lies too deep."""
        if len(self.stack) == DEPTH:
            return False
        self.put(node, start, end)
        self.stack.append((self.node, self.waiting))
        self.node, self.waiting = node, None
        return True

    def close(self) -> None:
        self.node, self.waiting = self.stack.pop()

    def put(self, value: Any, start: int, end: int) -> None:
        """Set a finished text or a new collection into what is open."""
        node = self.node
        if type(node) is Mapping:
            if self.waiting is None:
                self.waiting = (self._key(node, value, start, end), start, end)
                return
            key, key_start, key_end = self.waiting
            self.waiting = None
            if key is not None:
                node[key] = value
                node.spans.extend((key_start, key_end, start, end if end > start else start + 1))
        elif node is None:
            self.root, self.root_span = value, (start, max(end, start + 1))
        else:
            node.append(value)
            node.spans.extend((start, end if end > start else start + 1))

    def _key(self, node: Mapping, value: Any, start: int, end: int) -> str | None:
        """The key, or nothing where it was refused (its value is then read and dropped)."""
        if not isinstance(value, str):
            self.problems.add("key-not-text", self.mark(start, end))
            return None
        if value == "<<" and self.source.text[start] == "<":
            self.problems.add("merge-key", self.mark(start, end))
            return None
        if value in node:
            first, mark = node.key_mark(value), self.mark(start, end)
            related = ((first, Words("lần đầu ở đây", "first here")),)
            self.problems.add("duplicate-key", mark, key=value, line=first.line, related=related)
            return None
        return value
