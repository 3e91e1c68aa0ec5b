"""What may be told of a file: its lines only if it reads as a file of its kind.

Findings go into logs. A file that was named by mistake, or on purpose, and is no roster, policy,
plan or table of scores, may be anything: that it is none is told, and where, but nothing in it.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from rotplan.roster.reading.catalogue import CATALOGUE
from rotplan.roster.reading.parser_words import UNEXPLAINED, is_explained
from rotplan.roster.reading.problems import Problem
from rotplan.roster.reading.source import Mark

HEADS = ("rotplan", "rotplan_policy", "rotplan_plan")
# the words of these say nothing of what stands in the file
_TOLD = frozenset(
    ("encoding", "too-large", "empty-file", "syntax", "too-deep", "second-document", "merge-key",
     "key-not-text", "tab-indent", "nbsp-indent", "hidden-character", "wrong-shape")
)  # fmt: skip
# of these a name is left out
_BLANKED = {slug: {"name": "…"} for slug in ("alias", "anchor", "tag")}
# the first key of a file that cannot be read to it: behind blank lines, comments and a brace
_FIRST_KEY = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:[^\S\n]*(?:#[^\n]*)?\n|---[^\S\n]*\n|%[^\n]*\n)*+\s*\{?\s*"
    rb"[\"']?(\w+)[\"']?[ \t]*:"
)


def heads_a_file(root: Container[str], data: bytes, heads: Iterable[str]) -> bool:
    """Whether a file has, or at least begins with, a key that marks its kind."""
    if any(head in root for head in heads):
        return True
    first = _FIRST_KEY.match(data[:_LOOKED_AT])
    return first is not None and first[1].decode("ascii", "replace") in tuple(heads)


_LOOKED_AT = 64 * 1024


def withheld(found: Iterable[Problem]) -> Iterator[Problem]:
    """What is told of a file that is not of its kind: the first problem of each kind that says
    nothing of what it holds, without its line."""
    told: set[str] = set()
    for problem in found:
        if problem.slug in _TOLD | _BLANKED.keys() and problem.slug not in told:
            told.add(problem.slug)
            yield _without_text(problem)


def _without_text(problem: Problem) -> Problem:
    mark, words = problem.mark, problem.words
    if problem.slug == "syntax" and not is_explained(words):
        words = CATALOGUE["syntax"].words.format(what=UNEXPLAINED)
    if problem.slug in _BLANKED:
        words = CATALOGUE[problem.slug].words.format(**_BLANKED[problem.slug])
    if mark is not None:
        mark = Mark(replace(mark.source, hidden=True), mark.start, mark.end)
    fix = None if problem.slug in _BLANKED else problem.fix
    return replace(problem, mark=mark, words=words, fix=fix, entity=None, related=(), edits=())
