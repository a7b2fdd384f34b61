"""The menu of what can be copied: letters as in every menu, and below it the text that the cursor is on, to select."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from orders_tui.domain.copying import Piece
from orders_tui.domain.text import show
from orders_tui.ui.cells import cut
from orders_tui.ui.keys import COPY
from orders_tui.ui.screens.menu import MenuDialog, MenuEntry

_WIDTH = 56
"""The cells that a name and the beginning of its text have together."""


class CopyDialog(MenuDialog):
    """Answers with the id of what is to be copied."""

    DEFAULT_CSS = """
    CopyDialog > .dialog { width: 72; max-width: 100%; max-height: 100%; }
    CopyDialog OptionList { width: 100%; }
    CopyDialog #copy-body {
        height: auto; max-height: 12; margin-top: 1; background: $field; padding: 0 1; scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, title: Content, pieces: Sequence[Piece]) -> None:
        """Make the menu.

        Args:
            title: whose they are.
            pieces: what can be copied, at least one.
        """
        letters = {key.id.partition(".")[2]: key.keys for key in COPY}
        room = _WIDTH - max(cell_len(piece.title) for piece in pieces)
        super().__init__(title, [_entry(piece, letters[piece.id], room) for piece in pieces])
        self._texts = {piece.id: piece.text for piece in pieces}

    def below(self) -> Iterator[Widget]:
        """The text that the cursor is on."""
        with VerticalScroll(id="copy-body", can_focus=False):
            yield Static(id="copy-text")

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        self._show(str(event.option_id))

    def _show(self, piece: str) -> None:
        self.query_one("#copy-text", Static).update(Content(show(self._texts[piece], lines=True)))


def _entry(piece: Piece, letter: str, room: int) -> MenuEntry:
    """A line of the menu, with as much of the beginning of the text beside its name as there is room for."""
    whole = show(piece.text, lines=True)
    first = whole.split("\n", 1)[0]
    return MenuEntry(piece.id, letter, Content(piece.title), cut(first if first == whole else f"{first}…", room))
