"""Since when an order has its status."""

from itertools import count
from pathlib import Path

import pytest

from orders_tui.domain.order import Status
from orders_tui.store.engine.translate import sqlite3
from tests.samples import NOW, SARI
from tests.store.shop import changed, opened, placed, sqlite
from tests.store.test_migrations import aged


def test_what_was_taken_back_does_not_count(path: Path) -> None:
    times = count(NOW, 60)
    with opened(path, create=True, clock=lambda: next(times)) as store:
        order = placed(store)
        first = changed(store, order, status=Status.CONFIRMED).status_at
        ready = changed(store, order, status=Status.READY).status_at
        changed(store, order, status=Status.CONFIRMED)
        store.undo(SARI)
        assert store.orders.get(order.order_id).status_at == ready
        store.undo(SARI)
        changed(store, order, status=Status.IN_PROCESS)
        store.undo(SARI)
        assert store.orders.get(order.order_id).status_at == first


def test_an_undo_gives_back_since_when_the_order_has_its_status(path: Path) -> None:
    times = count(NOW, 60)
    with opened(path, create=True, clock=lambda: next(times)) as store:
        order = placed(store)
        route = (Status.CONFIRMED, Status.READY, Status.PENDING, Status.READY, Status.SHIPPED)
        moments = [
            order.status_at,
            *(changed(store, order, status=status, courier="JNE", receipt="R1").status_at for status in route),
        ]
        assert [moment is None for moment in moments] == [True, *[False] * 5]
        assert sorted(set(moments[1:]), key=str) == moments[1:]
        for _ in range(2):
            for moment in moments[-2::-1]:
                store.undo(SARI)
                assert store.orders.get(order.order_id).status_at == moment
            for moment in moments[1:]:
                store.redo(SARI)
                assert store.orders.get(order.order_id).status_at == moment


def test_steps_that_do_not_say_since_when_an_order_had_its_status_give_it_back_too(path: Path) -> None:
    times = count(NOW, 60)
    with opened(path, create=True, clock=lambda: next(times)) as store:
        order = placed(store)
        moments = [changed(store, order, status=to).status_at for to in (Status.CONFIRMED, Status.READY)]
        changed(store, order, status=Status.IN_PROCESS)
    aged(path)
    with opened(path) as store:
        for moment in (*reversed(moments), None):
            store.undo(SARI)
            assert store.orders.get(order.order_id).status_at == moment
        assert store.check() == []


def test_the_history_holds_since_when_an_order_had_its_status(path: Path) -> None:
    with opened(path, create=True) as store:
        changed(store, placed(store), status=Status.CONFIRMED)
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            sqlite(store).run("UPDATE history SET since = 1 WHERE field = 'status'")
