"""A question about so many orders that one key is no answer: their number has to be typed."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from orders_tui.domain.money import number
from orders_tui.domain.words import _
from orders_tui.ui.groups import Foreground
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import bindings
from orders_tui.ui.question_keys import PLAN
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.skipped import See


class TypedCountDialog(Dialog[bool]):
    """Answers True once the number was typed, or None when it is cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PLAN)

    DEFAULT_CSS = """
    TypedCountDialog .dialog-title { max-width: 56; }
    """

    def __init__(self, question: Content, count: int, *, see: See | None = None) -> None:
        """Make the dialog.

        Args:
            question: what will be done, in words.
            count: how many orders that changes; it is to be typed, with or without dots.
            see: lists the orders that it is not done to; None where there are none.
        """
        super().__init__()
        self.question = question
        """What will be done, in words."""
        self.count = count
        """The number that is to be typed."""
        self.see = see
        """Lists the orders that it is not done to; None where there are none."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, classes="dialog-title")
            yield Static(Content(_("Type {count} to go on:").format(count=number(self.count))))
            typed = Input(max_length=20)
            typed.cursor_blink = False
            yield typed
            yield Static(classes="dialog-error")
            more = [_("<plan.skipped> see skipped")] if self.see else []
            yield Static(key_hint(" · ".join([_("Enter confirm · Esc cancel"), *more])), classes="dialog-hint")

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        # With or without what parts the thousands, as the question writes it.
        if event.value.replace(".", "").replace(" ", "") != str(self.count):
            self._say(_("That is not the number of the orders."))
        elif not self.in_burst:
            self.dismiss(True)

    @work(exclusive=True, group=Foreground.DIALOG)
    async def action_skipped(self) -> None:
        """Show the orders that are skipped over the question."""
        if self.see:
            self.app.push_screen(await self.see())

    def _say(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))
