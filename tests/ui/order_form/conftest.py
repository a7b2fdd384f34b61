"""The small shop, with ids that the console does not draw again."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from tests.ui.desk_app import shop_at


@pytest.fixture
def shop(path: Path) -> dict[str, Order]:
    """The small shop at the path, by the buyers' first names."""
    return shop_at(path, seed=3)
