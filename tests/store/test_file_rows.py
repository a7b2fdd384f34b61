"""The texts of a file of orders, as the database words them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from orders_tui.domain.clocks import steady, written_moment
from orders_tui.domain.order import Method
from tests.samples import HONEY, NOW, SHIRT, VIEWER
from tests.samples import PACKER as JOKO
from tests.store.shop import opened, placed

NAME, ITEMS, TAGS, TOTAL = ("name", False), ("items", False), ("tags", False), ("total", False)
ITEM = ("name", True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.db"


def test_in_the_order_that_was_asked_for(path: Path) -> None:
    with opened(path, create=True) as store:
        one, other = placed(store, name="Ani"), placed(store, name="Budi", items=(SHIRT, HONEY))
        ids = [other.id, 99, one.id]
        assert store.file_rows.read(ids, [[NAME]], ";", False) == [("Budi",), ("Ani",)]
        each = store.file_rows.read(ids, [[NAME], [ITEM]], ";", True)
        assert each == [("Budi", SHIRT.name), ("Budi", HONEY.name), ("Ani", SHIRT.name)]
        assert store.file_rows.read([], [[NAME]], ";", False) == []


def test_facts_stand_together_where_that_is_asked_for(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store, method=Method.QRIS, tags=("b", 'a,"c'))
        together = [[("method", False), TOTAL, ("paid_at", False), ("created_at", False)], [TAGS]]
        assert store.file_rows.read([order.id], together, "|", False) == [
            (f"qris|{order.total}||{written_moment(order.created_at, store.zone)}", '"a,""c", b')
        ]


def test_what_is_not_for_the_reader_comes_empty(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store, name="Ani")
    for reader, amount in ((JOKO, ""), (VIEWER, str(order.total))):
        with opened(path, reader=reader) as store:
            ((name, total, items),) = store.file_rows.read([order.id], [[NAME], [TOTAL], [ITEMS]], ";", False)
            assert (name, total, bool(items)) == ("Ani", amount, bool(amount))


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])
def test_times_are_the_same_whoever_words_them(path: Path, zone: str) -> None:
    here = ZoneInfo(zone)
    first, _last, _ahead = steady(NOW // 86_400, here)
    # About the beginning of what the database words itself, and where clocks went back or forth before it.
    times = [first + step * 1800 for step in range(-150, 9)] + [NOW]
    with opened(path, create=True, zone=here) as store:
        ids = [placed(store, at=at).id for at in times]
        found = store.file_rows.read(ids, [[("created_at", False)]], ",", False)
    assert [text for (text,) in found] == [written_moment(at, here) for at in times]


def test_steady_clocks_show_no_time_twice() -> None:
    zone = ZoneInfo("America/New_York")
    first, last, ahead = steady(datetime(2026, 7, 1, tzinfo=UTC).toordinal() - 719_163, zone)
    assert timedelta(seconds=ahead) == timedelta(hours=-4)
    assert (
        datetime(2026, 3, 8, 7, tzinfo=UTC).timestamp()
        < first
        < last
        < datetime(2026, 11, 1, 5, tzinfo=UTC).timestamp()
    )
    assert last - first > 200 * 86_400
