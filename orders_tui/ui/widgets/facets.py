"""The sidebar: for each filter its values, how many orders each would give, and which are chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.filters import FACETS
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.ui.filter_keys import SIDEBAR
from orders_tui.ui.keys import bindings
from orders_tui.ui.widgets.facet_lines import (
    SHOWN_FACETS,
    Part,
    Queue,
    Stop,
    ValueOrder,
    more_line,
    queue_line,
    title_line,
    value_line,
)
from orders_tui.ui.widgets.stops import StopLines

MOST = 10
"""How many values of a filter without fixed words are shown; the dialog of all filters has the others."""


class FacetsPane(StopLines, can_focus=True):
    """The values of the filters, one a line under the title of their filter; filters that are folded show no values."""

    BINDINGS = bindings(SIDEBAR)

    counts: var[Counts | None] = var(None)
    """How many orders each value of `COUNTED` would give; None while it is being counted for the first time."""
    more_counts: var[Mapping[str, dict[str, int]]] = var(dict)
    """The same of each other filter that was counted."""
    order_query: var[OrderQuery] = var(OrderQuery)
    """What the list shows, for the values that are chosen."""
    queues: var[tuple[Queue, ...]] = var(())
    """The saved views, which stand above the filters."""
    unfolded: var[frozenset[str]] = var(frozenset(COUNTED), init=False)
    """The filters whose values are shown."""

    @dataclass
    class Chosen(Message):
        """Other values were chosen."""

        order_query: OrderQuery
        """What the list is to show now."""

    @dataclass
    class AllWanted(Message):
        """All filters are to be shown, in a dialog."""

        facet: str
        """The filter that it begins with; empty for none."""

    def __init__(self, hidden: frozenset[str] = frozenset(), *, id: str) -> None:
        """Make the sidebar.

        Args:
            hidden: the filters that are not to be seen.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self.facets = tuple(facet for facet in SHOWN_FACETS if facet not in hidden)
        """The filters that it has, by name."""
        self._values = ValueOrder()
        self._is_elsewhere = False
        """Whether the counts are still those of another role, or from in or outside the trash."""

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def watch_counts(self) -> None:
        if self._is_elsewhere:
            self._is_elsewhere = False
            self._values.forget()
        self._draw()

    def watch_more_counts(self) -> None:
        self._draw()

    def watch_queues(self) -> None:
        self._draw()

    def watch_unfolded(self) -> None:
        self._draw()

    def watch_order_query(self, before: OrderQuery, now: OrderQuery) -> None:
        if (before.role, before.trash) != (now.role, now.trash):
            self._is_elsewhere = True
        self._draw()

    def on_focus(self) -> None:
        self.watch_cursor(self.cursor, self.cursor)

    def on_blur(self) -> None:
        self.watch_cursor(self.cursor, self.cursor)

    # Drawing

    def _draw(self) -> None:
        lines: list[Content] = []
        on_line: dict[int, Stop] = {}
        self._draw_queues(lines, on_line)
        for facet in self.facets:
            if facet in self.unfolded:
                self._draw_values(facet, lines, on_line)
            else:
                on_line[len(lines)] = Stop(Part.TITLE, facet)
                lines.append(title_line(FACETS[facet], self.order_query, "▸ "))
        self.show(lines, on_line)

    @property
    def _width(self) -> int:
        return max(10, self.text_width)

    def _draw_queues(self, lines: list[Content], on_line: dict[int, Stop]) -> None:
        if not self.queues:
            return
        lines.append(Content.styled(_("Queues"), "bold $foreground-muted"))
        for queue in self.queues:
            on_line[len(lines)] = Stop(Part.QUEUE, "", str(queue.number))
            lines.append(queue_line(queue, queue.query == self.order_query, self._width))
        lines.append(Content(""))

    def _draw_values(self, facet: str, lines: list[Content], on_line: dict[int, Stop]) -> None:
        fact, query = FACETS[facet], self.order_query
        counted = self._counted(facet)
        chosen = query.values(facet) | query.excluded_values(facet)
        values = self._values.of(fact, counted or {}, chosen)
        shown = [value for index, value in enumerate(values) if index < MOST or fact.choices or value in chosen]
        lines.append(title_line(fact, query, "▾ "))
        for value in shown:
            on_line[len(lines)] = stop = Stop(Part.VALUE, facet, value)
            lines.append(value_line(stop, query, None if counted is None else counted.get(value, 0), self._width))
        if not shown or len(shown) < len(values):
            on_line[len(lines)] = Stop(Part.MORE, facet)
            lines.append(more_line(len(values) - len(shown)) if shown else self._no_values(counted))
        lines.append(Content(""))

    def _no_values(self, counted: dict[str, int] | None) -> Content:
        return Content.styled("  …" if counted is None else "  " + _("none here"), "$foreground-disabled")

    def _counted(self, facet: str) -> dict[str, int] | None:
        """How many orders each value of a filter would give; None while they are being counted."""
        if facet in COUNTED:
            return self.counts.facets.get(facet, {}) if self.counts else None
        return self.more_counts.get(facet)

    # What keys and mouse do

    def on_click(self, event: events.Click) -> None:
        if self.clicked(event):
            self.action_choose()
        elif (stop := self._on_line.get(event.y + self.scroll_offset.y + 1)) and stop.facet:
            self._fold(stop.facet)  # the title stands above the first value

    def action_group(self, by: int) -> None:
        """Move to the first line of the next filter, or of the one before; after the last comes the first."""
        facets = [stop.facet for stop in self._on_line.values()]
        if stop := self.current:
            names = list(dict.fromkeys(facets))
            self.cursor = facets.index(names[(names.index(stop.facet) + by) % len(names)])

    def action_choose(self) -> None:
        """Choose the value under the cursor, or no longer; show the values of a filter that is folded."""
        match self.current:
            case Stop(Part.VALUE, facet, value):
                self.post_message(self.Chosen(self.order_query.admitting(facet, value).toggled(facet, value)))
            case Stop(Part.QUEUE, _facet, number):
                self.post_message(self.Chosen(self._queue(number)))
            case Stop(Part.TITLE, facet):
                self.action_unfold()
            case Stop(Part.MORE, facet):
                self.post_message(self.AllWanted(facet))
            case _:
                pass

    def action_leave_out(self) -> None:
        """Show the orders without the value under the cursor, or with it again."""
        if (stop := self.current) and stop.part is Part.VALUE:
            self.post_message(self.Chosen(self.order_query.left_out(stop.facet, stop.value)))

    def action_choose_only(self) -> None:
        """Choose the value under the cursor alone."""
        match self.current:
            case Stop(Part.VALUE, facet, value):
                self.post_message(self.Chosen(self.order_query.without(facet).toggled(facet, value)))
            case Stop(Part.QUEUE, _facet, number):
                self.post_message(self.Chosen(self._queue(number)))
            case _:
                pass

    def _queue(self, number: str) -> OrderQuery:
        return next(queue.query for queue in self.queues if str(queue.number) == number)

    def action_choose_none(self) -> None:
        """Choose nothing of the filter under the cursor."""
        if (stop := self.current) and stop.facet:
            self.post_message(self.Chosen(self.order_query.without(stop.facet)))

    def action_fold(self) -> None:
        """Show the title alone of the filter under the cursor."""
        if (stop := self.current) and stop.facet in self.unfolded:
            self._fold(stop.facet)

    def action_unfold(self) -> None:
        """Show the values of the filter under the cursor."""
        if (stop := self.current) and stop.part is Part.TITLE:
            self._fold(stop.facet)

    def _fold(self, facet: str) -> None:
        self.unfolded ^= {facet}

    def action_all(self) -> None:
        """Show all filters in a dialog."""
        stop = self.current
        self.post_message(self.AllWanted(stop.facet if stop else ""))
