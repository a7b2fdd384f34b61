"""A shop with parcels to be shipped."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from tests.samples import GATEWAY, NOW
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import buyer
from tests.ui.ship_sheet.hands import NAMES


@pytest.fixture
def parcels(path: Path) -> list[Order]:
    """Orders that wait for their parcel, in the order of the list, and one that was shipped with the number OLD1."""
    with opened(path, create=True) as store:
        old = placed(store, GATEWAY, **buyer("Wati"), at=NOW - 9000)
        changed(store, old, status=Status.SHIPPED, courier="JNE", receipt="OLD1")
        return [
            placed(store, GATEWAY, **buyer(name, f"+62812{at:08}"), courier="JNE", at=NOW - 60 * at)
            for at, name in enumerate(NAMES, 1)
        ]
