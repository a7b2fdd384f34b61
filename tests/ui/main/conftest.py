"""A desk on the small shop, and the parts that most tests begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.listing import Listing
from tests.store.shop import SARI, opened
from tests.ui.main.parts import PlainTable


@pytest.fixture
def desk(path: Path, shop: dict[str, Order]) -> Iterator[Desk]:
    with opened(path) as store:
        desk = Desk(store, SARI)
        yield desk
        desk.close()


@pytest.fixture
def table() -> PlainTable:
    return PlainTable()


@pytest.fixture
def listing(desk: Desk, table: PlainTable) -> Listing:
    return Listing(desk, table)
