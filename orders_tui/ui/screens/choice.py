"""A dialog to choose one of a few things: with the arrows and Enter, with its digit, or with the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.words import _
from orders_tui.ui.keys import CHOICE, bindings
from orders_tui.ui.screens.dialog import Dialog


class ChoiceDialog(Dialog[str]):
    """Answers with the id of the choice."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE)

    def __init__(self, title: Content, choices: Sequence[tuple[str, Content]], *, chosen: str = "") -> None:
        """Make the dialog.

        Args:
            title: What is chosen, and for what.
            choices: Each id and what it says.
            chosen: The id that the cursor starts on.
        """
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield OptionList(*(Option(self._label(at)) for at in range(len(self._choices))))
            yield Static(Content(_("Enter select · 1–9 select at once · Esc cancel")), classes="dialog-hint")

    def _label(self, at: int) -> Content:
        digit = str(at + 1) if at < 9 else " "
        return Content.assemble((digit, "$text-accent"), "  ", self._choices[at][1])

    def on_mount(self) -> None:
        ids = [each for each, _label in self._choices]
        options = self.query_one(OptionList)
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][0])

    def action_choose(self) -> None:
        """Choose what the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_cursor_up(self) -> None:
        """Move to the choice above."""
        self.query_one(OptionList).action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move to the choice below."""
        self.query_one(OptionList).action_cursor_down()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses at once."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._choices):
            event.stop()
            self.dismiss(self._choices[int(event.key) - 1][0])
