"""What a person typed into a form, or into the sheet of parcels to be shipped, and has not saved."""

from typing import NamedTuple

SHIP_SHEET = "ship"
"""Stands where the id of the order stands, for the ship sheet, which is about several."""


class Draft(NamedTuple):
    """A form or a ship sheet that was left, or that is open."""

    order_id: str
    """The order that is edited; empty for a new one, `SHIP_SHEET` for the ship sheet."""
    text: str
    """All that was typed, as the form or the sheet writes and reads it."""
    at: int
    """When it was kept, epoch seconds (UTC)."""
    place: str
    """The terminal, or the address behind an SSH session, that it was typed from."""
