"""What the tests of the store start from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orders_tui.domain.rights import Actor
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.reads import lists
from orders_tui.store.store import Store
from tests.samples import NOW, SARI
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
def seen_by(store: Store, path: Path) -> Iterator[Callable[[Actor], Store]]:
    """Opens the same shop for a reader."""
    opened: list[Store] = []

    def open_for(reader: Actor) -> Store:
        opened.append(Store(SqliteEngine(path), clock=lambda: NOW, reader=reader))
        return opened[-1]

    yield open_for
    for each in opened:
        each.close()


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
