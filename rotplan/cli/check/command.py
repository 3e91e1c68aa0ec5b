"""`rotplan check`: every problem of rosters and policies, located."""

import gc
import sys
from typing import TYPE_CHECKING, Any

import click

from rotplan.cli.check.command_line import CommandLine
from rotplan.cli.check.options import check_options
from rotplan.cli.option_pairs import PairedCommand
from rotplan.cli.shared import fail, language, missing
from rotplan.language.paths import shown
from rotplan.system.gc_pause import without_collecting

if TYPE_CHECKING:
    from rotplan.cli.check.config import Config
    from rotplan.cli.check.settings import Settings


@click.command("check", cls=PairedCommand)
@click.argument("rosters", nargs=-1, metavar="[ROSTER...]")
@check_options
def command(rosters: tuple[str, ...], **options: Any) -> int:
    """Report every problem in rosters and policies, with its line.

    ROSTER is a file, a folder whose files make one roster, a quoted pattern, or - for standard
    input; without any, the project's `include`. Reading errors, contradictions, and clauses that
    today's holders break are all listed in one run.
    """
    with without_collecting():
        code = _check(CommandLine(rosters=rosters, **options))
        # all of it lives until the process ends: nothing to look for in it
        gc.freeze()
    return code


def _check(given: CommandLine) -> int:
    from rotplan.cli.check.config import ConfigError, project_config, user_config
    from rotplan.cli.check.files import files_to_check
    from rotplan.cli.check.mistyped_options import check_words
    from rotplan.cli.check.settings import settings
    from rotplan.cli.output_paths import refuse_outputs

    try:
        project, user = project_config(given.config, given.root), user_config()
    except ConfigError as error:
        lang = language(given.lang)
        raise fail("\nrotplan: ".join(words[lang] for words in error.messages)) from error
    told = settings(given, project, user)
    check_words(told, given)
    if given.show_config:
        refuse_outputs((), (), language(told.lang))
        return _show_config(told, project, user)
    if not given.rosters and not told.include:
        raise click.UsageError("Name a roster, or set 'include' in rotplan.toml.")
    wanted = files_to_check(
        given.rosters,
        told.include,
        told.exclude,
        force=given.force_exclude,
        project=project.folder,
        root=given.root,
    )
    if given.changed is not None:
        from rotplan.cli.check.changed_files import only_changed

        wanted = only_changed(wanted, given.changed, told, project)
    if given.show_files:
        named = [f for group in wanted.groups for f in group]
        refuse_outputs((), named, language(told.lang))
        sys.stdout.writelines(f"{shown(f)}\n" for group in wanted.groups for f in group)
        return missing(wanted.missing, language(told.lang), some=wanted.some)
    from rotplan.cli.check.run import run_check

    return run_check(wanted, told, given, project)


def _show_config(told: "Settings", project: "Config", user: "Config") -> int:
    """The settings in force, and the files that they come from."""
    for name, config in (("project", project), ("user", user)):
        sys.stdout.write(f"# {name}: {config.path or 'none'}\n")
    for name in told.__dataclass_fields__:
        value = getattr(told, name)
        listed = list(value) if isinstance(value, tuple) else value
        sys.stdout.write(f"{name.replace('_', '-')} = {listed!r}\n")
    return 0
