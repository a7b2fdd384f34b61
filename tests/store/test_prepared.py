"""Prepared queries: what goes into their places, and what their rows are."""

from typing import Any, NamedTuple

import pytest
from peewee import SQL, fn

from orders_tui.domain.order import Goods, Method, Status
from orders_tui.store.engine.prepared import ONE_ROW, Read, Write, insertion, once, parameter
from orders_tui.store.store import Store
from orders_tui.store.tables import Orders, Stores, Tags
from tests.store.shop import column, placed


class Found(NamedTuple):
    order_id: str
    status: Status
    method: Method | None
    goods: Goods
    cents: int


def test_rows_have_the_names_and_the_members_of_their_columns(store: Store) -> None:
    orders = [placed(store), placed(store, method=None)]
    columns = (Orders.order_id, Orders.status, Orders.method, Orders.goods, (Orders.total * 100).alias("cents"))
    query = Orders.select(*columns).order_by(Orders.id)
    expected = [Found(o.order_id, o.status, o.method, o.goods, o.total * 100) for o in orders]
    assert store.engine.select(once(query, Found)) == expected
    assert store.engine.select(once(query, dict)) == [row._asdict() for row in expected]
    found = store.engine.first(once(query, Found))
    assert found is not None
    assert (type(found.status), type(found.method), type(found.goods)) == (Status, Method, Goods)


def test_an_alias_of_a_table_has_the_members_too(store: Store) -> None:
    placed(store)
    other = Orders.alias()
    for query in (other.select(other.goods), Orders.select(Orders.goods.alias("kind"))):
        assert [type(goods) for goods in store.engine.select(once(query, Goods))] == [Goods]


@pytest.mark.parametrize("row", [Found, int])
def test_columns_that_do_not_fit_the_row_are_refused(store: Store, row: Any) -> None:
    read = once(Orders.select(Orders.order_id, Orders.status), row)
    with pytest.raises(TypeError, match="does not fit the columns order_id, status"):
        store.engine.select(read)


def test_parameters_and_constants_find_their_places_again_and_again(store: Store) -> None:
    orders = [placed(store) for _ in range(3)]
    least = parameter("least")
    read = Read(
        lambda: Orders.select(Orders.id).where(Orders.id >= least, Orders.total > 1, Orders.id != least + 1), int
    )
    for _again in range(2):
        assert store.engine.select(read, least=1) == [orders[0].id, orders[2].id]
        assert store.engine.select(read, least=3) == [orders[2].id]
    with pytest.raises(KeyError, match="least"):
        store.engine.select(read)


def test_a_query_is_built_once_and_not_before_it_is_run(store: Store) -> None:
    built: list[str] = []

    def build() -> Any:
        built.append("built")
        return Orders.select(fn.COUNT(SQL("*"))).limit(ONE_ROW)

    read = Read(build, int)
    assert not built
    assert [store.engine.first(read) for _again in range(2)] == [0, 0]
    assert built == ["built"]


def test_rows_are_inserted_in_the_order_that_was_named(store: Store) -> None:
    order = placed(store)
    with store.engine.writing():
        store.engine.insert_many(insertion(Tags, "name", "order_row"), [("b", order.id), ("a", order.id)])
    assert column(store, Tags.name) == ["a", "b"]
    delete = Write(lambda: Tags.delete().where(Tags.name == parameter("name")))
    with store.engine.writing():
        assert store.engine.update(delete, name="a") == 1
        assert store.engine.update(delete, name="a") == 0
    assert column(store, Tags.name) == ["b"]


def test_an_insert_answers_the_row_id(store: Store) -> None:
    placed(store)
    with store.engine.writing():
        row = store.engine.insert(insertion(Stores, "name"), name="Toko Baru")
    assert column(store, Stores.id, Stores.name == "Toko Baru") == [row]
