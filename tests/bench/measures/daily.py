"""What staff do all day: the form of an order opened and saved, the buyer's past, the numbers of the queues."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from orders_tui.domain.views import QUEUES
from orders_tui.store.store import Store, open_store
from tests.bench.console import Console, opened
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import ESCAPE

_IN_FORM = "Postcode"
"""Stands on the screen while the form of an order is open, and else nowhere."""
_SAVE = "\x13"


@measurement(Goal("opening the form of an order", growth=1.2), Goal("saving the form of an order", growth=1.2))
def forms(bench: Bench) -> Iterator[Figure]:
    """`e` on a row of the full list, until the form is on the screen; and `Ctrl+S` until the list is there again."""
    with opened(bench.scratch, wide=True) as console:
        _form(console)  # the first one loads what makes forms
        pairs = [_form(console) for _run in range(bench.runs)]
    yield Figure("opening the form of an order", median([shown for shown, _saved in pairs]) * 1000)
    yield Figure("saving the form of an order", median([saved for _shown, saved in pairs]) * 1000)


def _form(console: Console) -> tuple[float, float]:
    terminal = console.terminal
    shown = terminal.timed("e", shown=lambda seen: seen.has(_IN_FORM))
    terminal.rest()
    terminal.send("x")
    terminal.rest()
    saved = terminal.timed(_SAVE, shown=lambda seen: not seen.has(_IN_FORM))
    terminal.send(ESCAPE)
    terminal.rest()
    return shown, saved


@measurement(Goal("the past of a buyer", most=50), Goal("the numbers of all queues", most=2000))
def buyers_and_queues(bench: Bench) -> Iterator[Figure]:
    """What the detail pane reads of a buyer beside the order; and one count of every queue in the sidebar."""
    store = open_store(str(bench.shop.path), readonly=True)
    try:
        with bench.shop.raw() as raw:
            busiest = "SELECT max(id) FROM orders WHERE phone <> '' GROUP BY phone ORDER BY count(*) DESC LIMIT 1"
            (row,) = raw.execute(busiest).fetchone()
        yield Figure("the past of a buyer", bench.typical(partial(_timed, partial(store.buyers.past, row))))
        yield Figure("the numbers of all queues", bench.typical(partial(_timed, partial(_count, store))))
    finally:
        store.close()


def _count(store: Store) -> None:
    for queue in QUEUES:
        query = queue.list_for("sari")
        if query is not None:
            store.counts.number(query)


def _timed(work: Callable[[], object]) -> float:
    """The milliseconds that something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
