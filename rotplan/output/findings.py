"""Findings of `check` as text with excerpt and caret, and as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from rotplan.roster.problems import Level, Mark, Problem
from rotplan.text import Lang, Words, show, width

LEVEL_WORDS = {
    Level.ERROR: Words("lỗi", "error"),
    Level.WARNING: Words("cảnh báo", "warning"),
    Level.NOTE: Words("lưu ý", "note"),
}
_COLOR = {Level.ERROR: "\x1b[1;31m", Level.WARNING: "\x1b[1;33m", Level.NOTE: "\x1b[1;36m"}
_RESET = "\x1b[0m"
_HELP = Words("cách sửa", "fix")
_BASIS = Words("căn cứ", "basis")
_EXCERPT = 100


def lines(problem: Problem, lang: Lang, *, color: bool = False) -> Iterator[str]:
    """One finding: level and code, place, excerpt with caret, related places, how to mend it."""
    level = LEVEL_WORDS[problem.level][lang]
    on, off = (_COLOR[problem.level], _RESET) if color else ("", "")
    head = f"{on}{level}[{problem.code}]{off} {problem.slug}"
    yield f"{head}: {show(problem.words[lang])}"
    yield from _place(problem)
    if problem.mark is not None:
        yield from _excerpt(problem.mark, "")
    for mark, words in problem.related:
        if problem.mark is None or mark.source is not problem.mark.source:
            yield f"    ::: {show(mark.source.path)}:{mark.line}:{mark.column}"
        yield from _excerpt(mark, show(words[lang]))
    if problem.basis:
        yield f"      = {_BASIS[lang]}: {show(problem.basis)}"
    if problem.fix is not None:
        yield f"      = {_HELP[lang]}: {show(problem.fix[lang])}"


def _place(problem: Problem) -> Iterator[str]:
    path, line, column = problem.place
    who = ""
    if problem.entity is not None:
        who = f"   {problem.entity.kind} {show(problem.entity.id)} {show(problem.entity.name)}"
    yield f"   --> {show(path)}:{line}:{column}{who.rstrip()}"


def _excerpt(mark: Mark, label: str) -> Iterator[str]:
    """The line with a caret below what is meant; long lines are cut around it."""
    text, column = mark.source.line(mark.line), mark.column - 1
    start = max(0, column - _EXCERPT // 2) if len(text) > _EXCERPT else 0
    shown = text[start : start + _EXCERPT].replace("\t", " ")
    before = shown[: column - start]
    length = max(1, min(mark.end - mark.start, len(text) - column, len(shown) - len(before)))
    carets = "^" * max(1, width(show(shown[len(before) : len(before) + length])))
    number = f"{mark.line:>5}"
    yield f"{number} | {show(shown)}"
    yield f"{'':5} | {' ' * width(show(before))}{carets} {label}".rstrip()


def summary(problems: list[Problem], files: int, lang: Lang) -> str:
    """How many of each level, in how many files."""
    if not problems:
        none = Words("không có vấn đề gì", "no findings")[lang]
        return f"{none} {_IN[lang]} {_plural(files, _FILE, lang)}"
    counted = ", ".join(
        _plural(_count(problems, level), LEVEL_WORDS[level], lang) for level in reversed(Level)
    )
    return f"{counted} {_IN[lang]} {_plural(files, _FILE, lang)}"


_IN = Words("trong", "in")
_FILE = Words("tệp", "file")


def _plural(count: int, noun: Words, lang: Lang) -> str:
    """Vietnamese nouns have no plural."""
    return f"{count} {noun[lang]}" + ("s" if lang == "en" and count != 1 else "")


def to_json(problems: list[Problem]) -> str:
    """All findings, in a versioned envelope."""
    envelope = {
        "format": "rotplan.findings",
        "format_version": "1.0",
        "findings": [_finding(problem) for problem in problems],
        "summary": {level.name.lower(): _count(problems, level) for level in reversed(Level)},
    }
    return json.dumps(envelope, ensure_ascii=False, indent=1) + "\n"


def _count(problems: list[Problem], level: Level) -> int:
    return sum(p.level is level for p in problems)


def _finding(problem: Problem) -> dict[str, Any]:
    path, line, column = problem.place
    return {
        "code": problem.code,
        "name": problem.slug,
        "level": problem.level.name.lower(),
        "path": path,
        "line": line,
        "column": column,
        **_end(problem),
        "message": _both(problem.words),
        "fix": _both(problem.fix) if problem.fix else None,
        "entity": {"kind": problem.entity.kind, "id": problem.entity.id}
        if problem.entity
        else None,
        "clause": problem.clause,
        "basis": problem.basis,
        "related": [
            {"path": m.source.path, "line": m.line, "column": m.column, "message": _both(w)}
            for m, w in problem.related
        ],
    }


def _end(problem: Problem) -> dict[str, int]:
    if problem.mark is None:
        return {"end_line": 1, "end_column": 1}
    line, column = problem.mark.source.position(problem.mark.end)
    return {"end_line": line, "end_column": column}


def _both(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}
