"""What the list shows: dates, sort, filters, role, trash, and why it is empty."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import DeleteOrder, RecordPayment
from orders_tui.domain.days import Period
from orders_tui.domain.facts import Order
from orders_tui.domain.filters import FACETS
from orders_tui.domain.order import Method, PaymentReport, Status
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.ui.main.key_bar import KeyBar
from orders_tui.ui.main.screen import MainScreen
from orders_tui.ui.show_query import value_label
from orders_tui.ui.widgets.facets import FacetsPane
from tests.samples import DAY, GATEWAY, NOW, SARI
from tests.store.shop import opened, placed
from tests.ui.desk_app import EVERYONE, MEDIUM, NARROW, WIDE, Console, Gate, another, buyer, console, crowd, searched

# What is shown at first


async def test_it_opens_on_the_last_30_days_newest_first(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as store:
        placed(store, **buyer("Lama"), at=NOW - 31 * DAY)
    async with console(path) as desk:
        assert desk.names == EVERYONE
        assert desk.under_cursor == "Gita"
        assert desk.screen.orders.table.has_focus
        assert "7 orders · Last 30 days" in desk.lines[0]


async def test_it_opens_on_everything_when_the_last_30_days_are_empty(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, **buyer("Lama"), at=NOW - 31 * DAY)
    async with console(path) as desk:
        assert desk.names == ["Lama"]
        assert "1 order · All dates" in desk.lines[0]


async def test_an_empty_shop_says_where_orders_come_from(path: Path) -> None:
    async with console(path) as desk:
        assert "No orders yet." in desk.text
        assert "orders-tui ingest" in desk.text
        await desk.press("space", "full_stop", "x", "v", "v", "asterisk", "j", "G", "enter", "escape")
        assert not desk.asked


async def test_a_database_that_may_not_be_written_is_shown_and_changes_nothing(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path, readonly=True) as desk:
        assert desk.names == EVERYONE
        assert "Orders · Seller · read only" in desk.lines[0]
        for key in ("full_stop", "x", "u", "ctrl+r"):
            await desk.press(key)
            assert not desk.asked
            assert "started with --readonly" in desk.told
        assert "Undo" not in desk.footer
        assert "Actions" not in desk.footer
        await desk.press("enter")
        assert "Delete" not in desk.footer
        offered = await desk.commands()
        assert not {"Actions", "Delete", "Undo", "Redo", "Confirm order"} & set(offered)
        assert "Mark all" in offered
        await desk.press("escape")
        await desk.press("asterisk")
        await desk.sort_by("total")
        assert desk.stored(shop["Gita"]).status is Status.PENDING


# Sorting


async def test_a_click_on_a_header_sorts_and_the_next_turns_it_round(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        header = next(y for y, line in enumerate(desk.lines) if "Order ID" in line)
        await desk.pilot.click(offset=(desk.lines[header].index("Customer") + 2, header))
        await desk.settle()
        assert desk.names == sorted(EVERYONE)
        assert "Customer ▲" in desk.lines[header]
        assert desk.under_cursor == "Agus"
        await desk.pilot.click(offset=(desk.lines[header].index("Customer") + 2, header))
        await desk.settle()
        assert desk.names == sorted(EVERYONE, reverse=True)
        assert "Customer ▼" in desk.lines[header]


async def test_the_sort_dialog_starts_on_the_sort_in_force(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("s")
        assert "Ordered ▼" in desk.text
        await desk.press("enter")
        assert desk.names == EVERYONE[::-1]
        await desk.sort_by("total")
        assert desk.names[:3] == ["Eka", "Gita", "Fajar"]
        assert desk.screen.order_query.sort == "total"
        await desk.press("s", "escape")
        assert desk.screen.order_query.sort == "total"


@pytest.mark.parametrize("sort", ["created_at", "name", "status_at", "items", "past"])
async def test_every_sort_shows_the_whole_list(path: Path, shop: dict[str, Order], sort: str) -> None:
    async with console(path) as desk:
        desk.screen.trail = desk.screen.trail.showing(desk.screen.order_query.sorted_by(sort))
        await desk.settle()
        assert sorted(desk.names) == sorted(EVERYONE)
        expected = desk.store.lists.listed(desk.screen.order_query, 10)
        assert list(await desk.screen.orders.listing.ids()) == list(expected)


# Filters, role, trash


async def test_a_filter_narrows_and_the_other_counts_follow(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f", "down", "space")
        assert desk.names == ["Gita", "Fajar", "Eka"]
        assert "■ ◔ Pending       3" in desk.text
        assert "□ ○ Created       1" in desk.text, "a facet's own choice does not empty it"
        assert "□ QRIS            0" in desk.text, "no line goes away under the cursor"
        assert "Status Pending" in desk.text
        await desk.press("G", "k", "escape", "f", "o")
        assert desk.names == ["Gita", "Fajar", "Eka"], "the store of all three is chosen"
        await desk.press("backspace", "g", "right_curly_bracket", "backspace")
        assert desk.names == EVERYONE


async def test_the_groups_of_the_filters_keep_their_order(path: Path, shop: dict[str, Order]) -> None:
    def lines(desk: Console) -> list[str]:
        return [line[3:18].strip() for line in desk.lines if line[1:2] in ("□", "■")]

    async with console(path, (140, 50)) as desk:
        before = lines(desk)
        await desk.press("f", *["right_curly_bracket"] * 3, "down", "space")
        assert desk.names == ["Budi"], "the least store comes last"
        assert lines(desk) == before
        await desk.press("left_curly_bracket", "space")
        assert desk.screen.order_query.values("method") == {"bank_transfer"}
        await desk.press(*["left_curly_bracket"] * 2, "space")
        assert desk.screen.order_query.values("status") == {"created"}


async def test_a_shop_that_has_orders_elsewhere_does_not_say_that_it_has_none(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, **buyer("Hana"), seller="Mitra Jaya")
    async with console(path) as desk:
        assert "No orders yet" not in desk.text
        assert "Press R for those shipped for others" in desk.text


async def test_every_click_in_the_filters_chooses(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, MEDIUM) as desk:
        await desk.pilot.click(FacetsPane, offset=(4, 13))
        await desk.settle()
        assert desk.screen.order_query.values("status") == {"pending"}
        assert desk.names == ["Gita", "Fajar", "Eka"]


async def test_clear_takes_search_filters_and_dates_away(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", "a", "enter", "f", "down", "space", "escape")
        await desk.sort_by("total")
        await desk.press("F")
        recent = OrderQuery(sort="total").with_period(Period.parse("30d"))
        assert desk.screen.order_query == recent
        assert (searched(desk), len(desk.names)) == ("", 7)
        await desk.press("F")
        assert desk.screen.order_query == OrderQuery(sort="total")
        await desk.press("F")
        assert desk.screen.order_query == recent


async def test_clear_pressed_again_later_stays_with_what_a_start_shows(path: Path, shop: dict[str, Order]) -> None:
    passed = [0]
    async with console(path, clock=lambda: NOW + passed[0]) as desk:
        recent = OrderQuery().with_period(Period.parse("30d"))
        for pause, expected in ((0, recent), (3, recent), (300, recent), (2, OrderQuery()), (2, recent)):
            passed[0] += pause
            await desk.press("F")
            assert desk.screen.order_query == expected
        await desk.press("slash", "a", "enter", "F")
        assert desk.screen.order_query == recent, "there was something between"


async def test_clear_shows_all_days_where_the_last_30_are_empty(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, **buyer("Lama"), at=NOW - 31 * DAY)
    async with console(path) as desk:
        await desk.press("slash", "z", "enter", "F")
        assert (desk.screen.order_query, desk.names) == (OrderQuery(), ["Lama"])


async def test_the_role_shows_the_orders_of_others(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as store:
        placed(store, **buyer("Hana"), seller="Mitra Jaya")
    async with console(path, NARROW) as desk:
        assert desk.names == EVERYONE
        await desk.press("R")
        assert desk.names == ["Hana"]
        assert "Orders · Fulfilment " in desk.lines[0]
        assert desk.screen.order_query.role is Role.FULFILMENT
        await desk.press("R")
        assert desk.names == EVERYONE


async def test_the_trash_is_a_list_of_its_own_and_leads_back(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.execute(DeleteOrder(order_id=shop["Citra"].order_id), SARI)
    async with console(path) as desk:
        await desk.press("slash", "a", "enter")
        await desk.sort_by("customer")
        before = desk.screen.order_query
        assert "Citra" not in desk.names
        await desk.press("T")
        assert desk.names == ["Citra"]
        assert "Trash · Seller" in desk.lines[0]
        assert "In the trash since 14:05" in desk.text
        await desk.press("T")
        assert desk.screen.order_query == before
        assert searched(desk) == "a"


async def test_what_is_in_the_trash_is_restored_from_its_menu(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.execute(DeleteOrder(order_id=shop["Citra"].order_id), SARI)
    async with console(path) as desk:
        await desk.press("T", "x")
        assert desk.told == "It is already in the trash."
        await desk.choose("Restore from the trash")
        assert desk.stored(shop["Citra"]).deleted_at is None
        await desk.press("r")
        assert "The trash is empty." in desk.text


async def test_a_conflict_that_lies_in_the_trash_says_so_in_the_list(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as store:
        store.execute(DeleteOrder(order_id=shop["Citra"].order_id), SARI)
        store.execute(RecordPayment(order_id=shop["Citra"].order_id, reported=PaymentReport.PAID), GATEWAY)
    async with console(path) as desk:
        conflicts = desk.screen.order_query.toggled("payment_status", "conflict")
        desk.screen.trail = desk.screen.trail.showing(conflicts)
        await desk.settle()
        assert desk.line_of(shop["Citra"]).rstrip().endswith("in trash")
        await desk.press("T")
        assert "in trash" not in desk.line_of(shop["Citra"])


# Why nothing is seen


async def test_an_empty_list_names_all_that_hides_the_orders(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, MEDIUM) as desk:
        await desk.press("slash")
        await desk.type("zz[/]")
        await desk.press("enter", "f", "space", "escape")
        assert searched(desk) == "zz[/]"
        for part in ("No orders match.", "Search “zz[/]”", "Status Created", "Dates Last 30 days", "Press F to clear"):
            assert part in desk.text
        offered = {key.id for key in desk.screen.query_one(KeyBar).keys}
        assert "view.search" in offered
        assert not offered & {"order.actions", "order.message", "order.copy", "mark.one", "list.open"}
        await desk.press("F")
        assert "order.actions" in {key.id for key in desk.screen.query_one(KeyBar).keys}
        assert len(desk.names) == 7
        assert desk.screen.orders.table.has_focus


@pytest.mark.parametrize(
    ("key", "sentence"), [("T", "The trash is empty."), ("R", "No orders to ship for other sellers yet.")]
)
async def test_an_empty_list_says_what_would_be_there(
    path: Path, shop: dict[str, Order], key: str, sentence: str
) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("F", "F", key)
        assert sentence in desk.text
        await desk.press(key)
        assert desk.names == EVERYONE
        assert desk.screen.focused is desk.screen.orders.table


@pytest.mark.parametrize("keys", [["enter"], ["tab", "enter"]])
async def test_enter_shows_the_older_orders_of_which_an_empty_list_tells(
    path: Path, shop: dict[str, Order], keys: list[str]
) -> None:
    with another(path) as store:
        placed(store, **buyer("Lama"), at=NOW - 31 * DAY)
    async with console(path, MEDIUM) as desk:
        await desk.press("slash")
        await desk.type("lama")
        assert "1 older order fits: Enter shows it." in desk.text
        await desk.press(*keys)
        assert desk.names == ["Lama"]
        assert searched(desk) == "lama"
        assert desk.screen.order_query == OrderQuery(text="lama")
        assert desk.screen.orders.table.has_focus


async def test_an_empty_list_waits_for_no_count_of_other_days(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    with another(path) as store:
        placed(store, **buyer("Lama"), at=NOW - 31 * DAY)
    async with console(path, MEDIUM) as desk:
        gate = Gate(desk.store.counts.up_to)
        monkeypatch.setattr(desk.store.counts, "up_to", gate)
        try:
            desk.screen.trail = desk.screen.trail.searching("lama", None)
            await desk.until(gate.reached.is_set)
            await desk.until(lambda: "No orders match." in desk.text)
            assert "older" not in desk.text
            assert not desk.screen.orders.is_behind
        finally:
            gate.open.set()
        await desk.settle()
        assert "1 older order fits: Enter shows it." in desk.text


async def test_enter_on_an_empty_list_shows_newer_orders_too(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        early = OrderQuery().with_period(Period.parse("2026-11-01")).toggled("status", "pending")
        desk.screen.trail = desk.screen.trail.showing(early)
        await desk.settle()
        assert "3 newer orders fit: Enter shows them." in desk.text
        await desk.press("enter")
        assert desk.names == ["Gita", "Fajar", "Eka"]
        assert desk.screen.order_query.values("status") == {"pending"}


# Reading again


async def test_a_long_list_is_read_as_it_is_needed(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 300)
    async with console(path, WIDE) as desk:
        whole = await desk.screen.orders.listing.ids()
        assert len(whole) == desk.screen.orders.listing.count == 300
        table = desk.screen.orders.table
        await desk.press("G")
        assert table.cursor_key == whole[-1]
        await desk.press("pageup", "pageup", "k")
        assert table.cursor_key == whole[table.cursor_row]
        seen = [row and row.order.id for row in map(table.row_at, table.window.rows)]
        assert seen == [whole[place] for place in table.window.rows]
        await desk.press("g")
        assert table.cursor_key == whole[0]


async def test_an_order_id_in_the_palette_leads_to_the_order(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.execute(DeleteOrder(order_id=shop["Citra"].order_id), SARI)
    async with console(path) as desk:
        await desk.press("colon")
        assert desk.asked
        await desk.type(shop["Citra"].order_id.lower())
        await desk.press("enter", "enter")
        assert desk.names == ["Citra"]
        assert isinstance(desk.app.screen, MainScreen)
        assert desk.screen.order_query.trash


async def test_the_methods_keep_their_order_from_view_to_view(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as store:
        for _time in range(4):
            placed(store, **buyer("Lain"), method=Method.OVO, seller="Toko Lain")
        placed(store, **buyer("Lain"), method=Method.COD, seller="Toko Lain")
    async with console(path) as desk:
        methods = shown_methods(desk)
        await desk.press("R")
        others = shown_methods(desk)
        assert others == [*(method for method in methods if method in others), "OVO"]
        await desk.press("R")
        assert shown_methods(desk) == methods
        await desk.press("T", "T")
        assert shown_methods(desk) == methods


def shown_methods(desk: Console) -> list[str]:
    """The payment methods among the filters, from the top."""
    values = desk.screen.query_one(FacetsPane)._on_line.values()
    return [value_label(FACETS["method"], stop.value) for stop in values if stop.facet == "method"]
