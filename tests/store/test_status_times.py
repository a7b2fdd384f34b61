"""Since when an order has its status."""

from itertools import count
from pathlib import Path

from orders_tui.domain.order import Status
from tests.samples import NOW, SARI
from tests.store.shop import changed, opened, placed


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
