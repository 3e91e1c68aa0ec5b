"""Strict YAML to plain data: every scalar is the user's text, every value knows where it stands.

Built on PyYAML's event stream: no value is ever guessed, and nothing that could expand, construct
or repeat is accepted. Reading goes on after a problem wherever the syntax allows, so that one run
lists them all.
"""

import gc
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml

from rotplan.roster.nodes import MAPPING, Broken, Guessed, Mapping, Sequence, shape
from rotplan.roster.problems import Mark, Problems, Source
from rotplan.roster.source import Readable, decode
from rotplan.text import HIDDEN, Words, nfc

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
    """Consumes events and builds the tree; `cut` says that the end was not reached."""

    def __init__(self, readable: Readable, problems: Problems) -> None:
        self.readable, self.source, self.problems = readable, readable.source, problems
        self.root: Any = None
        self.root_span = (0, 1)
        self.cut = False
        self.anchors: dict[str, str] = {}
        # open collections: the node, and for a mapping the key that waits for its value
        self.stack: list[tuple[Any, tuple[str | None, int, int] | None]] = []

    def run(self) -> None:
        loader: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
        documents = 0
        try:
            for event in yaml.parse(self.readable.text, Loader=loader):
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self.scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    if not self.open(event):
                        return
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self.close()
                elif kind is yaml.AliasEvent:
                    self.alias(event)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self.problems.add("second-document", self.span(event))
                        return
        except yaml.YAMLError as error:
            self.cut = True
            self.syntax(error)

    def span(self, event: Any) -> Mark:
        original = self.readable.original
        start = original(event.start_mark.index)
        end = original(event.end_mark.index)
        return Mark(self.source, start, max(end, start + 1))

    def scalar(self, event: Any) -> None:
        value, mark = nfc(event.value), self.span(event)
        plain = not event.style
        self.properties(event, mark)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        if plain and value in _NULLS:
            self.put(None, mark)
            return
        if plain and _GUESSED.fullmatch(value):
            value = Guessed(value)
            value.mark = mark
        elif event.style == '"' and HIDDEN.search(value):
            for match in HIDDEN.finditer(value):
                self.problems.add("hidden-character", mark, code=ord(match.group()))
        self.put(value, mark)

    def properties(self, event: Any, mark: Mark) -> None:
        """Refuse an anchor or a tag; the value itself is read on."""
        if event.anchor is not None:
            self.problems.add("anchor", mark, name=event.anchor)
        if event.tag is not None:
            self.problems.add("tag", mark, name=event.tag)

    def alias(self, event: Any) -> None:
        mark = self.span(event)
        self.problems.add("alias", mark, name=event.anchor)
        self.put(self.anchors.get(event.anchor, Broken()), mark)

    def open(self, event: Any) -> bool:
        mark = self.span(event)
        self.properties(event, mark)
        mapping = type(event) is yaml.MappingStartEvent
        node = (Mapping if mapping else Sequence)(self.source, mark.start)
        if len(self.stack) == DEPTH:
            self.problems.add("too-deep", mark, limit=DEPTH)
            self.cut = True
            return False
        self.put(node, mark)
        self.stack.append((node, None))
        return True

    def close(self) -> None:
        self.stack.pop()

    def put(self, value: Any, mark: Mark) -> None:
        """Set a finished scalar or a new collection into what is open."""
        if not self.stack:
            self.root, self.root_span = value, (mark.start, mark.end)
            return
        node, waiting = self.stack[-1]
        if type(node) is Sequence:
            node.append(value)
            node.spans.extend((mark.start, mark.end))
        elif waiting is None:
            self.stack[-1] = (node, (self.key(node, value, mark), mark.start, mark.end))
        else:
            self.stack[-1] = (node, None)
            key, start, end = waiting
            if key is not None:
                node[key] = value
                node.spans.extend((start, end, mark.start, mark.end))

    def key(self, node: Mapping, value: Any, mark: Mark) -> str | None:
        """The key, or nothing where it was refused (its value is then read and dropped)."""
        if not isinstance(value, str):
            self.problems.add("key-not-text", mark)
            return None
        if value == "<<" and self.source.text[mark.start] == "<":
            self.problems.add("merge-key", mark)
            return None
        if value in node:
            first = node.key_mark(value)
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
        offset = self.readable.original(at.index) if at is not None else 0
        self.problems.add("syntax", Mark(self.source, offset, offset + 1), what=_explained(what))


_PARSER_WORDS = {
    "found character that cannot start any token": Words(
        "ký tự này không thể đứng đầu một giá trị (đặt trong dấu nháy)",
        "this character cannot begin a value (quote it)",
    ),
    "mapping values are not allowed in this context": Words(
        "dấu hai chấm không được ở đây (đặt cả giá trị trong dấu nháy, hoặc xem lại thụt lề)",
        "a colon is not allowed here (quote the whole value, or look at the indentation)",
    ),
    "did not find expected key": Words("thụt lề lệch, hoặc thiếu khóa", "a key was expected here"),
    "did not find expected '-' indicator": Words(
        "thụt lề lệch trong danh sách", "a list item '-' was expected here"
    ),
    "could not find expected ':'": Words("thiếu dấu hai chấm «:»", "a colon ':' is missing"),
    "found unexpected end of stream": Words(
        "dấu nháy hoặc ngoặc mở ra mà không đóng", "a quote or bracket is opened and never closed"
    ),
    "did not find expected ',' or ']'": Words(
        "danh sách [ … ] thiếu dấu phẩy hoặc ngoặc đóng", "expected ',' or ']' in the list"
    ),
    "did not find expected ',' or '}'": Words(
        "bảng { … } thiếu dấu phẩy hoặc ngoặc đóng", "expected ',' or '}' in the mapping"
    ),
}


def _explained(what: str) -> Words:
    """The parser's words in the user's; unknown ones are passed on as they are."""
    return _PARSER_WORDS.get(what, Words(what, what))
