"""The keys of configuration files: what each may hold, and what it means from where it stands."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from rotplan.checking import path_patterns
from rotplan.checking.selectors import misfit
from rotplan.language.words import Words, nearest

PRESENTATION = ("color", "format", "lang", "max-per-rule")
CONFIG_KEYS: dict[str, str] = {
    "include": "paths",
    "exclude": "patterns",
    "select": "codes",
    "ignore": "codes",
    "extend-select": "codes",
    "extend-ignore": "codes",
    "per-file-ignores": "codes by pattern",
    "baseline": "path",
    "policy": "policy",
    "docs": "address",
    "mask": "flag",
    "fail-on": "error|warning|note|never",
    "format": "auto|full|text|concise|json|jsonl|sarif|github|gitlab|junit",
    "lang": "vi|en",
    "color": "auto|always|never",
    "max-per-rule": "count",
}
# what adds to the same key of the file that is extended, instead of replacing it
ADDED = ("extend-select", "extend-ignore")
_LIST = Words("một danh sách chuỗi không rỗng", "a list of strings, none of them empty")
_LISTS = ("paths", "patterns", "codes")
_EXPECTED = {
    **dict.fromkeys(_LISTS, _LIST),
    "codes by pattern": Words(
        "một bảng: mẫu đường dẫn = danh sách mã", "a table of patterns, each with a list of strings"
    ),
    "count": Words("một số nguyên từ 0 trở lên", "a whole number of 0 or more"),
    "flag": Words("true hoặc false", "true or false"),
    "address": Words(
        "một địa chỉ bắt đầu bằng https:// hoặc http://",
        "an address that begins with https:// or http://",
    ),
}
_TEXT = Words("một chuỗi không rỗng", "a string that is not empty")
# of a value that does not fit so much is shown
_SHOWN = 60


class Tell(Protocol):
    """Takes what is wrong with a key, a key below it, or a word of its list."""

    def __call__(self, words: Words, key: str, *below: str, word: str | None = None) -> None: ...


def unknown_key(key: str, known: Mapping[str, str]) -> Words:
    """What is said of a key that may not stand in a file."""
    if key in CONFIG_KEYS:
        allowed = ", ".join(PRESENTATION)
        return Words(
            f"«{key}» phải ghi trong rotplan.toml của dự án; ở đây chỉ được ghi {allowed}",
            f"'{key}' belongs in the project's rotplan.toml; here only {allowed} may stand",
        )
    near = nearest(key, known)
    if near:
        return Words(
            f"không có khóa «{key}»; có phải «{near}»?",
            f"unknown key '{key}'; did you mean '{near}'?",
        )
    listed = ", ".join(known)
    return Words(
        f"không có khóa «{key}»; các khóa: {listed}", f"unknown key '{key}'; the keys are {listed}"
    )


def check_key(key: str, value: Any, form: str, tell: Tell) -> bool:
    """Whether a value is of its form; what is wrong with it is told."""
    if not _fits(value, form):
        found = repr(value)
        found = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
        words = Words("«{key}» phải là {expected}, không phải {found}",
                      "'{key}' must be {expected}, not {found}")  # fmt: skip
        tell(words.format(key=key, expected=_expected(form), found=found), key)
        return False
    by_place: Mapping[str, list[str]] = value if form == "codes by pattern" else {"": value}
    wrong = False
    for place, codes in by_place.items() if form.startswith("codes") else ():
        for word in codes:
            # clauses are known when the rosters are read
            words_or_none = misfit(word)
            if words_or_none is not None:
                wrong = True
                below = (place,) if place else ()
                tell(Words(f"{key}: ", f"{key}: ") + words_or_none, key, *below, word=word)
    return not wrong


def _fits(value: Any, form: str) -> bool:
    if form in _LISTS:
        return isinstance(value, list) and all(map(_is_text, value))
    if form == "codes by pattern":
        listed = isinstance(value, dict) and all(map(_is_text, value))
        return listed and all(_fits(codes, "codes") for codes in value.values())
    if form == "count":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if form == "flag":
        return isinstance(value, bool)
    if "|" in form:
        return isinstance(value, str) and value in form.split("|")
    if form == "address":
        return is_address(value)
    return _is_text(value)


def _is_text(value: Any) -> bool:
    """A text that may name something; no path holds a zero byte."""
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def is_address(value: Any) -> bool:
    """Whether something is an address for readers of a web page."""
    return _is_text(value) and value.startswith(("https://", "http://"))


def _expected(form: str) -> Words:
    if "|" in form:
        choices = form.replace("|", ", ")
        return Words(f"một trong {choices}", f"one of {choices}")
    return _EXPECTED.get(form, _TEXT)


def placed_value(path: Path, value: Any, form: str) -> Any:
    """Paths in a file are relative to its folder."""
    if form == "path" or (form == "policy" and Path(value).suffix):
        return os.path.relpath(path.parent / value)
    if form == "paths":
        return tuple(os.path.relpath(path.parent / pattern) for pattern in value)
    if form == "patterns":
        return tuple(path_patterns.placed(path.parent, pattern) for pattern in value)
    if form == "codes by pattern":
        return tuple((_unless(path, pattern), tuple(codes)) for pattern, codes in value.items())
    return tuple(value) if isinstance(value, list) else value


def _unless(path: Path, pattern: str) -> str:
    """`!pattern`: all files but those."""
    no = "!" if pattern.startswith("!") else ""
    return no + path_patterns.placed(path.parent, pattern.removeprefix("!"))
