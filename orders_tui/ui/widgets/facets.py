"""The sidebar: for each filter its values, how many orders each would give, and which are chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.facts import FACTS, Fact
from orders_tui.domain.money import brief, number
from orders_tui.domain.order import PaymentStatus, Status, label
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.keys import FACETS, bindings
from orders_tui.ui.show import cut
from orders_tui.ui.show_query import value_label
from orders_tui.ui.theme import PAYMENT, STATUS, TONES
from orders_tui.ui.widgets.lines import Lines
from orders_tui.ui.widgets.table.cursor import Move, Window


class Value(NamedTuple):
    """One value of a facet in the sidebar."""

    facet: str
    """The name of its fact."""
    value: str
    word: str
    tone: str = ""


def _values(fact: Fact, known: Iterable[str]) -> Iterator[Value]:
    """The values to show: all statuses, else those that are known."""
    if fact.name == "status":
        yield from (Value(fact.name, status, STATUS[status].text, STATUS[status].tone) for status in Status)
    elif fact.name == "payment_status":
        yield from (Value(fact.name, payment, label(payment), PAYMENT[payment].tone) for payment in PaymentStatus)
    else:
        yield from (Value(fact.name, value, value_label(fact, value)) for value in known)


class Queue(NamedTuple):
    """A saved view in the sidebar."""

    number: int
    """The key that opens it."""
    title: str
    query: OrderQuery
    orders: int | None = None
    """How many orders it has; None while that is being counted."""


_QUEUES = "queues"
"""The name of the group of the saved views; no facet is called so."""


class FacetsPane(Lines, can_focus=True):
    """The values of the filters, one a line under the title of their facet."""

    BINDINGS = bindings(FACETS)

    COMPONENT_CLASSES: ClassVar[set[str]] = {"facets--cursor"}

    DEFAULT_CSS = """
    FacetsPane {
        background: $panel;
        &:focus > .facets--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    counts: var[Counts | None] = var(None)
    """How many orders each value would give; None while it is being counted for the first time."""
    order_query: var[OrderQuery] = var(OrderQuery)
    """What the list shows, for the values that are chosen."""
    queues: var[tuple[Queue, ...]] = var(())
    """The saved views, which stand above the filters."""
    cursor: var[int] = var(0)
    """The value under the cursor, counted over all facets."""

    @dataclass
    class Chosen(Message):
        """Other values were chosen."""

        order_query: OrderQuery
        """What the list is to show now."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._on_line: dict[int, Value] = {}
        self._order: dict[str, list[str]] = {}
        """For each facet the values that were seen so far, in the order in which they are shown in every view."""
        self._known: dict[str, set[str]] = {}
        """For each facet the values that orders of this role, or of the trash, had so far."""

        self._is_elsewhere = False
        """Whether the counts are still those of another role, or from in or outside the trash."""

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def watch_counts(self) -> None:
        if self._is_elsewhere:
            self._is_elsewhere, self._known = False, {}
        self._draw()

    def watch_queues(self) -> None:
        self._draw()

    def watch_order_query(self, before: OrderQuery, now: OrderQuery) -> None:
        if (before.role, before.trash) != (now.role, now.trash):
            self._is_elsewhere = True
        self._draw()

    def _values_of(self, name: str, counted: dict[str, int], chosen: frozenset[str]) -> list[str]:
        """The values of a facet, the most frequent first as they were when they were first seen.

        None goes away and none moves, so that nothing moves under the cursor; in another role, too, they
        stand in the order that they have here.
        """
        order, known = self._order.setdefault(name, []), self._known.setdefault(name, set())
        known |= {value for value, count in counted.items() if count} | chosen
        order += sorted(known.difference(order), key=lambda value: (-counted.get(value, 0), value))
        return [value for value in order if value in known]

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._on_line) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        lines = list(self._on_line)
        for at in (before, now):
            if at < len(lines):
                self.refresh_line(lines[at])
        if now < len(lines):
            line = lines[now]
            top = 0 if now == 0 else line
            if not self.scroll_offset.y <= top < self.scroll_offset.y + self.size.height:
                self.scroll_to(y=max(0, line - self.size.height // 2) if now else 0, animate=False)

    def on_focus(self) -> None:
        self.watch_cursor(self.cursor, self.cursor)

    def on_blur(self) -> None:
        self.watch_cursor(self.cursor, self.cursor)

    @property
    def current(self) -> Value | None:
        """The value under the cursor."""
        values = list(self._on_line.values())
        return values[self.cursor] if self.cursor < len(values) else None

    def line_style(self, y: int) -> Style:
        lines = list(self._on_line)
        if self.cursor < len(lines) and lines[self.cursor] == y and self.has_focus:
            return self.visual_style + self.get_visual_style("facets--cursor")
        return self.visual_style

    def _draw(self) -> None:
        before = self.current
        width = max(10, self.text_width)
        lines: list[Content] = []
        self._on_line = {}
        self._draw_queues(lines, width)
        for name in COUNTED:
            fact = FACTS[name]
            counted = self.counts.facets.get(name, {}) if self.counts else {}
            chosen = self.order_query.values(name)
            values = list(_values(fact, self._values_of(name, counted, chosen)))
            if not values:
                continue
            lines.append(self._title(fact))
            for value in values:
                self._on_line[len(lines)] = value
                lines.append(self._value(value, counted, value.value in chosen, width))
            lines.append(Content(""))
        self.show_lines(lines[:-1])
        self._restore_cursor(before)

    def _draw_queues(self, lines: list[Content], width: int) -> None:
        if not self.queues:
            return
        lines.append(Content.styled(_("Queues"), "bold $foreground-muted"))
        for queue in self.queues:
            self._on_line[len(lines)] = Value(_QUEUES, str(queue.number), queue.title)
            lines.append(self._queue(queue, width))
        lines.append(Content(""))

    def _queue(self, queue: Queue, width: int) -> Content:
        count = "…" if queue.orders is None else number(queue.orders)
        if queue.orders is not None and cell_len(queue.title) > width - 3 - len(count):
            count = brief(queue.orders)
        room = max(4, width - 3 - len(count))
        title = cut(show(queue.title), room)
        shown = queue.query == self.order_query
        return Content.assemble(
            (f"{queue.number} ", "$text-accent"),
            (title, "bold $text-accent" if shown else ("$foreground-disabled" if queue.orders == 0 else "")),
            " " * (room - Content(title).cell_length + 1),
            (count, "$foreground-muted" if queue.orders else "$foreground-disabled"),
        )

    def _restore_cursor(self, before: Value | None) -> None:
        values = [(value.facet, value.value) for value in self._on_line.values()]
        if before is not None and (before.facet, before.value) in values:
            self.cursor = values.index((before.facet, before.value))
        else:
            self.cursor = self.validate_cursor(self.cursor)

    def _title(self, fact: Fact) -> Content:
        chosen = len(self.order_query.values(fact.name))
        note = Content.styled(f" {chosen}", "$text-accent") if chosen else Content("")
        return Content.assemble((fact.title, "bold $foreground-muted"), note)

    def _value(self, value: Value, counted: dict[str, int], chosen: bool, width: int) -> Content:
        orders = counted.get(value.value, 0)
        count = number(orders) if self.counts else "…"
        if self.counts and cell_len(value.word) > width - 3 - len(count):
            count = brief(orders)
        room = max(4, width - 3 - len(count))
        word = cut(value.word, room)
        box = Content.styled("■ ", "$text-accent") if chosen else Content.styled("□ ", "$foreground-muted")
        blanks = " " * (room - Content(word).cell_length + 1)
        empty = self.counts is not None and not orders
        tone = "$foreground-disabled" if empty else TONES.get(value.tone, "")
        return Content.assemble(
            box, (word, tone), blanks, (count, "$foreground-disabled" if empty else "$foreground-muted")
        )

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        if line in self._on_line:
            self.cursor = list(self._on_line).index(line)
            self.action_choose()

    def action_move(self, way: Move) -> None:
        """Move to another value."""
        self.cursor += Window(page=self.size.height, total=len(self._on_line)).step(way)

    def action_group(self, by: int) -> None:
        """Move to the first value of the next facet, or of the one before; after the last comes the first."""
        facets = [value.facet for value in self._on_line.values()]
        if value := self.current:
            names = list(dict.fromkeys(facets))
            self.cursor = facets.index(names[(names.index(value.facet) + by) % len(names)])

    def action_choose(self) -> None:
        """Choose the value under the cursor, or no longer."""
        if value := self.current:
            self.post_message(self.Chosen(self._queue_of(value) or self.order_query.toggled(value.facet, value.value)))

    def action_choose_only(self) -> None:
        """Choose the value under the cursor alone."""
        if value := self.current:
            alone = self.order_query.without(value.facet).toggled(value.facet, value.value)
            self.post_message(self.Chosen(self._queue_of(value) or alone))

    def _queue_of(self, value: Value) -> OrderQuery | None:
        """The list of the view that this line stands for; None for the value of a filter."""
        lists = {str(queue.number): queue.query for queue in self.queues} if value.facet == _QUEUES else {}
        return lists.get(value.value)

    def action_choose_none(self) -> None:
        """Choose nothing of the facet under the cursor."""
        if value := self.current:
            self.post_message(self.Chosen(self.order_query.without(value.facet)))
