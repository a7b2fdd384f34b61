"""A menu whose entries have letters: chosen with the letter, with the arrows and Enter, or with the mouse."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.words import _
from orders_tui.ui.keys import MENU, bindings
from orders_tui.ui.screens.dialog import Dialog


class MenuEntry(NamedTuple):
    """One line of a menu."""

    id: str
    letter: str
    label: Content
    note: str = ""
    """What stands at the right of it."""
    group: str = ""
    """Entries of one group stand together, with a line between them and the next group."""


class MenuDialog(Dialog[str]):
    """Answers with the id of the entry."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MENU)

    def __init__(self, title: Content, entries: Sequence[MenuEntry]) -> None:
        """Make the menu.

        Args:
            title: what the entries are about.
            entries: the lines, those of one group one after the other; the first is the likeliest.
        """
        super().__init__()
        self._title = title
        self.entries = tuple(entries)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield OptionList(*self._options())
            yield Static(Content(_("Letter or Enter selects · . the first · Esc cancel")), classes="dialog-hint")

    def _options(self) -> Iterator[Option | None]:
        width = max(entry.label.cell_length for entry in self.entries)
        before = self.entries[0].group
        for entry in self.entries:
            if entry.group != before:
                yield None
            before = entry.group
            blanks = " " * (width - entry.label.cell_length + 2)
            note = Content.assemble(blanks, (entry.note, "$text-muted")) if entry.note else Content("")
            yield Option(Content.assemble((entry.letter, "bold $text-accent"), "  ", entry.label, note), id=entry.id)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(str(event.option_id))

    def on_key(self, event: events.Key) -> None:
        """A letter chooses at once."""
        for entry in self.entries:
            if event.character == entry.letter:
                event.stop()
                self._choose(entry.id)

    def action_first(self) -> None:
        """Choose the first entry."""
        self._choose(self.entries[0].id)

    def action_choose(self) -> None:
        """Choose what the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_cursor_up(self) -> None:
        """Move to the entry above."""
        self.query_one(OptionList).action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move to the entry below."""
        self.query_one(OptionList).action_cursor_down()

    def _choose(self, entry_id: str) -> None:
        """Answer with an entry; a key that nobody can have meant for this menu only moves the cursor."""
        if not self.in_burst:
            self.dismiss(entry_id)
            return
        options = self.query_one(OptionList)
        options.highlighted = options.get_option_index(entry_id)
