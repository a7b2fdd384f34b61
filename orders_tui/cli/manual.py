"""The command that writes the manual page: man. All of it comes from the commands and options themselves."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version

import click

from orders_tui.cli.output import write_line
from orders_tui.cli.params import examples
from orders_tui.domain.words import N_, _
from orders_tui.process.folders import PROGRAM

_VARIABLES = {
    "ORDERS_TUI_DB": N_("The database, as with --db."),
    "ORDERS_TUI_LANG": N_("The language, as with --lang."),
    "ORDERS_TUI_TIMEZONE": N_("The time zone in which days begin, such as Asia/Jakarta."),
    "ORDERS_TUI_BUSINESS": N_("The name of the business."),
    "ORDERS_TUI_CLIPBOARD": N_("How to copy: auto, native, osc52 or tmux."),
    "ORDERS_TUI_MARKS": N_("unicode or ascii: how marks are drawn."),
    "NO_COLOR": N_("If it is set, there are no colours."),
}
_CODES = {
    "0": N_("Everything was done."),
    "1": N_("Something was refused."),
    "2": N_("The command was used wrongly, or the database cannot be used."),
    "130": N_("It was interrupted with Ctrl+C."),
}


def man_command() -> click.Command:
    """`man`: the manual page."""
    return click.Command(
        "man",
        callback=_man,
        help=_("Write the manual page, for man(1)."),
        epilog=examples(
            "orders-tui man > ~/.local/share/man/man1/orders-tui.1", "orders-tui man | man -l -", "man orders-tui"
        ),
    )


def _man() -> int:
    root = click.get_current_context().find_root()
    for line in _page(root):
        write_line(line)
    return 0


def _page(root: click.Context) -> Iterator[str]:
    program = root.command
    assert isinstance(program, click.Group)
    name = _text(PROGRAM)
    yield f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {version(PROGRAM)}"'
    purpose = _("the order desk of a shop, in the terminal")
    yield from _section(_("Name"), [f"{name} \\- {_text(purpose)}"])
    synopsis = " ".join(program.collect_usage_pieces(root))
    yield from _section(_("Synopsis"), [f".B {name}", _text(synopsis)])
    yield from _section(_("Description"), _paragraphs(program.help))
    yield from _section(_("Options"), _options(program, root))
    yield from _section(_("Commands"), [])
    for command in program.list_commands(root):
        found = program.get_command(root, command)
        assert found is not None
        yield from _command(found, click.Context(found, info_name=command, parent=root))
    yield from _section(_("Environment"), _entries((name, _(said)) for name, said in _VARIABLES.items()))
    yield from _section(_("Exit status"), _entries((code, _(said)) for code, said in _CODES.items()))
    yield from _section(_("Examples"), _epilog(program))


def _command(command: click.Command, ctx: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(ctx))
    yield f'.SS "{_text(f"{ctx.info_name} {usage}")}"'
    yield from _paragraphs(command.help)
    yield from _options(command, ctx)
    yield from _epilog(command)


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    """The options of a command as its help has them; the one that shows the help goes without saying."""
    records = (param.get_help_record(ctx) for param in command.get_params(ctx) if "--help" not in param.opts)
    # A hidden option has none, as those that are also understood after each command.
    yield from _entries(record for record in records if record is not None)


def _entries(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for head, said in entries:
        if said:  # an argument has no text of its own
            yield from (".TP", f".B {_text(head)}", _text(said))


def _epilog(command: click.Command) -> Iterator[str]:
    """The examples at the end of a help page, as they are typed."""
    # The first two lines are Click's mark for text that keeps its line breaks, and the heading.
    calls = [line.strip() for line in (command.epilog or "").splitlines()[2:]]
    if calls:
        yield from (".PP", ".nf", ".RS", *map(_text, calls), ".RE", ".fi")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{_text(title.upper())}"'
    yield from lines


def _paragraphs(text: str | None) -> Iterator[str]:
    yield _text(" ".join((text or "").split()))


def _text(text: str) -> str:
    """A text as roff takes it for nothing but text: a dot or quote in front is a request to it, a dash a hyphen."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
