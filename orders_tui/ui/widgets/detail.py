"""The detail pane: one order with everything that belongs to it."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from orders_tui.domain.words import _
from orders_tui.ui.keys import DETAIL, bindings
from orders_tui.ui.show_order import Layout, OrderDetail, lines
from orders_tui.ui.widgets.lines import Lines


class DetailPane(Lines, can_focus=True):
    """The order under the cursor."""

    BINDINGS = bindings(DETAIL)

    DEFAULT_CSS = """
    DetailPane { background: $panel; }
    """

    # An order that is read again may be equal, and its times read differently by then.
    detail: var[OrderDetail | None] = var(None, always_update=True, init=False)
    """What is shown, in times as they read when it was set; None when there is no order to show."""

    @dataclass
    class Shown(Message):
        """The pane came into view."""

    def __init__(self, zone: ZoneInfo, now: Callable[[], int], *, money: bool, id: str) -> None:
        """Make the pane.

        Args:
            zone: the desk's own time zone.
            now: the time, seconds since the epoch.
            money: whether amounts may be seen.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._zone = zone
        self._now = now
        self._money = money

    def on_show(self) -> None:
        self.post_message(self.Shown())

    def on_resize(self) -> None:
        self._draw()

    def watch_detail(self, before: OrderDetail | None, now: OrderDetail | None) -> None:
        other = before is None or now is None or before.order.id != now.order.id
        if other and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)
        self._draw()

    def _draw(self) -> None:
        if self.detail is None:
            self.show_lines([Content.styled(_("No order selected."), "$foreground-muted")])
            return
        drawn: list[Content] = []
        try:
            drawn = lines(self.detail, Layout(self.text_width, self._zone, self._now(), money=self._money))
        finally:
            self.show_lines(drawn)  # none after a fault, rather than those of another order
