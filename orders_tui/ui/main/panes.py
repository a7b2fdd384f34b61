"""The three panes of the main screen: which of them are seen, and which is in use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.containers import Horizontal
from textual.message import Message

from orders_tui.ui.main.filter_pane import FilterPane
from orders_tui.ui.widgets.detail import DetailPane
from orders_tui.ui.widgets.orders_table import OrdersTable
from orders_tui.ui.widgets.overview import Overview

LAYOUTS = frozenset({"no-overview", "full"})
"""What a person can hide, each a class of the panes with a dash in front."""

Pane = FilterPane | OrdersTable | DetailPane
PaneName = Literal["filters", "overview", "card", "wide", "next", "previous", "detail_down", "detail_up"]
"""What a key can ask for."""
_SCROLLED = 5
"""How many lines a key scrolls the detail pane by."""


class Panes(Horizontal):
    """Filters, list and detail pane; where one has no place beside the list, it is shown over it."""

    @dataclass
    class LayoutChanged(Message):
        """Something was hidden, or shown again."""

        layout: frozenset[str]
        """Those of `LAYOUTS` that are in force."""

    def __init__(self, layout: frozenset[str], *, id: str) -> None:
        super().__init__(id=id, classes=" ".join(f"-{name}" for name in sorted(layout & LAYOUTS)))
        self.by_name: dict[PaneName, Callable[[], None]] = {
            "filters": lambda: self.enter(self.facets),
            "overview": lambda: self.toggle_layout("no-overview"),
            "card": self._next_card,
            "wide": self._widen,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "detail_down": lambda: self._scroll_detail(_SCROLLED),
            "detail_up": lambda: self._scroll_detail(-_SCROLLED),
        }
        """What the keys of the panes do, by the names that the key table has for it."""

    @property
    def facets(self) -> FilterPane:
        return self.query_one(FilterPane)

    @property
    def table(self) -> OrdersTable:
        return self.query_one(OrdersTable)

    @property
    def detail(self) -> DetailPane:
        return self.query_one(DetailPane)

    def enter(self, pane: Pane) -> None:
        """Put the focus into a pane, over the list where it has no place beside it."""
        self.close_over()
        if not pane.display:
            self.add_class(f"-over-{pane.id}")
        self.screen.set_focus(pane)

    def close_over(self) -> bool:
        """Close what lies over the list; whether something did."""
        closes = self.has_class("-over-detail") or self.has_class("-over-facets")
        self.remove_class("-over-detail", "-over-facets")
        return closes

    def back_to_list(self) -> bool:
        """Close what lies over the list and put the focus into it; False if the list was alone in use already."""
        leaves = self.close_over() or not self.table.has_focus
        if leaves:
            self.screen.set_focus(self.table)
        return leaves

    @on(OrdersTable.RowSelected)
    def _row_selected(self) -> None:
        self.enter(self.detail)

    def _next_card(self) -> None:
        self.query_one(Overview).card += 1

    def _widen(self) -> None:
        """The list over the whole screen, or no longer."""
        self.close_over()
        self.toggle_layout("full")
        self.screen.set_focus(self.table)

    def _step(self, by: int) -> None:
        """Enter the next pane from the left, or the one before; after the last comes the first."""
        panes: list[Pane] = [self.facets, self.table, self.detail]
        # From anywhere else, such as the search, the list is next.
        at = next((index for index, pane in enumerate(panes) if pane.has_focus), 1 - by)
        self.enter(panes[(at + by) % len(panes)])

    def _scroll_detail(self, lines: int) -> None:
        self.detail.scroll_relative(y=lines, animate=False)

    def toggle_layout(self, name: str) -> None:
        """Hide one of `LAYOUTS`, or show it again."""
        self.toggle_class(f"-{name}")
        self.post_message(self.LayoutChanged(frozenset(each for each in LAYOUTS if self.has_class(f"-{each}"))))
