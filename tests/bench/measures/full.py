"""The console with everything at once: every column, every filter unfolded, all views counted."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

from orders_tui.cli.who import person
from orders_tui.domain.columns import KEYS, OWN
from orders_tui.domain.commands import HoldOrder, RuleBroken
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.filters import FACETS
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Store, open_store
from tests.bench.console import Console, opened, value_line
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import ESCAPE, PAGE_DOWN, click

_OTHER = Actor("other", "command")
_IDLE = 10.0
_MINUTE = 60.0
_QUEUE = "9 Suspicious"
_PLACEHOLDER = "name, phone"
"""Stands in the search field while nothing is typed."""
_OPEN = ("handler", "product", "tags", "courier", "shipment", "city", "province", "source", "seller", "goods")
"""Ten filters beside those that are counted with the list."""


@measurement(
    Goal("everything shown: page down", most=60),
    Goal("everything shown: a letter while filters are counted", ratio=1.5),
    Goal("everything shown: views after a change", most=2000),
    Goal("everything shown: written while idle", unit="bytes/s", most=0),
)
def full(bench: Bench) -> Iterator[Figure]:
    """With all columns, all filters unfolded and the nine queues."""
    remembered = {OWN: " ".join(KEYS), "filters": " ".join(FACETS), "hints": "off"}
    with opened(
        bench.scratch, settings={(person(os.environ), name): text for name, text in remembered.items()}
    ) as console:
        yield Figure("everything shown: page down", bench.typical(lambda: _page(console)))
        counting, calm = bench.both(lambda: _letter(console, counting=True), lambda: _letter(console, counting=False))
        name = "everything shown: a letter while filters are counted"
        yield Figure(name, counting, calm, "a letter while nothing is")
        with closing(open_store(str(bench.scratch.path))) as store:
            yield Figure("everything shown: views after a change", bench.typical(lambda: _held(console, store)))
        yield Figure("everything shown: written while idle", _idle(console))


def _page(console: Console) -> float:
    console.top()
    return console.others(PAGE_DOWN) * 1000


def _letter(console: Console, *, counting: bool) -> float:
    """The milliseconds until a letter in the search is painted, while filters are counted or after that."""
    terminal = console.terminal
    place = 5, value_line(terminal, "Confirmed")
    console.others(click(*place), least=1)
    if not counting:
        terminal.rest()
    terminal.send("/")
    seconds = terminal.timed("q", shown=lambda seen: _PLACEHOLDER not in seen.line(0))
    terminal.send(ESCAPE)
    terminal.rest()
    console.others(click(*place))
    return seconds * 1000


def _held(console: Console, store: Store) -> float:
    """The milliseconds from another's change of an order on the screen to the new number of the queue that it is in."""
    terminal = console.terminal
    terminal.rest()
    before = _queue(console)
    for order_id in console.ids():
        try:
            store.execute(HoldOrder(order_id=order_id, reason="measured"), _OTHER)
        except RuleBroken:
            continue  # held before, or over
        began = time.perf_counter()
        return (terminal.until(lambda _seen: _queue(console) not in (before, "")) - began) * 1000
    raise ValueError("no order on the screen can be put on hold")


def _queue(console: Console) -> str:
    return console.terminal.line(value_line(console.terminal, _QUEUE))[:22]


def _idle(console: Console) -> float:
    terminal = console.terminal
    terminal.rest()
    if (left := _MINUTE - time.time() % _MINUTE) < _IDLE + 3:
        time.sleep(left + 1)  # the clock in the top line is painted when the minute turns
    terminal.settle()
    before = terminal.bytes
    time.sleep(_IDLE)
    terminal.settle()
    return (terminal.bytes - before) / _IDLE


@measurement(
    Goal("counting four filters, all dates", most=300),
    Goal("counting fourteen filters, all dates", most=1500),
    Goal("counting every filter, all dates", unit="s"),
)
def filters_of_all_dates(bench: Bench) -> Iterator[Figure]:
    """What the sidebar counts of the whole list, one call after the other."""
    others = [facet for facet in FACETS if facet not in COUNTED]
    with closing(open_store(str(bench.shop.path), readonly=True)) as store:
        four = bench.typical(lambda: _counted(store, []))
        yield Figure("counting four filters, all dates", four * 1000)
        yield Figure("counting fourteen filters, all dates", bench.typical(lambda: _counted(store, _OPEN)) * 1000)
        yield Figure("counting every filter, all dates", bench.typical(lambda: _counted(store, others)))


def _counted(store: Store, facets: Sequence[str]) -> float:
    """The seconds of processor time that it takes, since other programs' turns would count otherwise."""
    query, began = OrderQuery(), time.process_time()
    store.counts.counts(query)
    for together in store.counts.values.together(query, facets):
        store.counts.values.counted(query, together)
    return time.process_time() - began
