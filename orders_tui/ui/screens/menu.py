"""A menu whose entries have letters: chosen with the letter, with the arrows and Enter, or with the mouse."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import DIALOG, MENU, bindings
from orders_tui.ui.screens.options_dialog import OptionsDialog


class MenuEntry(NamedTuple):
    """One line of a menu."""

    id: str
    letter: str
    label: Content
    note: str = ""
    """What stands at the right of it."""
    group: str = ""
    """Entries of one group stand together, with a line between them and the next group."""


class MenuDialog(OptionsDialog[str]):
    """Answers with the id of the entry."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MENU)
    DEFAULT_CSS = """
    MenuDialog.-low > .dialog { padding: 0 2; }
    MenuDialog OptionList { max-height: 65vh; }
    """

    def __init__(self, title: Content, entries: Sequence[MenuEntry]) -> None:
        """Make the menu.

        Args:
            title: what the entries are about.
            entries: the lines, those of one group one after the other; the first is the likeliest.
        """
        super().__init__()
        self._title = title
        self.entries = tuple(entries)
        self._mistyped = ""
        """The letter of no entry that was typed last: what follows was meant for something else and chooses nothing."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield OptionList(*self._options())
            yield from self.below()
            yield Static(self._hint(), classes="dialog-hint")

    def below(self) -> Iterator[Widget]:
        """What stands between the entries and the hint; nothing, unless a menu has more to show."""
        yield from ()

    def _hint(self) -> Content:
        if self._mistyped:
            text = _("“{letter}” is not possible here · ↑ ↓ select · Esc cancel")
            return key_hint(text.format(letter=self._mistyped))
        return key_hint(_("Letter or Enter selects · <menu.first> the first · Esc cancel"))

    def _mistype(self, letter: str) -> None:
        self._mistyped = letter
        self.query_one(".dialog-hint", Static).update(self._hint())

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
        options = self.listed
        options.highlighted = 0
        options.focus()

    def on_option_list_option_highlighted(self) -> None:
        """Moving to an entry shows that the menu is meant again."""
        self._mistype("")

    def on_mouse_down(self) -> None:
        """So does a click."""
        self._mistype("")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(str(event.option_id))

    def on_key(self, event: events.Key) -> None:
        """A letter chooses at once; one that no entry has keeps what is typed after it from choosing."""
        character = event.character or ""
        chosen = next((entry for entry in self.entries if character == entry.letter), None)
        if chosen:
            event.stop()
            self._choose(chosen.id)
        # Letters that move the cursor are bound, and meant for the menu.
        elif character.isalnum() and not _is_bound(event.key):
            event.stop()
            self._mistype(character)

    def action_first(self) -> None:
        """Choose the first entry."""
        self._choose(self.entries[0].id)

    def action_choose(self) -> None:
        """Choose what the cursor is on."""
        self.listed.action_select()

    def _choose(self, entry_id: str) -> None:
        """Answer with an entry; a key that nobody can have meant for this menu only moves the cursor."""
        if self._mistyped:
            return
        if not self.in_burst:
            self.dismiss(entry_id)
            return
        options = self.listed
        options.highlighted = options.get_option_index(entry_id)


def _is_bound(key: str) -> bool:
    """Whether a key does something in all menus."""
    return any(key in each.bound.split(",") for each in (*MENU, *DIALOG))
