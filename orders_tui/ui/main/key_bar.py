"""The last line of the main screen: the keys of the part that is in use, and what is marked."""

from collections.abc import Callable

from textual import on
from textual.content import Content

from orders_tui.ui.footer import footer
from orders_tui.ui.key import Key
from orders_tui.ui.widgets.bars import KeyLine


class KeyBar(KeyLine):
    """Names the keys that do something where the focus is, and carries out what is clicked."""

    def __init__(self, is_available: Callable[[Key], bool], *, id: str) -> None:
        """Make the bar.

        Args:
            is_available: whether a key does something on this screen.
            id: the id of the widget.
        """
        super().__init__((), id=id)
        self._is_available = is_available

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._name_keys)
        self.watch(self.screen, "order_query", self._name_keys)

    def watch_marked(self, marked: Content | None) -> None:
        """Keep notices, which stand in this line too, at the left of what is marked."""
        cells = 0 if marked is None else marked.cell_length + 2
        for rack in self.screen.query("ToastRack"):
            # Textual repaints what a move uncovers, but not where the list scrolls before the move is laid out.
            for toast in rack.query("Toast"):
                self.screen.refresh(toast.region)
            rack.styles.padding = (0, cells, 0, 0)

    def _name_keys(self) -> None:
        focused = self.screen.focused
        self.keys = tuple(key for key in footer(focused.id or "" if focused else "") if self._is_available(key))

    @on(KeyLine.Pressed)
    async def _carry_out(self, event: KeyLine.Pressed) -> None:
        focused = self.screen.focused
        namespace = focused if focused and hasattr(focused, f"action_{event.action}") else self.screen
        await self.app.run_action(event.action, namespace)
