"""All filters with all of their values as one list, which what is typed narrows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from orders_tui.domain.filters import FACETS, RANGES
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.search import fold
from orders_tui.domain.words import _
from orders_tui.ui.show_query import period_label, range_label
from orders_tui.ui.widgets.facet_lines import Part, Stop, ValueOrder, title_line, value_line, words_of
from orders_tui.ui.widgets.stops import StopLines


class FilterList(StopLines):
    """Days, amounts and ages, then the values of each filter with how many orders each would give."""

    FOCUS_EDGE = False

    order_query: var[OrderQuery] = var(OrderQuery, init=False)
    """The list that is being chosen."""
    counts: var[Mapping[str, dict[str, int]]] = var(dict, init=False)
    """How many orders each value of the filters would give that were counted so far."""
    typed: var[str] = var("", init=False)
    """What titles or values have to have in them."""

    @dataclass
    class Clicked(Message):
        """A line was clicked."""

    def __init__(self, facets: tuple[str, ...], ranges: tuple[str, ...], *, id: str) -> None:
        """Make the list.

        Args:
            facets: the filters of which values can be chosen, by name.
            ranges: those that have a smallest and a largest.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._facets = facets
        self._ranges = ranges
        self._values = ValueOrder()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def watch_order_query(self) -> None:
        self._draw()

    def watch_counts(self) -> None:
        self._draw()

    def watch_typed(self) -> None:
        self._draw()
        self.cursor = 0

    def go_to(self, facet: str) -> None:
        """Put the cursor on the first line of a filter."""
        facets = [stop.facet for stop in self.stops]
        if facet in facets:
            self.cursor = facets.index(facet)

    @property
    def wanted(self) -> list[str]:
        """The filters whose values are to be counted, those on the screen first."""
        lines = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        seen = [stop.facet for line, stop in self._on_line.items() if line in lines and stop.facet in self._facets]
        return list(dict.fromkeys((*seen, *self._facets)))

    def _draw(self) -> None:
        lines: list[Content] = []
        on_line: dict[int, Stop] = {}
        for stop, line in self._limits():
            on_line[len(lines)] = stop
            lines.append(line)
        for facet in self._facets:
            self._draw_facet(facet, lines, on_line)
        counting = any(facet not in self.counts for facet in self._facets)
        empty = _("Counting…") if counting else _("No filter or value matches.")
        self.show(lines or [Content.styled(empty, "$text-muted")], on_line)

    def _limits(self) -> Iterator[tuple[Stop, Content]]:
        query = self.order_query
        if self._fits(_("Dates")):
            yield Stop(Part.DATES, ""), _limit_line(_("Dates"), period_label(query))
        for name in self._ranges:
            fact = RANGES[name]
            if self._fits(fact.title):
                bounds = query.range(name)
                shown = _("any") if bounds == (None, None) else range_label(fact, *bounds)
                yield Stop(Part.RANGE, name), _limit_line(fact.title, shown)

    def _draw_facet(self, facet: str, lines: list[Content], on_line: dict[int, Stop]) -> None:
        fact, query, counted = FACETS[facet], self.order_query, self.counts.get(facet)
        chosen = query.values(facet) | query.excluded_values(facet)
        values = self._values.of(fact, counted or {}, chosen)
        shown = values if self._fits(fact.title) else [value for value in values if self._fits(words_of(fact, value))]
        if not shown and not (counted is None and self._fits(fact.title)):
            return
        lines += [*([Content("")] if lines else []), title_line(fact, query)]
        if not shown:
            on_line[len(lines)] = Stop(Part.MORE, facet)
            lines.append(Content.styled("  …", "$foreground-disabled"))
        for value in shown:
            on_line[len(lines)] = stop = Stop(Part.VALUE, facet, value)
            orders = None if counted is None else counted.get(value, 0)
            lines.append(value_line(stop, query, orders, max(10, self.text_width)))

    def _fits(self, text: str) -> bool:
        return fold(self.typed.strip()) in fold(text)

    def on_click(self, event: events.Click) -> None:
        if self.clicked(event):
            self.post_message(self.Clicked())


def _limit_line(title: str, shown: str) -> Content:
    return Content.assemble((f"{title}: ", "bold $foreground-muted"), shown)
