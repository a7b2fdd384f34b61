"""The store without a screen: counting, looking for news, and the commit of one change, beside raw SQLite."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Store, open_store
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.samples import a_change

_RAW = "the same on raw SQLite"
_LARGE = 1_000_000
"""Below, wording the query takes longer than answering it."""
_POLLS = 1000
_CHANGES = 60
_CUBE = """
SELECT status_rank, payment_status, method, store, count(*), sum(total) FROM orders
WHERE fulfil = 0 AND deleted_at IS NULL{narrow} GROUP BY 1, 2, 3, 4
"""


@measurement(
    Goal("counting the whole list", most=300, ratio=1.3, orders=_LARGE),
    Goal("counting after a filter", most=300, ratio=1.3, orders=_LARGE),
    Goal("looking for news", unit="µs", most=50),
)
def counts(bench: Bench) -> Iterator[Figure]:
    """The overview and all counts of the filters; and what a look for news costs."""
    store = open_store(str(bench.shop.path), readonly=True)
    dear = OrderQuery.parse("status:pending total:100000..")
    try:
        with bench.shop.raw() as raw:
            for goal, query, narrow in (
                ("counting the whole list", OrderQuery(), ("",)),
                # A filter of the sidebar narrows within the same walk; an amount needs a second one.
                ("counting after a filter", dear, ("", " AND total >= 100000")),
            ):
                value, reference = bench.both(
                    partial(_timed, partial(store.counts.counts, query)),
                    partial(_timed, partial(_raw_counts, raw, narrow)),
                )
                yield Figure(goal, value * 1000, reference * 1000, _RAW)
        polls = _timed(lambda: [store.orders.data_version() for _poll in range(_POLLS)])
        yield Figure("looking for news", polls / _POLLS * 1_000_000)
    finally:
        store.close()


def _raw_counts(raw: Any, narrow: tuple[str, ...]) -> None:
    for condition in narrow:
        raw.execute(_CUBE.format(narrow=condition)).fetchall()


@measurement(Goal("commit of one change", ratio=2.5, growth=1.2))
def commit(bench: Bench) -> Iterator[Figure]:
    """One changed field of an order, with its operation and its history, safely on the disk."""
    shop = bench.scratch
    store = open_store(str(shop.path))
    by = Actor("bench", "command")
    try:
        with shop.raw() as raw:
            rows = raw.execute(
                "SELECT order_id FROM orders WHERE deleted_at IS NULL ORDER BY id LIMIT ?",
                (2 * _CHANGES * bench.runs,),
            ).fetchall()
            orders = [order for (order,) in rows]
            ours, bare = [], []
            for number, order in enumerate(orders):
                # In turns, so that a slow moment of the disk meets both.
                if number % 2:
                    bare.append(_timed(partial(_raw_change, raw, order)))
                else:
                    ours.append(_timed(partial(_change, store, order, by)))
        yield Figure("commit of one change", median(ours) * 1000, median(bare) * 1000, _RAW)
    finally:
        store.close()


def _change(store: Store, order: str, by: Actor) -> None:
    store.execute(a_change(order, note=f"measured {order}"), by)


def _raw_change(raw: Any, order: str) -> None:
    """What a change has to read and write, worded by hand."""
    raw.execute("BEGIN IMMEDIATE")
    loaded = "SELECT id, version, note, status, payment_status, method, deleted_at FROM orders WHERE order_id = ?"
    row, version, note, *_rest = raw.execute(loaded, (order,)).fetchone()
    raw.execute("SELECT name FROM tag WHERE order_row = ? ORDER BY name", (row,)).fetchall()
    raw.execute("SELECT 1 FROM payment WHERE order_row = ? AND reported = 'paid' LIMIT 1", (row,)).fetchall()
    operation = raw.execute(
        "INSERT INTO operation (at, by, via, place, kind, undoes) VALUES (?, 'raw', 'command', '', 'change', NULL)",
        (int(time.time()),),
    ).lastrowid
    raw.execute(
        "UPDATE orders SET note = ?, version = version + 1, last_operation = ? WHERE id = ? AND version = ?",
        (f"measured {order}", operation, row, version),
    )
    history = "INSERT INTO history (operation_id, order_row, field, old, new) VALUES (?, ?, 'note', ?, ?)"
    raw.execute(history, (operation, row, note, f"measured {order}"))
    raw.execute("COMMIT")


def _timed(work: Callable[[], object]) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
