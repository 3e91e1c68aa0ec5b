"""`python -m rotplan` and the console script: one place where outcomes become exit codes."""

import contextlib
import os
import signal
import sys
import traceback
from pathlib import Path

import click

BUG = 70


def main() -> None:
    """Run the command line and exit with a code of the format page.

    The process ends without taking its memory apart piece by piece: for a roster of 100,000 cadres
    that would last as long as reading it.
    """
    # numpy is used for columns, never for matrices: threads for those only cost start-up
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # and nothing that is installed beside it has a say in how records are read
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
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
    try:
        return _run(arguments)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 128 + signal.SIGINT
    except BrokenPipeError:
        _silence()
        return 128 + signal.SIGPIPE
    except Exception as error:
        return _bug(error)


def _run(arguments: list[str]) -> int:
    from rotplan.app import app

    asked = os.environ.get("_ROTPLAN_COMPLETE")
    if asked:
        from rotplan.commands.completion import complete

        return complete(app, asked)
    # not app.main: it turns a closed pipe into exit code 1 and writes a line on Ctrl-C
    with app.make_context("rotplan", arguments) as context:
        code = app.invoke(context)
    sys.stdout.flush()
    return int(code or 0)


def _silence() -> None:
    """Keep the interpreter from complaining about a closed pipe once more on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _bug(error: Exception) -> int:
    """A bug: one line, no values of personal data; the whole story only when it is asked for."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"rotplan: a bug: {type(error).__name__} at {where}\n")
    if os.environ.get("ROTPLAN_DEBUG"):
        traceback.print_exc()
    return BUG


if __name__ == "__main__":
    main()
