"""What is searched in the list, letter by letter, and what is pasted into it."""

from pathlib import Path

import pytest
from textual import events

from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.ui.terminal import typeahead
from tests.samples import DAY, NOW, SARI
from tests.store.shop import placed
from tests.ui.desk_app import EVERYONE, Gate, another, buyer, console, searched

# Searching


async def test_a_search_filters_with_every_letter(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        found = []
        for letter in "utr":
            await desk.type(letter)
            found.append(desk.names)
        assert found == [["Eka", "Budi", "Agus"], ["Eka"], ["Eka"]]
        assert "Search “utr”" in desk.text


async def test_enter_keeps_the_search_and_goes_to_the_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type("gita")
        await desk.press("enter")
        assert desk.screen.orders.table.has_focus
        assert (desk.names, searched(desk)) == (["Gita"], "gita")
        await desk.press("escape")
        assert (desk.names, searched(desk)) == (EVERYONE, "")


async def test_escape_clears_the_search_and_goes_to_the_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type("gita")
        await desk.press("escape")
        assert desk.screen.orders.table.has_focus
        assert (desk.names, searched(desk)) == (EVERYONE, "")


@pytest.mark.parametrize("text", ["0812-1111-0006", "62 812 1111 0006", "812.1111.0006"])
async def test_a_phone_number_is_found_however_it_is_written(path: Path, shop: dict[str, Order], text: str) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type(text)
        assert desk.names == ["Fajar"]


async def test_an_order_id_is_found(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type(shop["Budi"].order_id.lower())
        assert desk.names == ["Budi"]


async def test_a_letter_typed_into_the_search_is_only_a_letter(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        keys = ["x", "full_stop", "asterisk", "space", "n", "r", "R", "F", "q", "u", "question_mark", "colon", "T", "1"]
        await desk.press(*keys)
        assert searched(desk) == "x.* nrRFqu?:T1"
        assert not desk.asked


async def test_an_answer_that_comes_late_is_never_shown(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        gate = Gate(desk.store.lists.open, lambda query: query.text == "g")
        monkeypatch.setattr(desk.store.lists, "open", gate)
        await desk.press("slash")
        await desk.pilot.press("g")
        await desk.until(gate.reached.is_set)
        await desk.pilot.press("i", "t", "backspace", "backspace", "backspace", "e", "k", "a")
        assert searched(desk) == "eka"
        gate.open.set()
        await desk.settle()
        assert desk.names == ["Eka"]
        assert desk.screen.orders.listing.count == 1
        assert "Orders 1 " in desk.text


@pytest.mark.parametrize("held", [30.0, 0.0])
async def test_nothing_is_marked_or_changed_of_the_list_before_while_the_next_is_only_begun(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch, held: float
) -> None:
    """Also by keys that have waited for the list as long as keys ever wait."""
    monkeypatch.setattr(typeahead, "HOLD_LIMIT", held)
    async with console(path) as desk:
        await desk.press("slash")
        gate = Gate(desk.store.lists.open, lambda query: query.text == "gita")
        monkeypatch.setattr(desk.store.lists, "open", gate)
        await desk.type("git")
        await desk.pilot.press("a", "enter")
        await desk.until(gate.reached.is_set)
        await desk.pilot.press("asterisk", "full_stop")
        gate.open.set()
        await desk.settle()
        assert "1 marked Rp 184.679" in desk.footer
        await desk.press("o", "y")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
        assert desk.stored(shop["Fajar"]) == shop["Fajar"]


def pasted(shop: dict[str, Order], *others: str) -> str:
    return "\r\n".join([f"#{shop['Agus'].order_id}", shop["Gita"].order_id.lower(), *others])


@pytest.mark.parametrize(("keys", "kept"), [([], []), (["slash", "z"], ["enter"])])
async def test_several_pasted_ids_show_just_their_orders(
    path: Path, shop: dict[str, Order], keys: list[str], kept: list[str]
) -> None:
    with another(path) as store:
        store.execute(DeleteOrder(order_id=shop["Citra"].order_id), SARI)
        old = placed(store, **buyer("Lama"), at=NOW - 90 * DAY)
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape", "j")
        before = desk.screen.order_query
        await desk.press(*keys)
        text = pasted(shop, old.order_id, shop["Budi"].receipt, shop["Citra"].order_id, "261101ZZZZZZ", "R-9999")
        desk.app.post_message(events.Paste(text))
        await desk.settle()
        assert desk.names == ["Gita", "Budi", "Agus", "Lama"]
        line = f"4 of 7 found, 1 in the trash: {shop['Citra'].order_id}, 2 unknown: 261101ZZZZZZ, R-9999"
        assert line in desk.text
        await desk.press(*kept, "asterisk")
        assert "4 marked" in desk.footer
        await desk.press("escape", "escape")
        assert desk.screen.order_query.filters == before.filters
        assert keys or desk.under_cursor == "Fajar"
        assert "found" not in desk.text


async def test_several_pasted_ids_of_the_other_role_are_told(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as store:
        hana = placed(store, **buyer("Hana"), seller="Mitra Jaya")
    async with console(path) as desk:
        desk.app.post_message(events.Paste(pasted(shop, hana.order_id)))
        await desk.settle()
        assert "3 of 3 found, 1 in the other role" in desk.text
        await desk.press("R")
        assert desk.names == ["Hana"]


async def test_a_hundred_pasted_ids_can_be_edited(path: Path, shop: dict[str, Order]) -> None:
    unknown = " ".join(f"2611{at:02}ZZZZZZ" for at in range(99))
    async with console(path) as desk:
        desk.app.post_message(events.Paste(pasted(shop, unknown)))
        await desk.settle()
        assert "2 of 101 found, 99 unknown: 261100ZZZZZZ, 261101" in desk.text
        await desk.press("slash", "end", "backspace")
        assert searched(desk).endswith("261198ZZZZZ")


async def test_whoever_searches_on_after_several_ids_is_back_in_the_list_before(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        before = desk.screen.order_query
        desk.app.post_message(events.Paste(pasted(shop)))
        await desk.settle()
        assert desk.names == ["Gita", "Agus"]
        await desk.press("slash", "ctrl+u")
        await desk.type("eka")
        assert desk.screen.order_query == before.with_text("eka")
