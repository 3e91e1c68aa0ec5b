"""The short way through regular files: line by line, several times as fast as the parser.

Rosters are long and written in one way from beginning to end: a key and its value on a line, or a
record in braces. Such a line is told by one expression, which takes only what YAML leaves no doubt
about. At any other line nothing is returned, and the parser reads the file from the start; both
ways give the same tree, which the tests compare.
"""

import re
from unicodedata import is_normalized

from rotplan.roster.reading.decode import Readable
from rotplan.roster.reading.fast_records import PLAIN, PLAIN_LINE, Record, braces, record_lines
from rotplan.roster.reading.nodes import Mapping, Sequence
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.tree_builder import Tree

_QUOTED = r""""[^"\\\r\n]*"|'[^'\r\n]*'(?!')"""
_KEY = rf"[\w./(“«](?:[\w ./()%-]{{0,100}}[\w./)%-])?|{_QUOTED}"
_LINE = re.compile(
    rf"( *)(-[ ]+)?(?:({_KEY}):(?:[ ]+(?=[^ #\r\n])|(?= *(?:[ ]#[^\n]*)?\r?$)))?"
    rf"({PLAIN_LINE}|{_QUOTED}|~|[\[{{](?=[^\n]))?",
    re.MULTILINE,
)
_COMMON = re.compile(rf"( *)([\w./-]+): +({PLAIN_LINE})\n")
_DASH = re.compile(r" *(?=- (?:[a-z_]+:|(\{)))")
_REST = re.compile(r"[ ]*(?:(?<=[ \n])#[^\n]*)?(?:\r?\n|\Z)")
_FLOW = re.compile(rf" *(?:([{{\[])|([}}\]])|(,)|({_QUOTED}|{PLAIN}|~)(?:(:)(?= ))?)")
# a key with a single value, inside of braces: the many
_PAIR = re.compile(rf" *({_QUOTED}|{PLAIN}): +({_QUOTED}|{PLAIN}|~) *(?=[,}}])")
_KEYS, _VALUES = ("key", "first key"), ("value", "first value")
_OPENING: dict[str, type[Mapping] | type[Sequence]] = {"{": Mapping, "[": Sequence}


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
        if key and value and value not in _OPENING:
            self.entry(key, key_at, match.end(3), value, match.start(4), match.end(4))
            return match.end()
        return self.odd_line(match)

    def odd_line(self, match: re.Match[str]) -> int:
        """An item of a list, a key without a value, or brackets."""
        key, value = match[3], match[4]
        if key:
            self.scalar(key, match.start(3), match.end(3))
            if value is None:
                self.empty = match.end(3) + 1
                return self.empty
        elif value is None:
            return -1
        if value in _OPENING:
            return self.flow(match.start(4))
        self.scalar(value, match.start(4), match.end())
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

    def scalar(self, token: str, start: int, end: int) -> None:
        """A key or a value, with or without quotes."""
        tree = self.tree
        quote = token[0] if token[0] in "\"'" else ""
        written = token[1:-1] if quote else token
        value = (tree.quoted if quote else tree.plain).get(written)
        if value is None:
            value = tree.text(written, quote, start, end)
        tree.put(value, start, end)

    def entry(self, key: str, at: int, to: int, value: str, start: int, end: int) -> None:
        """A key with a single value; both known and the key new: the many."""
        tree = self.tree
        known = tree.quoted.get(key[1:-1]) if key[0] in "\"'" else tree.plain.get(key)
        text = tree.quoted.get(value[1:-1]) if value[0] in "\"'" else tree.plain.get(value)
        node = tree.node
        if known is None or text is None or known in node:
            self.scalar(key, at, to)
            self.scalar(value, start, end)
        else:
            node[known] = text
            node.spans.extend((at, to, start, end))

    def flow(self, at: int) -> int:
        """A list or mapping in brackets on this line; the offset behind it, -1 if irregular."""
        # open brackets, whether mappings; and what may come: a value, key or comma, or the end
        open_here: list[bool] = []
        wanted = "value"
        while wanted != "end":
            if wanted in _KEYS and (after := self.pairs(at)) > at:
                at, wanted = after, "comma"
                continue
            match = _FLOW.match(self.text, at)
            if match is None or match.lastindex is None:
                return -1
            at = match.end()
            wanted = self.after(match, wanted, open_here)
            if not wanted:
                return -1
        return at

    def pairs(self, at: int) -> int:
        """Keys with single values, separated by commas; the offset behind the last."""
        match_at, text = _PAIR.match, self.text
        while (pair := match_at(text, at)) is not None:
            key, value = pair.groups()
            start, end = pair.span(2)
            to = pair.end(1)
            self.entry(key, to - len(key), to, value, start, end)
            at = pair.end()
            if text[at] != ",":
                break
            at += 1
        else:
            # what follows the last comma is no such pair: give the comma back
            return at - 1 if text[at - 1] == "," else at
        return at

    def after(self, match: re.Match[str], wanted: str, open_here: list[bool]) -> str:
        """Take one token of brackets; what may come next, nothing where it is irregular."""
        found = match.lastindex
        if found in (4, 5):
            if wanted not in (_KEYS if found == 5 else _VALUES):
                return ""
            self.scalar(match[4], match.start(4), match.end(4))
            return "value" if found == 5 else "comma"
        if found == 1 and wanted in _VALUES:
            kind, start = _OPENING[match[1]], match.start(1)
            open_here.append(kind is Mapping)
            if not self.tree.open(kind(self.tree.source, start), start, match.end()):
                return ""
            return "first key" if kind is Mapping else "first value"
        if found == 2 and wanted in ("comma", "first key", "first value"):
            if (match[2] == "}") != open_here.pop():
                return ""
            self.tree.close()
            return "comma" if open_here else "end"
        if found == 3 and wanted == "comma":
            return "key" if open_here[-1] else "value"
        return ""

    def finish(self) -> bool:
        """Close everything at the end of the file."""
        if self.empty >= 0:
            self.tree.put(None, self.empty, self.empty)
        for _ in self.levels:
            self.tree.close()
        return True
