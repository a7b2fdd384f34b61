"""The sidebar: for each filter its values, how many orders each would give, and which are chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.message import Message
from textual.reactive import var

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.views import OpenView
from orders_tui.ui.filter_keys import SIDEBAR
from orders_tui.ui.keys import bindings
from orders_tui.ui.widgets.facet_lines import SHOWN_FACETS, More, Part, Queue, Sidebar, Stop, ValueOrder
from orders_tui.ui.widgets.stops import StopLines

How = Literal["toggle", "only", "out", "none"]
"""What is to become of the value under the cursor."""


class FacetsPane(StopLines, can_focus=True):
    """The values of the filters, one a line under the title of their filter; filters that are folded show no values."""

    BINDINGS = bindings(SIDEBAR)

    # None of them draws anything as it begins: its first room does, once for all.
    counts: var[Counts | None] = var(None, init=False)
    """How many orders each value of `COUNTED` would give; None while it is being counted for the first time."""
    more_counts: var[More] = var(dict, init=False)
    """The same of each other filter that was counted."""
    order_query: var[OrderQuery] = var(OrderQuery, init=False)
    """What the list shows, for the values that are chosen."""
    queues: var[tuple[Queue, ...]] = var((), init=False)
    """The saved views, which stand above the filters."""
    view: var[OpenView | None] = var(None, init=False)
    """The one that the list is, or was made from."""
    unfolded: var[frozenset[str]] = var(frozenset(COUNTED), init=False)
    """The filters whose values are shown."""

    @dataclass
    class Chosen(Message):
        """Other values were chosen."""

        order_query: OrderQuery
        """What the list is to show now."""

    def __init__(self, show_all: Callable[[str], object], hidden: frozenset[str] = frozenset(), *, id: str) -> None:
        """Make the sidebar.

        Args:
            show_all: shows all filters, beginning with that of this name, or with none in particular.
            hidden: the filters that are not to be seen.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self.facets = tuple(facet for facet in SHOWN_FACETS if facet not in hidden)
        """The filters that it has, by name."""
        self._show_all = show_all
        self._values = ValueOrder()
        self._is_elsewhere = False
        """Whether the counts are still those of another role, or from in or outside the trash."""

    def on_mount(self) -> None:
        for name in ("more_counts", "queues", "view", "unfolded"):
            self.watch(self, name, self._draw, init=False)
        self._draw()

    def on_resize(self) -> None:
        self._draw()
        self.scroll_to_cursor()

    def watch_counts(self) -> None:
        if self._is_elsewhere:
            self._is_elsewhere = False
            self._values.forget()
            self.set_reactive(FacetsPane.more_counts, {})  # counted there; drawn, they would be known again
        self._draw()

    def watch_order_query(self, before: OrderQuery, now: OrderQuery) -> None:
        if (before.role, before.trash) != (now.role, now.trash):
            self._is_elsewhere = True
        self._draw()

    def _draw(self) -> None:
        # While it is hidden it is drawn, too: keys that are typed ahead come before there is room for it.
        if self.display and not self.size:
            return
        counted = {**self.more_counts, **(self.counts.facets if self.counts else {})}
        if self.counts:  # where nothing is counted of one of these, no order has any value of it
            counted = {facet: {} for facet in COUNTED} | counted
        sidebar = Sidebar(self.order_query, self.queues, self.view, self.unfolded, counted)
        self.show(*sidebar.lines(self.facets, self._values, max(10, self.text_width)))

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        if self.clicked(event):
            self.action_choose("toggle")
        elif (stop := self._on_line.get(line + 1)) and stop.facet and stop.part is not Part.TITLE:
            self.unfolded ^= {stop.facet}  # the title stands above the first value

    def action_group(self, by: int) -> None:
        """Move to the first line of the next filter, or of the one before; after the last comes the first."""
        facets = [stop.facet for stop in self._on_line.values()]
        if stop := self.current:
            names = list(dict.fromkeys(facets))
            self.cursor = facets.index(names[(names.index(stop.facet) + by) % len(names)])

    def action_choose(self, how: How) -> None:
        """Choose the value under the cursor or leave it out, or no longer; open what is folded."""
        stop = self.current
        if stop is None:
            return
        if stop.part is Part.QUEUE:
            self.post_message(self.Chosen(next(each.query for each in self.queues if str(each.number) == stop.value)))
        elif stop.part is Part.VALUE or how == "none":
            self.post_message(self.Chosen(_chosen(self.order_query, stop, how)))
        elif stop.part is Part.MORE:
            self._show_all(stop.facet)
        else:
            self.unfolded |= {stop.facet}

    def action_fold(self, fold: bool) -> None:
        """Show the title alone of the filter under the cursor, or its values."""
        if (stop := self.current) and stop.facet:
            self.unfolded = self.unfolded - {stop.facet} if fold else self.unfolded | {stop.facet}

    def action_all(self) -> None:
        """Show all filters, beginning with the one under the cursor."""
        self._show_all(self.current.facet if self.current else "")


def _chosen(query: OrderQuery, stop: Stop, how: How) -> OrderQuery:
    match how:
        case "toggle":
            return query.admitting(stop.facet, stop.value).toggled(stop.facet, stop.value)
        case "only":
            return query.without(stop.facet).toggled(stop.facet, stop.value)
        case "out":
            return query.left_out(stop.facet, stop.value)
        case "none":
            return query.without(stop.facet)
