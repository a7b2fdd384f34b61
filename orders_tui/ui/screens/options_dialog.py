"""What dialogs with a list of options share: the arrows lead through it, also while the cursor is in a field."""

from textual.widgets import OptionList

from orders_tui.ui.screens.dialog import Answer, Dialog


class OptionsDialog(Dialog[Answer]):
    """A dialog with one list of options."""

    @property
    def listed(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    def on_resize(self) -> None:
        """Keep the cursor in sight where there is less room now."""
        self.call_after_refresh(self.listed.scroll_to_highlight)

    def action_cursor_up(self) -> None:
        """To the option above."""
        self.listed.action_cursor_up()

    def action_cursor_down(self) -> None:
        """To the option below."""
        self.listed.action_cursor_down()
