"""The console as a person at the keyboard uses it, on a real database."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.store.store import Store
from orders_tui.ui.app import OrdersApp
from orders_tui.ui.main.marks import ALL, NONE
from orders_tui.ui.main.screen import MainScreen
from orders_tui.ui.widgets.bars import NewsLine
from tests.store.shop import COURSE, GATEWAY, SARI, changed, opened, placed
from tests.ui.golden import screen_lines

WAITING = ("change", "dialog")
"""Groups of workers that wait for a person."""


class Desk:
    """One console under the hands of a test."""

    def __init__(self, store: Store, app: OrdersApp, pilot: Pilot[None]) -> None:
        self.store, self.app, self.pilot = store, app, pilot

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def settle(self) -> None:
        for _round in range(4):
            await self.pilot.pause()
            for worker in [each for each in self.app.workers if each.group not in WAITING]:
                await worker.wait()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def done(self) -> None:
        """Wait until the change under way is stored and drawn."""
        for worker in [each for each in self.app.workers if each.group == "change"]:
            await worker.wait()
        self.screen.catch_up()
        await self.settle()

    async def choose(self, entry: str) -> None:
        """Open the quick actions and press the digit of an entry."""
        await self.press("full_stop")
        digit = re.search(r"(\d)  " + re.escape(entry), self.text())
        assert digit is not None, self.text()
        await self.press(digit[1])

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    def lines(self) -> list[str]:
        return list(screen_lines(self.app))

    def text(self) -> str:
        return "\n".join(self.lines())


@asynccontextmanager
async def console(path: Path, size: tuple[int, int] = (140, 40)) -> AsyncIterator[Desk]:
    with opened(path, create=True) as store:
        app = OrdersApp(store, SARI)
        async with app.run_test(size=size) as pilot:
            desk = Desk(store, app, pilot)
            await desk.settle()
            yield desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.db"


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24)])
async def test_a_physical_order_goes_its_way_by_keys_alone(path: Path, size: tuple[int, int]) -> None:
    with opened(path, create=True) as store:
        order = placed(store)
    async with console(path, size) as desk:
        await desk.choose("Confirm payment")
        await desk.done()
        await desk.choose("Ready to ship")
        await desk.done()
        await desk.choose("Ship…")
        await desk.type("JNE")
        await desk.press("enter")
        await desk.type("R1")
        await desk.press("enter")
        await desk.done()
        await desk.choose("Complete")
        await desk.done()
        now = desk.store.orders.get(order.order_id)
        assert (now.status, now.payment_status, now.courier, now.receipt) == (
            Status.COMPLETED,
            PaymentStatus.PAID,
            "JNE",
            "R1",
        )
        assert "● Completed" in desk.text()
        await desk.press("u")
        await desk.done()
        assert desk.store.orders.get(order.order_id).status is Status.SHIPPED


async def test_a_digital_order_is_completed_without_shipping(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store, items=(COURSE,))
    async with console(path) as desk:
        await desk.choose("Confirm payment")
        await desk.done()
        await desk.choose("Complete")
        await desk.done()
        assert desk.store.orders.get(order.order_id).status is Status.COMPLETED


async def test_a_search_filters_while_one_types(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store)
        other = placed(store, customer=store.orders.many([1])[0].__class__("Budi", "+628170000001"))
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type("0817-0000")
        assert desk.screen.table.row_count == 1
        assert other.order_id in desk.text()
        await desk.press("enter")
        assert desk.screen.table.has_focus
        await desk.press("escape")
        assert desk.screen.table.row_count == 2
        await desk.press("slash")
        await desk.type("zzzz")
        assert "No orders match." in desk.text()
        assert "zzzz" in desk.text()
        await desk.press("escape", "F")
        assert desk.screen.query_one("#search", Input).value == ""
        assert desk.screen.table.row_count == 2


async def test_new_orders_wait_until_they_are_asked_for(path: Path) -> None:
    with opened(path, create=True) as store:
        for _each in range(60):
            placed(store)
    async with console(path) as desk, _other(path) as other:
        await desk.press("down", "down", "asterisk")
        table = desk.screen.table
        before = (table.cursor_row, table.cursor_key, table.scroll_offset, table.row_count, desk.screen.marks)
        new = placed(other, GATEWAY)
        desk.screen.catch_up()
        await desk.settle()
        assert desk.screen.query_one(NewsLine).news == 1
        assert "1 new order: press n" in desk.text()
        assert before == (table.cursor_row, table.cursor_key, table.scroll_offset, table.row_count, ALL)
        await desk.press("n")
        assert (table.cursor_row, table.cursor_key, table.row_count) == (0, new.id, 61)
        assert new.id not in desk.screen.marks
        assert desk.screen.marks.count(61) == 60
        await desk.press("escape")
        assert desk.screen.marks == NONE


@asynccontextmanager
async def _other(path: Path) -> AsyncIterator[Store]:
    with opened(path, seed=8) as store:
        yield store


async def test_a_change_of_another_is_drawn_in_place_and_a_late_one_is_refused(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store)
    async with console(path) as desk, _other(path) as other:
        await desk.press("f", "down", "space")
        assert desk.screen.table.row_count == 1
        await desk.press("escape", "full_stop")
        changed(other, order, by=GATEWAY, courier="JNE")
        await desk.press("1")
        await desk.done()
        assert desk.store.orders.get(order.order_id).status is Status.PENDING
        assert any("was changed meanwhile by gateway" in str(toast.message) for toast in desk.app._notifications)
        changed(other, order, by=GATEWAY, status=Status.CONFIRMED)
        desk.screen.catch_up()
        await desk.settle()
        row = desk.screen.table.row_at(0)
        assert row is not None
        assert (row.order.status, row.stale) == (Status.CONFIRMED, True)
        await desk.press("r")
        assert desk.screen.table.row_count == 0


async def test_deleting_asks_and_starts_on_cancel(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store, method=None)
    async with console(path) as desk:
        await desk.press("x")
        assert "Move to the trash: 1 Created." in desk.text()
        await desk.press("enter")
        assert desk.store.orders.get(order.order_id).deleted_at is None
        await desk.press("x", "y")
        await desk.done()
        assert desk.store.orders.get(order.order_id).deleted_at is not None
        await desk.press("T")
        assert order.order_id in desk.text()
        await desk.choose("Restore")
        await desk.done()
        assert desk.store.orders.get(order.order_id).deleted_at is None


@pytest.mark.parametrize(
    "name", ["x [/oops]", "[@click=app.exit]Siti[/]", "a\x1b[31mred", "a\u202eb", "two\nlines", "👨‍👩‍👧 keluarga"]
)
async def test_a_hostile_name_is_only_text(path: Path, name: str) -> None:
    with opened(path, create=True) as store:
        customer = store.orders.get(placed(store).order_id).customer
        placed(store, customer=customer.__class__(name, customer.phone), buyer_note=name, source="[b]")
    async with console(path) as desk:
        await desk.press("full_stop", "escape", "question_mark", "escape", "d", "escape")
        text = desk.text()
        assert "\x1b" not in text
        assert "\u202e" not in text
        if name.startswith("x"):
            assert "x [/oops]" in text
