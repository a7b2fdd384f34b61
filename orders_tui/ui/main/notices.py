"""Sentences that are shown for some seconds at the foot of the screen."""

from dataclasses import dataclass

from textual.app import App
from textual.notifications import Notification, SeverityLevel
from textual.widget import Widget

from orders_tui.domain.clocks import DAY
from orders_tui.domain.words import _
from orders_tui.ui.terminal.toasts import remove_toasts, show_toast, shown_toasts

_LONG = DAY
"""Seconds: what is said of a wait stays as long as the wait."""


@dataclass
class NewsNotice(Notification):
    """A sentence of what others did: it is said only once, so that nothing else takes its place before its time."""

    timeout: float = 15
    """Seconds: longer than a report, since nobody at this console waits for it."""


def show_notice(widget: Widget, sentence: str, *, warning: bool = False) -> None:
    """Show a report in place of those before, beside the news; a warning stays longer.

    Args:
        widget: any widget of the app.
        sentence: what it says, already fit for a terminal.
        warning: whether something was not done.
    """
    clear_reports(widget.app)
    severity: SeverityLevel = "warning" if warning else "information"
    # One line after another, since there is rarely room for more than one line.
    widget.notify(" ".join(sentence.split("\n")), severity=severity, timeout=8 if warning else None, markup=False)


def add_news(app: App[None], news: NewsNotice, instead_of: NewsNotice | None = None) -> None:
    """Show news beside what is there.

    Args:
        app: the console.
        news: its sentence is already fit for a terminal.
        instead_of: what these news say too, which goes.
    """
    remove_toasts(app, [] if instead_of is None else [instead_of])
    show_toast(app, news)


def clear_reports(app: App[None]) -> None:
    """Take away all that is said but the news."""
    remove_toasts(app, [toast for toast in shown_toasts(app) if not isinstance(toast, NewsNotice)])


def show_wait(app: App[None], holder: str) -> None:
    """Say that a change waits for the database; it stays until it is cleared.

    Args:
        app: the console.
        holder: the program that writes, already fit for a terminal; empty where that is not known.
    """
    text = _("The database is busy: {holder} is writing. Your change goes on by itself; Esc gives it up.")
    clear_reports(app)
    sentence = text.format(holder=holder or _("another program"))
    app.notify(sentence, severity="warning", timeout=_LONG, markup=False)
