"""The command `guide`: the topics of the guide, or one of them, as plain text."""

import shutil

import click

from orders_tui.cli.output import write_line
from orders_tui.cli.params import examples, unknown_word
from orders_tui.domain.words import _
from orders_tui.guide.layout import laid_out
from orders_tui.guide.topics import TOPICS, BlockKind, blocks, page, title

_WIDEST = 100
"""The longest lines that are read with ease."""
_UNDERLINES = {BlockKind.TITLE: "=", BlockKind.HEADING: "-"}
"""What tells a heading apart in plain text."""


def guide_command() -> click.Command:
    """`guide`: how the program is used."""
    return click.Command(
        "guide",
        callback=_guide,
        params=[click.Argument(["topic"], default="", shell_complete=_topics)],
        help=_("Show the guide: a list of its topics, or one of them. In the console ? ? opens it."),
        short_help=_("Show the guide, or one of its topics."),
        epilog=examples("orders-tui guide", "orders-tui guide start", "orders-tui --lang id guide keys"),
    )


def _topics(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    return [name for name in TOPICS if name.startswith(begun)]


def _guide(topic: str) -> int:
    if not topic:
        longest = max(map(len, TOPICS))
        for name in TOPICS:
            write_line(f"{name.ljust(longest)}  {title(name)}")
        return 0
    if topic not in TOPICS:
        raise click.UsageError(unknown_word(topic, TOPICS))
    for line in laid_out(blocks(page(topic)), min(shutil.get_terminal_size().columns, _WIDEST)):
        write_line(line.text)
        if mark := _UNDERLINES.get(line.kind):
            write_line(mark * len(line.text))
    return 0
