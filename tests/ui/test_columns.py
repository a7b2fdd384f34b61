"""The columns of the list in the console: chosen with keys and mouse, kept, and belonging to a view."""

from pathlib import Path

import pytest

from orders_tui.domain.columns import OWN, Columns
from orders_tui.domain.commands import HoldOrder
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.screens.columns import ColumnsDialog
from tests.samples import DAY, NOW, SARI
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import NARROW, Console, Gate, another, buyer, console


def head(desk: Console) -> str:
    """The line of the labels."""
    return next(line for line in desk.lines if "Order ID" in line and "□" in line)


def keys(desk: Console) -> tuple[str, ...]:
    return desk.screen.orders.table.seen.spelt_out.keys


async def go_to(desk: Console, title: str) -> None:
    """Put the cursor of the dialog on a column."""
    dialog = desk.app.screen
    assert isinstance(dialog, ColumnsDialog)
    titles = [str(option.prompt) for option in dialog.listed.options]
    dialog.listed.highlighted = next(at for at, text in enumerate(titles) if text[2:].split("  ")[0] == title)


async def test_columns_are_chosen_ordered_and_sized_while_the_list_follows(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        before = keys(desk)
        await desk.press("c")
        await go_to(desk, "City")
        await desk.press("space")
        assert keys(desk) == (*before, "city")
        await go_to(desk, "City")
        await desk.press("K", "K", "plus", "plus")
        assert keys(desk) == (*before[:-2], "city", *before[-2:])
        assert desk.screen.orders.table.cells_of("city") == 14
        await desk.press("enter")
        assert "City" in head(desk)
    async with console(path) as again:
        assert keys(again) == (*before[:-2], "city", *before[-2:]), "also after a restart"
        await again.press("c", "a", "enter")
        assert keys(again) == before
        assert again.store.settings.get(OWN, SARI.name) == ""


async def test_who_leaves_the_dialog_has_the_columns_from_before(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        before = keys(desk)
        await desk.press("c", "down", "down", "space")
        assert keys(desk) != before
        await desk.press("escape")
        assert keys(desk) == before
        await desk.press("c", "home", "space")
        assert keys(desk) == before, "the first ones stay"


async def test_the_mouse_shows_moves_and_sizes_columns(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        before = keys(desk)
        await desk.press("c")
        await go_to(desk, "City")
        await desk.settle()
        y = next(y for y, line in enumerate(desk.lines) if "□ City" in line)
        await desk.pilot.click(offset=(desk.lines[y].index("□ City") + 3, y))
        await desk.settle()
        assert keys(desk) == (*before, "city")
        await go_to(desk, "City")
        for knob in (0, 2, 5):
            await desk.pilot.click(list(desk.app.screen.query(".knob"))[knob])
            await desk.settle()
        assert keys(desk) == (*before[:-1], "city", before[-1])
        assert desk.screen.orders.table.cells_of("city") == 11
        assert not desk.asked


async def test_columns_of_a_view_are_shown_with_it_alone(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        before = keys(desk)
        await desk.press("3", "c", "v", "home", "down", "down", "space", "enter")
        of_view = keys(desk)
        assert of_view != before
        await desk.press("F")
        assert keys(desk) == before
        await desk.press("3")
        assert keys(desk) == of_view
        await desk.sort_by("Customer")
        assert desk.screen.order_query.sort == "name"
        assert keys(desk) == of_view, "as long as the list is made from it"
        await desk.press("3")
    async with console(path) as again:
        assert keys(again) == of_view, "as it was left"
        await again.press("F")
        assert keys(again) == before
        await again.press("3")
        assert keys(again) == of_view
        await again.press("c", "v", "enter")
        await again.press("F", "3")
        assert keys(again) == of_view, "which are those of every list now"


async def test_what_else_came_from_a_buyer_is_read_for_the_rows_that_are_seen(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path, (200, 40)) as desk:
        for name in ("Gita", "Budi"):
            changed(desk.store, shop[name], phone=shop["Agus"].phone)
        changed(desk.store, shop["Budi"], status=Status.RTS, reason="rusak")
        await desk.press("c")
        await go_to(desk, "Buyer's orders")
        await desk.press("space", "enter")
        rows = [row for _position, row in desk.screen.orders.table.loaded()]
        assert {row.order.name.split()[0]: row.past for row in rows}["Gita"] == (3, 1)
        assert "3, 1 RTS" in desk.text
        await desk.sort_by("s orders")
        assert [name for name in desk.names[:3] if name in ("Gita", "Budi", "Agus")] == ["Gita", "Budi", "Agus"]


async def test_orders_that_wait_too_long_are_marked_without_any_colour(path: Path, shop: dict[str, Order]) -> None:
    with opened(path, seed=9) as store:
        placed(store, **buyer("Hani"), at=NOW - DAY - 60)
        placed(store, **buyer("Indra"), at=NOW - 3 * DAY - 60)
    async with console(path) as desk:
        lines = {name: next(line for line in desk.lines if name in line) for name in ("Hani", "Indra", "Eka")}
        assert "◔! Pending" in lines["Hani"]
        assert "◔!! Pending" in lines["Indra"]
        assert "◔ Pending" in lines["Eka"]


async def test_an_order_on_hold_is_marked_too(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as store:
        store.execute(HoldOrder(order_id=shop["Gita"].order_id, reason="alamat palsu"), SARI)
    async with console(path) as desk:
        assert "◔? Pending" in desk.line_of(shop["Gita"])


async def test_a_narrow_list_is_scrolled_by_whole_columns_with_a_key(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("c", "end", "space", "enter")
        shown = head(desk)
        assert shown.rstrip().endswith("›") or "‹" in shown
        await desk.press(*["left"] * 9)
        assert head(desk).rstrip().endswith("›")
        assert "‹" not in head(desk)
        await desk.press(*["right"] * 9)
        assert "‹" in head(desk)
        assert not head(desk).rstrip().endswith("›")


async def test_a_header_is_clicked_to_sort_by_and_with_ctrl_held_to_sort_by_then(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        y = next(y for y, line in enumerate(desk.lines) if "Order ID" in line)
        for title, ctrl in (("Payment", False), ("Total", True)):
            await desk.pilot.click(offset=(desk.lines[y].rindex(title) + 1, y), control=ctrl)
            await desk.settle()
        assert str(desk.screen.order_query).split()[-1] == "sort:pay,-total"
        assert "Payme… ▲" in head(desk)
        assert "Total ▼2" in head(desk)
        await desk.press("s")
        await desk.type("city")
        await desk.press("tab")
        assert str(desk.screen.order_query).split()[-1] == "sort:pay,city"


async def test_what_is_tried_stays_while_others_change_orders(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        before = keys(desk)
        await desk.press("c")
        await go_to(desk, "City")
        await desk.press("space")
        with another(path) as other:
            changed(other, shop["Fajar"], status=Status.CONFIRMED)
        await desk.look()
        assert keys(desk) == (*before, "city")
        await desk.press("escape")
        assert keys(desk) == before


async def test_a_column_of_the_buyers_leaves_the_rows_of_a_list_that_is_being_ordered(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path, (200, 40)) as desk:
        gate = Gate(desk.store.lists.open)
        monkeypatch.setattr(desk.store.lists, "open", gate)
        desk.screen.show_list(OrderQuery.parse("sort:-total"))
        await desk.until(gate.reached.is_set)
        desk.screen.orders.table.chosen = Columns.parse("order_id name past")
        await desk.until(lambda: "Buyer" in head(desk))
        gate.open.set()
        await desk.settle()
        assert len(desk.names) == 7
        assert {row.past for _position, row in desk.screen.orders.table.loaded()} == {(1, 0)}
