"""What `check` was told: options, environment, project file and user file joined into one record.

An option wins over `ROTPLAN_*`, that over the project's file, that over the user's, that over the
default. The user's file sets presentation only: a laptop must not pass what CI fails.
"""

import os
from dataclasses import dataclass
from typing import Any

from rotplan.cli.check.command_line import CommandLine
from rotplan.cli.check.config import Config

# lists that add to what another place says, instead of replacing it
_ADDED = ("extend_select", "extend_ignore")


@dataclass(frozen=True)
class Settings:
    """Everything that `check` may be told, with its defaults. Paths are relative to the cwd."""

    format: str = "auto"
    lang: str | None = None
    color: str | None = None
    max_per_rule: int = 50
    fail_on: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str | None = None
    docs: str | None = None
    mask: bool = False
    policy: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def selected(self) -> tuple[str, ...]:
        """The words of what is told, none for everything."""
        return (*self.select, *self.extend_select) if self.select else ()

    @property
    def ignored(self) -> tuple[str, ...]:
        return (*self.ignore, *self.extend_ignore)


def settings(given: CommandLine, project: Config, user: Config) -> Settings:
    """The first that says something wins; options that were not given are None or empty."""
    chosen: dict[str, Any] = {}
    for name in Settings.__dataclass_fields__:
        asked = (getattr(given, name, None), _environment(name), project.get(name), user.get(name))
        said = [value for value in asked if value not in (None, ()) and value is not False]
        if name in _ADDED:
            chosen[name] = tuple(dict.fromkeys(word for value in said for word in value))
        elif said:
            chosen[name] = said[0]
    return Settings(**chosen)


def _environment(name: str) -> str | None:
    """What no option of `check` reads for itself."""
    return os.environ.get(f"ROTPLAN_{name.upper()}") or None if name in ("lang", "docs") else None
