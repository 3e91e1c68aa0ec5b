"""`rotplan init`: a folder to begin with: a commented roster, policy, configuration, schemas."""

import contextlib
import errno
import os
import sys
from importlib.resources import files
from pathlib import Path

import click

from rotplan.cli.shared import fail, lang_option, language
from rotplan.language.words import Lang, Words
from rotplan.system.atomic_write import write_atomically
from rotplan.system.system_errors import reason

SCHEMAS = ".rotplan"
_TEMPLATES = {
    "round.roster.yaml": "roster.{lang}.yaml",
    "policy.yaml": "policy.{lang}.yaml",
    "rotplan.toml": "rotplan.{lang}.toml",
}


@click.command("init")
@click.argument("folder", default=".", metavar="[FOLDER]")
@lang_option
def command(folder: str, lang: str | None) -> int:
    """Write a commented starter roster, a policy of your own, configuration and editor schemas.

    Nothing that is there already is overwritten.
    """
    place, said = Path(folder), language(lang)
    texts = {place / name: _template(source, said) for name, source in _TEMPLATES.items()}
    texts.update(_schemas(place / SCHEMAS))
    there = [path for path in texts if os.path.lexists(path)]
    if there:
        raise fail(_THERE.format(path=str(there[0]))[said])
    try:
        _write_all(texts)
    except OSError as error:
        raise fail(f"{error.filename or place}: {reason(error)[said]}") from error
    sys.stdout.writelines(f"{path.as_posix()}\n" for path in texts)
    check = f"rotplan check {(place / 'round.roster.yaml').as_posix()}"
    sys.stderr.write(Words(f"tiếp theo: {check}\n", f"next: {check}\n")[said])
    return 0


_THERE = Words("{path}: đã có sẵn; không ghi gì cả", "{path} is there already; nothing was written")


def _template(source: str, lang: Lang) -> str:
    name = source.format(lang=lang)
    return files("rotplan").joinpath("cli", "starter", name).read_text("utf-8")


def _schemas(folder: Path) -> dict[Path, str]:
    from rotplan.cli.schema import schema_text

    kinds = ("roster", "policy")
    return {folder / f"{kind}-1.schema.json": schema_text(kind) for kind in kinds}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error


def _write_all(texts: dict[Path, str]) -> None:
    """All of them or, where one cannot be written, none. Raises OSError."""
    written: list[Path] = []
    try:
        for path, text in texts.items():
            written += [f for f in reversed(path.parents) if not f.exists()]
            _make_folder(path.parent)
            write_atomically(path, text, fresh=True)
            written.append(path)
            # a roster will hold personal data, the rest is for everybody who works on it
            if path.suffix != ".yaml":
                path.chmod(0o644)
    except BaseException as error:
        if isinstance(error, OSError):
            error.filename = str(path)
        for made in reversed(written):
            with contextlib.suppress(OSError):
                made.rmdir() if made.is_dir() else made.unlink()
        raise
