"""What a person typed into a form and has not saved."""

from typing import NamedTuple


class Draft(NamedTuple):
    """A form that was left, or that is open."""

    order_id: str
    """The order that is edited; empty for a new one."""
    text: str
    """All that was typed, as the form writes and reads it."""
    at: int
    """When it was kept, epoch seconds (UTC)."""
    place: str
    """The terminal, or the address behind an SSH session, that it was typed from."""
