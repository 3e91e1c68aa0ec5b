"""`rotplan completion`: the script with which a shell completes commands, options and files."""

import sys

import click
from click.shell_completion import (
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
)

_SHELLS = ("bash", "zsh", "fish", "powershell")
_VARIABLE = "_ROTPLAN_COMPLETE"
# click's own bash script asks bash for its version by running it; this one needs no other program
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local response
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete $1)
    local completion
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        elif [[ $type == 'plain' ]]; then
            COMPREPLY+=($value)
        fi
    done
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_CWORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    %(prog_name)s | ForEach-Object {
        $type, $value, $help = $_ -split ",", 3
        if ($type -eq "plain") {
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new(
                $value, $value, "ParameterValue", $help)
        }
    }
    Remove-Item Env:\\COMP_WORDS, Env:\\COMP_CWORD, Env:\\%(complete_var)s
}
"""


@add_completion_class
class _PowerShell(ShellComplete):
    """The word being typed is the last of the words, or a new one."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        import os
        import shlex

        words = shlex.split(os.environ.get("COMP_WORDS", ""), posix=False)[1:]
        typed = os.environ.get("COMP_CWORD", "")
        return (words[:-1] if typed and words else words), typed

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.type},{item.value},{item.help or ''}"


class _Bash(ShellComplete):
    name = "bash"
    source_template = _BASH


def complete(app: click.Command, asked: str) -> int:
    """Answer a shell that asks through the environment: `bash_complete` and the like."""
    try:
        return shell_complete(app, {}, "rotplan", _VARIABLE, asked)
    except (KeyError, ValueError):
        # not asked by a shell, or a quote that is still open: there is nothing to propose
        return 1


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS), metavar="|".join(_SHELLS))
def command(shell: str) -> int:
    """Print the completion script of a shell.

    To have it always, put this line into ~/.bashrc, ~/.zshrc or $PROFILE; for fish, run it once.

    \b
    bash        eval "$(rotplan completion bash)"
    zsh         eval "$(rotplan completion zsh)"
    fish        rotplan completion fish > ~/.config/fish/completions/rotplan.fish
    powershell  rotplan completion powershell | Out-String | Invoke-Expression
    """
    from rotplan.cli.app import app

    classes: dict[str, type[ShellComplete]] = {
        "bash": _Bash,
        "zsh": ZshComplete,
        "fish": FishComplete,
        "powershell": _PowerShell,
    }
    complete = classes[shell](app, {}, "rotplan", _VARIABLE)
    sys.stdout.write(complete.source())
    return 0
