"""What the tests of the console start from."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from tests.ui.desk_app import shop_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test lies."""
    return tmp_path / "orders.db"


@pytest.fixture
def shop(path: Path) -> dict[str, Order]:
    """The small shop at the path, by the buyers' first names."""
    return shop_at(path)
