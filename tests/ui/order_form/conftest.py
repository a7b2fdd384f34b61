"""The small shop, with ids that the console does not draw again."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from tests.store.shop import opened
from tests.ui.desk_app import stocked


@pytest.fixture
def shop(path: Path) -> dict[str, Order]:
    """The small shop at the path, by the buyers' first names."""
    with opened(path, create=True, seed=3) as store:
        return stocked(store)
