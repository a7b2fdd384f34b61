"""The dialog in which the note of an order is written."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from orders_tui.domain.mentions import rest_of_mention
from orders_tui.domain.order import NOTE_LIMIT
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import NOTE, bindings
from orders_tui.ui.screens.dialog import Dialog


class NoteField(TextArea):
    """A text of several lines in which Enter is left to the dialog."""

    DEFAULT_CSS = """
    NoteField .text-area--suggestion { color: $text-muted; }
    NoteField, NoteField:focus { width: 56; height: 7; border: none; padding: 0 1; background: $field; }
    NoteField .text-area--cursor-line { background: $field; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(NOTE)

    class Submitted(Message):
        """The note is to be stored."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        """Make the field.

        Args:
            text: what it shows at first.
            names: those that may be mentioned, the likeliest first.
        """
        self._names = names
        super().__init__(text, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False

    def update_suggestion(self) -> None:
        """Propose how a mention that is being typed goes on."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        self.suggestion = rest_of_mention(line[:column], self._names) if column == len(line) else ""

    def on_key(self, event: events.Key) -> None:
        """Leave Enter, for which the base class begins a new line, to the bindings."""
        if event.key == "enter":
            event.prevent_default()

    def action_submit(self) -> None:
        """Ask for the note to be stored."""
        self.post_message(self.Submitted())

    def action_complete(self) -> None:
        """Take what is proposed."""
        if self.suggestion:
            self.insert(self.suggestion)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")


class NoteDialog(Dialog[str]):
    """Answers with the note, without blanks around it; empty to have none."""

    def __init__(self, title: Content, note: str, names: Sequence[str] = ()) -> None:
        """Make the dialog.

        Args:
            title: which orders, and that it is their note.
            names: those that may be mentioned, the likeliest first.
            note: what stands there; while nothing is typed it stays as it is, also what is shown in another way.
        """
        super().__init__()
        self._title = title
        self._note = note
        self._shown = show(note, lines=True)
        # A name that is shown in another way than it is stored would be completed to another one.
        self._names = tuple(name for name in names if show(name) == name)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield NoteField(self._shown, self._names)
            yield Static("", classes="dialog-error")
            yield Static(
                Content(
                    keyed(_("@name <note.complete> completes · <note.line> new line · <note.save> save · Esc cancel"))
                ),
                classes="dialog-hint",
            )

    def on_mount(self) -> None:
        field = self.query_one(NoteField)
        field.move_cursor(field.document.end)

    @on(NoteField.Submitted)
    def _save(self) -> None:
        """Answer with what is written."""
        typed = self.query_one(NoteField).text
        text = self._note if typed == self._shown else typed.strip()
        if len(text) > NOTE_LIMIT:
            error = _("{length} characters; at most {limit} can be kept.").format(length=len(text), limit=NOTE_LIMIT)
            self.query_one(".dialog-error", Static).update(Content(error))
        elif not self.in_burst:
            self.dismiss(text)
