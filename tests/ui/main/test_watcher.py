"""What others store: every change is drawn once, none is lost, whatever happens meanwhile."""

import asyncio
from pathlib import Path

import pytest

from orders_tui.domain.counts import News
from orders_tui.domain.facts import Order
from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.mentions import Addressed
from orders_tui.domain.order import PaymentStatus
from orders_tui.domain.query import OrderQuery
from orders_tui.store.errors import DatabaseError
from orders_tui.store.reads.orders import Pulse
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.listing import Listing
from orders_tui.ui.main.watcher import ListUpdate, Watcher
from tests.samples import BUDI, GATEWAY, HONEY, SARI
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import Gate, another, buyer
from tests.ui.main.parts import PlainTable


class Drawn:
    """A watcher with the calls that it made."""

    def __init__(self, desk: Desk, listing: Listing) -> None:
        self.stored = 0
        self.changes: list[ListUpdate] = []
        self.failures: list[str] = []
        self.addressed: list[Addressed] = []
        self.watcher = Watcher(
            desk,
            listing,
            stored=self._count,
            drawn=self.changes.append,
            addressed=self.addressed.extend,
            failed=self.failures.append,
        )

    def _count(self) -> None:
        self.stored += 1


@pytest.fixture
async def drawn(desk: Desk, listing: Listing) -> Drawn:
    drawn = Drawn(desk, listing)
    drawn.watcher.start(await listing.load(OrderQuery()))
    await drawn.watcher.check()
    drawn.stored = 0
    return drawn


async def test_only_what_another_stores_is_noticed(path: Path, drawn: Drawn) -> None:
    await drawn.watcher.check()
    assert drawn.stored == 0
    with another(path) as other:
        placed(other, GATEWAY)
    await drawn.watcher.check()
    await drawn.watcher.check()
    assert drawn.stored == 1


async def test_each_change_is_drawn_once(path: Path, shop: dict[str, Order], drawn: Drawn, table: PlainTable) -> None:
    with another(path) as other:
        changed(other, shop["Eka"], payment=PaymentStatus.PAID)
        placed(other, GATEWAY, **buyer("Hana"))
    await drawn.watcher.catch_up()
    await drawn.watcher.catch_up()
    assert drawn.changes == [ListUpdate(News(1), frozenset({shop["Eka"].id}))]
    assert [row.order.payment_status for _place, row in table.loaded()][2] is PaymentStatus.PAID


async def test_what_others_address_to_the_person_is_said_once_whatever_list_is_read_meanwhile(
    path: Path, shop: dict[str, Order], drawn: Drawn, listing: Listing
) -> None:
    with another(path) as other:
        changed(other, shop["Eka"], BUDI, handler="sari")
        changed(other, shop["Gita"], BUDI, note="Ask @Sari")
        changed(other, shop["Gita"], BUDI, note="Ask @Sari, tomorrow")
        changed(other, shop["Fajar"], BUDI, handler="budi", note="@budi")
        changed(other, shop["Fajar"], SARI, handler="sari", note="@sari")
    drawn.watcher.start(await listing.load(OrderQuery()))
    await drawn.watcher.catch_up()
    await drawn.watcher.catch_up()
    said = [(each.order_id, each.by, each.field) for each in drawn.addressed]
    assert said == [(shop["Eka"].order_id, "budi", "handler"), (shop["Gita"].order_id, "budi", "note")]


async def test_the_first_thing_of_all_that_is_stored_is_said(tmp_path: Path, table: PlainTable) -> None:
    path = tmp_path / "empty.db"
    with opened(path, create=True) as store:
        desk = Desk(store, SARI)
        listing = Listing(desk, table)
        drawn = Drawn(desk, listing)
        drawn.watcher.start(await listing.load(OrderQuery()))
        with another(path) as other:
            placed(other, BUDI, handler="sari")
        drawn.watcher.start(await listing.load(OrderQuery()))
        await drawn.watcher.catch_up()
        desk.close()
    assert [each.field for each in drawn.addressed] == ["handler"]


