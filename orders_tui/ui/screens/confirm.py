"""A question with two answers in words; a destructive one starts on the answer that changes nothing."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from orders_tui.domain.words import _
from orders_tui.ui.keys import bindings
from orders_tui.ui.question_keys import CONFIRM
from orders_tui.ui.screens.skipped import Question, See


class ConfirmDialog(Question):
    """Answers True, or None when it is cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CONFIRM)

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - Textual declares it on the instance

    DEFAULT_CSS = """
    ConfirmDialog .dialog-title { max-width: 56; }
    ConfirmDialog.-narrow .dialog-title { max-width: 75vw; }
    ConfirmDialog Horizontal { width: auto; height: auto; margin-top: 1; }
    ConfirmDialog Button { margin-right: 2; }
    """

    def __init__(
        self,
        question: Content,
        yes: str,
        *,
        no: str,
        destructive: bool = False,
        cautious: bool = False,
        see: See | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            question: What will be done, in words.
            yes: What the button says that does it.
            no: What the button says that does not.
            destructive: Whether what is done is a loss.
            cautious: Whether the dialog starts on `no`, as a destructive one always does.
            see: Lists the orders that it is not done to; None where there are none.
        """
        super().__init__(question, see)
        self._yes = yes
        self.no = no
        """What the button says that changes nothing."""
        self._destructive = destructive
        self.starts_on_no = destructive or cautious
        """Whether Enter changes nothing at first."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, classes="dialog-title")
            with Horizontal():
                yield Button(Content(self.no), id="no", compact=True)
                yield Button(
                    Content(self._yes), id="yes", variant="error" if self._destructive else "primary", compact=True
                )
            yield self.hint(_("<confirm.yes> confirm · <confirm.no> or Esc cancel"))

    def on_mount(self) -> None:
        self.query_one("#no" if self.starts_on_no else "#yes", Button).focus()

    @on(Button.Pressed, "#yes")
    def action_yes(self) -> None:
        """Do it; a key that arrived together with the one that opened the dialog only moves to the button."""
        if self.in_burst:
            self.query_one("#yes", Button).focus()
        else:
            self.dismiss(True)

    @on(Button.Pressed, "#no")
    def _no_pressed(self) -> None:
        self.dismiss(None)

    def action_other(self) -> None:
        """Move to the other button."""
        self.focus_next()
