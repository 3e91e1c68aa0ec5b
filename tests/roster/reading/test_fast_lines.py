"""The short way through regular files gives what the parser gives: tree, places, remarks."""

import random
from typing import Any

import pytest

from rotplan.roster.reading.decode import decode
from rotplan.roster.reading.fast_lines import regular
from rotplan.roster.reading.fast_records import Record
from rotplan.roster.reading.nodes import Guessed, Mapping, Sequence
from rotplan.roster.reading.problems import Problem, Problems
from rotplan.roster.reading.read_yaml import _Parser
from rotplan.roster.reading.tree_builder import Tree
from tests.bench.generate import roster, text
from tests.kit.mutated_text import mutated
from tests.kit.written_rosters import STYLES, twelve_communes, written

pytestmark = pytest.mark.thorough

HEAD = "rotplan: 1\n"


def dump(node: Any) -> Any:
    """A tree with the offsets and the types of everything in it."""
    if isinstance(node, Mapping):
        entries = [(type(k), k, dump(v)) for k, v in node.items()]
        return "mapping", node.start, list(node.spans), entries
    if isinstance(node, Sequence):
        return "list", node.start, list(node.spans), [dump(item) for item in node]
    if isinstance(node, Guessed):
        return "guessed", str(node), node.mark[1:]
    return type(node), node


def told(tree: Tree, problems: Problems) -> tuple[Any, list[Problem]]:
    tree.spelling.report(problems)
    return dump(tree.root), list(problems)


def both_ways(data: bytes) -> tuple[Any, Any] | None:
    """What the short way gives and what the parser gives; nothing where the file is irregular."""
    readable = decode("x", data, Problems())
    if readable is None:
        return None
    short, long = Problems(), Problems()
    tree = regular(readable, short)
    if tree is None:
        return None
    parser = _Parser(readable, long)
    other = parser.run()
    assert not parser.cut
    return told(tree, short), told(other, long)


REGULAR = [
    "a: b\n",
    "a: b",
    "a:\nb: 1\n",
    "a:\n  - b\n  - c\nd: e\n",
    "a:\n- b\n- c: d\n  e: f\ng:\n",
    "a:\n  b:\n    c: d\n  e: f\n",
    "a:   # remark\n  - {b: c, d: [e, f]}   # remark\n\n# remark\n  - {}\n  - []\n",
    "a:\n  - b: c\n    d:\n      - e\n    f:\n    - g\n",
    "a: 02233\nb: NO\nc: ~\nd: null\ne: ''\nf: \"\"\n",
    'a: {b: 02233, c: no, d: ~, e: \'x y\', "f": "g"}\n',
    "born: 05/03/1980\nname: 05/03/1980\nsince: 05/03/1980\n",
    "a: ' x '\nb: ' x '\n",
    "a: Nguyễn Văn A  # tên\nb: Quy định 98-QĐ/TW, Điều 5 (khoản 3)\n",
    "a: b\r\nc:\r\n  - d\r\n",
    "a: 1\na: 2\n",
    "a: {b: 1, b: 2}\n",
    "a: [[[x], [y]], {b: [c, {d: e}]}]\n",
    "a:\n  -   b: c\n      d: e\n  -   f\n",
    "a: a - b\nb: 3-4\nc: -5\n",
    "'a b': c\n\"d\": e\nf g: h\n",
]


@pytest.mark.parametrize("tail", REGULAR)
def test_both_ways_agree(tail: str) -> None:
    """-5 and the like are left to the parser; all else is taken, and the trees are the same."""
    for data in (tail, HEAD + tail):
        ways = both_ways(data.encode())
        assert (ways is None) == ("-5" in tail)
        assert ways is None or ways[0] == ways[1]


DOUBTFUL = """
a: b: c | a: 'b | a: |;  b | a: >;  b | a: &x b | a: *x | a: !!str b | ? a;: b | a: b;  c
a: b;  c: d | a:;\tb: c | a: [b,;  c] | a: {b} | a: [b: c] | a: {b: c}} | a: [b} | a: {b: c
a: 'b'c | a: "b\\n" | - a | a:;    b: c;  d: e | a:;  - b;   - c | ---;a: b | a: b;...
%YAML 1.2 | a: @b | a: `b | a: b #c; d | a: {b: c,} | a: [,] | a:b | a: {b:c} | # only
a: 'it''s' | <<: {a: b} | a: http://x | a: e\u0301 | a: b; a: c | a:;- b; c: d |   a: b;c: d
a: - b | a:;  - - b | a: b, c: d | a:;  b | a:;  b;  c | a: 'b' 'c' | a: "b": c | a: b # c: d
- a: b;  - c | a:;- b;c | a: [b] c | a: [b], | a: {} {} | a: []: b | {a: b} | [a] | a | 'a' | ~
""".strip()


