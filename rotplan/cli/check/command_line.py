"""What stands on the command line of `check`, or in the variables that click reads for it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CommandLine:
    """Every option by its name in click; what a project may set too is None or empty if not given.

    `reports` are (form, path).
    """

    rosters: tuple[str, ...]
    format: str | None
    reports: tuple[tuple[str, str], ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    extend_ignore: tuple[str, ...]
    fail_on: str | None
    baseline: str | None
    write_baseline: str | None
    as_of: date | None
    statistics: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    max_per_rule: int | None
    exclusions: bool
    mask: bool
    jobs: int
    changed: str | None
    config: str | None
    force_exclude: bool
    show_files: bool
    show_config: bool
    stdin_filename: str
    quiet: int
    color: str | None
    lang: str | None
    policy: str | None
    root: str | None

    @property
    def mends(self) -> bool:
        return self.fix or self.unsafe_fixes

    @property
    def codes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The options that take codes, with what each was given."""
        return (
            ("select", self.select),
            ("ignore", self.ignore),
            ("extend_select", self.extend_select),
            ("extend_ignore", self.extend_ignore),
        )
