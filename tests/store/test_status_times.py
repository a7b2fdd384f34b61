"""Since when an order has its status."""

from itertools import count
from pathlib import Path

from orders_tui.domain.order import Status
from orders_tui.store.store import Store
from orders_tui.store.writes.fields import _update
from tests.samples import NOW, SARI
from tests.store.shop import changed, opened, placed, sqlite


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


def test_it_is_looked_up_by_the_order_and_planned_once(store: Store) -> None:
    engine = sqlite(store)
    sql = _update(("status", "status_at"), reverses=True).sql(engine.db)
    plan = str(engine.rows(f"EXPLAIN QUERY PLAN {sql}", [0] * sql.count("?")))
    # An operation may have changed a million orders, and each of them would walk all of it.
    assert "history_order" in plan
    assert "history_operation" not in plan
    # Compared with a bound value a bare column of an index has SQLite plan the statement again for each order.
    assert not [place for place in ("operation_id", "order_row") if f'"{place}" < ?' in sql or f'"{place}" = ?' in sql]
