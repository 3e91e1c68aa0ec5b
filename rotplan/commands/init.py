"""`rotplan init`: a folder to begin with: a commented roster, policy, configuration, schemas."""

import os
import sys
from importlib.resources import files
from pathlib import Path

import click

from rotplan.commands.common import fail, lang_option, language
from rotplan.text import Lang

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
        raise fail(f"{there[0]} is there already; nothing was written")
    try:
        for path, text in texts.items():
            _write(path, text)
    except OSError as error:
        raise fail(f"{error.filename}: {error.strerror}") from error
    sys.stdout.writelines(f"{path.as_posix()}\n" for path in texts)
    sys.stderr.write(f"next: rotplan check {(place / 'round.roster.yaml').as_posix()}\n")
    return 0


def _template(source: str, lang: Lang) -> str:
    name = source.format(lang=lang)
    return files("rotplan").joinpath("commands", "starter", name).read_text("utf-8")


def _schemas(folder: Path) -> dict[Path, str]:
    from rotplan.commands.schema import schema_text

    kinds = ("roster", "policy")
    return {folder / f"{kind}-1.schema.json": schema_text(kind) for kind in kinds}


def _write(path: Path, text: str) -> None:
    """A roster will hold personal data: readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = 0o600 if path.suffix == ".yaml" else 0o644
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
