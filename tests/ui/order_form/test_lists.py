"""What a field of the order form is chosen from, and what is said where that is nothing."""

from pathlib import Path

from textual.widgets import Input, OptionList

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Item
from tests.store.shop import opened, placed
from tests.ui.desk_app import Console, console
from tests.ui.order_form.hands import fields, fill


async def listed(desk: Console, path: str) -> list[str]:
    """What the field of this path can be chosen from, once the cursor is in it."""
    fields(desk)[path].focus()
    await desk.press("ctrl+l")
    return [str(option.prompt) for option in desk.app.screen.query_one(OptionList).options]


async def test_products_of_the_store_that_is_chosen_come_first(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        placed(store, store="Toko Zaitun", items=(Item("Anggur", 5),))
    async with console(path) as desk:
        await desk.press("a")
        await fill(desk, store="Toko Sehat")
        sehat = await listed(desk, "items.0.name")
        assert sehat[-1] == "Anggur"
        await desk.press("escape")
        await fill(desk, store="Toko Zaitun")
        assert await listed(desk, "items.0.name") == ["Anggur", *sehat[:-1]]


async def test_what_stands_in_a_field_is_pointed_at_among_all_that_it_can_be(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("a")
        methods = await listed(desk, "method")
        await desk.press("escape")
        await fill(desk, method="qris")
        assert await listed(desk, "method") == methods
        assert desk.app.screen.query_one(Input).value == ""
        assert desk.app.screen.query_one(OptionList).highlighted == methods.index("QRIS")
        await desk.press("down", "enter")
        assert fields(desk)["method"].value == methods[methods.index("QRIS") + 1]


async def test_what_is_said_of_a_field_goes_with_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        fields(desk)["note"].focus()
        await desk.press("ctrl+l")
        assert "There is no list for this field." in desk.text
        await desk.press("up")
        assert "There is no list for this field." not in desk.text
        await desk.press("ctrl+o")
        assert "First type the phone of a buyer who has ordered before." in desk.text
        await desk.press("down")
        assert "First type" not in desk.text
