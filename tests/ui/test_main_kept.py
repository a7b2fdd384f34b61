"""What the console remembers of a person: the layout, the sort, the role and the theme."""

from pathlib import Path

from orders_tui.domain.facts import Order
from orders_tui.domain.query import Role
from tests.samples import SARI
from tests.store.shop import opened
from tests.ui.desk_app import console, crowd, go_to


async def test_layout_sort_and_role_are_as_they_were_left(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("o", "w", "R", "R")
        header = next(y for y, line in enumerate(desk.lines) if "Order ID" in line)
        await desk.pilot.click(offset=(desk.lines[header].index("Customer") + 2, header))
        await desk.settle()
    async with console(path) as desk:
        assert desk.screen.panes.has_class("-no-overview", "-full")
        assert (desk.screen.order_query.sort, desk.screen.order_query.descending) == ("name", False)
        assert desk.names == sorted(desk.names)
        await desk.press("o", "w", "R")
    async with console(path) as desk:
        assert not desk.screen.panes.has_class("-no-overview")
        assert not desk.screen.panes.has_class("-full")
        assert desk.screen.order_query.role is Role.FULFILMENT
        assert desk.screen.order_query.sort == "name"


async def test_a_search_and_the_trash_are_not_remembered(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("T", "slash")
        await desk.type("siti")
    async with console(path) as desk:
        assert not desk.screen.order_query.trash
        assert desk.screen.order_query.text == ""


async def test_what_is_kept_and_cannot_be_read_is_left_out(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.settings.put("list", "sort:nothing", SARI)
        store.settings.put("layout", "full huge", SARI)
        store.settings.put("theme", "no-such-theme", SARI)
    async with console(path) as desk:
        assert desk.screen.order_query.sort == "created_at"
        assert desk.screen.panes.has_class("-full")
        assert not desk.screen.panes.has_class("-huge")


async def test_filters_and_days_are_as_they_were_left(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("4")
        await desk.sort_by("total")
        left = desk.screen.order_query
        await desk.press("T")
    async with console(path) as again:
        assert again.screen.order_query == left, "the trash was only visited"
        await again.press("escape", "F")
    async with console(path) as fresh:
        assert str(fresh.screen.order_query).startswith("received:30d")


async def test_the_view_its_columns_and_the_cursor_are_as_they_were_left(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("8", "c", "v", "space", "enter")  # another column for this view
        columns = desk.screen.orders.table.chosen
        assert columns.chosen
        await desk.sort_by("customer")
        await go_to(desk, "Fajar")
        at = desk.screen.orders.table.cursor_row
        await desk.press("T")
    async with console(path) as again:
        assert "Today * changed" in again.text
        assert again.screen.orders.table.chosen == columns
        assert (again.under_cursor, again.screen.orders.table.cursor_row) == ("Fajar", at)
        await again.press("g")
    async with console(path) as top:
        assert top.screen.orders.table.cursor_row == 0


async def test_the_cursor_far_down_is_there_before_a_key_is_taken(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        crowd(store, 200)
    async with console(path) as desk:
        await desk.press("G")
        last = desk.under_cursor
        await desk.press("k")
        left = desk.screen.orders.cursor
    async with console(path) as again:
        assert again.screen.orders.cursor == left
        await again.press("j")
        assert again.under_cursor == last


async def test_all_dates_stay_chosen(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.hammer("F")
        assert str(desk.screen.order_query) == ""
    async with console(path) as again:
        assert str(again.screen.order_query) == ""
