"""The sentences that an app shows for some seconds, one by one: Textual itself takes them away only all together."""

from collections.abc import Iterable

from textual.app import App
from textual.notifications import Notification


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
