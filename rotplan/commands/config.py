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

from rotplan.roster.load import UnreadableError, contents
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


def project_config(named: str | None = None) -> Config:
    """The configuration of the project around the current folder, or of a file named."""
    if named is not None:
        return _read(Path(named), (), _KEYS)
    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in ("rotplan.toml", "pyproject.toml"):
            path = folder / name
            if _is_file(path) and (name == "rotplan.toml" or _has_section(path)):
                return _read(path, (), _KEYS)
        if (folder / ".git").exists():
            break
    return Config()


def user_config() -> Config:
    """`$XDG_CONFIG_HOME/rotplan/config.toml`: colour, language, form of output; nothing else."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    path = Path(base) / "rotplan" / "config.toml"
    # in a container the home folder may be unknown: the path stays "~", and is nobody's
    if base.startswith("~") or not _is_file(path):
        return Config()
    return _read(path, (), {key: _KEYS[key] for key in PRESENTATION})


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - false, not an error, for names too long


def _has_section(path: Path) -> bool:
    tool = _section(path, {}).get("tool", {})
    return isinstance(tool, dict) and "rotplan" in tool


def _section(path: Path, instead: dict[str, Any] | None = None) -> dict[str, Any]:
    """A TOML file as it stands; one that is not TOML is refused, or passed over."""
    try:
        return tomllib.loads(contents(str(path)).decode("utf-8"))
    except (UnreadableError, ValueError, RecursionError) as error:
        if instead is not None:
            return instead
        raise ConfigError(f"{path}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return error.reason.en
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not valid TOML: {error}"


def _read(path: Path, seen: tuple[Path, ...], known: dict[str, str]) -> Config:
    real = Path(os.path.realpath(path)) if "\0" not in str(path) else path
    if real in seen or len(seen) == _CHAIN:
        raise ConfigError(f"{path}: extend leads in a circle")
    section = _section(path)
    if path.name == "pyproject.toml":
        for name in ("tool", "rotplan"):
            section = section.get(name, {})
            if not isinstance(section, dict):
                raise ConfigError(f"{path}: [tool.rotplan] must be a table, not {section!r}")
    values: dict[str, Any] = {}
    extend = section.pop("extend", None) if known is _KEYS else None
    if extend is not None:
        _check(path, "extend", extend, "path")
        values.update(_read(path.parent / extend, (*seen, real), known).values)
    for key, value in section.items():
        _check_key(path, key, known)
        _check(path, key, value, known[key])
        values[key.replace("-", "_")] = _placed(path, value, known[key], key)
    return Config(path, values)


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
    raise ConfigError(f"{path}: unknown key '{key}'{meant}")


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
        raise ConfigError(f"{path}: '{key}' must be {expected}, not {value!r}")


def _placed(path: Path, value: Any, form: str, key: str) -> Any:
    """Paths in a file are relative to its folder."""
    if form == "path" or (form == "policy" and Path(value).suffix):
        return os.path.relpath(path.parent / value)
    if key in ("include", "exclude"):
        return tuple(os.path.relpath(path.parent / pattern) for pattern in value)
    return tuple(value) if isinstance(value, list) else value
