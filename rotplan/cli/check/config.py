"""Project and user configuration: found, read, and refused where a key is unknown.

A project is described by the nearest `rotplan.toml`, or `pyproject.toml` with `[tool.rotplan]`, in
the current folder or above it, no higher than the folder that holds `.git`. Nothing is merged from
farther up; `extend` names another file to start from.

A `pyproject.toml` that cannot be read as TOML is told where it speaks of rotplan: its table would
be ours. Where it does not, it is somebody else's and passed over.
"""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rotplan.cli.check.config_keys import (
    ADDED,
    CONFIG_KEYS,
    PRESENTATION,
    check_key,
    placed_value,
    unknown_key,
)
from rotplan.cli.check.toml_places import complaint, line_of
from rotplan.language.brevity import brief_text
from rotplan.language.paths import shown
from rotplan.language.words import Words, same
from rotplan.roster.load import UnreadableError, text_at, whole
from rotplan.roster.reading.named_files import folders_of_project, may_name

_CHAIN = 10
_TABLE = ("tool", "rotplan")


class ConfigError(Exception):
    """Configuration files cannot be used; each of `messages` says which, where and why."""

    def __init__(self, messages: tuple[Words, ...]) -> None:
        super().__init__("; ".join(words.en for words in messages))
        self.messages = messages


@dataclass(frozen=True)
class Config:
    """The keys of a file, by the names of the settings; `path` is where it stands, `files` are it
    and those that it extends."""

    path: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    def get(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def folder(self) -> Path:
        return self.path.parent if self.path is not None else Path.cwd()

    def where(self, name: str) -> str:
        """The place of a setting in the file in which it stands, for messages.

        Raises ConfigError where a file is gone since it was read.
        """
        for path in self.files:
            text = _text(path)
            told = tomllib.loads(text)
            table = told.get("tool", {}).get("rotplan", {}) if _is_pyproject(path) else told
            key = name.replace("_", "-")
            if key in table:
                return f"{shown(str(path))}:{line_of(text, (*_table(path), key))}: {key}"
        return name


def project_config(named: str | None = None, root: str | None = None) -> Config:
    """The configuration of the project around the current folder, or of a file named.

    What it names must lie below its folder, below the project around that, or below `root`. Raises
    ConfigError.
    """
    if named is not None:
        return _read(Path(named), (), CONFIG_KEYS, root)
    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in ("rotplan.toml", "pyproject.toml"):
            path = folder / name
            # not Path.is_file: a folder that may not be entered has none, nor a name too long
            if _is_file(path) and (name == "rotplan.toml" or _is_ours(path)):
                # anybody puts a link into a folder: what it leads to is not to be shown
                if not may_name(path, folders_of_project(folder), root):
                    raise _refused(path, _LEADS_OUT)
                return _read(path, (), CONFIG_KEYS, root)
        if os.path.lexists(folder / ".git"):
            break
    return Config()


def user_config() -> Config:
    """`$XDG_CONFIG_HOME/rotplan/config.toml`: colour, language, form of output; nothing else.

    Raises ConfigError.
    """
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    path = Path(base) / "rotplan" / "config.toml"
    # in a container the home folder may be unknown: the path stays "~", and is nobody's
    if base.startswith("~") or not _is_file(path):
        return Config()
    return _read(path, (), {key: CONFIG_KEYS[key] for key in PRESENTATION})


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - false, not an error, for names too long


def _is_pyproject(path: Path) -> bool:
    return path.name == "pyproject.toml"


def _table(path: Path) -> tuple[str, ...]:
    return _TABLE if _is_pyproject(path) else ()


def _is_ours(path: Path) -> bool:
    """Whether a pyproject.toml has our table, or may have it and cannot be read."""
    try:
        data = whole(str(path))
    except UnreadableError:
        return False
    try:
        tool = tomllib.loads(data.decode("utf-8-sig")).get("tool", {})
    except (ValueError, RecursionError):
        return b"rotplan" in data.replace(b"\0", b"")
    return isinstance(tool, dict) and "rotplan" in tool


def _text(path: Path) -> str:
    try:
        return text_at(str(path))
    except UnreadableError as error:
        raise _refused(path, error.reason) from error


def _refused(path: Path, words: Words, at: str = "") -> ConfigError:
    return ConfigError((same(f"{shown(str(path))}{at}: ") + words,))


def _section(path: Path, text: str) -> dict[str, Any]:
    """What a file says to rotplan."""
    section: Any
    try:
        section = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line, column, said = complaint(text, str(error))
        words = Words(f"không đúng cú pháp TOML: {said}", f"not valid TOML: {said}")
        raise _refused(path, words, f":{line}:{column}") from error
    for name in _table(path):
        section = section.get(name) if isinstance(section, dict) else section
        if section is None:
            words = Words("không có bảng [tool.rotplan]", "there is no table [tool.rotplan]")
            raise _refused(path, words)
    if not isinstance(section, dict):
        words = Words("[tool.rotplan] phải là một bảng", "[tool.rotplan] must be a table")
        raise _refused(path, words, f":{line_of(text, _table(path))}")
    return section


def _read(
    path: Path, seen: tuple[Path, ...], known: dict[str, str], root: str | None = None
) -> Config:
    real = Path(os.path.realpath(path)) if "\0" not in str(path) else path
    if real in seen or len(seen) == _CHAIN:
        raise _refused(path, Words("extend dẫn thành vòng", "extend leads in a circle"))
    text = _text(path)
    section = _section(path, text)
    values: dict[str, Any] = {}
    files: tuple[Path, ...] = (path,)
    wrong: list[Words] = []

    def tell(words: Words, key: str, *below: str, word: str | None = None) -> None:
        line = line_of(text, (*_table(path), key, *below), word)
        wrong.append(same(f"{shown(str(path))}:{line}: ") + words)

    def may_be(key: str, named: str) -> bool:
        """Whether a file may be named here: anybody writes a configuration, as a roster."""
        if may_name(path.parent / named, folders_of_project(path.parent), root):
            return True
        tell(_OUTSIDE.format(key=key, named=brief_text(named)), key)
        return False

    extend = section.pop("extend", None) if known is CONFIG_KEYS else None
    if (
        extend is not None
        and check_key("extend", extend, "path", tell)
        and may_be("extend", extend)
    ):
        start = _read(path.parent / extend, (*seen, real), known, root)
        values.update(start.values)
        files += start.files
    for key, value in section.items():
        if key not in known:
            tell(unknown_key(key, known), key)
        elif check_key(key, value, known[key], tell) and (
            not _is_file_name(value, known[key]) or may_be(key, value)
        ):
            name, said = key.replace("-", "_"), placed_value(path, value, known[key])
            values[name] = (*values.get(name, ()), *said) if key in ADDED else said
    if wrong:
        raise ConfigError(tuple(wrong))
    return Config(path, values, files)


_LEADS_OUT = Words(
    "nằm ngoài dự án (liên kết dẫn ra đó); nêu chính tệp ấy bằng --config, hoặc nêu một thư mục "
    "bằng --root",
    "lies outside the project (a link leads there); name the file itself with --config, or a "
    "folder with --root",
)
_OUTSIDE = Words(
    "«{key}» nêu {named}, nằm ngoài thư mục này và dự án chứa nó; chuyển tệp vào đó, hoặc nêu thư "
    "mục chứa cả hai bằng --root",
    "'{key}' names {named}, which lies outside this folder and the project around it; move it "
    "there, or name a folder that holds both with --root",
)


def _is_file_name(value: Any, form: str) -> bool:
    return form == "path" or (form == "policy" and bool(Path(value).suffix))
