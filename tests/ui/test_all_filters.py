"""The dialog of all filters."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.screens.filters import FiltersDialog
from tests.samples import PACKER
from tests.ui.desk_app import EVERYONE, MEDIUM, NARROW, WIDE, Console, console


def dialog(desk: Console) -> FiltersDialog:
    assert isinstance(desk.app.screen, FiltersDialog)
    return desk.app.screen


def values(desk: Console) -> list[str]:
    """The lines of the filters, with one blank between their parts."""
    return [" ".join(line.plain.split()) for line in dialog(desk).filters._lines]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_values_are_found_by_typing_and_chosen_or_left_out(
    path: Path, shop: dict[str, Order], size: tuple[int, int]
) -> None:
    async with console(path, size) as desk:
        await desk.press("f", "f")
        await desk.type("madu")
        assert values(desk) == ["Product", "□ Madu Hutan 500 ml 2"]
        await desk.press("enter")
        assert "■ Madu Hutan 500 ml 2" in values(desk)
        await desk.press("ctrl+u")
        await desk.type("cod")
        await desk.press("ctrl+n")
        assert values(desk) == ["Method −1", "✕ COD 2"]
        assert "Method not COD · Product Madu Hutan 500 ml" in desk.text
        assert "Show 0 orders" in desk.text
        await desk.press("ctrl+r", "ctrl+s")
        assert str(desk.screen.order_query) == 'product:"Madu Hutan 500 ml" received:30d'
        assert desk.names == ["Fajar", "Agus"]


async def test_from_and_to_are_asked_for_and_days_chosen(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f", "f")
        await desk.type("total")
        await desk.press("enter")
        await desk.type("Rp 200.000")
        await desk.press("tab")
        await desk.type("180k")
        await desk.press("enter")
        assert "Type a whole number" in desk.text
        await desk.press("backspace", "0", "0", "0", "enter")
        assert values(desk) == ["Total: Rp 180.000–Rp 200.000"]
        await desk.press("ctrl+u", "up", "enter", "s", "enter")
        assert values(desk)[0].startswith("Dates: Shipped: ")
        await desk.press("ctrl+r")
        assert values(desk)[0] == "Dates: All dates"
        await desk.press("ctrl+s")
        assert desk.screen.order_query.range("total") == (180_000, 200_000)


async def test_it_is_left_without_a_change_or_cleared(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.screen.show_list(OrderQuery.parse("status:pending days:..9 sort:total gita"))
        await desk.settle()
        await desk.press("f", "f", "down", "down", "down", "down", "enter", "escape")
        assert str(desk.screen.order_query) == 'status:pending days:..9 sort:total "gita"'
        await desk.press("f", "f", "ctrl+l", "ctrl+s")
        assert str(desk.screen.order_query) == 'sort:total "gita"'


async def test_the_rest_of_a_long_filter_is_found_in_the_dialog(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f")
        desk.screen.panes.facets._show_all("city")
        await desk.settle()
        current = dialog(desk).filters.current
        assert current is not None
        assert current.facet == "city"
        await desk.pilot.click("#cancel")
        await desk.settle()
        assert (desk.asked, desk.names) == (False, EVERYONE)


async def test_who_sees_no_money_is_offered_no_filter_of_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=PACKER) as desk:
        await desk.press("f", "f")
        assert not {"Total: any", "Money difference", "Proof of transfer", "Buyer"} & set(values(desk))
        assert "Days in this status: any" in values(desk)
