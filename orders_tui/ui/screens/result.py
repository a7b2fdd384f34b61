"""What became of something, where it is more than a line that goes by itself."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from orders_tui.domain.words import _
from orders_tui.ui.screens.dialog import Dialog


class ResultDialog(Dialog[None]):
    """Stays until it is closed."""

    DEFAULT_CSS = """
    ResultDialog > .dialog { width: 72; max-width: 100%; }
    ResultDialog #result { width: 100%; margin-bottom: 1; }
    """

    def __init__(self, title: Content, text: Content) -> None:
        """Make the dialog.

        Args:
            title: what was done.
            text: what became of it.
        """
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Static(self._text, id="result")
            yield Button(Content(_("Close")), compact=True)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        if not self.in_burst:
            self.dismiss(None)
