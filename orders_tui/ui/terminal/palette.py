"""The command palette of Textual, as far as it has to be changed from within."""

from typing import ClassVar

from textual.binding import BindingType
from textual.command import CommandList, CommandPalette
from textual.widgets import Input
from textual.widgets.option_list import Option

from orders_tui.domain.words import _
from orders_tui.ui.help_keys import PALETTE
from orders_tui.ui.terminal.console import ConsoleApp


class ActionPalette(CommandPalette):
    """A palette that says at once, in our words, that nothing was found.

    Enter carries nothing out if it arrived together with the key that opened the palette: as in a menu, whoever typed
    or pasted that did not see what was found.
    """

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in PALETTE]

    async def action_carry_out(self) -> None:
        """Carry out what the cursor is on."""
        if not (isinstance(self.app, ConsoleApp) and self.app.in_burst):
            await self.query_one(Input).action_submit()

    def _start_no_matches_countdown(self, search_value: str) -> None:
        if search_value:
            # Textual would wait a moment first, and say it in English.
            nothing = Option(_("No matches found"), id=self._NO_MATCHES, disabled=True)
            self.query_one(CommandList).add_option(nothing)
        self._list_visible = bool(search_value)
