"""Typing orders: new ones and those that are there, with all that helps with it."""

from pathlib import Path

import pytest
from textual import events

from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.facts import EDITABLE, GATEWAY_FACTS, GIVEN, Order
from orders_tui.domain.order import Goods, Item, ItemKind, Method, PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.ui.screens.order_form.fields import ABOVE, BELOW
from tests.samples import BANDUNG, COURSE, HONEY, NOW, PACKER, SARI, VIEWER
from tests.store.shop import changed, everyone, opened, placed
from tests.store.shop import new_order as a_new_order
from tests.ui.desk_app import NARROW, WIDE, another, buyer, console, go_to
from tests.ui.order_form.hands import fields, fill, focused, newest, opened_form, paste, shown
from tests.ui.terminal.arriving import arrive


def test_every_fact_that_a_person_may_give_has_a_place() -> None:
    in_form = {name for row in (*ABOVE, *BELOW) for name in row}
    # What the gateway gave comes by the intake or the command line: nobody types the text of a QR code.
    assert in_form >= {fact.name for fact in EDITABLE if fact in GIVEN} - set(GATEWAY_FACTS)
    assert in_form >= {"store", "method", "tags"}


@pytest.mark.parametrize("size", [WIDE, (60, 18)])
async def test_a_new_order_is_typed_with_keys_alone(path: Path, shop: dict[str, Order], size: tuple[int, int]) -> None:
    with opened(path) as store:
        changed(store, shop["Citra"], handler="budi")
    async with console(path, size) as desk:
        await desk.press("a")
        assert (focused(desk), *shown(desk, "store", "handler")) == ("name", "Toko Sehat", "sari")
        await desk.type("Hana")
        await desk.press("enter")
        await paste(desk, "0857-0011-2233")
        await desk.press("enter", "enter")
        assert shown(desk, "phone") == ["+62 857-0011-2233"]
        await paste(desk, "Jl. Melati 3")
        await desk.press("down", "down", "down")
        assert focused(desk) == "items.0.name"
        await desk.type("madu")
        await desk.press("right", "enter")
        await desk.type("2")
        assert shown(desk, "items.0.name", "items.0.quantity", "items.0.price", "items.0.sku") == [
            "Madu Hutan 500 ml",
            "2",
            "90.000",
            "MH-1",
        ]
        assert "Total Rp 180.000" in desk.text
        await desk.press("down")
        await paste(desk, "Kelas baru")
        await desk.press("enter", "enter")
        await desk.type("250k")
        await desk.press("enter")
        await desk.type("d")
        await desk.press("down", "enter")
        assert focused(desk) == "discount"
        await desk.press("enter")
        await desk.type("9000")
        assert "Total Rp 439.000" in desk.text
        await fill(desk, method="QRIS")
        fields(desk)["note"].focus()
        await desk.type("call @bu")
        await desk.press("right", "enter")
        assert not desk.asked
        order = newest(desk)
        assert order.items == (
            Item("Madu Hutan 500 ml", 90_000, 2, sku="MH-1"),
            Item("Kelas baru", 250_000, 1, ItemKind.DIGITAL),
        )
        assert (order.name, order.phone, order.street) == ("Hana", "+6285700112233", "Jl. Melati 3")
        assert (order.total, order.goods, order.status) == (439_000, Goods.MIXED, Status.PENDING)
        assert (order.method, order.source, order.note, order.handler) == (Method.QRIS, "manual", "call @budi", "sari")
        assert desk.under_cursor == "Hana"
        assert desk.told.startswith(f"{order.order_id} added: Pending.")
        await desk.press("u")
        assert desk.stored(order).deleted_at is not None


