"""Strict YAML to plain data: every scalar is the user's text, every value knows where it stands.

Built on PyYAML's event stream: no value is ever guessed, and nothing that could expand, construct
or repeat is accepted. Reading goes on after a problem wherever the syntax allows, so that one run
lists them all.
"""

import gc
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml

from rotplan.roster.nodes import MAPPING, Broken, Guessed, Mapping, Sequence, shape
from rotplan.roster.parser_words import NEVER_CLOSED, TOO_DEEP, explained
from rotplan.roster.problems import Mark, Problems, Source
from rotplan.roster.source import Readable, decode
from rotplan.roster.spelling import Spelling
from rotplan.text import HIDDEN, Words

DEPTH = 20
_NULLS = ("", "~", "null")
_GUESSED = re.compile(
    r"0[0-9]+|[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE"
)


@dataclass(frozen=True)
class Document:
    """One file: its top-level mapping and the SHA-256 of its bytes. `cut`: not read to the end."""

    source: Source
    root: Mapping
    sha256: str
    cut: bool = False


def read(path: str, data: bytes, problems: Problems) -> Document | None:
    """Read one file named `path`; nothing where no top-level mapping could be read at all."""
    readable = decode(path, data, problems)
    if readable is None:
        return None
    with without_collecting():
        builder = _Builder(readable, problems)
        builder.run()
    builder.spelling.report(problems)
    if not isinstance(builder.root, Mapping):
        _report_no_mapping(builder, problems)
        return None
    return Document(readable.source, builder.root, hashlib.sha256(data).hexdigest(), builder.cut)


def _report_no_mapping(builder: "_Builder", problems: Problems) -> None:
    path = builder.source.path
    if builder.root is None:
        if not builder.cut:
            problems.add("empty-file", None, path=path)
        return
    start, end = builder.root_span
    problems.add(
        "wrong-shape", Mark(builder.source, start, end), expected=MAPPING, found=shape(builder.root)
    )


@contextmanager
def without_collecting() -> Iterator[None]:
    """Collecting while millions of small objects are made costs more than reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Builder:
    """Consumes events and builds the tree; `cut` says that the end was not reached.

    A roster of 100,000 cadres is three million events, so the common ones take the short way: texts
    seen before are looked up (`plain`, `quoted`), and offsets are kept as they are.
    """

    def __init__(self, readable: Readable, problems: Problems) -> None:
        self.readable, self.source, self.problems = readable, readable.source, problems
        self.root: Any = None
        self.root_span = (0, 1)
        self.cut = False
        self.anchors: dict[str, str] = {}
        self.spelling = Spelling(self.source)
        # texts without a remark, by themselves: one object for each, however often it is written
        self.plain: dict[str, str] = {}
        self.quoted: dict[str, str] = {}
        # the collection being filled, and in a mapping the key that waits for its value
        self.node: Any = None
        self.waiting: tuple[str | None, int, int] | None = None
        self.stack: list[tuple[Any, tuple[str | None, int, int] | None]] = []

    def run(self) -> None:
        parser = (yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader)(self.readable.text)
        try:
            self.consume(parser.get_event)
        except yaml.YAMLError as error:
            self.cut = True
            self.syntax(error)
        finally:
            parser.dispose()

    def consume(self, next_event: Callable[[], Any]) -> None:
        """Take events until the end, or until reading on makes no sense."""
        shifted, documents = len(self.readable.shifts) > 1, 0
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            start, end = event.start_mark.index, event.end_mark.index
            if shifted:
                start, end = self.readable.original(start), self.readable.original(end)
            if kind is yaml.ScalarEvent:
                value = (self.quoted if event.style else self.plain).get(event.value)
                if value is None or event.anchor is not None or event.tag is not None:
                    value = self.scalar(event, start, end)
                self.put(value, start, end)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.node, self.waiting = self.stack.pop()
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if not self.open(event, start, end):
                    return
            elif kind is yaml.AliasEvent:
                self.alias(event, start, end)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.problems.add("second-document", self.mark(start, end))
                    return

    def mark(self, start: int, end: int) -> Mark:
        return Mark(self.source, start, max(end, start + 1))

    def scalar(self, event: Any, start: int, end: int) -> str | None:
        """A text that is met for the first time, or that there is something to say about."""
        written, plain = event.value, not event.style
        mark = self.mark(start, end)
        self.properties(event, mark)
        if plain and written in _NULLS:
            return None
        value = self.spelling.checked(written, event.style, mark, self.key_waiting)
        if plain and _GUESSED.fullmatch(value):
            value = Guessed(value)
            value.mark = mark
        elif event.style == '"' and HIDDEN.search(value):
            for match in HIDDEN.finditer(value):
                self.problems.add("hidden-character", mark, code=ord(match.group()))
        elif value is written:
            (self.plain if plain else self.quoted)[value] = value
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    @property
    def key_waiting(self) -> str | None:
        return self.waiting[0] if self.waiting is not None else None

    def properties(self, event: Any, mark: Mark) -> None:
        """Refuse an anchor or a tag; the value itself is read on."""
        if event.anchor is not None:
            self.problems.add("anchor", mark, name=event.anchor)
        if event.tag is not None:
            self.problems.add("tag", mark, name=event.tag)

    def alias(self, event: Any, start: int, end: int) -> None:
        self.problems.add("alias", self.mark(start, end), name=event.anchor)
        self.put(self.anchors.get(event.anchor, Broken()), start, end)

    def open(self, event: Any, start: int, end: int) -> bool:
        """Begin a collection; no where it lies too deep."""
        if event.anchor is not None or event.tag is not None:
            self.properties(event, self.mark(start, end))
        if len(self.stack) == DEPTH:
            self.problems.add("too-deep", self.mark(start, end), limit=DEPTH)
            self.cut = True
            return False
        mapping = type(event) is yaml.MappingStartEvent
        node = (Mapping if mapping else Sequence)(self.source, start)
        self.put(node, start, end)
        self.stack.append((self.node, self.waiting))
        self.node, self.waiting = node, None
        return True

    def put(self, value: Any, start: int, end: int) -> None:
        """Set a finished scalar or a new collection into what is open."""
        node = self.node
        if type(node) is Mapping:
            if self.waiting is None:
                self.waiting = (self.key(node, value, start, end), start, end)
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

    def key(self, node: Mapping, value: Any, start: int, end: int) -> str | None:
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

    def syntax(self, error: yaml.YAMLError) -> None:
        """One located message; after a mended indent the parser's complaint says nothing new."""
        if len(self.readable.shifts) > 1:
            return
        at = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = str(getattr(error, "problem", None) or error).strip()
        if what == NEVER_CLOSED:
            # the end of the file helps nobody: what was opened and never closed does
            at = getattr(error, "context_mark", None) or at
        offset = self.readable.original(at.index) if at is not None else 0
        if what == TOO_DEEP:
            self.problems.add("too-deep", self.mark(offset, offset + 1), limit=DEPTH)
            return
        self.problems.add("syntax", Mark(self.source, offset, offset + 1), what=explained(what))
