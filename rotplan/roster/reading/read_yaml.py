"""Strict YAML to plain data: every scalar is the user's text, every value knows where it stands.

Built on PyYAML's event stream: no value is ever guessed, and nothing that could expand, construct
or repeat is accepted. Reading goes on after a problem wherever the syntax allows, so that one run
lists them all.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import yaml

from rotplan.roster.reading.decode import Readable, decode
from rotplan.roster.reading.disclosure import heads_a_file, withheld
from rotplan.roster.reading.fast_lines import regular
from rotplan.roster.reading.nodes import LIST, MAPPING, TEXT, Broken, Mapping, Sequence
from rotplan.roster.reading.parser_words import NEVER_CLOSED, TOO_DEEP, parser_message
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.source import Mark, Source
from rotplan.roster.reading.tree_builder import DEPTH, Tree
from rotplan.system.gc_pause import without_collecting


@dataclass(frozen=True)
class Document:
    """One file: its top-level mapping and the SHA-256 of its bytes.

    `cut`: not read to the end. `refused`: something that was refused stands where a value belongs.
    """

    source: Source
    root: Mapping
    sha256: str
    cut: bool = False
    refused: bool = False


def read_yaml(
    path: str, data: bytes, problems: Problems, heads: tuple[str, ...] = ()
) -> Document | None:
    """Read one file named `path`; nothing where no top-level mapping could be read at all.

    `heads`: a file without one of these keys is none that was meant, and its lines are not told.
    """
    found = Problems()
    document = _read(path, data, found)
    root = document.root if document is not None else {}
    if not heads or heads_a_file(root, data, heads):
        problems.take(found)
        return document
    for problem in withheld(found):
        problems.report(problem)
    if document is None:
        return None
    document.root.source = replace(document.source, hidden=True)
    return replace(document, source=document.root.source)


def _read(path: str, data: bytes, problems: Problems) -> Document | None:
    readable = decode(path, data, problems)
    if readable is None:
        return None
    cut = refused = False
    with without_collecting():
        tree = regular(readable, problems)
        if tree is None:
            parser = _Parser(readable, problems)
            tree, cut, refused = parser.run(), parser.cut, parser.refused
    tree.spelling.report(problems)
    if not isinstance(tree.root, Mapping):
        _report_no_mapping(tree, problems, cut=cut)
        return None
    return Document(readable.source, tree.root, hashlib.sha256(data).hexdigest(), cut, refused)


def _report_no_mapping(tree: Tree, problems: Problems, *, cut: bool) -> None:
    if tree.root is None:
        if not cut:
            problems.add("empty-file", None, path=tree.source.path)
        return
    mark, a_list = Mark(tree.source, *tree.root_span), isinstance(tree.root, Sequence)
    problems.add("wrong-shape", mark, expected=MAPPING, found=LIST if a_list else TEXT)


class _Parser:
    """Fills a tree with the events of the parser; `cut` and `refused` as in a document."""

    def __init__(self, readable: Readable, problems: Problems) -> None:
        self.readable, self.source, self.problems = readable, readable.source, problems
        self.tree = Tree(readable.source, problems)
        self.cut = self.refused = False
        self.anchors: dict[str, str | None] = {}

    def run(self) -> Tree:
        parser = (yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader)(self.readable.text)
        try:
            self.consume(parser.get_event)
        except yaml.YAMLError as error:
            self.cut = True
            self.syntax(error)
        finally:
            parser.dispose()
        return self.tree

    def consume(self, next_event: Callable[[], Any]) -> None:
        """Take events until the end, or until reading on makes no sense."""
        tree, shifted, documents = self.tree, len(self.readable.shifts) > 1, 0
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            start, end = event.start_mark.index, event.end_mark.index
            if shifted:
                start, end = self.readable.original(start), self.readable.original(end)
            if kind is yaml.ScalarEvent:
                value = (tree.quoted if event.style else tree.plain).get(event.value)
                if value is None or event.anchor is not None or event.tag is not None:
                    value = self.scalar(event, start, end)
                tree.put(value, start, end)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                tree.close()
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if not self.open(event, start, end):
                    return
            elif kind is yaml.AliasEvent:
                self.problems.add("alias", tree.mark(start, end), name=event.anchor)
                self.refused = self.refused or event.anchor not in self.anchors
                tree.put(self.anchors.get(event.anchor, Broken()), start, end)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.problems.add("second-document", tree.mark(start, end))
                    return

    def scalar(self, event: Any, start: int, end: int) -> str | None:
        """A text that is met for the first time, or that there is something to say about."""
        self.properties(event, start, end)
        value = self.tree.text(event.value, event.style or "", start, end)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def properties(self, event: Any, start: int, end: int) -> None:
        """Refuse an anchor or a tag; the value itself is read on."""
        if event.anchor is not None:
            self.problems.add("anchor", self.tree.mark(start, end), name=event.anchor)
        if event.tag is not None:
            self.problems.add("tag", self.tree.mark(start, end), name=event.tag)

    def open(self, event: Any, start: int, end: int) -> bool:
        """Begin a collection; no where it lies too deep."""
        self.properties(event, start, end)
        mapping = type(event) is yaml.MappingStartEvent
        if self.tree.open((Mapping if mapping else Sequence)(self.source, start), start, end):
            return True
        self.problems.add("too-deep", self.tree.mark(start, end), limit=DEPTH)
        self.cut = True
        return False

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
            self.problems.add("too-deep", self.tree.mark(offset, offset + 1), limit=DEPTH)
            return
        self.problems.add(
            "syntax", Mark(self.source, offset, offset + 1), what=parser_message(what)
        )
