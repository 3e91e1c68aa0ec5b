"""What ends in exit code 70: the case is saved for the developers, and said where."""

import os
import secrets
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from rotplan.cli.exit_codes import BUG
from rotplan.language.words import Lang, Words
from rotplan.roster.load import UnreadableError, contents
from rotplan.system.atomic_write import write_atomically
from rotplan.system.files_read import opened
from rotplan.system.system_errors import reason


def bug(error: BaseException, lang: Lang) -> int:
    """A bug in one line that holds no personal data; everything else stands in the case."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    words = _BUG.format(what=type(error).__name__, where=where, case=saved(error))
    sys.stderr.write(f"rotplan: {words[lang]}\n")
    if os.environ.get("ROTPLAN_DEBUG"):
        traceback.print_exception(error)
    return BUG


_BUG = Words("lỗi của chương trình: {what} tại {where}; {case}", "a bug: {what} at {where}; {case}")


def disagreement(error: BaseException) -> Words:
    """The solver was not confirmed: no plan, and where its case is."""
    return _DISAGREEMENT.format(case=saved(error))


_DISAGREEMENT = Words(
    "lỗi của chương trình: bộ kiểm tra không xác nhận bộ giải; không ghi phương án nào; {case}",
    "a bug: the verifier disagreed with the solver; no plan was written; {case}",
)


def saved(error: BaseException) -> Words:
    """Save the case, readable by its owner only; where it is, or why it could not be saved."""
    try:
        name = f"rotplan-case-{secrets.token_hex(4)}.yaml"
        path = Path(tempfile.gettempdir()) / name
        write_atomically(path, "".join(_case(error)), fresh=True)
    except (OSError, ValueError) as failed:
        return _UNSAVED.format(reason=reason(failed))
    return _SAVED.format(path=str(path))


_SAVED = Words(
    "dữ liệu để tái hiện lỗi (có dữ liệu cá nhân, chỉ bạn đọc được) ở {path}",
    "its case (with personal data, readable by you only) is in {path}",
)
_UNSAVED = Words(
    "không lưu được dữ liệu để tái hiện lỗi: {reason}", "its case could not be saved: {reason}"
)


def _case(error: BaseException) -> Iterator[str]:
    """What was asked and what happened, as comments; then every file that was read."""
    from importlib.metadata import version

    head = [f"rotplan {version('rotplan')}", f"arguments: {sys.argv[1:]!r}"]
    told = "".join(traceback.format_exception(error)).splitlines()
    yield from (f"# {line}\n" for line in (*head, *told))
    read = opened()
    if read.given:
        yield "# ---- -\n" + read.given.decode("utf-8", "backslashreplace") + "\n"
    for path in read.files.values():
        try:
            text = contents(path).decode("utf-8", "backslashreplace")
        except UnreadableError as gone:
            text = f"# {gone}"
        yield f"# ---- {path}\n{text}\n"
