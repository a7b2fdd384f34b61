"""Sentences that are shown for some seconds at the foot of the screen."""

from textual.app import App
from textual.notifications import SeverityLevel
from textual.widget import Widget

from orders_tui.domain.words import _

_LONG = 24 * 3600
"""Seconds: what is said of a wait stays as long as the wait."""


def show_notice(widget: Widget, sentence: str, *, warning: bool = False) -> None:
    """Show a sentence in place of those before; a warning stays longer.

    Args:
        widget: any widget of the app.
        sentence: what it says, already fit for a terminal.
        warning: whether something was not done.
    """
    widget.app.clear_notifications()
    severity: SeverityLevel = "warning" if warning else "information"
    # One line after another, since there is rarely room for more than one line.
    widget.notify(" ".join(sentence.split("\n")), severity=severity, timeout=8 if warning else None, markup=False)


def add_notice(widget: Widget, sentence: str) -> None:
    """Show a sentence beside those that are there; it stays longer, since nobody at this console waits for it.

    Args:
        widget: any widget of the app.
        sentence: what it says, already fit for a terminal.
    """
    widget.notify(sentence, timeout=15, markup=False)


def show_wait(app: App[None], holder: str) -> None:
    """Say that a change waits for the database; it stays until it is cleared.

    Args:
        app: the console.
        holder: the program that writes, already fit for a terminal; empty where that is not known.
    """
    text = _("The database is busy: {holder} is writing. Your change goes on by itself; Esc gives it up.")
    app.clear_notifications()
    sentence = text.format(holder=holder or _("another program"))
    app.notify(sentence, severity="warning", timeout=_LONG, markup=False)
