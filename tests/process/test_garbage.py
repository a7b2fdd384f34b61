"""The collector is paused over what stays, and runs over what comes after."""

import gc
from collections.abc import Iterator

import pytest

from orders_tui.process import garbage


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.freeze()
    gc.set_threshold(*before)
    gc.enable()


def test_what_was_made_in_a_pause_is_exempt_for_good() -> None:
    garbage.pause()
    assert not gc.isenabled()
    kept = [object() for _each in range(10)]
    garbage.resume()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert not any(each is kept for each in gc.get_objects())
    later: list[object] = []
    assert any(each is later for each in gc.get_objects())


def test_at_the_end_nothing_is_gone_through() -> None:
    kept: list[object] = []
    garbage.exempt_all()
    assert not any(each is kept for each in gc.get_objects())


def test_a_page_of_orders_starts_no_run() -> None:
    runs: list[object] = []
    garbage.resume()
    gc.collect()
    gc.callbacks.append(lambda phase, _details: runs.append(phase))
    try:
        page = [[number] for number in range(5_000)]
    finally:
        gc.callbacks.pop()
    assert page
    assert runs == []
