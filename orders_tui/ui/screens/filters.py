"""The dialog of all filters: what is typed finds a filter or a value; the list that results is the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.days import DateRange, Period
from orders_tui.domain.filters import RANGES
from orders_tui.domain.money import number
from orders_tui.domain.query import RECEIVED, OrderQuery
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.filter_keys import FILTERS
from orders_tui.ui.groups import Background, Foreground
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import bindings
from orders_tui.ui.screens.dates import DatesDialog
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.range import RangeDialog
from orders_tui.ui.show_query import narrowing_parts
from orders_tui.ui.widgets.facet_lines import SHOWN_FACETS, Part, Stop
from orders_tui.ui.widgets.filter_list import FilterList
from orders_tui.ui.widgets.table.cursor import Move
from orders_tui.ui.widgets.text_line import TextLine


@dataclass(frozen=True)
class Counting:
    """Where the dialog gets its numbers; a call is stopped once its answer is no longer wanted."""

    numbers: Callable[[OrderQuery], Awaitable[Counts]]
    together: Callable[[OrderQuery, list[str]], Awaitable[list[tuple[str, ...]]]]
    """Which filters are best counted with one call, what is soon counted first."""
    values: Callable[[OrderQuery, tuple[str, ...]], Awaitable[dict[str, dict[str, int]]]]
    """How many orders each value of some filters would give."""


class FiltersDialog(Dialog[OrderQuery]):
    """Answers with the list that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FILTERS)
    DEFAULT_CSS = """
    FiltersDialog > .dialog { width: 68; height: 90%; padding: 1 2 0 2; }
    FiltersDialog.-low > .dialog { height: 100%; padding: 0 2; }
    FiltersDialog Input, FiltersDialog Input:ansi { width: 100%; }
    FiltersDialog .dialog-title { margin-bottom: 0; }
    FiltersDialog FilterList { height: 1fr; margin: 1 0; }
    FiltersDialog #narrowing { width: 100%; height: 2; color: $text; }
    FiltersDialog Horizontal { height: 1; }
    FiltersDialog Button { margin-right: 2; }
    FiltersDialog .dialog-hint { margin-top: 0; width: 100%; }
    """

    def __init__(
        self, query: OrderQuery, counting: Counting, today: date, *, hidden: frozenset[str], facet: str = ""
    ) -> None:
        """Make the dialog.

        Args:
            query: the list that it begins with.
            counting: what counts the values.
            today: the desk's date, for the calendar.
            hidden: the filters that are not to be seen.
            facet: the filter that it begins with; empty for none.
        """
        super().__init__()
        self.order_query = query
        """The list that is being chosen."""
        self._counting = counting
        self._today = today
        self._hidden = hidden
        self._facet = facet

    def compose(self) -> ComposeResult:
        facets = tuple(facet for facet in SHOWN_FACETS if facet not in self._hidden)
        ranges = tuple(name for name in RANGES if name not in self._hidden)
        with Vertical(classes="dialog"):
            yield Static(Content(_("All filters")), classes="dialog-title")
            yield TextLine(placeholder=_("Type to find a filter or a value"), max_length=60)
            yield FilterList(facets, ranges, id="filters")
            yield Static(id="narrowing")
            with Horizontal():
                yield Button(Content(_("Cancel")), id="cancel", compact=True)
                yield Button(Content(_("Show")), id="show", variant="primary", compact=True)
            hint = _(
                "<filters.choose> choose · <filters.leave_out> not this · <filters.remove> remove"
                " · <filters.clear> clear"
                " · <filters.show> show"
            )
            hint = keyed(hint).replace("Ctrl+", "^")
            yield Static(key_hint(hint), classes="dialog-hint")

    def on_mount(self) -> None:
        for button in self.query(Button):
            button.can_focus = False  # the keys go to what is typed
        self.query_one(Input).focus()
        self._set(self.order_query)
        # Once it is laid out: before that it has no height to scroll in.
        self.call_after_refresh(self.filters.go_to, self._facet)

    @property
    def filters(self) -> FilterList:
        return self.query_one(FilterList)

    def _set(self, query: OrderQuery) -> None:
        """Go on with another list."""
        self.order_query = self.filters.order_query = query
        narrowing = Content(" · ").join([part.words for part in narrowing_parts(query)])
        self.query_one("#narrowing", Static).update((narrowing.plain and narrowing) or Content(_("All orders")))
        self._count()

    @work(exclusive=True, group=Background.GROUPS)
    async def _count(self) -> None:
        """Count the list and the values, those on the screen first; the next call stops this one."""
        query = self.order_query
        counts = await self._counting.numbers(query)
        text = ngettext("Show {count} order", "Show {count} orders", counts.orders)
        show = self.query_one("#show", Button)
        show.label = Content(text.format(count=number(counts.orders)))
        show.refresh(layout=True)  # a label alone is written into the width of the label before
        # The numbers of the list before stay until there are others, since blank ones would flicker.
        self.filters.counts = {**self.filters.counts, **counts.facets}
        counted = set(COUNTED)
        while left := [facet for facet in self.filters.wanted if facet not in counted]:
            first, *_others = await self._counting.together(query, left)
            counted.update(first)
            self.filters.counts = {**self.filters.counts, **await self._counting.values(query, first)}

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.filters.typed = event.value

    @on(Input.Submitted)
    @on(FilterList.Clicked)
    def action_choose(self) -> None:
        """Choose the value under the cursor, or no longer; ask for days, or for the bounds of an amount."""
        match self.filters.current:
            case Stop(Part.VALUE, facet, value):
                self._set(self.order_query.admitting(facet, value).toggled(facet, value))
            case Stop(Part.RANGE, name):
                self._ask_range(name)
            case Stop(Part.DATES):
                self._ask_dates()
            case _:
                self.app.bell()

    @work(group=Foreground.DIALOG)
    async def _ask_range(self, name: str) -> None:
        bounds = await self.app.push_screen_wait(RangeDialog(RANGES[name], *self.order_query.range(name)))
        if bounds is not None:
            self._set(self.order_query.with_range(name, *bounds))

    @work(group=Foreground.DIALOG)
    async def _ask_dates(self) -> None:
        query = self.order_query
        chosen = await self.app.push_screen_wait(DatesDialog(query.period, query.dates, self._today))
        if chosen is not None:
            self._set(self.order_query.with_period(*chosen))

    def action_move(self, way: Move) -> None:
        """Move to another line."""
        self.filters.action_move(way)

    def action_leave_out(self) -> None:
        """Leave out the orders with the value under the cursor, or let them in again."""
        if (stop := self.filters.current) and stop.part is Part.VALUE:
            self._set(self.order_query.left_out(stop.facet, stop.value))

    def action_remove(self) -> None:
        """Choose nothing of the filter under the cursor."""
        stop = self.filters.current
        if stop and stop.part is Part.DATES:
            self._set(self.order_query.with_period(Period(DateRange()), RECEIVED))
        elif stop:
            self._set(self.order_query.without(stop.facet).with_range(stop.facet, None, None))

    def action_clear(self) -> None:
        """Choose nothing of any filter; the days stay, and what is searched."""
        self._set(self.order_query.without_narrowing())

    @on(Button.Pressed, "#show")
    def action_show(self) -> None:
        """Answer with the list."""
        self.dismiss(self.order_query)

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)
