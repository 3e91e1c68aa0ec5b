"""Project and user configuration: found, read, and refused where a key is unknown.

A project is described by the nearest `rotplan.toml`, or `pyproject.toml` with `[tool.rotplan]`, in
the current folder or above it, no higher than the folder that holds `.git`. Nothing is merged from
farther up; `extend` names another file to start from.
"""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rotplan.roster.brevity import brief_text
from rotplan.roster.enclosure import folders_of_project, may_name
from rotplan.roster.load import UnreadableError, whole
from rotplan.text import nearest

PRESENTATION = ("color", "format", "lang", "max-per-rule")
_KEYS: dict[str, str] = {
    "include": "list",
    "exclude": "list",
    "select": "list",
    "ignore": "list",
    "baseline": "path",
    "policy": "policy",
    "docs": "address",
    "fail-on": "error|warning|note|never",
    "format": "auto|full|text|concise|json|jsonl|sarif|github|gitlab|junit",
    "lang": "vi|en",
    "color": "auto|always|never",
    "max-per-rule": "count",
}
_CHAIN = 10


class ConfigError(Exception):
    """A configuration file cannot be used; the message says which, where and why."""


@dataclass(frozen=True)
class Config:
    """The keys of a file, by the names of the settings; `path` is where it stands."""

    path: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def folder(self) -> Path:
        return self.path.parent if self.path is not None else Path.cwd()


def project_config(named: str | None = None, root: str | None = None) -> Config:
    """The configuration of the project around the current folder, or of a file named.

    What it names must lie below its folder, below the project around that, or below `root`.
    """
    if named is not None:
        return _read(Path(named), (), _KEYS, root)
    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in ("rotplan.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file() and (name == "rotplan.toml" or _has_section(path)):
                return _read(path, (), _KEYS, root)
        if (folder / ".git").exists():
            break
    return Config()


def user_config() -> Config:
    """`$XDG_CONFIG_HOME/rotplan/config.toml`: colour, language, form of output; nothing else."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    path = Path(base) / "rotplan" / "config.toml"
    if not path.is_file():
        return Config()
    return _read(path, (), {key: _KEYS[key] for key in PRESENTATION})


def _has_section(path: Path) -> bool:
    return "rotplan" in _section(path, {}).get("tool", {})


def _section(path: Path, instead: dict[str, Any] | None = None) -> dict[str, Any]:
    """A TOML file as it stands; one that is not TOML is refused, or passed over."""
    try:
        return tomllib.loads(whole(str(path)).decode("utf-8"))
    except (UnreadableError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if instead is not None:
            return instead
        raise ConfigError(f"{path}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return error.reason
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not valid TOML: {error}"


def _read(
    path: Path, seen: tuple[Path, ...], known: dict[str, str], root: str | None = None
) -> Config:
    if path.resolve() in seen or len(seen) == _CHAIN:
        raise ConfigError(f"{path}: extend leads in a circle")
    section = _section(path)
    if path.name == "pyproject.toml":
        section = section.get("tool", {}).get("rotplan", {})
    values: dict[str, Any] = {}
    extend = section.pop("extend", None) if known is _KEYS else None
    if extend is not None:
        _check(path, "extend", extend, "path")
        _enclosed(path, "extend", extend, root)
        values.update(_read(path.parent / extend, (*seen, path.resolve()), known, root).values)
    for key, value in section.items():
        _check_key(path, key, known)
        _check(path, key, value, known[key])
        if known[key] == "path" or (known[key] == "policy" and Path(value).suffix):
            _enclosed(path, key, value, root)
        values[key.replace("-", "_")] = _placed(path, value, known[key], key)
    return Config(path, values)


def _enclosed(path: Path, key: str, named: str, root: str | None) -> None:
    """Refuse a file that lies outside of what a configuration may name."""
    if not may_name(path.parent / named, folders_of_project(path.parent), root):
        raise ConfigError(
            f"{path}: '{key}' names {brief_text(named)}, which lies outside this folder and the "
            "project around it; move it there, or name a folder that holds both with --root"
        )


def _check_key(path: Path, key: str, known: dict[str, str]) -> None:
    if key in known:
        return
    if key in _KEYS:
        allowed = ", ".join(PRESENTATION)
        raise ConfigError(
            f"{path}: '{key}' belongs in the project's rotplan.toml; here only {allowed} may stand"
        )
    near = nearest(key, known)
    meant = f"; did you mean '{near}'?" if near else f"; the keys are {', '.join(known)}"
    raise ConfigError(f"{path}: unknown key '{brief_text(key)}'{meant}")


def _check(path: Path, key: str, value: Any, form: str) -> None:
    if form == "list":
        fits = isinstance(value, list) and all(isinstance(v, str) for v in value)
        expected = "a list of strings"
    elif form == "count":
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        expected = "a whole number of 0 or more"
    elif "|" in form:
        fits, expected = value in form.split("|"), f"one of {form.replace('|', ', ')}"
    elif form == "address":
        fits = isinstance(value, str) and value.startswith(("https://", "http://"))
        expected = "an address that begins with https:// or http://"
    else:
        fits, expected = isinstance(value, str) and bool(value), "a string"
    if not fits:
        raise ConfigError(f"{path}: '{key}' must be {expected}, not {brief_text(repr(value))}")


def _placed(path: Path, value: Any, form: str, key: str) -> Any:
    """Paths in a file are relative to its folder."""
    if form == "path" or (form == "policy" and Path(value).suffix):
        return os.path.relpath(path.parent / value)
    if key in ("include", "exclude"):
        return tuple(os.path.relpath(path.parent / pattern) for pattern in value)
    return tuple(value) if isinstance(value, list) else value
