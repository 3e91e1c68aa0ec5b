"""The command group. Commands are found by name and imported only when they run."""

import importlib
from typing import Any

import click

from rotplan.language.words import nearest

# name -> one line of help
COMMANDS = {
    "init": "Write a commented starter roster, a policy, configuration and editor schemas.",
    "check": "Report every problem in rosters and policies, with its line.",
    "plan": "Propose the best set of transfers, proved and explained.",
    "rules": "List all rules with their options.",
    "explain": "Say why: a rule, clause or code; a plan, a cadre's move, or why not another post.",
    "schema": "Print the JSON Schema of a roster, policy, plan, explanation or the findings.",
    "completion": "Print the completion script for bash, zsh, fish or PowerShell.",
}

# The commands that take a folder; every other is a file of its name.
_FOLDERS = {"check", "explain"}


def command_named(name: str) -> click.Command:
    """The command of a name, imported now: `command` of its file or of its folder."""
    home = f"{name}.command" if name in _FOLDERS else name
    command: click.Command = importlib.import_module(f"rotplan.cli.{home}").command
    return command


class LazyGroup(click.Group):
    """Lists commands without importing them: `--help` needs no solver."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return command_named(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = nearest(name, COMMANDS)
            meant = f" Did you mean '{near}'?" if near else ""
            ctx.fail(f"No such command '{name}'.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"rotplan {version('rotplan')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 findings, 2 usage, 3 no plan exists, 4 out of time, "
    "5 a stale plan, 70 a bug.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version and exit.",
)
def app(**_: Any) -> None:
    """Plan rotation rounds of cadres: a roster in, a proved set of transfers out.

    \b
    rotplan check data/lam-binh-2019.yaml
    rotplan plan data/lam-binh-2019.yaml -o plan.json
    """
