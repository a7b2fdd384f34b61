"""The orders that a change leaves as they are, under the reasons why; and the questions from which they are seen."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from orders_tui.domain.words import _
from orders_tui.ui.groups import Foreground
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import DETAIL, bindings
from orders_tui.ui.question_keys import PLAN, SKIPPED_LIST
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


class Question(Dialog[bool]):
    """Asks about a change, and lists on a key the orders to which it is not made."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PLAN)

    def __init__(self, question: Content, see: See | None) -> None:
        """Make the dialog.

        Args:
            question: what will be done, in words.
            see: lists the orders that it is not done to; None where there are none.
        """
        super().__init__()
        self.question = question
        """What will be done, in words."""
        self.see = see
        """Lists the orders that it is not done to; None where there are none."""

    def hint(self, keys: str) -> Static:
        """The line of these keys and of the one that lists the orders, where there are any."""
        more = [_("<plan.skipped> see skipped")] if self.see else []
        return Static(key_hint(" · ".join([keys, *more])), classes="dialog-hint")

    @work(exclusive=True, group=Foreground.DIALOG)
    async def action_skipped(self) -> None:
        """Show the orders that are skipped over the question."""
        if self.see:
            self.app.push_screen(await self.see())
