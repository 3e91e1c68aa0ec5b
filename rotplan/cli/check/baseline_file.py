"""The baseline of `check`: what is known already is not told again; written anew where asked."""

import os
from collections.abc import Callable

import click

from rotplan.checking.baseline import BadBaselineError, Baseline, baseline_of, read_baseline
from rotplan.checking.check_outcome import Settled
from rotplan.checking.filter import Sifted, without_known
from rotplan.cli.check.settings import Settings
from rotplan.cli.exit_codes import USAGE
from rotplan.cli.output_paths import write_output
from rotplan.cli.shared import fail, language
from rotplan.language.paths import at_root, shown
from rotplan.language.words import Lang
from rotplan.roster.load import UnreadableError, text_at
from rotplan.system.writable import descriptor


def baselined(
    sifted: Sifted, settled: Settled, told: Settings, target: str | None, *, whole: bool
) -> Sifted:
    """Without what the baseline lists, after it is written anew to `target` if that is asked for.

    `whole`: whether everything of the project was asked about, so that what was not found is gone.
    Raises click's Exit where the baseline cannot be read or written.
    """
    lang = language(told.lang)
    is_seen = _seen(settled, whole=whole)
    if target is None:
        if told.baseline is None:
            return sifted
        return without_known(sifted, _read(told.baseline, lang), told.baseline, is_seen)
    there = os.path.isfile(target) and descriptor(target) is None  # noqa: PTH113 - no error
    listed = _read(target, lang).shrunk(sifted.findings, is_seen) if there else None
    baseline = listed if listed is not None else baseline_of(sifted.findings)
    if not write_output(target, baseline.text(), lang):
        raise click.exceptions.Exit(USAGE)
    return without_known(sifted, baseline, target, is_seen)


def _seen(settled: Settled, *, whole: bool) -> Callable[[str], bool]:
    """Whether what a baseline lists for a path would have been found: the file was read and
    judged, or is gone. Without that knowledge an entry is neither stale nor to be dropped."""
    files, unjudged = ({*map(shown, some)} for some in (settled.files, settled.unjudged))
    all_read = whole and not settled.unreadable

    def is_seen(path: str) -> bool:
        if path in unjudged:
            return False
        return all_read or path in files or not at_root(path).exists()

    return is_seen


def _read(path: str, lang: Lang) -> Baseline:
    try:
        return read_baseline(text_at(path))
    except UnreadableError as error:
        raise fail(error.words[lang]) from error
    except BadBaselineError as error:
        raise fail(f"{path}: {error.words[lang]}") from error
