"""The command that makes a shell complete calls of the program: completion."""

import click
from click.shell_completion import get_completion_class

from orders_tui.cli.output import write_line
from orders_tui.cli.params import examples
from orders_tui.domain.words import _
from orders_tui.process.folders import PROGRAM

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = f"_{PROGRAM.replace('-', '_').upper()}_COMPLETE"
"""The variable by which the shell asks the program; Click looks at this one."""


def completion_command() -> click.Command:
    """`completion`: what a shell reads to complete calls."""
    return click.Command(
        "completion",
        callback=_completion,
        params=[click.Argument(["shell"], type=click.Choice(_SHELLS))],
        help=_(
            "Write a script that SHELL reads when it starts, so that Tab completes commands, options and their"
            " values: bash 4.4 or later, zsh or fish."
        ),
        short_help=_("Let bash, zsh or fish complete commands with Tab."),
        epilog=examples(
            "orders-tui completion bash > ~/.local/share/bash-completion/completions/orders-tui",
            "orders-tui completion zsh > ~/.zfunc/_orders-tui",
            "orders-tui completion fish > ~/.config/fish/completions/orders-tui.fish",
        ),
    )


def _completion(shell: str) -> int:
    kind = get_completion_class(shell)
    assert kind is not None
    write_line(kind(click.get_current_context().find_root().command, {}, PROGRAM, _VARIABLE).source().strip())
    return 0
