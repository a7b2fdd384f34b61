"""What the store is asked for: a command, and how it is recognised when it is asked again."""

from typing import NamedTuple

from orders_tui.domain.commands import Command, ExternalOrder


class Request(NamedTuple):
    """A command, and the kind and key of its line of the intake; without a key it is never a repeat."""

    command: Command
    key: str = ""
    kind: str = ""
    order: ExternalOrder | None = None
    """The order that is meant, where the command has no id of it."""
