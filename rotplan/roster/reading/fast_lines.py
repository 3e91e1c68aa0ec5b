"""The short way through regular files: line by line, several times as fast as the parser.

Rosters are long and written in one way from beginning to end: a key and its value on a line, or a
record in braces. Such a line is told by one expression, which takes only what YAML leaves no doubt
about. At any other line nothing is returned, and the parser reads the file from the start; both
ways give the same tree, which the tests compare.
"""

import re
from unicodedata import is_normalized

from rotplan.roster.reading.decode import Readable
from rotplan.roster.reading.fast_records import PLAIN_LINE, Record, braces, record_lines
from rotplan.roster.reading.fast_tokens import OPENING, QUOTED, Tokens
from rotplan.roster.reading.nodes import Mapping, Sequence
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.tree_builder import Tree

_KEY = rf"[\w./(“«](?:[\w ./()%-]{{0,100}}[\w./)%-])?|{QUOTED}"
_LINE = re.compile(
    rf"( *)(-[ ]+)?(?:({_KEY}):(?:[ ]+(?=[^ #\r\n])|(?= *(?:[ ]#[^\n]*)?\r?$)))?"
    rf"({PLAIN_LINE}|{QUOTED}|~|[\[{{](?=[^\n]))?",
    re.MULTILINE,
)
_COMMON = re.compile(rf"( *)([\w./-]+): +({PLAIN_LINE})\n")
_DASH = re.compile(r" *(?=- (?:[a-z_]+:|(\{)))")
_REST = re.compile(r"[ ]*(?:(?<=[ \n])#[^\n]*)?(?:\r?\n|\Z)")


def regular(readable: Readable, problems: Problems) -> Tree | None:
    """The tree of a file of regular lines; nothing where a single line is not."""
    text = readable.text
    if text is not readable.source.text or "\t" in text or not text:
        return None
    found = Problems()
    lines = _Lines(Tree(readable.source, found), text)
    if not lines.read():
        return None
    problems.take(found)
    return lines.tree


class _Lines:
    """Reads line after line; every step says whether all was regular so far.

    `levels` are the open block collections, outermost first: at which column, and whether a list.
    `empty` is the offset after the colon of a key that has no value yet, else -1. `glancing`: the
    text is composed, so that there is nothing to remark on single letters.
    """

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.tokens = Tokens(tree, text)
        self.levels: list[tuple[int, bool]] = []
        self.empty = -1
        self.glancing = is_normalized("NFC", text)

    def read(self) -> bool:
        text, at, end = self.text, 0, len(self.text)
        while at < end:
            at = self.records(self.common(at))
            match = _LINE.match(text, at)
            assert match is not None
            at = match.end()
            if at > match.end(1):
                at = self.line(match)
                if at < 0:
                    return False
            rest = _REST.match(text, at)
            if rest is None:
                return False
            at = rest.end()
        return bool(self.levels) and self.finish()

    def records(self, at: int) -> int:
        """Records of a list that is open, as long as a glance tells them; the offset behind."""
        dash = _DASH.match(self.text, at)
        if dash is None or not self.glancing:
            return at
        level = dash.end() - at, True
        if level not in self.levels:
            return at
        form = braces(level[0]) if dash[1] else record_lines(level[0])
        while (match := form.whole.match(self.text, at)) is not None:
            record = Record(self.tree.source, match.start(1), form)
            if not record.fill(match[1], self.tree.quoted):
                break
            if self.empty >= 0:
                self.tree.put(None, self.empty, self.empty)
                self.empty = -1
            while self.levels[-1] != level:
                self.levels.pop()
                self.tree.close()
            self.tree.put(record, record.start, record.start)
            at = match.end()
        return at

    def common(self, at: int) -> int:
        """Lines of one mapping, as long as they hold a key and a value; the offset behind them."""
        if self.empty >= 0 or not self.levels or self.levels[-1][1]:
            return at
        tree, column, match_at, text = self.tree, self.levels[-1][0], _COMMON.match, self.text
        node, spans, known = tree.node, tree.node.spans, tree.plain.get
        while (match := match_at(text, at)) is not None:
            indent, key, value = match.groups()
            name = known(key)
            if len(indent) != column or name is None or name in node:
                break
            start = at + column
            to = start + len(key)
            there = match.end() - 1 - len(value)
            said = known(value)
            if said is None:
                tree.waiting = (name, start, to)
                said = tree.text(value, "", there, there + len(value))
                tree.waiting = None
            node[name] = said
            spans.extend((start, to, there, there + len(value)))
            at = match.end()
        return at

    def line(self, match: re.Match[str]) -> int:
        """Take a line with content; the offset behind it, -1 where it is irregular."""
        indent, dash, key, value = match.groups()
        if not (dash or key):
            return -1
        column, key_at = len(indent), match.start(3)
        if dash or self.empty >= 0 or not self.levels or self.levels[-1] != (column, False):
            if not self.enter(column, match.start(2) if dash else key_at, dash is not None):
                return -1
            if dash and key and not self.begin(Mapping, column + len(dash), key_at):
                return -1
        if key and value and value not in OPENING:
            self.tokens.entry(key, key_at, match.end(3), value, match.start(4), match.end(4))
            return match.end()
        return self.odd_line(match)

    def odd_line(self, match: re.Match[str]) -> int:
        """An item of a list, a key without a value, or brackets."""
        key, value = match[3], match[4]
        if key:
            self.tokens.scalar(key, match.start(3), match.end(3))
            if value is None:
                self.empty = match.end(3) + 1
                return self.empty
        elif value is None:
            return -1
        if value in OPENING:
            return self.tokens.flow(match.start(4))
        self.tokens.scalar(value, match.start(4), match.end())
        return match.end()

    def enter(self, column: int, start: int, dash: bool) -> bool:
        """Close what the indentation ends, and open what it begins."""
        levels = self.levels
        if self.empty >= 0:
            over, in_list = levels[-1]
            if column > over or (dash and column == over and not in_list):
                self.empty = -1
                return self.begin(Sequence if dash else Mapping, column, start)
            self.tree.put(None, self.empty, self.empty)
            self.empty = -1
        elif not levels:
            return not dash and column == 0 and self.begin(Mapping, 0, start)
        while levels and (levels[-1][0] > column or (levels[-1] == (column, True) and not dash)):
            levels.pop()
            self.tree.close()
        return bool(levels) and levels[-1] == (column, dash)

    def begin(self, kind: type[Mapping] | type[Sequence], column: int, start: int) -> bool:
        self.levels.append((column, kind is Sequence))
        return self.tree.open(kind(self.tree.source, start), start, start)

    def finish(self) -> bool:
        """Close everything at the end of the file."""
        if self.empty >= 0:
            self.tree.put(None, self.empty, self.empty)
        for _ in self.levels:
            self.tree.close()
        return True
