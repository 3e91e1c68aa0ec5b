"""`--fix` and `--diff`: repairs written to files, or shown as a patch."""

import sys
from collections.abc import Iterable

from rotplan.checking.edits import Repaired, diff, exact_edits
from rotplan.checking.findings import Finding
from rotplan.language.paths import shown
from rotplan.language.words import Lang, Words
from rotplan.roster.load import UnreadableError, contents
from rotplan.system.atomic_write import write_atomically
from rotplan.system.system_errors import reason

_BOM = "\ufeff"


def mendable(findings: Iterable[Finding], *, unsafe: bool) -> list[Repaired]:
    """The files in which something can be mended; standard input is none of them."""
    files = exact_edits((f.problem for f in findings), unsafe=unsafe)
    return [r for r in files if r.edits and not r.source.path.startswith("<")]


def show_diff(files: list[Repaired]) -> None:
    for repaired in files:
        for line in diff(repaired, shown(repaired.source.path)):
            sys.stdout.write(line + "\n")


def write_repairs(files: list[Repaired], lang: Lang) -> int:
    """Put the repaired text in place of each file; how many edits that were.

    Raises UnreadableError where the file is no longer what was checked, or cannot be written.
    """
    for repaired in files:
        path = repaired.source.path
        text = contents(path).decode("utf-8")
        if text.removeprefix(_BOM) != repaired.source.text:
            raise UnreadableError(path, _CHANGED)
        mark = _BOM if text.startswith(_BOM) else ""
        try:
            notes = write_atomically(path, mark + repaired.text)
        except (OSError, ValueError) as error:
            raise UnreadableError(path, reason(error)) from error
        for note in notes:
            sys.stderr.write(f"rotplan: {note[lang]}\n")
    return sum(repaired.edits for repaired in files)


_CHANGED = Words("bị thay đổi sau khi đọc; không sửa gì", "changed since it was read; not repaired")
