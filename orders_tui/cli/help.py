"""The command `help`: the help page of the program or of one command."""

import click

from orders_tui.cli.output import write_line
from orders_tui.cli.params import examples, unknown_word
from orders_tui.domain.words import _


def help_command() -> click.Command:
    """`help`: what the program, or one of its commands, does."""
    return click.Command(
        "help",
        callback=_help,
        params=[click.Argument(["command"], default="", shell_complete=_commands)],
        help=_("Show what a command does, as its --help does."),
        epilog=examples("orders-tui help", "orders-tui help set"),
    )


def _commands(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    return [name for name in root.command.list_commands(root) if name.startswith(begun)]


def _help(command: str) -> int:
    root = click.get_current_context().find_root()
    group = root.command
    assert isinstance(group, click.Group)
    if not command:
        write_line(root.get_help())
        return 0
    found = group.get_command(root, command)
    if found is None:
        raise click.UsageError(unknown_word(command, group.list_commands(root)))
    write_line(click.Context(found, info_name=command, parent=root).get_help())
    return 0