# what looks doubtful and is not; a remark alone only below a line that is something
TAKEN = {"a: e\u0301", "a: b # c: d"}
TAKEN_BELOW = {*TAKEN, "# only"}


@pytest.mark.parametrize("tail", DOUBTFUL.replace("\n", " | ").split(" | "))
def test_anything_doubtful_is_left_to_the_parser(tail: str) -> None:
    """Lines are divided by ; here. What is taken all the same is read as the parser reads it."""
    lines = tail.replace(";", "\n")
    for data, taken in ((lines, TAKEN), (HEAD + lines + "\n", TAKEN_BELOW)):
        ways = both_ways(data.encode())
        assert (ways is not None) == (tail in taken)
        assert ways is None or ways[0] == ways[1]


def test_what_looks_doubtful_and_is_taken_is_among_what_is_tried() -> None:
    assert TAKEN_BELOW.issubset(DOUBTFUL.replace("\n", " | ").split(" | "))


RECORDS = [
    "  - id: b\n    name: Lý Văn C\n    planned:\n      - d\n      - e\n    home:\n",
    '  - {id: b, name: Lý Văn C, planned: [d, e], home: [], languages: [ Tày , "Mông, Dao" ]}\n',
    '  - {"id": "b", "code": "02233", "note": "x: [y], {z}", "planned": ["d]", "e"]}\n',
    '  - id: "02233"\n    planned:\n    - "d: e"\n    - f\n',
]
CHANGED = [
    "{record}{record}",
    "{record}\n  # remark\n\n{record}",
    "{record}    more: x\n{record}",
    "{record}      deeper: x\n{record}",
    "{record}      words\n{record}",
    "{record}   - x\n{record}",
    "{record}b: c\n",
    "{record}# end",
    "{record}    born: 02/03/1980\n    code: 02233\n    x: no\n{record}",
    "{record}    id: twice\n{record}",
    "{record}  - {{id: twice, id: again}}\n{record}",
    "{record}  - {{id: x, born: 2/1980}}\n{record}  - {{id: no, name: ' y'}}\n{record}",
    "{record}  - {{id: x, name: y}} # remark\n{record}",
    "{record}  - {{id: x, deep: {{a: b}}}}\n{record}",
]


# changes that leave a file irregular: after a record over lines, after one in braces
_WORDS, _DEEPER = "{record}      words\n{record}", "{record}      deeper: x\n{record}"
_MORE = (
    "{record}    more: x\n{record}",
    "{record}    born: 02/03/1980\n    code: 02233\n    x: no\n{record}",
    "{record}    id: twice\n{record}",
)
_ITEM = "{record}   - x\n{record}"
LEFT = {
    (record, change)
    for record in RECORDS
    for change in CHANGED
    if change in (_WORDS, _ITEM)
    or (change == _DEEPER and not record.endswith("home:\n"))
    or (change in _MORE and "{" in record)
}


@pytest.mark.parametrize("change", CHANGED)
@pytest.mark.parametrize("record", RECORDS)
def test_records_told_at_a_glance(record: str, change: str) -> None:
    written = "a:\n" + record + change.format(record=record)
    for data in (written, written.replace("\n", "\r\n"), written.removesuffix("\n")):
        ways = both_ways(data.encode())
        assert (ways is None) == ((record, change) in LEFT)
        assert ways is None or ways[0] == ways[1]


@pytest.mark.parametrize("record", RECORDS)
def test_a_glance_is_enough(record: str) -> None:
    readable = decode("x", ("a:\n" + 3 * record).encode(), Problems())
    assert readable is not None
    tree = regular(readable, Problems())
    assert tree is not None
    assert [type(item) for item in tree.root["a"]] == [Mapping, Record, Record]


@pytest.mark.parametrize("style", STYLES)
def test_rosters_in_each_way_of_writing(style: str) -> None:
    ways = both_ways(written(twelve_communes(random.Random(1)), style).encode())
    assert ways is not None
    assert ways[0] == ways[1]


def test_generated_rosters_are_regular() -> None:
    ways = both_ways(text(roster(10)).encode())
    assert ways is not None
    assert ways[0] == ways[1]


def test_mutations_are_read_alike_or_left_to_the_parser() -> None:
    regular_ones = 0
    for seed in range(8000):
        ways = both_ways(mutated(seed))
        if ways is not None:
            regular_ones += 1
            assert ways[0] == ways[1], seed
    assert regular_ones > 1000
