"""The overview of the active list: three cards, side by side or, where it is narrow, one at a time with dots."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from orders_tui.domain.counts import Counts
from orders_tui.domain.money import average, number
from orders_tui.domain.words import _
from orders_tui.ui.show import amount_in

WIDE = 100
"""Columns of the terminal from which all three cards stand side by side."""


class Overview(Widget):
    """Orders, their value, and the average order value."""

    DEFAULT_CSS = """
    Overview { height: 1; background: $surface; padding: 0 1; text-wrap: nowrap; }
    """

    counts: reactive[Counts | None] = reactive(None)
    """The numbers; None while they are counted for the first time."""
    card: reactive[int] = reactive(0)
    """The card that is shown where only one fits."""

    def __init__(self, *, money: bool = True, id: str | None = None) -> None:
        """Make the overview.

        Args:
            money: whether amounts may be seen; without them there is only the number of orders.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._money = money

    def validate_card(self, card: int) -> int:
        return card % (3 if self._money else 1)

    def render(self) -> Content:
        width = self.content_size.width
        if self._wide or not self._money:
            room = width // 3
            return Content("").join([card.pad_right(max(1, room - card.cell_length)) for card in self._cards(room - 2)])
        dots = Content.styled(" ".join("●" if at == self.card else "○" for at in range(3)), "$foreground-muted")
        card = self._cards(width - dots.cell_length - 2)[self.card]
        return Content.assemble(card, " " * max(2, width - card.cell_length - dots.cell_length), dots)

    def _cards(self, room: int) -> list[Content]:
        """The cards, each in at most so many cells."""
        counts = self.counts
        orders, value, mean = titles = (_("Orders"), _("Value"), _("AOV"))
        if counts is None:
            return [_card(title, "…") for title in (titles if self._money else titles[:1])]
        if not self._money:
            return [_card(orders, number(counts.orders))]
        average_value = average(counts.value, counts.orders)
        return [
            _card(orders, number(counts.orders)),
            _card(value, amount_in(room - cell_len(value) - 1, counts.value)),
            _card(mean, "–" if average_value is None else amount_in(room - cell_len(mean) - 1, average_value)),
        ]

    def on_click(self, event: events.Click) -> None:
        """The next card, as a click on the dots says."""
        if not self._wide:
            self.card += 1

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= WIDE


def _card(title: str, value: str) -> Content:
    return Content.assemble((f"{title} ", "$foreground-muted"), (value, "bold"))
