"""Where the cursor is: on its order, whatever is done to the list, and what it is on is shown as it is now."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from tests.samples import BUDI
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import NARROW, another, buyer, console, crowd


async def test_the_cursor_stays_on_its_order(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape", "j", "j")
        assert desk.under_cursor == "Eka"
        await desk.sort_by("order id")
        assert desk.under_cursor == "Eka"
        await desk.press("f", "backspace", "escape")
        assert (desk.under_cursor, len(desk.names)) == ("Eka", 7)
        await desk.press("colon")
        await desk.type(shop["Agus"].order_id)
        await desk.press("enter")
        assert desk.under_cursor == "Agus"
        await desk.press("escape")
        assert desk.under_cursor == "Eka"


@pytest.mark.parametrize("title", ["total", "customer", "status", "store", "order id", "handler"])
async def test_every_sort_leaves_the_cursor_on_its_order(path: Path, title: str) -> None:
    with opened(path, create=True) as store:
        crowd(store, 200)
    async with console(path, NARROW) as desk:
        await desk.press("pagedown", "pagedown", "pagedown", "j")
        here = desk.screen.orders.cursor
        await desk.sort_by(title)
        assert desk.screen.orders.cursor == here
        assert desk.screen.orders.table.cursor_row in desk.screen.orders.table.window.rows
        await desk.sort_by(title)
        assert desk.screen.orders.cursor == here


async def test_a_header_that_is_clicked_twice_at_once_leaves_the_cursor_on_its_order(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("j", "j", "j")
        header = next(y for y, line in enumerate(desk.lines) if "Order ID" in line)
        x = desk.lines[header].index("Customer") + 2
        for _time in range(2):
            await desk.pilot.click(offset=(x, header))
        await desk.settle()
        assert desk.screen.order_query.descending
        assert desk.under_cursor == "Dewi"


async def test_a_search_that_is_left_leaves_the_cursor_on_what_was_found(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"budi", "escape")
        assert (desk.under_cursor, len(desk.names)) == ("Budi", 7)


@pytest.mark.parametrize("typed", ["zz", "ekaz"])
async def test_a_search_without_hits_leads_back_to_where_it_began(
    path: Path, shop: dict[str, Order], typed: str
) -> None:
    async with console(path) as desk:
        await desk.press("j", "j", "j", "slash", *typed)
        assert desk.names == []
        await desk.press("escape")
        assert (desk.under_cursor, len(desk.names)) == ("Dewi", 7)


async def test_a_filter_that_leaves_nothing_leads_back_to_where_it_began(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "j", "j", "f", "down", "down", "down", "space")
        assert desk.names == []
        await desk.press("space", "escape")
        assert (desk.under_cursor, len(desk.names)) == ("Dewi", 7)


async def test_the_trash_and_back_leave_the_cursor_on_its_order(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "j")
        desk.screen.action_show("trash")
        await desk.settle()
        assert desk.names == []
        await desk.press("escape")
        assert desk.under_cursor == "Eka"


async def test_a_visit_that_is_sorted_leads_back_to_the_order_all_the_same(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("G", "k")
        assert desk.under_cursor == "Budi"
        await desk.press("colon")
        await desk.type(shop["Gita"].order_id)
        await desk.press("enter")
        await desk.sort_by("total")
        await desk.press("escape")
        assert (desk.under_cursor, len(desk.names)) == ("Budi", 7)


async def test_reading_again_keeps_the_cursor_on_its_order(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "j")
        assert desk.under_cursor == "Eka"
        with another(path) as other:
            placed(other, **buyer("Hana"))
            changed(other, shop["Dewi"], status=Status.CANCELED, reason="salah pesan")
        await desk.press("r")
        assert (desk.names[0], len(desk.names)) == ("Hana", 8)
        assert desk.under_cursor == "Eka"


async def test_reading_again_without_its_order_leaves_the_cursor_where_that_was(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape", "j")
        assert (desk.names, desk.under_cursor) == (["Gita", "Fajar", "Eka"], "Fajar")
        with another(path) as other:
            changed(other, shop["Fajar"], status=Status.CONFIRMED)
        await desk.look()
        await desk.press("r")
        assert (desk.names, desk.under_cursor) == (["Gita", "Eka"], "Eka")
        with another(path) as other:
            changed(other, shop["Eka"], status=Status.CONFIRMED)
        await desk.look()
        await desk.press("r")
        assert (desk.names, desk.under_cursor) == (["Gita"], "Gita")


async def test_reading_again_where_no_row_is_loaded_yet_leaves_the_cursor_there(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 600)
    async with console(path, NARROW) as desk:
        table = desk.screen.orders.table
        table.move_cursor(500)
        assert table.row_at(500) is None, "it was loaded after all"
        desk.screen.action_orders("reload")
        await desk.settle()
        assert table.cursor_row == 500
        assert desk.screen.orders.current() is not None


async def test_the_row_of_the_cursor_is_drawn_anew_however_far_it_is(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 900)
    async with console(path, NARROW) as desk:
        order = desk.screen.orders.current()
        assert order is not None
        table = desk.screen.orders.table
        table.scroll_to(y=800, animate=False)
        await desk.settle()
        with another(path) as other:
            changed(other, order, BUDI, status=Status.CONFIRMED)
        await desk.look()
        shown = desk.screen.orders.current()
        assert shown is not None
        assert shown.status is Status.CONFIRMED
        await desk.choose("Start processing")
        assert desk.stored(order).status is Status.IN_PROCESS


async def test_rows_that_were_seen_before_are_drawn_anew_however_far_they_are(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 900)
    async with console(path, NARROW) as desk:
        order = desk.screen.orders.current()
        assert order is not None
        await desk.press("G")
        with another(path) as other:
            changed(other, order, BUDI, status=Status.CONFIRMED)
        await desk.look()
        await desk.press("g")
        shown = desk.screen.orders.current()
        assert shown is not None
        assert (shown.id, shown.status) == (order.id, Status.CONFIRMED)
