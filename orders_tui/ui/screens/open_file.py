"""The dialog in which a file is named: typed, chosen from its folder, pasted, or dropped on the terminal."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.groups import Background
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import CHOICE, bindings
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.widgets.path_field import PathField, names

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".jsonl")
"""The endings of the files that are listed; one of another ending can be typed."""


class OpenFileDialog(OptionsDialog[str]):
    """Answers with the path as it was typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE)
    DEFAULT_CSS = """
    OpenFileDialog > .dialog { width: 76; max-width: 100%; }
    OpenFileDialog Input, OpenFileDialog Input:ansi { width: 100%; }
    OpenFileDialog OptionList {
        width: 100%; height: 10; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; scrollbar-gutter: stable;
    }
    OpenFileDialog .dialog-error, OpenFileDialog .dialog-hint { width: 100%; max-width: 100%; }
    """

    def __init__(self, title: Content, typed: str, error: str = "") -> None:
        """Make the dialog.

        Args:
            title: what the file is for.
            typed: what is in the field at first.
            error: why the file that was named before is not taken.
        """
        super().__init__()
        self._title = title
        self._first = typed
        self._error = error

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            wanted = _("Path of the file; it can be pasted")
            yield PathField(self._first, id="open-path", placeholder=wanted, endings=ENDINGS)
            options = OptionList()
            options.can_focus = False
            yield options
            yield Static(Content(self._error), classes="dialog-error")
            yield Static(
                Content(keyed(_("<path.complete> complete · ↑ ↓ choose · Enter open · Esc close"))),
                classes="dialog-hint",
            )

    @property
    def _field(self) -> PathField:
        return self.query_one(PathField)

    def on_mount(self) -> None:
        self._list()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._first:
            self.query_one(".dialog-error", Static).update("")
        self._list()

    @work(exclusive=True, group=Background.FILES)
    async def _list(self) -> None:
        """List what the folder has that begins like what is typed."""
        folder, slash, begun = self._field.value.rpartition("/")
        found = await asyncio.to_thread(names, f"{folder}{slash}", begun, ENDINGS)
        listed = self.listed
        listed.clear_options()
        # The cursor is on none of them: until one is chosen, Enter takes what is typed.
        listed.add_options([Option(Content(show(name)), id=name) for name, _is_folder in found])

    @on(Input.Submitted)
    def _enter(self) -> None:
        """Take the name that was chosen, else answer with what is typed."""
        listed = self.listed
        if self.in_burst:
            return
        if listed.highlighted is not None:
            self._take(str(listed.get_option_at_index(listed.highlighted).id))
        elif self._field.value.strip():
            self.dismiss(self._field.value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if not self.in_burst:
            self._take(str(event.option_id))

    def _take(self, name: str) -> None:
        """Go into a folder, or answer with a file."""
        folder, slash, _begun = self._field.value.rpartition("/")
        self._field.value = path = f"{folder}{slash}{name}"
        self._field.cursor_position = len(path)
        if not name.endswith("/"):
            self.dismiss(path)
