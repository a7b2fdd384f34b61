"""A form that was interrupted: nothing that was typed is lost, and nobody else gets it."""

from pathlib import Path

import pytest

from orders_tui.domain.drafts import Draft
from orders_tui.domain.facts import Order
from orders_tui.domain.rights import Actor
from orders_tui.exchange.order_form import TypedOrder, draft_text
from tests.samples import BUDI, NOW, SARI, VIEWER, a_change
from tests.store.shop import everyone
from tests.ui.desk_app import another, console
from tests.ui.order_form.hands import fill, shown

QUESTION = "This was typed and not saved."


def kept(path: Path, name: str = "Hana", actor: Actor = SARI, place: str = "pts/9", order_id: str = "") -> None:
    """Keep a draft of a new order as another console did."""
    with another(path) as store:
        text = draft_text(TypedOrder.blank(store="Toko Sehat", name=name), None)
        store.drafts.put(Draft(order_id, text, NOW - 60, place), actor)


def drafts(path: Path, actor: Actor = SARI) -> list[Draft]:
    with another(path) as store:
        return list(store.drafts.of(actor))


async def test_what_was_typed_is_offered_at_the_next_start(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await fill(desk, name="Hana", items__0__name="Baru")
        await desk.press("tab")
        await desk.app.leave(129)
    async with console(path) as desk:
        assert QUESTION in desk.text
        assert "New order · Hana" in desk.text
        await desk.press("enter")
        assert shown(desk, "name", "items.0.name") == ["Hana", "Baru"]
        await fill(desk, items__0__price="5k")
        await desk.press("ctrl+s")
        assert everyone(desk.store)[-1].total == 5_000
    assert drafts(path) == []
    async with console(path) as desk:
        assert not desk.asked


async def test_ctrl_q_keeps_what_is_typed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await desk.type("Ha")
        await desk.press("ctrl+q")
    (draft,) = drafts(path)
    assert "Ha" in draft.text


async def test_a_field_that_is_left_is_kept(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        assert drafts(path) == []
        await desk.type("Ha")
        await desk.press("tab")
        assert len(drafts(path)) == 1


async def test_what_waits_is_offered_with_the_next_form(path: Path, shop: dict[str, Order]) -> None:
    kept(path)
    async with console(path) as desk:
        await desk.press("escape")
        assert not desk.asked
        await desk.press("a", "escape")
        assert not desk.asked
        await desk.press("a", "enter")
        assert shown(desk, "name") == ["Hana"]
        assert [draft.place for draft in drafts(path)] == ["pts/1"], "it is kept for this place now"
        await desk.press("escape", "y", "a")
        assert shown(desk, "name") == [""]
    assert drafts(path) == []


async def test_what_waits_is_discarded_for_a_new_beginning(path: Path, shop: dict[str, Order]) -> None:
    kept(path)
    async with console(path) as desk:
        await desk.press("escape", "a", "down", "enter")
        assert shown(desk, "name", "handler") == ["", "sari"]
    assert drafts(path) == []


async def test_an_edit_is_offered_with_its_order_and_meets_what_others_did(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("e")
        await fill(desk, city="Bogor")
        await desk.app.leave(129)
    with another(path) as store:
        store.execute(a_change(shop["Gita"].order_id, courier="POS"), BUDI)
    async with console(path) as desk:
        await desk.press("escape", "e", "enter")
        assert shown(desk, "city", "courier") == ["Bogor", "POS"]
        await desk.press("ctrl+s")
        now = desk.stored(shop["Gita"])
        assert (now.city, now.courier) == ("Bogor", "POS")


@pytest.mark.parametrize("actor", [BUDI, VIEWER])
async def test_nobody_else_is_offered_it(path: Path, shop: dict[str, Order], actor: Actor) -> None:
    kept(path)
    async with console(path, actor=actor) as desk:
        assert not desk.asked


async def test_nothing_is_offered_where_nothing_is_written(path: Path, shop: dict[str, Order]) -> None:
    kept(path)
    async with console(path, readonly=True) as desk:
        assert not desk.asked
