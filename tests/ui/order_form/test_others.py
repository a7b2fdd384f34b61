"""A form that is open on an order while another console changes it."""

from asyncio import gather
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content

from orders_tui.domain.commands import Command, DeleteOrder, RecordStep
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Event, Status
from orders_tui.domain.rights import RIGHTS, Actor, Right, StaffRole
from orders_tui.exchange.order_form import Merge, TypedOrder
from orders_tui.store.store import JAKARTA
from orders_tui.ui.screens.order_form.form_help import ChangedElsewhere
from orders_tui.ui.screens.order_form.others import news
from tests.samples import BUDI, COURSE, DAY, GATEWAY, HONEY, NOW, ORDER, OWNER, SARI, a_change
from tests.ui.desk_app import Console, another, console
from tests.ui.order_form.hands import fields, fill, focused, opened_form, shown


def change(path: Path, order: Order, by: Actor = BUDI, **wanted: Any) -> None:
    """Change the order elsewhere."""
    arrive(path, a_change(order.order_id, **wanted), by)


def arrive(path: Path, command: Command, by: Actor = GATEWAY) -> None:
    """Carry a command out elsewhere."""
    with another(path) as store:
        store.execute(command, by)


def late_in_the_night(order_id: str) -> RecordStep:
    """A late report of a time that is of the next day in the zone of the shop."""
    facts = {"courier": "JNE", "receipt": "R1"}
    return RecordStep(order_id=order_id, status=Status.SHIPPED, facts=facts, at=NOW - 2 * DAY - 12 * 3600)


async def look(desk: Console) -> None:
    """Let the form look for what others did, as it does every second."""
    opened_form(desk)._look()
    await desk.settle()


async def test_what_is_not_touched_here_is_taken_over(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, city="Bogor")
        change(path, shop["Gita"], courier="POS", items=(HONEY, COURSE))
        await look(desk)
        assert "budi changed this order. Taken over: Items, Courier." in desk.text
        assert shown(desk, "city", "courier", "items.0.name", "items.1.name", "items.2.name") == [
            "Bogor",
            "POS",
            "Madu Hutan 500 ml",
            "Kelas menjahit",
            "",
        ]
        await desk.press("ctrl+s")
        now = desk.stored(shop["Gita"])
        assert (now.city, now.courier, now.items) == ("Bogor", "POS", (HONEY, COURSE))


async def test_what_the_form_has_no_field_for_is_said(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        change(path, shop["Gita"], status=Status.CANCELED, reason="x", courier="POS")
        await look(desk)
        assert "budi changed this order: Pending → Canceled, Reason: x. Taken over: Courier." in desk.text
        assert "✕ Canceled" in desk.text, "the title follows"
        with another(path) as store:
            store.execute(DeleteOrder(order_id=shop["Gita"].order_id), BUDI)
        await look(desk)
        assert "budi changed this order: into the trash." in desk.text


async def test_all_who_changed_it_between_two_looks_are_named(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, city="Bogor")
        change(path, shop["Gita"], status=Status.CANCELED, reason="x", city="Depok")
        change(path, shop["Gita"], OWNER, courier="POS")
        await look(desk)
        assert "budi, ratna changed this order: Pending → Canceled, Reason: x. Taken over: Courier." in desk.text
        await desk.press("ctrl+s")
        assert "City was changed by budi too. Which one should stay?" in desk.text


async def test_nobody_is_named_for_what_the_role_does_not_see(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, StaffRole.STAFF, RIGHTS[StaffRole.STAFF] - {Right.SEE_PHONES})
    change(path, shop["Gita"], courier="POS")
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, phone="+62 811-1111-0001")
        change(path, shop["Gita"], OWNER, email="gita@example.com")
        await look(desk)
        assert "changed this order" not in desk.text
        change(path, shop["Gita"], OWNER, phone="+6281299990000")
        await look(desk)
        assert "budi" not in desk.text
        await desk.press("ctrl+s")
        assert "was changed by somebody else too" in desk.text


async def test_what_was_done_before_is_no_news(path: Path, shop: dict[str, Order]) -> None:
    """A report may take two steps, and then counts the version up twice."""
    change(path, shop["Gita"], SARI, courier="JNE")
    async with console(path) as desk:
        await desk.press("e")
        await look(desk)
        arrive(path, RecordStep(order_id=shop["Gita"].order_id, status=Status.COMPLETED, at=NOW - DAY))
        await look(desk)
        assert desk.stored(shop["Gita"]).version == shop["Gita"].version + 3
        assert "intake changed this order: Pending → Shipped, Shipped → Completed." in desk.text
        assert "sari, intake" not in desk.text


