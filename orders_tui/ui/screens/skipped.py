"""The orders that a change leaves as they are, under the reasons why."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import DETAIL, bindings
from orders_tui.ui.question_keys import SKIPPED_LIST
from orders_tui.ui.screens.dialog import Dialog


class _Reading(VerticalScroll):
    """A text that is scrolled with the keys of the detail pane."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DETAIL)


class SkippedDialog(Dialog[None]):
    """Stays until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SKIPPED_LIST)
    DEFAULT_CSS = """
    SkippedDialog _Reading { width: auto; max-width: 100%; height: auto; max-height: 55vh; background: $panel; }
    SkippedDialog #skipped { width: auto; max-width: 100%; padding-right: 1; }
    """

    def __init__(self, title: Content, orders: Content) -> None:
        """Make the dialog.

        Args:
            title: how many there are.
            orders: the orders, line by line.
        """
        super().__init__()
        self._title = title
        self.orders = orders
        """The orders, line by line."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            with _Reading():
                yield Static(self.orders, id="skipped")
            yield Static(key_hint(_("<pane.up> <pane.down> scroll · Esc go back")), classes="dialog-hint")


See = Callable[[], Awaitable[SkippedDialog]]
"""Makes the list of what a change skips, when a person wants to see it."""
