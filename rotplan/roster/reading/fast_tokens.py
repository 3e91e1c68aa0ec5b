"""Keys, values and brackets on one regular line, put into the tree; see `fast_lines.py`."""

import re

from rotplan.roster.reading.fast_records import PLAIN
from rotplan.roster.reading.nodes import Mapping, Sequence
from rotplan.roster.reading.tree_builder import Tree

QUOTED = r""""[^"\\\r\n]*"|'[^'\r\n]*'(?!')"""
OPENING: dict[str, type[Mapping] | type[Sequence]] = {"{": Mapping, "[": Sequence}
_FLOW = re.compile(rf" *(?:([{{\[])|([}}\]])|(,)|({QUOTED}|{PLAIN}|~)(?:(:)(?= ))?)")
# a key with a single value, inside of braces: the many
_PAIR = re.compile(rf" *({QUOTED}|{PLAIN}): +({QUOTED}|{PLAIN}|~) *(?=[,}}])")
_KEYS, _VALUES = ("key", "first key"), ("value", "first value")


class Tokens:
    """Puts what stands on a line into the tree, token by token."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text

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
            kind, start = OPENING[match[1]], match.start(1)
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
