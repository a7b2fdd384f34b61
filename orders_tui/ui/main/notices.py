"""Sentences that are shown for some seconds at the foot of the screen."""

from textual.notifications import SeverityLevel
from textual.widget import Widget


def show_notice(widget: Widget, sentence: str, *, warning: bool = False) -> None:
    """Show a sentence in place of those before; a warning stays longer.

    Args:
        widget: any widget of the app.
        sentence: what it says, already fit for a terminal.
        warning: whether something was not done.
    """
    widget.app.clear_notifications()
    severity: SeverityLevel = "warning" if warning else "information"
    widget.notify(sentence, severity=severity, timeout=8 if warning else None, markup=False)
