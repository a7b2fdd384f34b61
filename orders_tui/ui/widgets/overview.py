"""The overview of the active list: three cards, side by side where they fit, else one at a time with dots."""

import os
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from orders_tui.domain.counts import Counts
from orders_tui.domain.money import average, number
from orders_tui.domain.trend import Totals
from orders_tui.domain.words import _
from orders_tui.ui.glyphs import wants_ascii
from orders_tui.ui.show import amount_in
from orders_tui.ui.show_trend import growth, sparkline

_DAYS = (30, 14, 7)
"""How many days are drawn, the most that there is room for."""
_GAP = 2


class Overview(Widget):
    """Orders, their value, and the average order value: of the list, or of what is marked in it."""

    DEFAULT_CSS = """
    Overview { height: 1; background: $surface; padding: 0 1; text-wrap: nowrap; }
    """

    counts: reactive[Counts | None] = reactive(None)
    """The numbers; None while they are counted for the first time."""
    before: reactive[Totals | None] = reactive(None)
    """The same list in the period before; None where there is none, or it is not counted yet."""
    days: reactive[tuple[int, ...]] = reactive(())
    """How many orders each day of the list has, the oldest first."""
    marked: reactive[Totals | None] = reactive(None)
    """The marked orders, which are told in place of the list; None where none is marked."""
    money: reactive[bool] = reactive(True)
    """Whether amounts are shown; without them there is only the number of orders."""
    card: reactive[int] = reactive(0)
    """The card that is shown where only one fits."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._in_ascii = wants_ascii(os.environ)

    def validate_card(self, card: int) -> int:
        return card % (3 if self.money else 1)

    def render(self) -> Content:
        width = self.content_size.width
        if not self._slides:
            return self._side_by_side(width)
        dots = Content.styled(" ".join("●" if at == self.card else "○" for at in range(3)), "$foreground-muted")
        room = width - dots.cell_length - _GAP
        plain, grown = (cards[self.card] for cards in (self._cards(room), self._grown(room)))
        lines = [[days, grown] for days in self._drawn_days()]
        fitting = next((line for line in (*lines, [grown]) if _cells(line) <= room), [plain])
        card = Content(" " * _GAP).join(fitting)
        return Content.assemble(card, " " * max(_GAP, width - card.cell_length - dots.cell_length), dots)

    def _side_by_side(self, width: int) -> Content:
        """As much as there is room for: the cards, by how much they have grown, and the days."""
        plain, grown = self._cards(width), self._grown(width)
        lines = [[days, *grown] for days in self._drawn_days()]
        parts = next((line for line in (*lines, grown) if _cells(line) <= width), plain)
        spare = max(0, width - _cells(parts)) // len(parts)
        return Content("").join([part.pad_right(_GAP + spare) for part in parts])

    def _drawn_days(self) -> Iterator[Content]:
        """The days in columns, of more or fewer of them; nothing where orders are marked: these are of any day."""
        if self.marked is None and any(self.days):
            for count in _DAYS:
                yield Content.styled(sparkline(self.days[-count:], in_ascii=self._in_ascii), "$text-accent")

    @property
    def _totals(self) -> Totals | None:
        """What the cards tell of; None while that is counted."""
        if self.marked is not None:
            return self.marked
        return None if self.counts is None else Totals(self.counts.orders, self.counts.value)

    def _cards(self, room: int) -> list[Content]:
        """The cards, each in at most so many cells."""
        totals = self._totals
        titles = (_("Marked") if self.marked is not None else _("Orders"), _("Value"), _("AOV"))
        orders, value, mean = titles
        if totals is None:
            return [_card(title, "…") for title in (titles if self.money else titles[:1])]
        if not self.money:
            return [_card(orders, number(totals.orders))]
        average_value = average(totals.value, totals.orders)
        return [
            _card(orders, number(totals.orders)),
            _card(value, amount_in(room - cell_len(value) - 1, totals.value)),
            _card(mean, "–" if average_value is None else amount_in(room - cell_len(mean) - 1, average_value)),
        ]

    def _grown(self, room: int) -> list[Content]:
        """The cards, each with by how much it has grown since the period before."""
        cards, totals, before = self._cards(room), self._totals, self.before
        # What is marked has no period before it.
        if totals is None or before is None or self.marked is not None:
            return cards
        means = (average(each.value, each.orders) or 0 for each in (totals, before))
        numbers = [(totals.orders, before.orders), (totals.value, before.value), tuple(means)]
        grown = [growth(now, then) for now, then in numbers[: len(cards)]]
        return [card + Content(" ") + more if more.plain else card for card, more in zip(cards, grown, strict=True)]

    def on_click(self, event: events.Click) -> None:
        """The next card, as a click on the dots says."""
        if self._slides:
            self.card += 1

    @property
    def _slides(self) -> bool:
        """Whether the cards take turns, since they do not fit side by side."""
        width = self.content_size.width
        return self.money and _cells(self._cards(width)) > width


def _card(title: str, value: str) -> Content:
    return Content.assemble((f"{title} ", "$foreground-muted"), (value, "bold"))


def _cells(parts: Sequence[Content]) -> int:
    """The cells that these take side by side."""
    return sum(part.cell_length for part in parts) + _GAP * len(parts)
