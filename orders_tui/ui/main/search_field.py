"""The field of the search: it takes a paste of several lines as one list of ids and numbers."""

from textual import events
from textual.widgets import Input

from orders_tui.domain.search import several
from orders_tui.domain.words import _
from orders_tui.ui.terminal.console import LONGEST_PASTE

LONGEST_SEARCH = 200
"""The most characters of a pasted text that is no list of ids and numbers."""


class SearchField(Input):
    """One line of text without a blinking cursor."""

    def __init__(self, *, phones: bool, id: str) -> None:
        """Make the field.

        Args:
            phones: whether orders are found by phone.
            id: the id of the widget.
        """
        placeholder = _("/ name, phone or order id") if phones else _("/ name or order id")
        super().__init__(id=id, placeholder=placeholder, max_length=LONGEST_PASTE)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Put the text where the cursor is; a list of ids and numbers takes the place of what was there."""
        event.stop()
        event.prevent_default()  # which would keep the first line alone
        text = searchable(event.text)
        if several(text):
            self.value = text
        elif text:
            self.replace(text, *self.selection)


def searchable(pasted: str) -> str:
    """A pasted text on one line, as the search takes it."""
    text = " ".join(pasted.split())
    return text if several(text) else text[:LONGEST_SEARCH]
