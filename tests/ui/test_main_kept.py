"""What the console remembers of a person: the layout, the sort, the role and the theme."""

from pathlib import Path

from orders_tui.domain.facts import Order
from orders_tui.domain.query import Role
from tests.samples import SARI
from tests.store.shop import opened
from tests.ui.desk_app import console


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
