"""What others store while the list is open: it is told at once, and nothing moves until a person wants it."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from orders_tui.domain.commands import RecordFollowUp, RecordPayment
from orders_tui.domain.days import Period, next_day
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.templates import MessageStage
from orders_tui.store.store import Store
from orders_tui.ui.main.order_pane import OrderPane
from orders_tui.ui.widgets.bars import NewsLine
from tests.samples import BUDI, DAY, GATEWAY, NOW, SARI
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, Console, Gate, another, buyer, console, crowd


def news(desk: Console) -> int:
    return sum(desk.screen.query_one(NewsLine).news)


def place_of_everything(desk: Console) -> tuple[Any, ...]:
    table = desk.screen.orders.table
    return (
        table.cursor_row,
        table.cursor_key,
        table.scroll_offset,
        table.row_count,
        desk.screen.orders.marks,
        desk.names,
    )


def arrived(other: Store, name: str = "Hana", **fields: Any) -> Order:
    return placed(other, GATEWAY, **buyer(name), **fields)


async def test_new_orders_are_told_by_the_pulse_itself(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        with another(path) as other:
            arrived(other)
        await desk.until(lambda: news(desk) == 1)
        await desk.settle()
        assert "▲ 1 new order: press n to show it" in desk.text


async def test_nothing_moves_until_the_new_orders_are_wanted(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 120)
    async with console(path, NARROW) as desk:
        await desk.press("space", "pagedown", "pagedown", "space", "j")
        before = place_of_everything(desk)
        list_before = desk.lines[3:-1]
        with another(path) as other:
            arrived(other)
            newest = arrived(other, "Indra")
            await desk.look()
            assert "▲ 2 new orders: press n to show them" in desk.lines[2]
            assert place_of_everything(desk) == before
            assert desk.lines[3:-1] == list_before
            newest = arrived(other, "Joko")
            await desk.look()
        assert "▲ 3 new orders" in desk.lines[2]
        await desk.press("n")
        table = desk.screen.orders.table
        assert (table.cursor_row, table.cursor_key, table.scroll_offset.y) == (0, newest.id, 0)
        assert desk.names[:4] == ["Joko", "Indra", "Hana", "Pembeli"]
        assert (table.row_count, news(desk)) == (123, 0)
        assert "new order" not in desk.text
        assert "2 marked" in desk.footer


async def test_only_new_orders_that_the_list_would_show_are_told(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        with another(path) as other:
            arrived(other, "Hana")
            await desk.press("slash", "h", "a", "n", "a", "enter")
            assert desk.names == ["Hana"]
            arrived(other, "Indra")
            arrived(other, "Hana", seller="Mitra Jaya")
            arrived(other, "Hana", at=NOW - 60 * DAY)
            await desk.look()
            assert news(desk) == 0
            arrived(other, "Hana Wulan")
            await desk.look()
        assert news(desk) == 1
        await desk.press("n")
        assert desk.names == ["Hana", "Hana"]


async def test_an_order_that_comes_to_fit_is_told_and_taken_in(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.screen.show_list(OrderQuery.parse("status:pending"))
        await desk.settle()
        await desk.press("G")
        before = place_of_everything(desk)
        with another(path) as other:
            changed(other, shop["Budi"], status=Status.PENDING)
            changed(other, shop["Dewi"], method=Method.COD)
            changed(other, shop["Agus"], note="of no matter")
            await desk.look()
            assert "▲ 2 more orders fit: press n to show them" in desk.text
            changed(other, shop["Dewi"], status=Status.CANCELED, reason="twice")
            await desk.look()
            assert "▲ 1 more order fits: press n to show it" in desk.text
            assert place_of_everything(desk) == before
            await desk.press("n")
            assert (desk.under_cursor, news(desk)) == ("Budi", 0)
            changed(other, shop["Agus"], status=Status.SHIPPED)
            changed(other, shop["Agus"], status=Status.PENDING)
            arrived(other)
            await desk.look()
        assert "▲ 2 more orders fit: press n to show them" in desk.text
        await desk.press("n")
        assert desk.under_cursor == "Hana", "the newest"


async def test_an_empty_list_takes_in_by_itself_what_comes_to_fit(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.screen.show_list(OrderQuery.parse("status:ready"))
        await desk.settle()
        assert desk.names == []
        with another(path) as other:
            changed(other, shop["Budi"], status=Status.READY)
        await desk.look()
        assert (desk.names, news(desk)) == (["Budi"], 0)


async def test_a_click_on_the_news_shows_them(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, MEDIUM) as desk:
        await desk.pilot.click(NewsLine)
        await desk.settle()
        assert desk.under_cursor == "Gita"
        with another(path) as other:
            arrived(other)
        await desk.look()
        await desk.pilot.click(NewsLine)
        await desk.settle()
        assert desk.under_cursor == "Hana"


async def test_in_a_list_sorted_otherwise_the_cursor_goes_to_the_newest(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.sort_by("customer")
        with another(path) as other:
            arrived(other)
        await desk.look()
        await desk.press("n")
        assert desk.names == ["Agus", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hana"]
        assert desk.under_cursor == "Hana"


async def test_the_numbers_follow_what_others_store(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        assert "7 orders · Last 30 days" in desk.lines[0]
        with another(path) as other:
            arrived(other)
        await desk.look()
        assert "8 orders · Last 30 days" in desk.lines[0]
        assert "□ ◔ Pending       4" in desk.text
        assert "Value Rp 1.474.679" in desk.text
        assert len(desk.names) == 7


async def test_a_change_of_another_is_drawn_where_it_is(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "space")
        before = place_of_everything(desk)
        with another(path) as other:
            other.execute(RecordPayment(order_id=shop["Eka"].order_id, reported=PaymentReport.PAID), GATEWAY)
        await desk.look()
        assert "◔ Pending    Paid" in desk.line_of(shop["Eka"])
        assert place_of_everything(desk) == before
        assert desk.under_cursor == "Eka"
        detail = "\n".join(line[desk.screen.query_one("#detail").region.x :] for line in desk.lines)
        assert "Unpaid → Paid" in detail, "the pane of the order follows"


async def test_what_no_longer_fits_by_the_change_of_another_is_dimmed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape")
        with another(path) as other:
            changed(other, shop["Fajar"], BUDI, status=Status.CONFIRMED)
        await desk.look()
        rows = [desk.screen.orders.table.row_at(place) for place in range(3)]
        assert [(row.order.name.split()[0], row.gone is not None) for row in rows if row] == [
            ("Gita", False),
            ("Fajar", True),
            ("Eka", False),
        ]
        await desk.press("r")
        assert desk.names == ["Gita", "Eka"]


async def test_the_pane_follows_only_its_own_order(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        opened_before = desk.screen.panes.detail.detail
        with another(path) as other:
            changed(other, shop["Eka"], BUDI, note="lain")
        await desk.look()
        assert desk.screen.panes.detail.detail is opened_before
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, note="Diantar sore")
        await desk.look()
        assert "Diantar sore" in desk.text


async def test_the_pane_says_what_another_did_to_its_order_until_one_goes_on(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path, WIDE) as desk:
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, status=Status.CONFIRMED)
        await desk.look()
        assert "▲ 14:05 budi: Pending →" in desk.text
        with another(path) as other:
            other.execute(RecordPayment(order_id=shop["Gita"].order_id, reported=PaymentReport.PAID), GATEWAY)
        await desk.look()
        assert "▲ 14:05 intake: Unpaid →" in desk.text
        await desk.press("r")
        assert "▲ 14:05 intake" in desk.text, "it stays while the order does"
        await desk.press("greater_than_sign")
        assert "▲ 14:05" not in desk.text, "one's own change is no news"
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, note="lain")
        await desk.look()
        assert "▲ 14:05 budi: Note: lain" in desk.text
        await desk.press("j", "k")
        assert "▲ 14:05" not in desk.text


async def test_an_order_that_is_handed_over_is_said_beside_what_is_said_already(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("greater_than_sign")
        with another(path) as other:
            changed(other, shop["Eka"], BUDI, handler="sari")
        await desk.look()
        own, said = (str(each.message) for each in desk.app._notifications)
        assert own.endswith("Press u to undo.")
        assert said == f"budi handed {shop['Eka'].order_id} over to you."


async def test_what_is_stored_while_the_list_is_read_is_told_afterwards(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        gate = Gate(desk.store.lists.page)
        monkeypatch.setattr(desk.store.lists, "page", gate)
        await desk.pilot.press("r")
        await desk.until(gate.reached.is_set)
        with another(path) as other:
            arrived(other)
            changed(other, shop["Gita"], BUDI, payment=PaymentStatus.PAID)
        # The pulse has beaten meanwhile, so nothing more will call attention to what came in.
        desk.screen.orders.catch_up()
        gate.open.set()
        await desk.settle()
        assert news(desk) == 1
        assert "◔ Pending    Paid" in desk.line_of(shop["Gita"])


async def test_a_look_that_is_cut_short_leaves_nothing_undrawn(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        gate = Gate(desk.store.lists.rows)
        monkeypatch.setattr(desk.store.lists, "rows", gate)
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, payment=PaymentStatus.PAID)
            desk.screen.orders.catch_up()
            await desk.until(gate.reached.is_set)
            changed(other, shop["Eka"], BUDI, payment=PaymentStatus.PAID)
        desk.screen.orders.catch_up()
        await desk.pilot.pause(0)
        gate.open.set()
        await desk.settle()
        assert "◔ Pending    Paid" in desk.line_of(shop["Eka"])
        assert "◔ Pending    Paid" in desk.line_of(shop["Gita"])


async def test_the_first_order_of_an_empty_shop_is_shown(path: Path) -> None:
    with opened(path, create=True):
        pass
    async with console(path, NARROW) as desk:
        assert "No orders yet." in desk.text
        with another(path) as other:
            arrived(other)
        await desk.look()
        assert desk.names == ["Hana"]
        assert "No orders yet." not in desk.text
        assert desk.screen.focused is desk.screen.orders.table


# As time passes


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now

    def go_to_midnight(self) -> None:
        self.now = float(next_day(NOW, ZoneInfo("Asia/Jakarta")))


async def test_at_midnight_a_list_of_today_is_read_again(path: Path, shop: dict[str, Order]) -> None:
    clock = Clock()
    async with console(path, clock=clock) as desk:
        today = OrderQuery().with_period(Period.parse("today"))
        desk.screen.trail = desk.screen.trail.showing(today)
        await desk.settle()
        assert desk.names == ["Gita", "Fajar", "Eka"]
        clock.go_to_midnight()
        await desk.until(lambda: "0 orders · Today  00:00" in desk.lines[0])
        await desk.settle()
        assert desk.names == []
        assert "7 older orders fit" in desk.text


async def test_at_midnight_the_cursor_stays_on_its_order(path: Path, shop: dict[str, Order]) -> None:
    clock = Clock()
    async with console(path, clock=clock) as desk:
        week = OrderQuery().with_period(Period.parse("7d"))
        desk.screen.trail = desk.screen.trail.showing(week)
        await desk.settle()
        await desk.press("j", "j")
        clock.go_to_midnight()
        await desk.until(lambda: "22 Nov" in desk.line_of(shop["Eka"]))
        await desk.settle()
        assert desk.under_cursor == "Eka"


async def test_at_midnight_fixed_days_keep_their_rows_with_the_times_as_they_read_then(
    path: Path, shop: dict[str, Order]
) -> None:
    clock = Clock()
    async with console(path, clock=clock) as desk:
        await desk.press("F", "F", "j")
        with another(path) as other:
            arrived(other)
        await desk.look()
        before = desk.names
        assert "22 Nov" not in desk.line_of(shop["Gita"])
        clock.go_to_midnight()
        await desk.until(lambda: "22 Nov" in desk.line_of(shop["Gita"]))
        await desk.settle()
        queues, pane = desk.screen.panes.facets.queues, desk.screen.query_one(OrderPane)
        assert [queue.orders for queue in queues if queue.title == "Today"] == [0]
        assert "22 Nov" in pane._lines[0].plain
        assert (desk.names, desk.under_cursor, news(desk)) == (before, "Fajar", 1)


async def test_what_comes_due_is_told_and_counted(path: Path, shop: dict[str, Order]) -> None:
    clock = Clock()
    due = OrderQuery.parse("followup:due")
    with opened(path) as store:
        for name in ("Fajar", "Gita"):
            store.execute(
                RecordFollowUp(order_id=shop[name].order_id, stage=MessageStage.WELCOME, template="Welcome"), SARI
            )
    async with console(path, clock=clock) as desk:
        desk.screen.show_list(due)
        await desk.settle()
        assert desk.names == ["Eka"]
        clock.now += DAY
        await desk.until(lambda: news(desk) == 2)
        await desk.settle()
        assert "▲ 2 more orders fit: press n to show them" in desk.text
        assert desk.names == ["Eka"]
        assert [queue.orders for queue in desk.screen.panes.facets.queues if queue.title == "To follow up"] == [3]
        await desk.press("n")
        assert desk.names == ["Gita", "Fajar", "Eka"]
