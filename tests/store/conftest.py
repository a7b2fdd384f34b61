"""What the tests of the store start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.domain.rights import Actor
from orders_tui.store.reads import lists
from orders_tui.store.store import Store
from tests.samples import SARI
from tests.store.shop import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test lies."""
    return tmp_path / "orders.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store on a file of its own, whose clock stands still."""
    with opened(path, create=True) as store:
        yield store


@pytest.fixture
def by() -> Actor:
    """The person at the console."""
    return SARI


@pytest.fixture(autouse=True, scope="session")
def nothing_is_rare() -> Iterator[None]:
    """Let the first hits of a search be looked for in shops as small as those of tests, each in one of the ways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "_RARE", 0)
        yield
