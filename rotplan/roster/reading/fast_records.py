"""Records told at a glance: the few ways in which nearly all of a long roster is written.

Such a record is an item of a list, its values single or lists of single values; its keys stand one
on a line, or all on one line in braces. One expression takes the whole of it, and takes only what
YAML leaves no doubt about and there is nothing to remark on. Where its entries stand is worked out
when somebody asks: of most records nobody does.
"""

import re
from array import array
from functools import cache
from typing import Any, NamedTuple

from rotplan.language.words import BLANK
from rotplan.roster.reading.nodes import Mapping, Sequence
from rotplan.roster.reading.source import Mark, Source

# every sign that YAML refuses or may see a meaning in; in a comma it does inside of brackets only
_BLANK = BLANK.pattern[1:-1]
_SIGNS = _BLANK + r"\ufffe\uffff\x00-\x1f\x7f-\xa0!\"#$&'*:<>?@\[\\\]^`{|}~"
_FIRST = rf"(?![{_BLANK}])[\w./(“«]"
PLAIN = rf"{_FIRST}(?:[^,{_SIGNS}]*[^, {_SIGNS}\-])?"
PLAIN_LINE = rf"{_FIRST}(?:[^{_SIGNS}]*[^ {_SIGNS}\-])?"

# not the beginning of what has to be looked at: leading zeros, day/month/year, truth values, null
_WORDS = "null|[ynYN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE"
_SURE = rf"(?!0\d|\d\d?/|(?:{_WORDS})\b)"
_SURE_QUOTED = rf'"(?!["\s]|\d\d?/)[^"\\\r\n{_BLANK}]+(?<!\s)"'
# entries of a record, items of a list: whoever asks where one stands goes through all of them again
_FEW = "{1,60}+"
_KEY = rf"{_SURE}[a-z_]+"


class RecordForm(NamedTuple):
    """A way of writing a record in a list that begins at column `lead` - 2 of its lines.

    `whole` takes the record from the beginning of its line, group 1 being the record itself;
    `entry` divides that: key, quoted text, plain text, list; `item` divides the list.
    """

    lead: int
    whole: re.Pattern[str]
    entry: re.Pattern[str]
    item: re.Pattern[str]


@cache
def record_lines(column: int) -> RecordForm:
    """The form of records with a key on a line, in a list whose dashes stand at a column."""
    inner = " " * (column + 2)
    value = rf"(?:{_SURE_QUOTED}|{_SURE}{PLAIN_LINE})"
    items = rf"(?:\r?\n{inner}- {value}){_FEW}|(?:\r?\n{inner}  - {value}){_FEW}"
    line = rf"{_KEY}:(?: +{value}|{items})?\r?\n"
    return _form(column, rf"({line}(?:(?:{inner}{line}){_FEW})?)", _LINE, _LINE_ITEM)


@cache
def braces(column: int) -> RecordForm:
    """The form of records on one line, in braces."""
    value = rf"(?:{_SURE_QUOTED}|{_SURE}{PLAIN})"
    items = rf"\[ *(?:{value}(?:(?: *, *{value}){_FEW})?)? *\]"
    pair = rf' *(?:{_KEY}|"[a-z_]+"): +(?:{value}|{items}) *'
    return _form(column, rf"(\{{{pair}(?:(?:,{pair}){_FEW})?\}})\r?\n", _PAIR, _PAIR_ITEM)


def _form(column: int, record: str, entry: re.Pattern[str], item: re.Pattern[str]) -> RecordForm:
    """`record` behind its dash; the next line with content must be no part of it."""
    after = rf"(?=(?: *(?:#[^\n]*)?\r?\n)*+(?: {{0,{column}}}[^ #\r\n]|\Z))"
    return RecordForm(column + 2, re.compile(" " * column + f"- {record}{after}"), entry, item)


_LINE = re.compile(r'([a-z_]+):(?: +(?:"([^"]+)"|([^"\r\n]+))|((?:\r?\n *- [^\r\n]+)+))?\r?\n')
_LINE_ITEM = re.compile(r'\n *- (?:"([^"]+)"|([^"\r\n]+))')
_PAIR = re.compile(
    r'"?([a-z_]+)"?: +(?:"([^"]+)"|([^"\[\],}]*[^"\[\],} ])|(\[(?:"[^"]*"|[^"\]])*\]))'
)
_PAIR_ITEM = re.compile(r'"([^"]+)"|([^"\[\], ](?:[^"\[\],]*[^"\[\], ])?)')


class Record(Mapping):
    """A mapping that was told at a glance."""

    __slots__ = ("form",)

    def __init__(self, source: Source, start: int, form: RecordForm) -> None:
        dict.__init__(self)
        self.source, self.start, self.form = source, start, form

    def fill(self, text: str, texts: dict[str, str]) -> bool:
        """Take the entries from the text of the record; no where a key stands twice."""
        same, found = texts.setdefault, self.form.entry.findall(text)
        for key, quoted, plain, listed in found:
            value = quoted or plain
            if value:
                self[same(key, key)] = same(value, value)
            else:
                self[same(key, key)] = Items(self, listed, texts) if listed else None
        return len(self) == len(found)

    def key_mark(self, key: str) -> Mark:
        return Mark(self.source, *_token(self.entry(key), 1))

    def value_mark(self, key: str) -> Mark:
        return Mark(self.source, *_value(self.entry(key)))

    def entry(self, key: str) -> re.Match[str]:
        """The entry of a key, found once more."""
        text = self.source.text
        whole = self.form.whole.match(text, self.start - self.form.lead)
        assert whole is not None
        entries = self.form.entry.finditer(text, *whole.span(1))
        return next(entry for entry in entries if entry[1] == key)

    def __getattr__(self, name: str) -> Any:
        """`spans`, as long as nobody has asked for them."""
        if name != "spans":
            raise AttributeError(name)
        self.spans = array("I")
        for key in self:
            entry = self.entry(key)
            self.spans.extend((*_token(entry, 1), *_value(entry)))
        return self.spans


class Items(Sequence):
    """A list in such a record."""

    __slots__ = ("record",)

    def __init__(self, record: Record, written: str, texts: dict[str, str]) -> None:
        found = record.form.item.findall(written)
        list.__init__(self, [texts.setdefault(q or p, q or p) for q, p in found])
        self.source, self.record = record.source, record

    def __getattr__(self, name: str) -> Any:
        """`spans` and `start`, as long as nobody has asked for them."""
        if name not in ("spans", "start"):
            raise AttributeError(name)
        key = next(key for key, value in self.record.items() if value is self)
        entry = self.record.entry(key)
        self.start, self.spans = _value(entry)[0], array("I")
        for item in self.record.form.item.finditer(entry.string, *entry.span(4)):
            self.spans.extend(_token(item, item.lastindex or 0))
        return getattr(self, name)


def _value(entry: re.Match[str]) -> tuple[int, int]:
    """Where the value of an entry stands; a list stands where its first sign does."""
    found = entry.lastindex or 0
    if found in (2, 3):
        return _token(entry, found)
    start = entry.end(1) + 1 if found == 1 else entry.end(4) - len(entry[4].lstrip())
    return start, start + 1


def _token(match: re.Match[str], group: int) -> tuple[int, int]:
    """Where a text stands, with the quotes around it."""
    start, end = match.span(group)
    quoted = match.string[start - 1] == '"' and match.string[end : end + 1] == '"'
    return (start - 1, end + 1) if quoted else (start, end)
