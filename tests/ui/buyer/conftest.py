"""A shop with digital goods that have their access texts."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.templates import Access
from tests.samples import COURSE, OWNER
from tests.store.shop import changed, opened


@pytest.fixture
def course(path: Path, shop: dict[str, Order]) -> Order:
    """Eka's order, digital, confirmed and paid, whose product has its access text."""
    with opened(path) as store:
        store.messages.save(Access(COURSE.name, "https://kelas.example\nKode: {order_id}"), OWNER)
        return changed(store, shop["Eka"], status=Status.CONFIRMED, payment=PaymentStatus.PAID)
