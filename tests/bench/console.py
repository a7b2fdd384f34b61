"""The console as a measurement uses it: started on a shop, and read from its screen."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from orders_tui.cli.who import person
from orders_tui.ui.main.hints import HINTS, SEEN_HINTS
from tests.bench.shops import Shop
from tests.bench.terminal import ENTER, ESCAPE, HEIGHT, Terminal, paste

_ID = re.compile(r"\d{6}[A-Z]{6}")
_ID_CELLS = 12
SORTS = {
    "received": "Ordered",
    "order id": "Order ID",
    "customer": "Customer",
    "status": "Status",
    "payment": "Payment",
    "method": "Method",
    "store": "Store",
    "total": "Total",
    "courier": "Courier",
    "handler": "Handler",
    "follow-ups": "Follow-ups",
}
"""The choices of the sort dialog as the dialog calls them; the first is in force when the console starts."""


class Console:
    """The console on its terminal, with all orders of the seller in the list."""

    def __init__(self, terminal: Terminal, *, wide: bool) -> None:
        """Make the console ready to be measured.

        Args:
            terminal: on which it was started.
            wide: the list over the whole screen, with neither filters nor detail pane.
        """
        self.terminal = terminal
        terminal.until(has_rows)
        terminal.rest()
        # It starts with the last 30 days; what grows with the shop is the list of all. Twice at once: a large shop is
        # still counted for the first one when the second would come too late to mean all.
        terminal.send("FF")
        terminal.until(lambda seen: "All dates" in seen.line(0))
        if wide:
            terminal.send("w")
        terminal.rest()
        self.head = next(y for y in range(HEIGHT) if "Order ID" in terminal.line(y))
        """The line with the titles of the columns."""
        self.left = terminal.line(self.head).index("Order ID")
        self._cursor = terminal.background(self.left, self.head + 1)

    def ids(self) -> tuple[str, ...]:
        """The ids of the orders that are seen."""
        lines = map(self.terminal.line, range(self.head + 1, HEIGHT - 1))
        return tuple(found for line in lines if _ID.fullmatch(found := line[self.left : self.left + _ID_CELLS]))

    def full(self) -> bool:
        """Whether every line of the list shows an order."""
        return len(self.ids()) == HEIGHT - self.head - 2

    def cursor_on(self, row: int) -> bool:
        """Whether the cursor is on this row of the screen, counted from 0."""
        return self.terminal.background(self.left, self.head + 1 + row) == self._cursor

    def cursor_row(self) -> int:
        """The row of the screen that the cursor is on."""
        return next(row for row in range(HEIGHT - self.head - 2) if self.cursor_on(row))

    def detail(self) -> str:
        """The id of the order in the detail pane; empty if there is none."""
        found = _ID.findall(self.terminal.line(1))
        return found[-1] if found else ""

    def others(self, *keys: str, least: int | None = None, timeout: float = 60.0) -> float:
        """Press keys; the seconds until the list shows other orders.

        Args:
            keys: what is pressed.
            least: how many these are at least; as many as before unless told.
            timeout: how long to wait, seconds.
        """
        self.terminal.rest()
        before = self.ids()

        def shown(_seen: Terminal) -> bool:
            now = self.ids()
            return now != before and len(now) >= (len(before) if least is None else least)

        return self.terminal.timed(*keys, shown=shown, timeout=timeout)

    def top(self) -> None:
        """The cursor to the first row."""
        self.terminal.send("g")
        self.terminal.settle()

    def search(self, text: str, *, hits: bool = True) -> float:
        """Paste a text into the empty search; the seconds until its hits are painted, or that there are none."""
        self.terminal.send("/")
        self.terminal.settle()
        return self.others(paste(text), least=int(hits))

    def leave_search(self) -> float:
        """Leave the search; the seconds until everything is there again."""
        return self.others(ESCAPE)

    def sort(self, column: str) -> float:
        """Sort by one of `SORTS` that is not in force; the seconds until the first page is painted."""
        terminal = self.terminal
        terminal.rest()
        before = self.ids()
        terminal.send("s")
        terminal.until(lambda seen: seen.has("Sort by"))
        terminal.send(SORTS[column])
        terminal.rest()
        return terminal.timed(
            ENTER, shown=lambda seen: not seen.has("Sort by") and self.full() and self.ids() != before, timeout=120
        )


def has_rows(terminal: Terminal) -> bool:
    """Whether orders are on the screen."""
    return sum(bool(_ID.search(terminal.line(y))) for y in range(HEIGHT)) > 1


def value_line(terminal: Terminal, value: str) -> int:
    """The line on which a value of the filters stands.

    Raises:
        ValueError: if it is not on the screen.
    """
    for y in range(HEIGHT):
        if value in terminal.line(y)[:22]:
            return y
    raise ValueError(f"no {value} among the filters")


@contextmanager
def opened(
    shop: Shop, *, wide: bool = False, settings: Mapping[tuple[str, str], str] = MappingProxyType({})
) -> Iterator[Console]:
    """The console on a shop that nobody has used yet, with these settings by owner and name; ready to be measured.

    Its person has seen the hints: the foot would be painted anew when one goes, in the middle of a measurement.
    """
    with shop.raw() as raw:
        raw.execute("DELETE FROM setting WHERE owner <> ''")
        for (owner, name), value in {(person(os.environ), SEEN_HINTS): str(len(HINTS)), **settings}.items():
            raw.execute("INSERT INTO setting (owner, name, value) VALUES (?, ?, ?)", (owner, name, value))
    with Terminal(shop.command()) as terminal:
        yield Console(terminal, wide=wide)
