"""Where a command writes: refused before any work where that is an input, or written already."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from typing import IO

import click

from rotplan.cli.exit_codes import USAGE
from rotplan.cli.shared import fail
from rotplan.language.words import Lang, Words, same
from rotplan.system.atomic_write import write_atomically
from rotplan.system.files_read import Identity, opened
from rotplan.system.system_errors import reason
from rotplan.system.writable import check_open, check_target, descriptor

_PIECE = 1 << 15
_OUT, _ERR = Words("đầu ra chuẩn", "standard output"), Words("đầu ra lỗi", "standard error")
_IN = Words("đầu vào chuẩn", "standard input")
_TO_OUT: Identity = ("descriptor", 1)
_TO_ERR: Identity = ("descriptor", 2)


def refuse_outputs(
    paths: Iterable[str],
    inputs: Iterable[str],
    lang: Lang,
    *,
    printing: bool = True,
    folders: Iterable[str] = (),
) -> None:
    """Raise click's Exit, code 2, where an output is an input or another one, or cannot be written.

    Inputs are those named here and every file that was read so far. `printing`: whether the
    command prints on standard output as well. `folders`: those of which every YAML file is read.
    """
    paths, folders = list(paths), {os.path.realpath(f) for f in folders if os.path.isdir(f)}  # noqa: PTH112
    read = {**opened().files, **{_input(name): name for name in inputs}}
    _refuse_errors(read, lang)
    outputs = [(same(path), _identity(path)) for path in paths if not _is_nowhere(path)]
    outputs += [(_OUT, _identity("-"))] if printing else []
    _refuse_twice(outputs, lang)
    for name, identity in outputs:
        if identity in read:
            raise fail(_onto(name, read[identity], lang))
    for path in paths:
        _check(path, lang)
        _refuse_part(path, folders, lang)
    if printing or "-" in paths:
        _check_printing(lang)


def _refuse_errors(read: dict[Identity, str], lang: Lang) -> None:
    """Where messages would go into an input: said on standard output if that is another place,
    else by the exit code alone."""
    identity = _of_stream(sys.stderr, _TO_ERR)
    if identity not in read:
        return
    if _identity("-") not in read:
        sys.stdout.write(f"rotplan: {_onto(_ERR, read[identity], lang)}\n")
    raise click.exceptions.Exit(USAGE)


def _onto(output: Words, given: str, lang: Lang) -> str:
    named = _IN if given == "-" else same(given)
    return _ONTO_INPUT.format(output=output, input=named)[lang]


def _refuse_twice(outputs: list[tuple[Words, Identity]], lang: Lang) -> None:
    seen: dict[Identity, Words] = {}
    for name, identity in outputs:
        if identity in seen:
            raise fail(_TWICE.format(one=seen[identity], other=name)[lang])
        seen[identity] = name


_ONTO_INPUT = Words(
    "{output}: chính là tệp đầu vào {input}; không ghi gì cả, hãy đặt tên khác cho kết quả",
    "{output}: this is the input {input}; nothing was written, name another file for the output",
)
_TWICE = Words(
    "{one} và {other}: hai kết quả ghi vào một nơi; không ghi gì cả, hãy đặt hai tên khác nhau",
    "{one} and {other}: two outputs in one place; nothing was written, give them different names",
)


def write_output(path: str, text: str, lang: Lang) -> bool:
    """Write a file, say on standard error what must be said; whether it could be written."""
    if is_standard_output(path):
        put(text)
        return True
    try:
        notes = write_atomically(path, text)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"rotplan: {path}: {reason(error)[lang]}\n")
        return False
    for note in notes:
        sys.stderr.write(f"rotplan: {note[lang]}\n")
    return True


def put(text: str) -> None:
    """Write to standard output piece by piece: under PYTHONUNBUFFERED a long write to a pipe that
    is closed meanwhile ends in the middle without an error, the next one does not."""
    for at in range(0, len(text), _PIECE):
        sys.stdout.write(text[at : at + _PIECE])


def is_standard_output(path: str) -> bool:
    """`-`, or another name of it, such as /dev/stdout."""
    return path == "-" or descriptor(path) == 1


def _check(path: str, lang: Lang) -> None:
    if path == "-":
        return
    try:
        check_target(path)
    except (OSError, ValueError) as error:
        raise fail(f"{path}: {reason(error)[lang]}") from error


def _refuse_part(path: str, folders: Iterable[str], lang: Lang) -> None:
    """A YAML file that is written into a folder of parts would be one of them from now on."""
    from rotplan.roster.load import SUFFIXES

    if path == "-" or descriptor(path) is not None:
        return
    for name in (path, os.path.realpath(path)):
        folder = os.path.realpath(os.path.dirname(name))  # noqa: PTH120
        if folder in folders and name.lower().endswith(SUFFIXES):
            raise fail(_A_PART.format(path=path)[lang])


_A_PART = Words(
    "{path}: thư mục này được đọc như một danh sách, tệp .yaml ghi vào đó sẽ thành một phần của "
    "danh sách; hãy dùng đuôi tên khác hoặc thư mục khác cho kết quả",
    "{path}: this folder is read as a roster, and a .yaml file in it would become a part of that; "
    "give the output another ending, or another folder",
)


def _check_printing(lang: Lang) -> None:
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):  # no descriptor: whatever it is, it is no file
        return
    try:
        check_open(number)
    except OSError as error:
        raise fail(f"{_OUT[lang]}: {reason(error)[lang]}") from error


def _identity(path: str) -> Identity:
    """Equal for two names of one file, whether or not it is there yet."""
    if is_standard_output(path):
        return _of_stream(sys.stdout, _TO_OUT)
    try:
        return _known(os.stat(path))  # noqa: PTH116 - a name may be one that no file can have
    except (OSError, ValueError):
        return "absent", os.path.realpath(path) if "\0" not in path else path


def _input(path: str) -> Identity:
    """Of standard input where that is a file; a socket may well be input and output at once."""
    if path != "-":
        return _identity(path)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        status = os.fstat(sys.stdin.fileno())
        if stat.S_ISREG(status.st_mode):
            return _known(status)
    return "descriptor", 0


def _known(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino


def _of_stream(stream: IO[str], otherwise: Identity) -> Identity:
    """Of the file that a stream goes to; terminals and other devices may be shared."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return otherwise
    return otherwise if stat.S_ISCHR(status.st_mode) else _known(status)


def _is_nowhere(path: str) -> bool:
    """The null device takes any number of outputs."""
    return "\0" not in path and os.path.realpath(path) == os.devnull
