"""What the tests of the demo shop start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.store.store import Store
from tests.store.shop import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on a file of its own, whose clock stands still."""
    with opened(tmp_path / "orders.db", create=True) as store:
        yield store
