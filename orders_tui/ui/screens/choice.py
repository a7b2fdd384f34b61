"""A dialog to choose one of many things: what is typed narrows them; the arrows and Enter, or the mouse, choose."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import CHOICE, bindings
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.widgets.text_line import TextLine

MOST_LINES = 14
"""The most choices that are seen at once."""


class ChoiceDialog(OptionsDialog[str]):
    """Answers with the id of the choice."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE)
    DEFAULT_CSS = """
    ChoiceDialog.-low > .dialog { padding: 0 2; }
    ChoiceDialog OptionList { max-height: 55vh; }
    """

    def __init__(
        self,
        title: Content,
        choices: Sequence[tuple[str, Content]],
        *,
        chosen: str | None = None,
        changes: bool = False,
        free: bool = False,
        typed: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            title: What is chosen, and for what.
            choices: Each id and what it says.
            chosen: The id that the cursor starts on; the first where none is given.
            changes: Whether the choice changes an order: then keys that arrived together with the one that opened
                the dialog do not choose.
            free: Whether what is typed can be chosen too, where it is none of the choices.
            typed: What narrows the choices at first, where one of them has it and another does not; the cursor starts
                on the one that it is.
        """
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._chosen = chosen
        self._changes = changes
        self._free = free
        self._begun = typed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            wanted = _("Type a name") if self._free and not self._choices else _("Type to find")
            if self._free and self._choices:
                wanted = _("Type to find, or a new name")
            yield TextLine(placeholder=wanted, max_length=40)
            options = OptionList(*(Option(label, id=choice) for choice, label in self._choices))
            # What is typed goes to the field, whatever was clicked before.
            options.can_focus = False
            # The dialog keeps its size while fewer of them fit what is typed.
            options.styles.height = min(len(self._choices) + self._free, MOST_LINES)
            yield options
            yield Static(key_hint(self.hint()), classes="dialog-hint")

    def hint(self) -> str:
        """What the keys do."""
        return _("Type to find · Enter select · Esc cancel")

    def on_mount(self) -> None:
        ids = [each for each, _label in self._choices]
        self.listed.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        begun, words = self._begun.strip().casefold(), [label.plain.casefold() for _id, label in self._choices]
        if begun in words:
            # Whole, it is to be exchanged for another, and narrowed to itself there would be none.
            self.listed.highlighted = words.index(begun)
        elif 0 < sum(begun in word for word in words) < len(words):
            self.query_one(Input).value = self._begun.strip()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """Show what fits: first what begins with it, then what has it anywhere."""
        typed = event.value.strip().casefold()
        words = [(choice, label, label.plain.casefold()) for choice, label in self._choices]
        begin = [(choice, label) for choice, label, word in words if word.startswith(typed)]
        have = [(choice, label) for choice, label, word in words if typed in word and not word.startswith(typed)]
        options = self.listed
        options.clear_options()
        options.add_options([Option(label, id=choice) for choice, label in (*begin, *have, *self._typed(event.value))])
        options.highlighted = 0 if options.option_count else None

    def _typed(self, value: str) -> Iterator[tuple[str, Content]]:
        """What is typed, where that is a choice of its own."""
        typed = value.strip()
        # A name in other capitals is the one that is there, and no second one beside it.
        same = any(typed.casefold() in (choice.casefold(), label.plain.casefold()) for choice, label in self._choices)
        if self._free and typed and not same:
            yield typed, Content.assemble(_("Other:"), " ", show(typed))

    @on(Input.Submitted)
    def _choose(self) -> None:
        self.listed.action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if not (self._changes and self.in_burst):
            self.dismiss(str(event.option_id))
