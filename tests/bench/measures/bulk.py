"""One change to many orders: choosing it, carrying it out, undoing it, and how long another writer waits meanwhile."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Any

from orders_tui.domain.actions import QuickAction
from orders_tui.domain.plans import ActionPlan, Result, Selection, offers
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.store.store import Store, open_store
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.samples import a_change

_RAW = "executemany of the same rows on raw SQLite"
_MOST = 10_000
_BY = Actor("bench", "console", role=StaffRole.ADMIN)
_OTHER = Actor("other", "command")
_CHANGING = frozenset(("status", status) for status in ("pending", "confirmed", "in_process", "ready"))
_UPDATE = "UPDATE orders SET status = ?, version = version + 1, last_operation = ? WHERE id = ?"
_HISTORY = "INSERT INTO history (operation_id, order_row, field, old, new) VALUES (?, ?, ?, ?, ?)"
_OPERATION = "INSERT INTO operation (at, by, via, place, kind, undoes) VALUES (1, 'raw', 'console', '', ?, ?)"


@measurement(
    Goal("selecting 10,000 orders and their menu", most=500),
    Goal("selecting all orders and their menu"),
    Goal("changing 10,000 orders", ratio=3),
    Goal("undoing that", ratio=3),
    Goal("another writer waits during it", most=500),
)
def bulk(bench: Bench) -> Iterator[Figure]:
    """Canceling up to ten thousand orders at once, with their histories, and taking that back."""
    shop = bench.scratch
    store = open_store(str(shop.path))
    try:
        rows = store.lists.listed(OrderQuery(filters=_CHANGING), _MOST)
        with shop.raw() as raw:
            for goal, chosen in (("10,000", rows), ("all", None)):
                took = bench.typical(partial(_timed, partial(_menu, store, chosen)))
                yield Figure(f"selecting {goal} orders and their menu", took * 1000)
            # The first turn would compare ours with cold pages to the raw one with those that it left warm.
            turns = [(*_ours(store, rows), *_bare(raw, rows)) for _run in range(bench.runs + 1)][1:]
        ours, back, bare, bare_back = (median(times) * 1000 for times in zip(*turns, strict=True))
        yield Figure("changing 10,000 orders", ours, bare, _RAW)
        yield Figure("undoing that", back, bare_back, _RAW)
        yield Figure("another writer waits during it", _longest_wait(store, shop.path, rows) * 1000)
    finally:
        store.close()


def _menu(store: Store, rows: Sequence[int] | None) -> tuple[Selection, QuickAction]:
    """Some orders, or all of the list, and the action to cancel them."""
    view = store.lists.open(OrderQuery())
    try:
        selection = store.lists.select(view, rows or (), all_but=rows is None)
    finally:
        store.lists.close(view)
    return selection, next(offer.action for offer in offers(selection) if offer.action.id == "to_canceled")


def _ours(store: Store, rows: Sequence[int]) -> tuple[float, float]:
    """The seconds for canceling the orders, and for undoing it."""
    selection, action = _menu(store, rows)
    plan = ActionPlan(action, selection, {"reason": "measured"})
    changing = partial(_all, len(rows), partial(store.carry_out, plan, _BY))
    return _timed(changing), _timed(partial(_all, len(rows), partial(store.undo, _BY)))


def _all(count: int, change: Callable[[], Result]) -> None:
    """Change orders, and see to it that none was refused: that would be quicker."""
    result = change()
    if result.done != count:
        raise RuntimeError(f"{result.done} of {count} orders were changed: {next(result.reasons(), '')}")


def _bare(raw: Any, rows: Sequence[int]) -> tuple[float, float]:
    """The same two on raw SQLite."""
    marks = ",".join(map(str, rows))
    before = raw.execute(f"SELECT id, status FROM orders WHERE id IN ({marks})").fetchall()
    operation = 0

    def change() -> None:
        nonlocal operation
        raw.execute("BEGIN IMMEDIATE")
        operation = raw.execute(_OPERATION, ("change", None)).lastrowid
        raw.executemany(_UPDATE, [("canceled", operation, row) for row, _status in before])
        raw.executemany(_HISTORY, [(operation, row, "status", status, "canceled") for row, status in before])
        raw.executemany(_HISTORY, [(operation, row, "reason", None, "measured") for row, _status in before])
        raw.execute("COMMIT")

    def undo() -> None:
        raw.execute("BEGIN IMMEDIATE")
        undoing = raw.execute(_OPERATION, ("undo", operation)).lastrowid
        raw.executemany(_UPDATE, [(status, undoing, row) for row, status in before])
        raw.executemany(_HISTORY, [(undoing, row, "status", "canceled", status) for row, status in before])
        raw.execute("COMMIT")

    return _timed(change), _timed(undo)


def _longest_wait(store: Store, path: Path, rows: Sequence[int]) -> float:
    """The longest that a second writer, which writes all the time, takes for one change meanwhile."""
    first = store.orders.many(rows[:1])[0].order_id
    selection, action = _menu(store, rows[1:])
    waits: list[float] = []
    over = Event()

    def write() -> None:
        other = open_store(str(path))
        try:
            while not over.is_set():
                waits.append(_timed(partial(other.execute, a_change(first, note=f"written {len(waits)}"), _OTHER)))
        finally:
            other.close()

    writer = Thread(target=write)
    writer.start()
    try:
        store.carry_out(ActionPlan(action, selection, {"reason": "measured"}), _BY)
    finally:
        over.set()
        writer.join()
    store.undo(_BY)
    return max(waits)


def _timed(work: Callable[[], object]) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
