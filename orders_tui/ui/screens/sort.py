"""The dialog of the order of the list: a first sort, and with another key a second one."""

from typing import ClassVar

from textual.binding import BindingType

from orders_tui.domain.words import _
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import bindings
from orders_tui.ui.list_keys import SORT
from orders_tui.ui.screens.choice import ChoiceDialog


class SortDialog(ChoiceDialog):
    """Answers with the name of a fact to sort by; `second` says whether it is for what is the same in the first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SORT)

    second = False
    """Whether the answer is a second sort."""

    def hint(self) -> str:
        return keyed(_("Type to find · Enter sort · <sort.second> then by this · Esc cancel"))

    def action_second(self) -> None:
        """Choose what the cursor is on as the second sort."""
        self.second = True
        self.listed.action_select()
