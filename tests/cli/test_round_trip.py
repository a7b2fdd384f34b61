"""Every fact of every order that is written to a file comes back by import, and goes out again byte for byte."""

import io
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.file_orders import FileOrder, ImportVerdict, Mode
from orders_tui.domain.order import Item
from orders_tui.exchange.cells import text_of
from orders_tui.exchange.importing.reader import Options
from orders_tui.exchange.importing.source import open_orders
from orders_tui.exchange.importing.tables import Reading
from orders_tui.exchange.order_columns import ALL, ITEM_FACTS, Rows, chosen_columns
from orders_tui.exchange.order_files import FileFormat, FileLayout, OrderReader, write_orders
from orders_tui.store.store import Store
from tests.exchange.importing.orders import LATER, several_orders
from tests.samples import OWNER
from tests.store.shop import everyone, opened

ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "America/New_York", "UTC", "Australia/Lord_Howe")]


def layout(rows: Rows, zone: ZoneInfo, delimiter: str = ",", bom: bool = True) -> FileLayout:
    return FileLayout(chosen_columns(ALL, rows), rows, zone, delimiter, bom)


def written(kind: FileFormat, how: FileLayout, count: int, reader: OrderReader) -> bytes:
    file = io.BytesIO()
    assert write_orders(file, kind, how, [range(count)], reader) >= count
    return file.getvalue()


def given_orders(orders: Sequence[Order], zone: ZoneInfo) -> OrderReader:
    """What reads orders that no database has, each cell worded on its own."""

    def texts(
        rows: Sequence[int], columns: Sequence[Sequence[tuple[str, bool]]], delimiter: str, each_item: bool
    ) -> list[list[str]]:
        def word(order: Order, item: Item | None, name: str, of_item: bool) -> str:
            fact = next(fact for fact in ITEM_FACTS if fact.name == name) if of_item else FACTS[name]
            return text_of(fact, getattr(item if of_item else order, name), zone)

        return [
            [delimiter.join(word(orders[row], item, *column) for column in together) for together in columns]
            for row in rows
            for item in (orders[row].items if each_item else [None])
        ]

    return OrderReader(lambda rows: [orders[row] for row in rows], texts)


def stored_orders(store: Store) -> OrderReader:
    """What reads the orders of a store, the first that came for 0 and so on."""
    ids = [order.id for order in everyone(store)]
    return OrderReader(
        lambda rows: store.orders.many([ids[row] for row in rows]),
        lambda rows, *how: store.file_rows.read([ids[row] for row in rows], *how),
    )


def read(path: Path, zone: ZoneInfo) -> Iterator[FileOrder]:
    source = open_orders(path, Reading(), lambda _key: "")
    assert source.format is not None
    assert source.format.name == "orders-tui"
    return source.orders(Options(zone))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without orders, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "orders.db"
    with opened(path, create=True):
        return path


@pytest.mark.parametrize("kind", list(FileFormat))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    orders=several_orders,
    rows=st.sampled_from(Rows),
    zone=st.sampled_from(ZONES),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    bom=st.booleans(),
)
def test_a_file_comes_back_byte_for_byte(
    empty: Path,
    tmp_path: Path,
    kind: FileFormat,
    orders: list[Order],
    rows: Rows,
    zone: ZoneInfo,
    delimiter: str,
    bom: bool,
) -> None:
    # XML, of which a sheet is made, has no place for the two that are no characters.
    assume(
        kind is not FileFormat.XLSX
        or not any(char in str(order) for order in orders for char in ("\\ufffe", "\\uffff"))
    )
    how = layout(rows, zone, delimiter, bom)
    path, db = tmp_path / f"orders.{kind}", tmp_path / "orders.db"
    path.write_bytes(written(kind, how, len(orders), given_orders(orders, zone)))
    shutil.copy(empty, db)
    with opened(db, clock=lambda: LATER, zone=zone) as store:
        decisions = list(store.plan_import(read(path, zone), Mode.BOTH))
        assert [decision.faults for decision in decisions] == [()] * len(orders)
        result = store.import_orders(read(path, zone), Mode.BOTH, OWNER)
        assert result.counts == {ImportVerdict.CREATE: len(orders)}
        assert store.check() == []
        again = everyone(store)
        if kind is not FileFormat.XLSX:
            assert written(kind, how, len(orders), stored_orders(store)) == path.read_bytes()
        same = [order._replace(id=0, slug="", version=0) for order in orders]
        assert [order._replace(id=0, slug="", version=0) for order in again] == same
        repeated = store.import_orders(read(path, zone), Mode.BOTH, OWNER)
        assert repeated.counts == {ImportVerdict.UNCHANGED: len(orders)}
    for file in tmp_path.iterdir():
        file.unlink()
