"""Other lists: sorted otherwise, filtered, counted; and an order opened from the list."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from tests.bench.console import SORTS, Console, opened, value_line
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import DOWN, ENTER, ESCAPE, HEIGHT, Terminal, click

_QUICK = ("received", "total", "customer", "status", "store", "payment", "handler")
"""Sorts that are wanted all day; the others may take longer."""
_FILTERS = {"many hits": "Completed", "few hits": "Closed", "a payment": "Paid", "a method": "COD"}
_INSIDE = 5
"""A column inside the pane of filters."""


@measurement(*(Goal(f"sort by {column}", most=150 if column in _QUICK else 1000) for column in SORTS))
def sort(bench: Bench) -> Iterator[Figure]:
    """From one sort to the next, the cursor on its order: until a full page in the new order is painted."""
    times: dict[str, list[float]] = defaultdict(list)
    first, *others = SORTS
    with opened(bench.shop) as console:
        for _run in range(bench.runs):
            for column in (*others, first):
                times[column].append(console.sort(column) * 1000)
    for column, taken in times.items():
        yield Figure(f"sort by {column}", median(taken))


@measurement(
    *(Goal(f"filter, {kind}", most=150) for kind in _FILTERS),
    Goal("filter taken off", most=150),
    Goal("filter: overview and counts", most=300),
    Goal("sort by total within a filter", most=1000),
)
def filters(bench: Bench) -> Iterator[Figure]:
    """A click on a value of the filters, until the list shows what it leaves."""
    off: list[float] = []
    with opened(bench.shop) as console:
        for kind, value in _FILTERS.items():
            place = _INSIDE, value_line(console.terminal, value)
            taken = []
            for _run in range(bench.runs):
                taken.append(console.others(click(*place), least=1) * 1000)
                off.append(console.others(click(*place)) * 1000)
            yield Figure(f"filter, {kind}", median(taken))
        yield Figure("filter taken off", median(off))
        yield Figure("filter: overview and counts", bench.typical(lambda: _counted(console)))
        console.others(click(_INSIDE, value_line(console.terminal, "Completed")))
        by_total = []
        for _run in range(bench.runs):
            by_total.append(console.sort("total") * 1000)
            console.sort("received")
        yield Figure("sort by total within a filter", median(by_total))


def _counted(console: Console) -> float:
    """The milliseconds from a click on a filter to the new numbers in the overview; then it is taken off."""
    terminal = console.terminal
    place = _INSIDE, value_line(terminal, "Completed")
    terminal.rest()
    before = _orders(terminal)
    seconds = terminal.timed(click(*place), shown=lambda seen: _orders(seen) != before)
    console.others(click(*place))
    return seconds * 1000


def _orders(terminal: Terminal) -> str:
    """How many orders the overview tells of; what stands beside it on its line changes before it is counted."""
    _before, _title, rest = terminal.line(1).partition("Orders ")
    return rest.split(maxsplit=1)[0]


@measurement(Goal("opening an order", growth=1.2))
def opening(bench: Bench) -> Iterator[Figure]:
    """Enter on a row of the full list, until everything of its order is on the screen."""
    with opened(bench.shop, wide=True) as console:
        yield Figure("opening an order", bench.typical(lambda: _opened(console)))


def _opened(console: Console) -> float:
    terminal = console.terminal
    terminal.send(DOWN)
    terminal.rest()
    row = console.ids()[console.cursor_row()]
    seconds = terminal.timed(ENTER, shown=lambda seen: seen.has("Items") and _counts_of(seen, row) > 1)
    terminal.send(ESCAPE)
    terminal.rest()
    return seconds * 1000


def _counts_of(terminal: Terminal, text: str) -> int:
    return sum(terminal.line(y).count(text) for y in range(HEIGHT))
