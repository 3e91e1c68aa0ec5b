"""What `check` was told: options, environment, project file and user file joined into one record.

An option wins over `ROTPLAN_*`, that over the project's file, that over the user's, that over the
default. The user's file sets presentation only: a laptop must not pass what CI fails.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rotplan.commands.config import Config

Color = Literal["auto", "always", "never"]


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
    baseline: str | None = None
    docs: str | None = None
    policy: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def settings(options: Mapping[str, Any], project: Config, user: Config) -> Settings:
    """The first that says something wins; options that were not given are None or empty."""
    chosen: dict[str, Any] = {}
    for name in Settings.__dataclass_fields__:
        asked = (options.get(name), _environment(name), project.get(name), user.get(name))
        said = next((value for value in asked if value not in (None, ())), None)
        if said is not None:
            chosen[name] = said
    return Settings(**chosen)


def _environment(name: str) -> str | None:
    """What no option of `check` reads for itself."""
    return os.environ.get(f"ROTPLAN_{name.upper()}") or None if name in ("lang", "docs") else None
