"""A desk on the small shop whose person's home is a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.ui.desk import Desk
from tests.samples import SARI
from tests.store.shop import opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of whoever sits at the console."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def desk(path: Path, shop: dict[str, Order]) -> Iterator[Desk]:
    with opened(path, seed=9) as store:
        desk = Desk(store, SARI)
        yield desk
        desk.close()
