"""Note, tags, handler and courier: what is asked, what each order has afterwards."""

from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.facts import Order
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.order_actions import ChangeName
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.note import NoteDialog
from orders_tui.ui.screens.tags import TagChange, TagsDialog
from tests.samples import PACKER
from tests.ui.main.parts import Person, actions


async def done(desk: Desk, name: ChangeName, answer: Any, *orders: Order, unseen: int = 0) -> tuple[Person, str]:
    """Who was asked, and the sentence of the report; an empty one where nothing was done."""
    person = Person(*(answer if isinstance(answer, list) else [answer]))
    report = await actions(desk, person, *orders, unseen=unseen).by_name[name]()
    return person, "" if report is None else report.sentence


def stored(desk: Desk, order: Order) -> Order:
    return desk.store.orders.get(order.order_id)


async def test_the_note_of_one_order_is_edited_and_can_be_taken_away(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    person, sentence = await done(desk, "note", "call after 5\nsecond line", gita)
    assert isinstance(person.asked[0], NoteDialog)
    assert stored(desk, gita).note == "call after 5\nsecond line"
    assert "u to undo" in sentence
    assert (await done(desk, "note", "call after 5\nsecond line", gita))[1] == "", "nothing to change"
    await done(desk, "note", "", gita)
    assert stored(desk, gita).note == ""
    desk.store.undo(desk.actor)
    assert stored(desk, gita).note == "call after 5\nsecond line"


async def test_several_orders_get_one_more_line_each(desk: Desk, shop: dict[str, Order]) -> None:
    await done(desk, "note", "first", shop["Gita"])
    await done(desk, "note", "both", shop["Gita"], shop["Fajar"])
    assert (stored(desk, shop["Gita"]).note, stored(desk, shop["Fajar"]).note) == ("first\nboth", "both")


async def test_tags_of_one_order_are_what_is_typed(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    await done(desk, "tags", TagChange(("vip", "hampers")), gita)
    person, sentence = await done(desk, "tags", TagChange(("gift",), ("vip",)), gita)
    assert isinstance(person.asked[0], TagsDialog)
    assert stored(desk, gita).tags == ("gift", "hampers")
    assert "gift" in sentence


async def test_tags_are_given_to_several_and_taken_from_them_as_one_change(desk: Desk, shop: dict[str, Order]) -> None:
    await done(desk, "tags", TagChange(("vip",)), shop["Gita"])
    await done(desk, "tags", TagChange(("gift",), ("vip",)), shop["Gita"], shop["Fajar"])
    assert [stored(desk, shop[name]).tags for name in ("Gita", "Fajar")] == [("gift",), ("gift",)]
    desk.store.undo(desk.actor)
    assert [stored(desk, shop[name]).tags for name in ("Gita", "Fajar")] == [("vip",), ()]


async def test_an_order_is_taken_over_handed_on_and_left(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    for name in (desk.actor.name, "somebody new", ""):
        await done(desk, "handler", name, gita)
        assert stored(desk, gita).handler == name


async def test_who_handled_recent_orders_is_offered_after_oneself(desk: Desk, shop: dict[str, Order]) -> None:
    await done(desk, "handler", "rina", shop["Gita"])
    person, _sentence = await done(desk, "handler", None, shop["Fajar"])
    dialog = person.asked[0]
    assert isinstance(dialog, ChoiceDialog)
    offered = [value for value, _label in dialog._choices]
    assert offered[0] == desk.actor.name
    assert "rina" in offered
    assert offered[-1] == ""
    assert len(offered) == len(set(offered))


async def test_the_courier_of_several_orders_is_chosen_once(desk: Desk, shop: dict[str, Order]) -> None:
    await done(desk, "courier", "SiCepat", shop["Gita"], shop["Fajar"])
    assert [stored(desk, shop[name]).courier for name in ("Gita", "Fajar")] == ["SiCepat", "SiCepat"]


async def test_orders_that_are_not_in_the_list_are_asked_about(desk: Desk, shop: dict[str, Order]) -> None:
    two = shop["Gita"], shop["Fajar"]
    person, _sentence = await done(desk, "courier", ["SiCepat", False], *two, unseen=2)
    assert person.kinds == ["ChoiceDialog", "ConfirmDialog"]
    assert [stored(desk, order).courier for order in two] == [order.courier for order in two]


async def test_a_packer_may_choose_the_courier_and_no_handler(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    desk.actor = PACKER
    await done(desk, "courier", "SiCepat", shop["Gita"])
    assert stored(desk, shop["Gita"]).courier == "SiCepat"
    _person, sentence = await done(desk, "handler", "rina", shop["Gita"])
    assert stored(desk, shop["Gita"]).handler == shop["Gita"].handler
    assert "packer" in sentence


@pytest.mark.parametrize("name", ["note", "tags", "handler", "courier"])
async def test_whoever_cancels_changes_nothing(desk: Desk, shop: dict[str, Order], name: ChangeName) -> None:
    assert (await done(desk, name, None, shop["Gita"]))[1] == ""
    assert stored(desk, shop["Gita"]) == shop["Gita"]
