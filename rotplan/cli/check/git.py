"""What git says about a work tree: which files changed since a branch was left, which it holds.

Git is called with a list of arguments, never by a shell; no pager, no other program for differences
and no file system monitor is started, whatever its configuration names.
"""

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rotplan.language.words import Words

_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false")


class GitError(Exception):
    """Git could not answer; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class WorkTree:
    """The work tree around the current folder, compared with the commit at which `base` and the
    current branch parted. Raises GitError when it is asked."""

    base: str

    @cached_property
    def top(self) -> Path:
        """The root of the work tree; raises GitError outside of one."""
        return Path(os.fsdecode(_git(Path.cwd(), "rev-parse", "--show-toplevel").rstrip(b"\n")))

    @cached_property
    def changed(self) -> frozenset[Path]:
        """Files, deleted ones too, that differ from the merge base: committed, staged or not.

        Raises GitError.
        """
        options = ("--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff")
        return self._paths("diff", *options, self._parted, "--")

    @cached_property
    def held(self) -> frozenset[Path]:
        """Files that git knows; of all others nobody can tell what they were.

        Raises GitError.
        """
        return self._paths("ls-files", "-z")

    def may_differ(self, path: str | Path) -> bool:
        """Whether a file may not be as it was at the merge base."""
        # as it is named, and where its links lead
        places = [Path(os.path.abspath(path)), Path(os.path.realpath(path))]  # noqa: PTH100
        places = [_below(self.top, p) for p in places]
        return any(p in self.changed or p not in self.held for p in places)

    @cached_property
    def _parted(self) -> str:
        if self.base.startswith("-"):
            raise GitError(_no_commit(self.base))
        try:
            commit = _git(self.top, "rev-parse", "--verify", "--quiet", f"{self.base}^{{commit}}")
        except GitError as error:
            raise GitError(_no_commit(self.base)) from error
        try:
            return _git(self.top, "merge-base", _text(commit), "HEAD").decode("ascii").strip()
        except GitError as error:
            words = Words(
                f"«{self.base}» và nhánh này không có gốc chung (hoặc lịch sử tải về chưa đủ)",
                f"'{self.base}' and this branch have no commit in common (or too little of the "
                "history is here)",
            )
            raise GitError(words) from error

    def _paths(self, *arguments: str) -> frozenset[Path]:
        names = _git(self.top, *arguments).split(b"\0")
        return frozenset(self.top / os.fsdecode(name) for name in names if name)


def _no_commit(base: str) -> Words:
    return Words(
        f"git không có «{base}» ở đây; tải về trước (git fetch; trên CI: fetch-depth: 0)",
        f"git has no '{base}' here; fetch it first (git fetch; in CI: fetch-depth: 0)",
    )


def _text(output: bytes) -> str:
    return output.decode("ascii", "replace").strip()


def _below(top: Path, path: Path) -> Path:
    """A path by the name that git gives the top folder, whose own links it has followed."""
    if path.is_relative_to(top):
        return path
    folder = Path(os.path.realpath(path.parent)) / path.name
    return folder if folder.is_relative_to(top) else path


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", *_QUIET, *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise GitError(Words(f"không chạy được git: {reason}", f"git: {reason}")) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").splitlines() or [f"git {arguments[0]}"]
        raise GitError(Words(f"git: {lines[0]}", f"git: {lines[0]}"))
    return done.stdout