async def test_what_is_addressed_is_found_however_much_came_after_it(
    path: Path, shop: dict[str, Order], drawn: Drawn
) -> None:
    rows = [FileOrder(number, {"store": "Toko Sehat", "name": f"Siti {number}"}, (HONEY,)) for number in range(2_100)]
    with another(path) as other:
        changed(other, shop["Gita"], BUDI, note="Ask @sari")
        other.import_orders(rows, Mode.ADD, BUDI)
    await drawn.watcher.catch_up()
    assert [each.order_id for each in drawn.addressed] == [shop["Gita"].order_id]


async def test_what_is_stored_during_a_look_is_said_once(
    path: Path, desk: Desk, shop: dict[str, Order], drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse = desk.store.orders.pulse

    def then_more() -> Pulse:
        seen = pulse()
        monkeypatch.setattr(desk.store.orders, "pulse", pulse)
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, handler="sari")
        return seen

    monkeypatch.setattr(desk.store.orders, "pulse", then_more)
    with another(path) as other:
        changed(other, shop["Eka"], BUDI, handler="sari")
    await drawn.watcher.catch_up()
    await drawn.watcher.catch_up()
    assert [each.order_id for each in drawn.addressed] == [shop["Eka"].order_id, shop["Gita"].order_id]


async def test_what_is_stored_during_a_catch_up_is_drawn_by_it(
    path: Path, desk: Desk, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(desk.store.lists.newcomers)
    monkeypatch.setattr(desk.store.lists, "newcomers", gate)
    with another(path) as other:
        placed(other, GATEWAY)
        first = asyncio.create_task(drawn.watcher.catch_up())
        await asyncio.to_thread(gate.reached.wait, 30)
        placed(other, GATEWAY)
    second = asyncio.create_task(drawn.watcher.catch_up())
    await asyncio.sleep(0)
    gate.open.set()
    await second
    assert drawn.changes[-1].news == News(2)
    assert first.done(), "who asks meanwhile waits until all is drawn"


async def test_a_catch_up_that_is_cancelled_leaves_the_next_one_free(
    path: Path, desk: Desk, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(desk.store.lists.newcomers)
    with monkeypatch.context() as slow, another(path) as other:
        slow.setattr(desk.store.lists, "newcomers", gate)
        placed(other, GATEWAY)
        first = asyncio.create_task(drawn.watcher.catch_up())
        await asyncio.to_thread(gate.reached.wait, 30)
        first.cancel()
        gate.open.set()
        await asyncio.gather(first, return_exceptions=True)
    await drawn.watcher.catch_up()
    assert [change.news for change in drawn.changes] == [News(1)]


async def test_a_list_that_is_replaced_meanwhile_is_compared_anew(
    path: Path, desk: Desk, listing: Listing, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(desk.store.lists.newcomers)
    with monkeypatch.context() as slow, another(path) as other:
        slow.setattr(desk.store.lists, "newcomers", gate)
        placed(other, GATEWAY, **buyer("Hana"))
        catching_up = asyncio.create_task(drawn.watcher.catch_up())
        await asyncio.to_thread(gate.reached.wait, 30)
        loading = asyncio.create_task(listing.load(OrderQuery().with_text("gita")))
        await asyncio.sleep(0)
        gate.open.set()
        pulse = await loading
        drawn.watcher.start(pulse)
        await catching_up
    await drawn.watcher.catch_up()
    assert all(change.news in (News(), News(1)) for change in drawn.changes)
    assert listing.count == 1


async def test_a_failure_is_reported_once_until_the_next_success(
    desk: Desk, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise DatabaseError("The disk reported an error.")

    for _time in range(2):
        with monkeypatch.context() as broken:
            broken.setattr(desk.store.orders, "data_version", refuse)
            await drawn.watcher.check()
            await drawn.watcher.check()
        await drawn.watcher.check()
    assert drawn.failures == ["The disk reported an error."] * 2
