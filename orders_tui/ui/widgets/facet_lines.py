"""The lines of the sidebar: queues, the titles of the filters, their values, how many orders each would give."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from orders_tui.domain.counts import COUNTED
from orders_tui.domain.facts import Fact
from orders_tui.domain.filters import FACETS, known_values
from orders_tui.domain.money import brief, number
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.text import show
from orders_tui.domain.views import ON_KEYS, OpenView
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.cells import cut
from orders_tui.ui.show_query import value_label
from orders_tui.ui.theme import PAYMENT, STATUS, TONES

_FIRST = (
    *COUNTED,
    *("handler", "product", "tags", "courier", "shipment", "city", "province", "source", "seller", "buyer", "goods"),
)
SHOWN_FACETS = tuple(dict.fromkeys((*_FIRST, *FACETS)))
"""The filters in the order in which they are shown: those that are asked for most come first."""


class Part(StrEnum):
    """What a line of the sidebar is."""

    QUEUE = "queue"
    """A saved view."""
    TITLE = "title"
    """The title of a filter that is folded."""
    VALUE = "value"
    DATES = "dates"
    """The days of the list."""
    RANGE = "range"
    """A smallest and a largest."""
    MORE = "more"
    """How many further values a filter has."""


class Stop(NamedTuple):
    """A line that the cursor can be on."""

    part: Part
    facet: str
    """The name of a filter; empty for a queue."""
    value: str = ""
    """Of a filter; of a queue the key that opens it."""


class Queue(NamedTuple):
    """A saved view in the sidebar."""

    number: int
    """Its place; up to nine it is the key that opens it."""
    title: str
    query: OrderQuery
    orders: int | None = None
    """How many orders it has; None while that is being counted."""


def queue_line(queue: Queue, view: OpenView | None, width: int) -> Content:
    """A saved view; `view` is the one that the list is, or was made from."""
    shown = view is not None and view.title == queue.title
    mark = " *" if view and shown and view.is_changed else ""
    key = str(queue.number) if queue.number <= ON_KEYS else " "
    count = "…" if queue.orders is None else number(queue.orders)
    if queue.orders is not None and cell_len(queue.title + mark) > width - 3 - len(count):
        count = brief(queue.orders)
    room = max(4, width - 3 - len(count))
    title = cut(show(queue.title), room - len(mark)) + mark
    return Content.assemble(
        (f"{key} ", "$text-accent"),
        (title, "bold $text-accent" if shown else ("$foreground-disabled" if queue.orders == 0 else "")),
        " " * (room - Content(title).cell_length + 1),
        (count, "$foreground-muted" if queue.orders else "$foreground-disabled"),
    )


def title_line(fact: Fact, query: OrderQuery, arrow: str = "") -> Content:
    """The title of a filter, with how many of its values are chosen or left out."""
    chosen, excluded = len(query.values(fact.name)), len(query.excluded_values(fact.name))
    notes = [Content.styled(f" {chosen}", "$text-accent")] if chosen else []
    notes += [Content.styled(f" −{excluded}", "$text-error")] if excluded else []
    return Content.assemble((arrow, "$foreground-muted"), (fact.title, "bold $foreground-muted"), *notes)


def value_line(stop: Stop, query: OrderQuery, orders: int | None, width: int) -> Content:
    """A value of a filter; `orders` is None while they are being counted."""
    fact = FACETS[stop.facet]
    # Beside the word stand two cells of its box, and a blank before the number.
    word = words_of(fact, stop.value)
    count = "…" if orders is None else number(orders)
    if orders is not None and cell_len(word) > width - 3 - len(count):
        # The word matters more than the last digits of how many it would give.
        count = brief(orders)
    room = max(4, width - 3 - len(count))
    word = cut(word, room)
    empty = orders == 0
    return Content.assemble(
        _box(stop, query),
        (word, "$foreground-disabled" if empty else TONES.get(_tone(fact, stop.value), "")),
        " " * (room - Content(word).cell_length + 1),
        (count, "$foreground-disabled" if empty else "$foreground-muted"),
    )


def more_line(hidden: int) -> Content:
    """How many values a filter has that the sidebar does not show."""
    text = ngettext("… {count} more", "… {count} more", hidden)
    return Content.styled("  " + text.format(count=number(hidden)), "$text-accent")


def _box(stop: Stop, query: OrderQuery) -> Content:
    if stop.value in query.values(stop.facet):
        return Content.styled("■ ", "$text-accent")
    if stop.value in query.excluded_values(stop.facet):
        return Content.styled("✕ ", "$text-error")
    return Content.styled("□ ", "$foreground-muted")


def words_of(fact: Fact, value: str) -> str:
    """A value in words, that of a status with its mark."""
    return STATUS[Status(value)].text if fact.name == "status" else value_label(fact, value)


def _tone(fact: Fact, value: str) -> str:
    match fact.name:
        case "status":
            return STATUS[Status(value)].tone
        case "payment_status":
            return PAYMENT[PaymentStatus(value)].tone
        case _:
            return ""


class ValueOrder:
    """In which order the values of each filter stand: none goes away and none moves under the cursor."""

    def __init__(self) -> None:
        self._order: dict[str, list[str]] = {}
        """For each filter the values that were seen so far, in the order in which they are shown in every view."""
        self._known: dict[str, set[str]] = {}
        """For each filter the values that orders of this role, or of the trash, had so far."""

    def forget(self) -> None:
        """Forget which values there are, as in another role; those that come again stand where they stood."""
        self._known = {}

    def of(self, fact: Fact, counted: dict[str, int], chosen: Iterable[str]) -> list[str]:
        """The values to show: words of a fixed set in their order, all others as they were when first seen.

        Args:
            fact: the filter.
            counted: how many orders each value would give.
            chosen: those that are chosen or left out.
        """
        words = known_values(fact)
        if words and fact.name != "method":  # of the many methods only those that orders have
            # A search or a saved view may name a word that is none of the set; it has to be seen to be taken away.
            others = [value for value in ("", *sorted(chosen)) if value not in words and (value or fact.optional)]
            return [*words, *(value for value in dict.fromkeys(others) if value in chosen or counted.get(value))]
        order, known = self._order.setdefault(fact.name, []), self._known.setdefault(fact.name, set())
        known |= {value for value, count in counted.items() if count} | set(chosen)
        order += sorted(known.difference(order), key=lambda value: (-counted.get(value, 0), value))
        return [value for value in order if value in known]


MOST = 10
"""How many values of a filter without fixed words the sidebar shows; the dialog of all filters has the others."""
More = Mapping[str, dict[str, int]]
"""How many orders each value of a filter would give, by the name of the filter."""


class Sidebar(NamedTuple):
    """All that the sidebar shows."""

    query: OrderQuery
    """The list, for the values that are chosen."""
    queues: tuple[Queue, ...]
    view: OpenView | None
    """The one that the list is, or was made from."""
    unfolded: frozenset[str]
    """The filters whose values are shown."""
    counts: More
    """Of the filters that were counted."""

    def lines(self, facets: Iterable[str], values: ValueOrder, width: int) -> tuple[list[Content], dict[int, Stop]]:
        """What stands there, and the stops by the lines that they stand on.

        Args:
            facets: the filters to show, by name.
            values: in which order their values stand.
            width: of a line, in cells.
        """
        lines: list[Content] = [Content.styled(_("Queues"), "bold $foreground-muted")] if self.queues else []
        on_line: dict[int, Stop] = {}
        for queue in self.queues:
            on_line[len(lines)] = Stop(Part.QUEUE, "", str(queue.number))
            lines.append(queue_line(queue, self.view, width))
        lines += [Content("")] if self.queues else []
        for facet in facets:
            if facet not in self.unfolded:
                on_line[len(lines)] = Stop(Part.TITLE, facet)
                lines.append(title_line(FACETS[facet], self.query, "▸ "))
                continue
            lines.append(title_line(FACETS[facet], self.query, "▾ "))
            for stop, line in self._unfolded(facet, values, width):
                on_line[len(lines)] = stop
                lines.append(line)
            lines.append(Content(""))
        return lines, on_line

    def _unfolded(self, facet: str, order: ValueOrder, width: int) -> Iterator[tuple[Stop, Content]]:
        fact, counted = FACETS[facet], self.counts.get(facet)
        chosen = self.query.values(facet) | self.query.excluded_values(facet)
        values = order.of(fact, counted or {}, chosen)
        shown = [value for index, value in enumerate(values) if index < MOST or fact.choices or value in chosen]
        for value in shown:
            stop = Stop(Part.VALUE, facet, value)
            yield stop, value_line(stop, self.query, None if counted is None else counted.get(value, 0), width)
        if len(shown) < len(values):
            yield Stop(Part.MORE, facet), more_line(len(values) - len(shown))
        elif not shown:
            words = "  …" if counted is None else "  " + _("none here")
            yield Stop(Part.MORE, facet), Content.styled(words, "$foreground-disabled")
