"""A question about so many orders that one key is no answer: their number has to be typed."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from orders_tui.domain.money import number
from orders_tui.domain.words import _
from orders_tui.ui.screens.skipped import Question, See
from orders_tui.ui.widgets.text_line import TextLine


class TypedCountDialog(Question):
    """Answers True once the number was typed, or None when it is cancelled."""

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
        super().__init__(question, see)
        self.count = count
        """The number that is to be typed."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, classes="dialog-title")
            yield Static(Content(_("Type {count} to continue:").format(count=number(self.count))))
            yield TextLine(max_length=20)
            yield Static(classes="dialog-error")
            yield self.hint(_("Enter confirm · Esc cancel"))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        # With or without what parts the thousands, as the question writes it.
        if event.value.replace(".", "").replace(" ", "") != str(self.count):
            self._say(_("That is not the number of orders."))
        elif not self.in_burst:
            self.dismiss(True)

    def _say(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))
