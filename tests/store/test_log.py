"""The log of the writes, and when it is folded into the file."""

import pytest

from orders_tui.store.engine import log
from orders_tui.store.store import Store
from tests.store.shop import placed


def pages(store: Store) -> tuple[int, int]:
    """How many the log holds, and how many of them are in the file."""
    _busy, held, folded = store.engine.rows("PRAGMA wal_checkpoint(NOOP)")[0]  # type: ignore[attr-defined]
    return held, folded


def test_a_log_is_folded_when_it_holds_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    placed(store)
    held, folded = pages(store)
    assert held > folded
    store.engine.fold_log()
    assert pages(store) == (held, folded)
    monkeypatch.setattr(log, "WORTH_FOLDING", held - folded)
    store.engine.fold_log()
    assert pages(store) == (held, held)
