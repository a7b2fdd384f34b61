"""The last line of the main screen: the keys of the part that is in use, and what is marked."""

from collections.abc import Callable

from textual import on
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen

from orders_tui.domain.actions import DELETE, quick_actions
from orders_tui.ui.footer import footer
from orders_tui.ui.key import Key
from orders_tui.ui.terminal.toasts import leave_right, toast_lines
from orders_tui.ui.widgets.bars import KeyLine
from orders_tui.ui.widgets.detail import DetailPane

_OF_ORDER = frozenset({"order.copy", "mark.one", "list.open"})
"""The keys that are for the order under the cursor."""
_OF_ORDERS = frozenset({"order.actions", "order.message"})
"""The keys that are for the marked orders, or the one under the cursor."""


class KeyBar(KeyLine):
    """Names the keys that do something where the focus is, and carries out what is clicked."""

    DEFAULT_CSS = "KeyBar { max-height: 50%; content-align-vertical: bottom; }"

    has_orders: var[bool] = var(True, init=False)
    """Whether the list has any order; until it is read, it is taken to have one."""

    def __init__(self, is_available: Callable[[Key], bool], pane: DetailPane, *, id: str) -> None:
        """Make the bar.

        Args:
            is_available: whether a key does something on this screen.
            pane: shows the order that a key is for.
            id: the id of the widget.
        """
        super().__init__((), id=id)
        self._is_available = is_available
        self._pane = pane

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._name_keys)
        self.watch(self.screen, "order_query", self._name_keys)
        self.watch(self._pane, "detail", self._name_keys)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._make_room, immediate=True)

    def _make_room(self, screen: Screen[object]) -> None:
        """Be as high as the notices that stand here, so that a long one covers nothing else."""
        self.styles.height = max(1, toast_lines(screen))

    def watch_marked(self, marked: Content | None) -> None:
        """Keep notices, which stand in this line too, at the left of what is marked."""
        leave_right(self.screen, 0 if marked is None else marked.cell_length + 2)
        self._name_keys()

    def watch_has_orders(self) -> None:
        self._name_keys()

    def _name_keys(self) -> None:
        focused = self.screen.focused
        named = footer(focused.id or "" if focused else "")
        self.keys = tuple(key for key in named if self._is_available(key) and self._fits(key))

    def _fits(self, key: Key) -> bool:
        """Whether there is an order for a key; what many are deleted of is told before it is done."""
        if key.id in _OF_ORDER:
            return self.has_orders
        if key.id in _OF_ORDERS:
            return self.has_orders or self.marked is not None
        if key.id != "order.delete" or self.marked is not None:
            return True
        detail = self._pane.detail
        return detail is not None and any(action.id == DELETE for action in quick_actions(detail.order))

    @on(KeyLine.Pressed)
    async def _carry_out(self, event: KeyLine.Pressed) -> None:
        focused = self.screen.focused
        # As with a key: the part in use comes first, then the screen.
        namespace = focused if focused and hasattr(focused, f"action_{event.action}") else self.screen
        await self.app.run_action(event.action, namespace)
