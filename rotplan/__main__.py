"""`python -m rotplan` and the console script: one place where outcomes become exit codes."""

import contextlib
import itertools
import os
import signal
import sys
import traceback

import click

from rotplan.cli.exit_codes import USAGE
from rotplan.language.words import Lang, Words
from rotplan.system import streams
from rotplan.system.files_read import remembered


def main() -> None:
    """Run the command line and exit with a code of the format page.

    The process ends without taking its memory apart piece by piece: for a roster of 100,000 cadres
    that would last as long as reading it.
    """
    # numpy is used for columns, never for matrices: threads for those only cost start-up
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # and nothing that is installed beside it has a say in how records are read
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    streams.prepare()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of a command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with remembered():
        try:
            code = _outcome(arguments)
            sys.stdout.flush()
        except BrokenPipeError:
            _silence()
            return 128 + signal.SIGPIPE
        except OSError as error:
            _silence()
            return _refused(error, arguments)
        except MemoryError:
            return _say(_TOO_LITTLE_MEMORY, arguments)
        except Exception as error:
            from rotplan.cli.bugs import bug

            return bug(error, _language(arguments))
    return code


def _outcome(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 128 + signal.SIGINT


def _run(arguments: list[str]) -> int:
    from rotplan.cli.app import app

    asked = os.environ.get("_ROTPLAN_COMPLETE")
    if asked:
        from rotplan.cli.completion import complete

        return complete(app, asked)
    # not app.main: it turns a closed pipe into exit code 1 and writes a line on Ctrl-C
    with app.make_context("rotplan", arguments) as context:
        code = app.invoke(context)
    return int(code or 0)


def _silence() -> None:
    """Keep the interpreter from complaining about a stream once more on its way out."""
    with contextlib.suppress(OSError, ValueError):
        streams.silence()


# -- what is neither an answer nor a bug --------------------------------------------------------


def _refused(error: OSError, arguments: list[str]) -> int:
    """The system refused something: what, and why."""
    from rotplan.system.system_errors import reason

    words = reason(error)
    if isinstance(error, streams.OutputError):
        return _say(_OUT.format(reason=words), arguments)
    if os.environ.get("ROTPLAN_DEBUG"):
        traceback.print_exc()
    if error.filename is None and not _has_folder():
        return _say(_NO_FOLDER, arguments)
    named = "" if error.filename is None else f"{error.filename}: "
    return _say(Words(named + words.vi, named + words.en), arguments)


def _has_folder() -> bool:
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return False
    return True


_OUT = Words("đầu ra chuẩn: {reason}", "standard output: {reason}")
_NO_FOLDER = Words(
    "thư mục hiện hành không còn; hãy chuyển sang thư mục khác",
    "the current folder is gone; change to another",
)


def _say(words: Words, arguments: list[str]) -> int:
    sys.stderr.write(f"rotplan: {words[_language(arguments)]}\n")
    return USAGE


def _language(arguments: list[str]) -> Lang:
    """What `--lang` says, also where no command got to read it."""
    from rotplan.cli.shared import language

    given = [b for a, b in itertools.pairwise(arguments) if a == "--lang"]
    given += [a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")]
    return language(given[0] if given else None)


_TOO_LITTLE_MEMORY = Words(
    "không đủ bộ nhớ; dùng tệp nhỏ hơn hoặc máy nhiều bộ nhớ hơn",
    "the memory did not suffice; use smaller files, or a larger machine",
)


if __name__ == "__main__":
    main()
