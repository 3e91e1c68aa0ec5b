"""`rotplan rules`: all rules with their options."""

import sys

import click

from rotplan.cli.option_pairs import PairedCommand
from rotplan.cli.shared import colored, lang_option, language, screen_width
from rotplan.policy.load_shipped import shipped_policies
from rotplan.reference.rule_descriptions import Rulebook
from rotplan.show import terminal


@click.command("rules", cls=PairedCommand)
@lang_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "md"]),
    default="text",
    show_default=True,
    help="markdown: the reference page, in English, with clauses and coverage of the law.",
)
def command(lang: str | None, form: str) -> int:
    """List all rules with their options."""
    if form == "text":
        lines = Rulebook(language(lang)).list_rules()
        terminal.render(
            lines, sys.stdout, color=colored(sys.stdout), width=screen_width(sys.stdout)
        )
    else:
        from rotplan.reference.rules_page import page

        sys.stdout.write(page(shipped_policies()))
    return 0
