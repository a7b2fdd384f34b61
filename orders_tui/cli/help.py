"""The command `help`: the help page of the program or of one command."""

import click

from orders_tui.cli.console import bind_keys
from orders_tui.cli.output import write_line
from orders_tui.cli.params import examples, unknown_word
from orders_tui.config.file import default_path, read_config
from orders_tui.domain.words import _

_KEYS = "keys"
"""The word that shows the keys of the console."""


def help_command() -> click.Command:
    """`help`: what the program, or one of its commands, does."""
    return click.Command(
        "help",
        callback=_help,
        params=[click.Argument(["command"], default="", shell_complete=_commands)],
        help=_(
            "Show what a command does, as its --help does; or with “keys” the keys of the console, each with the id of"
            " its action, by which “orders-tui config set keys.ID KEYS” gives it others."
        ),
        short_help=_("Show what a command does, or the keys of the console."),
        epilog=examples("orders-tui help", "orders-tui help set", "orders-tui help keys"),
    )


def _commands(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    return [name for name in (*root.command.list_commands(root), _KEYS) if name.startswith(begun)]


def _help(command: str) -> int:
    root = click.get_current_context().find_root()
    group = root.command
    assert isinstance(group, click.Group)
    if not command:
        write_line(root.get_help())
        return 0
    if command == _KEYS:
        bind_keys(read_config(default_path()).keys)
        _write_keys()
        return 0
    found = group.get_command(root, command)
    if found is None:
        raise click.UsageError(unknown_word(command, group.list_commands(root)))
    write_line(click.Context(found, info_name=command, parent=root).get_help())
    return 0


def _write_keys() -> None:
    """The keys under the headings of the help, with the ids of their actions; those that were ours where others are."""
    from orders_tui.ui.keymap import can_be_changed  # Textual, which no other help wants
    from orders_tui.ui.keys import groups

    for title, table in groups():
        write_line(title)
        for key in table:
            name = key.id if can_be_changed(key) else ""
            ours = key.bound == key.keys
            # Without its id a key is written as it is bound where the configuration says nothing.
            note = "" if ours else " " + _("(default: {keys})").format(keys=key._replace(id="").shown)
            write_line(f"  {key.shown:<18} {name:<24} {key.tooltip}{note}".rstrip())
