"""The sentences that an app shows for some seconds, one by one: Textual itself takes them away only all together."""

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.notifications import Notification
from textual.screen import Screen

_RACK, _TOAST = "ToastRack", "Toast"
"""The widgets of Textual in which they stand, and which each is."""


def shown_toasts(app: App[None]) -> tuple[Notification, ...]:
    """What is shown now, the oldest first."""
    return tuple(app._notifications)


def show_toast(app: App[None], toast: Notification) -> None:
    """Show one more; it is among `shown_toasts` at once, which it is not by a message."""
    app._notifications.add(toast)
    app._refresh_notifications()


def remove_toasts(app: App[None], toasts: Iterable[Notification]) -> None:
    """Take these away; the others stay for as long as they have."""
    for toast in toasts:
        app._unnotify(toast, refresh=False)
    app._refresh_notifications()


def toast_lines(screen: Screen[Any]) -> int:
    """How many lines of a screen the toasts take."""
    racks = screen.query_children(_RACK)
    return sum(toast.outer_size.height for rack in racks if rack.display for toast in rack.query(_TOAST))


def leave_right(screen: Screen[Any], cells: int) -> None:
    """Leave so many cells of a screen free at the right of the toasts."""
    for rack in screen.query_children(_RACK):
        # Textual repaints what a move uncovers, but not where what lies behind scrolls before the move is laid out.
        for toast in rack.query(_TOAST):
            screen.refresh(toast.region)
        rack.styles.padding = (0, cells, 0, 0)


def hide_toasts(screen: Screen[Any]) -> None:
    """Show none of them on a screen until it is on top again, where Textual shows them anew."""
    for rack in screen.query(_RACK):
        rack.display = False
