"""The list behind the table: painted after one call to its thread, whole after a second."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.counts import News
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import listing as listing_module
from orders_tui.ui.main.listing import Listing
from orders_tui.ui.show import Gone
from tests.samples import GATEWAY
from tests.store.shop import changed, placed
from tests.ui.desk_app import Gate, another, buyer, crowd
from tests.ui.main.parts import PlainTable

NEWEST_FIRST = ["Gita", "Fajar", "Eka", "Dewi", "Citra", "Budi", "Agus"]
PENDING = OrderQuery().toggled("status", "pending")


async def test_a_list_is_shown_with_two_calls_to_its_thread(
    desk: Desk, listing: Listing, table: PlainTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    real = desk.on_list

    async def counted(read: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(read.__name__)
        return await real(read, *args, **kwargs)

    monkeypatch.setattr(desk, "on_list", counted)
    await listing.load(OrderQuery())
    assert calls == ["begin", "order"]
    assert (table.names, listing.count, listing.whole) == (NEWEST_FIRST, 7, True)


async def test_the_first_rows_are_shown_before_the_list_is_ordered(
    desk: Desk, listing: Listing, table: PlainTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(desk.store, 150)
    gate = Gate(desk.store.lists.open)
    monkeypatch.setattr(desk.store.lists, "open", gate)
    loading = asyncio.create_task(listing.load(OrderQuery()))
    await asyncio.to_thread(gate.reached.wait, 30)
    assert (len(table.rows), listing.whole) == (50, False)
    await listing.more(50, 10, table.generation)
    assert len(table.rows) == 50, "there is no view yet to read them from"
    gate.open.set()
    await loading
    whole = desk.store.lists.listed(OrderQuery(), -1)
    assert (listing.count, len(table.painted)) == (len(whole), 1), "the rows that were right are not painted again"
    await listing.more(50, 10, table.generation)
    assert len(table.rows) == 60


async def test_the_cursor_goes_to_its_order_wherever_it_is(desk: Desk, listing: Listing, table: PlainTable) -> None:
    crowd(desk.store, 200)
    await listing.load(OrderQuery())
    last = (await listing.ids())[-20]
    await listing.load(OrderQuery(sort="order_id", descending=False), cursor_on=last)
    assert table.rows[table.cursor].order.id == last


async def test_rows_of_a_list_that_was_replaced_are_never_put_into_the_next(
    listing: Listing, table: PlainTable
) -> None:
    await listing.load(OrderQuery())
    before = table.generation
    await listing.load(PENDING)
    await listing.more(0, 7, before)
    assert table.names == ["Gita", "Fajar", "Eka"]


async def test_ids_come_in_parts_and_only_of_the_list_that_is_shown(
    listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing_module, "AT_ONCE", 2)
    await listing.load(OrderQuery())
    everyone = await listing.ids()
    assert len(everyone) == 7
    assert await listing.ids(2, 3) == everyone[2:5]
    reading, loading = listing.ids(), listing.load(PENDING)
    found, _pulse = await asyncio.gather(reading, loading)
    assert list(found) == [], "it was replaced while they were read"


async def test_a_touched_order_is_redrawn_and_says_whether_it_still_fits(
    path: Path, shop: dict[str, Order], listing: Listing, table: PlainTable
) -> None:
    await listing.load(PENDING)
    with another(path) as other:
        changed(other, shop["Fajar"], status=Status.CONFIRMED)
        placed(other, GATEWAY, **buyer("Hana"))
        placed(other, GATEWAY, **buyer("Indra"), method=None)
    assert await listing.refresh({shop["Fajar"].id, shop["Agus"].id}) == News(1), "Indra's is not pending"
    assert [(row.order.status, row.gone) for _position, row in table.loaded()][1] == (Status.CONFIRMED, Gone.UNFIT)
    assert table.names == ["Gita", "Fajar", "Eka"]
    assert await listing.newest(OrderQuery(sort="name")) is not None


async def test_orders_that_came_to_fit_are_known_until_they_do_not(
    path: Path, shop: dict[str, Order], listing: Listing
) -> None:
    await listing.load(PENDING)
    with another(path) as other:
        changed(other, shop["Budi"], status=Status.PENDING)
        assert await listing.refresh((), [shop["Budi"].id]) == News(0, 1)
        await listing.redraw([shop["Eka"].id])
        changed(other, shop["Dewi"], method=Method.COD)
        assert await listing.refresh((), [shop["Dewi"].id]) == News(0, 2)
        assert listing.joined == (shop["Dewi"].id, shop["Budi"].id), "the last one first"
        changed(other, shop["Budi"], status=Status.CONFIRMED)
        assert await listing.refresh((), [shop["Budi"].id]) == News(0, 1)
    await listing.load(PENDING)
    assert not listing.joined


@pytest.mark.parametrize("step", ["first_page", "open"])
async def test_nothing_waits_for_a_list_that_cannot_be_read(
    desk: Desk, listing: Listing, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_asked: object) -> None:
        raise DatabaseError("The disk reported an error.")

    with monkeypatch.context() as broken:
        broken.setattr(desk.store.lists, step, refuse)
        with pytest.raises(DatabaseError):
            await listing.load(PENDING)
    assert (listing.query, list(await listing.ids())) == (PENDING, [])
    await listing.load(OrderQuery())
    assert len(await listing.ids()) == 7


async def test_rows_that_are_loaded_later_say_too_that_they_do_not_fit(
    desk: Desk, listing: Listing, table: PlainTable
) -> None:
    crowd(desk.store, 200)
    await listing.load(PENDING)
    last = (await listing.ids())[-1]
    far = desk.store.lists.rows([last])[0]
    assert far.id not in {row.order.id for _position, row in table.loaded()}
    changed(desk.store, far, status=Status.CONFIRMED)
    await listing.refresh({far.id})
    await listing.more(listing.count - 5, 5, table.generation)
    assert [row.gone for _position, row in table.loaded()][-2:] == [None, Gone.UNFIT]
    assert listing.gone() == {far.id}


async def test_an_order_that_no_longer_fits_is_none_of_those_that_the_list_is_about(
    desk: Desk, listing: Listing, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing_module, "AT_ONCE", 2)
    await listing.load(PENDING)
    every = await listing.ids()
    assert await listing.fitting() == every
    changed(desk.store, shop["Fajar"], status=Status.CONFIRMED)
    await listing.refresh({shop["Fajar"].id})
    assert list(await listing.fitting()) == [row for row in every if row != shop["Fajar"].id]


async def test_an_order_that_fits_and_is_not_there_is_missed(
    path: Path, shop: dict[str, Order], listing: Listing
) -> None:
    await listing.load(PENDING)
    assert not await listing.lacks([shop["Gita"].id, shop["Agus"].id])
    with another(path) as other:
        changed(other, shop["Dewi"], status=Status.PENDING, method=Method.QRIS)
    assert await listing.lacks([shop["Dewi"].id])


@pytest.mark.parametrize("asked", [2_000, 0], ids=["asked", "walked"])
async def test_how_many_a_list_shows_is_known_once_it_is_whole(
    shop: dict[str, Order], listing: Listing, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    monkeypatch.setattr("orders_tui.ui.main.listing.KEYS_AT_ONCE", asked)
    monkeypatch.setattr("orders_tui.ui.main.listing.AT_ONCE", 3)
    await listing.load(PENDING)
    rows = [shop["Gita"].id, shop["Agus"].id]
    assert await listing.shown(rows) == 1
    _pulse, shown = await asyncio.gather(listing.load(OrderQuery()), listing.shown(rows))
    assert shown == 2