async def test_letters_typed_while_the_form_opens_go_to_its_first_field(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        for key in "aNurul":
            desk.app.post_message(events.Key(key, key))
        await desk.settle()
        assert shown(desk, "store", "name") == ["Toko Sehat", "Nurul"]


async def test_facts_of_a_parcel_and_of_where_it_came_from_are_corrected(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        assert fields(desk)["seller"].disabled
        await fill(desk, receipt="JT0001", source="LP Madu", external_id="SHOP-7")
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.asked)
        order = desk.stored(shop["Gita"])
        assert (order.receipt, order.source, order.external_id) == ("JT0001", "LP Madu", "SHOP-7")
        await desk.press("j", "e")
        await fill(desk, external_id="SHOP-7")
        await desk.press("ctrl+s")
        await desk.until(lambda: "The store already has the external id SHOP-7" in desk.text)


async def test_the_number_of_a_parcel_under_way_is_corrected_at_once(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Budi")
        await desk.press("e")
        assert focused(desk) == "receipt"
        await desk.type("JT0002")
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.asked)
        assert desk.stored(shop["Budi"]).receipt == "JT0002"


async def test_a_new_order_may_be_another_sellers(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        assert fields(desk)["receipt"].disabled
        await fill(desk, name="Hana", items__0__name="Baru", items__0__price="1", seller="Mitra Jaya")
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.asked)
        assert (newest(desk).seller, newest(desk).source) == ("Mitra Jaya", "manual")


async def test_an_order_is_saved_once_however_often_it_is_asked_for(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await fill(desk, name="Hana", items__0__name="Baru", items__0__price="1")
        await desk.hammer("ctrl+s")
        await desk.until(lambda: not desk.asked)
        await desk.settle()
        assert [order.name for order in everyone(desk.store)].count("Hana") == 1


async def test_a_paste_that_opens_the_form_does_not_save_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b"e\x13")
        await desk.settle()
        assert desk.asked


async def test_a_known_phone_offers_the_last_address(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await fill(desk, street="x", phone="0812-1111-0007")
        assert "Ctrl+o takes the last address: Jl. Merdeka 1, Coblong, Bandung" in desk.text
        await desk.press("ctrl+o")
        assert shown(desk, *BANDUNG) == list(BANDUNG.values())
        assert shown(desk, "name") == ["Gita Savitri"]
        assert "last address" not in desk.text
        await fill(desk, phone="0899 0000 0000")
        await desk.press("ctrl+o")
        assert "No address is known for this phone." in desk.text


async def test_an_edit_writes_what_was_changed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "e")
        before = shop["Fajar"]
        assert shown(desk, "name", "phone", "items.0.name", "method") == [
            "Fajar",
            "+62 812-1111-0006",
            "Madu Hutan 500 ml",
            "COD",
        ]
        assert fields(desk)["store"].disabled
        await fill(desk, city="Bogor", items__0__quantity="3", shipping="9k")
        await desk.press("ctrl+s")
        assert not desk.asked
        now = desk.stored(before)
        assert (now.city, now.total, now.version) == ("Bogor", 279_000, before.version + 1)
        assert desk.under_cursor == "Fajar"
        assert "Shipping cost: Rp 0 → Rp 9.000" in desk.told
        await desk.press("u")
        assert desk.stored(before)._replace(version=before.version) == before


async def test_a_created_order_that_gets_a_method_is_pending(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("F", "j", "j", "j", "e")
        assert shown(desk, "name") == ["Dewi Lestari"]
        await fill(desk, method="cod")
        await desk.press("ctrl+s")
        assert (desk.stored(shop["Dewi"]).status, desk.stored(shop["Dewi"]).method) == (Status.PENDING, Method.COD)


async def test_what_is_not_changed_is_not_saved(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e", "ctrl+s")
        assert not desk.asked
        assert desk.stored(shop["Gita"]) == shop["Gita"]
        await desk.press("e", "escape")
        assert not desk.asked


async def test_leaving_asks_where_something_was_typed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await desk.type("Hana")
        await desk.press("escape")
        assert "Discard what was typed?" in desk.text
        await desk.press("enter")
        assert shown(desk, "name") == ["Hana"]
        await desk.press("escape", "y")
        assert not desk.asked
        await desk.press("a")
        assert shown(desk, "name") == [""], "what was discarded is not offered again"


async def test_an_item_is_removed_and_a_blank_line_stays(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        changed(store, shop["Gita"], items=(HONEY, COURSE))
    async with console(path) as desk:
        await desk.press("e")
        fields(desk)["items.0.price"].focus()
        await desk.press("ctrl+r")
        assert (focused(desk), *shown(desk, "items.0.name", "items.1.name")) == ("items.0.name", "Kelas menjahit", "")
        await desk.press("ctrl+r", "ctrl+r")
        assert shown(desk, "items.0.name") == [""]
        await fill(desk, city="Bogor")
        await desk.press("ctrl+r")
        assert "The cursor is on no item." in desk.text
        await desk.press("ctrl+s")
        assert "An order needs at least one item." in desk.text
        assert focused(desk) == "items.0.name"


async def test_what_there_is_is_chosen_from_a_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        fields(desk)["method"].focus()
        await desk.press("ctrl+l")
        await desk.type("qris")
        await desk.press("enter")
        assert (shown(desk, "method"), focused(desk)) == (["QRIS"], "handler")
        fields(desk)["items.0.name"].focus()
        await desk.press("ctrl+l")
        assert "Kelas menjahit" in desk.text
        await desk.type("kel")
        await desk.press("enter")
        assert shown(desk, "items.0.name", "items.0.price", "items.0.kind") == ["Kelas menjahit", "250.000", "Digital"]
        fields(desk)["items.1.name"].focus()
        await desk.type("jahit")
        await desk.press("ctrl+l", "enter")
        assert shown(desk, "items.1.name") == ["Kelas menjahit"]
        fields(desk)["note"].focus()
        await desk.press("ctrl+l")
        assert "There is no list for this field." in desk.text


async def test_lines_that_are_pasted_stay_lines_where_there_may_be_some(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await fill(desk, name="Hana", items__0__name="Baru\nlagi", items__0__price="1")
        await fill(desk, street="Jl. A\nRT 1")
        await desk.press("ctrl+s")
        assert (newest(desk).street, newest(desk).items[0].name) == ("Jl. A\nRT 1", "Baru lagi")


async def test_an_order_that_has_ended_keeps_its_items(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("F", "j", "j", "j", "j", "e")
        assert shown(desk, "name") == ["Citra"]
        closed = {path for path, field in fields(desk).items() if field.disabled}
        assert closed >= {"store", "items.0.name", "discount", "shipping", "fees", "unique_code"}
        await fill(desk, note="call")
        await desk.press("ctrl+s")
        assert desk.stored(shop["Citra"]).note == "call"


async def test_what_the_store_refuses_is_said_and_stays_typed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("F", "j", "j", "j", "e")
        await fill(desk, city="Bogor")
        with another(path) as store:
            store.execute(DeleteOrder(order_id=shop["Dewi"].order_id), SARI)
        await desk.press("ctrl+s")
        assert "restore it first" in desk.text
        assert shown(desk, "city") == ["Bogor"]


@pytest.mark.parametrize("actor", [PACKER, VIEWER])
@pytest.mark.parametrize("key", ["a", "e", "A"])
async def test_is_not_for_who_only_packs_or_reads(path: Path, shop: dict[str, Order], actor: Actor, key: str) -> None:
    async with console(path, actor=actor) as desk:
        await desk.press(key)
        assert not desk.asked


async def test_is_not_there_where_nothing_is_written(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, readonly=True) as desk:
        await desk.press("a")
        assert not desk.asked


async def test_a_new_order_outside_the_list_is_visited(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"Gita", "enter", "a")
        await fill(desk, name="Hana", items__0__name="Baru", items__0__price="1")
        await desk.press("ctrl+s")
        assert desk.under_cursor == "Hana"
        await desk.press("q")
        assert desk.under_cursor == "Gita"


class TestCopies:
    @pytest.mark.parametrize(("keys", "status"), [((), Status.PENDING), (("down",), Status.CANCELED)])
    async def test_are_made_with_two_keys(
        self, path: Path, shop: dict[str, Order], keys: tuple[str, ...], status: Status
    ) -> None:
        async with console(path) as desk:
            await desk.press("A", *keys, "enter")
            copy = newest(desk)
            assert (copy.name, copy.items, copy.id) == ("Gita Savitri", shop["Gita"].items, 8)
            assert desk.stored(shop["Gita"]).status is status
            current = desk.screen.orders.current()
            assert current is not None
            assert current.id == copy.id
            await desk.press("u")
            if desk.asked:
                await desk.press("y")
            assert desk.stored(shop["Gita"]).status is Status.PENDING
            assert desk.stored(copy).deleted_at is not None

    async def test_are_not_made_of_nothing(self, path: Path) -> None:
        async with console(path) as desk:
            for key in ("A", "e"):
                await desk.press(key)
                assert not desk.asked


async def test_a_long_order_scrolls_with_the_cursor(path: Path) -> None:
    with opened(path, create=True) as store:
        store.execute(a_new_order(items=tuple(Item(f"Barang {at}", at) for at in range(14))), SARI)
    async with console(path, NARROW) as desk:
        await desk.press("e")
        fields(desk)["items.0.name"].focus()
        await desk.press(*["down"] * 14)
        assert focused(desk) == "items.14.name"
        line = fields(desk)["items.14.name"].region.y
        assert 0 < line < 24
        await desk.press("ctrl+s")
        assert not desk.asked


async def test_an_order_of_too_many_items_is_for_the_command_line(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, items=tuple(Item(f"Barang {at}", at) for at in range(61)))
    async with console(path) as desk:
        await desk.press("e")
        assert not desk.asked
        assert "orders-tui edit" in desk.told


async def test_a_paid_order_whose_total_changes_is_a_conflict(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        changed(store, shop["Gita"], payment=PaymentStatus.PAID)
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, shipping="1")
        await desk.press("ctrl+s")
        assert desk.stored(shop["Gita"]).payment_status is PaymentStatus.CONFLICT


async def test_the_form_of_a_draft_of_another_shop_s_buyer_is_harmless(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, **buyer("[@click=app.exit]Siti[/]\x1b[31m"), items=(Item("[b]x\u202e[/oops]", 5),), at=NOW - 60)
    async with console(path) as desk:
        await desk.press("e")
        opened_form(desk)
        assert "\x1b" not in desk.text
        assert "\u202e" not in desk.text
        before = everyone(desk.store)[0]
        await fill(desk, city="Bogor")
        await desk.press("ctrl+s")
        assert desk.stored(before).name == before.name
        assert desk.stored(before).items == before.items