async def test_the_time_of_a_late_report_is_that_of_the_shop(path: Path, shop: dict[str, Order]) -> None:
    order_id = shop["Gita"].order_id
    change(path, shop["Gita"], status=Status.SHIPPED, courier="POS", receipt="R2")
    arrive(path, RecordStep(order_id=order_id, status=Status.COMPLETED, at=NOW - DAY))
    async with console(path) as desk:
        await desk.press("e")
        arrive(path, late_in_the_night(order_id))
        await look(desk)
        assert "intake changed this order: Late report: Shipped, JNE, R1, 20 Nov 2026, 02:05." in desk.text


def test_of_an_order_for_another_seller_nothing_is_said_of_money() -> None:
    def said(*fields: tuple[str, str]) -> str:
        events = tuple(Event(1, NOW, "gateway", "intake", "", name, None, new, None) for name, new in fields)
        merge = Merge(TypedOrder.of(ORDER), (), ())
        return news(ChangedElsewhere(ORDER._replace(seller="Mitra"), Content(), events, JAKARTA), merge)

    money = (("payment_status", "paid"), ("payment", "paid 180000 TX-1"))
    assert said(*money) == ""
    assert said(*money, ("status", "shipped")) == "intake changed this order: Shipped."


async def test_the_cursor_stays_and_the_news_with_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        fields(desk)["note"].focus()
        await desk.type("ca")
        change(path, shop["Gita"], handler="budi")
        await look(desk)
        assert (focused(desk), *shown(desk, "note", "handler")) == ("note", "ca", "budi")
        await look(desk)
        assert "Taken over: Handler." in desk.text
        await desk.type("ll")
        assert "Taken over" not in desk.text
        assert shown(desk, "note") == ["call"]


async def test_a_look_that_was_given_up_loses_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        form = opened_form(desk)
        assert form._order is not None
        change(path, shop["Gita"], handler="budi")
        for _time in range(2):
            changed = await form._help.changed(form._order.version)
            assert changed is not None
            assert changed.order.handler == "budi"


async def test_two_looks_at_once_take_over_once(path: Path, shop: dict[str, Order]) -> None:
    """The second, on its own, would see items that the form does not show yet, and hold them for changed here."""
    async with console(path) as desk:
        await desk.press("e")
        form = opened_form(desk)
        change(path, shop["Gita"], items=(HONEY, COURSE), city="Bogor")
        await gather(form._catch_up(), form._catch_up())
        await desk.settle()
        assert shown(desk, "city", "items.0.name", "items.1.name") == ["Bogor", "Madu Hutan 500 ml", "Kelas menjahit"]
        assert not form._contested
        assert "Taken over: City, Items." in desk.text


async def test_what_both_changed_is_asked_for(path: Path, shop: dict[str, Order]) -> None:
    for keys, city in (((), "Bogor"), (("down",), "Depok")):
        async with console(path) as desk:
            before = desk.stored(shop["Gita"])
            change(path, before, city=f"before {city}")
            await desk.look()
            await desk.press("e")
            await fill(desk, city="Bogor", note=f"call {city}")
            change(path, before, city="Depok")
            await look(desk)
            assert "Changed here too, asked when you save: City." in desk.text
            await desk.press("ctrl+s")
            assert "City was changed by budi too. Which one should stay?" in desk.text
            assert "Here: Bogor" in desk.text
            assert "budi: Depok" in desk.text
            await desk.press("escape")
            assert shown(desk, "city") == ["Bogor"]
            await desk.press("ctrl+s", *keys, "enter")
            assert not desk.asked
            assert (desk.stored(before).city, desk.stored(before).note) == (city, f"call {city}")


async def test_what_was_changed_at_the_last_moment_is_asked_for_too(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, city="Bogor")
        change(path, shop["Gita"], city="Depok")
        await desk.press("ctrl+s")
        assert "City was changed by budi too." in desk.text
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).city == "Bogor"


async def test_the_same_change_on_both_sides_is_none(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, city="Depok")
        change(path, shop["Gita"], city="Depok")
        await desk.press("ctrl+s")
        assert not desk.asked
        assert desk.stored(shop["Gita"]).version == shop["Gita"].version + 1
