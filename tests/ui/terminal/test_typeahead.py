"""Keys that arrive all at once do what they do one by one."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.app import OrdersApp
from orders_tui.ui.screens.help import HelpDialog
from orders_tui.ui.screens.money_desk import MoneyDialog
from orders_tui.ui.terminal import typeahead
from orders_tui.ui.terminal.palette import ActionPalette
from tests.ui.desk_app import Console, console
from tests.ui.terminal.arriving import arrive


async def burst(desk: Console, keys: str) -> None:
    """Type these letters in one go, as a slow line delivers them."""
    for key in keys:
        name = {"\r": "enter", "\x1b": "escape"}.get(key) or _character_to_key(key)
        desk.app.post_message(events.Key(name, key))
    await desk.settle()


@pytest.mark.parametrize("text", ["udin", "xena", "rina", "siti*", "q"])
async def test_what_follows_the_slash_is_a_search(path: Path, shop: dict[str, Order], text: str) -> None:
    async with console(path) as desk:
        for _again in range(3):
            await burst(desk, f"/{text}")
            assert desk.screen.order_query.text == text
            assert not desk.asked
            await burst(desk, "\x1b")
            assert desk.screen.order_query.text == ""


async def test_a_range_and_its_menu(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await burst(desk, "gvjjjv.")
        assert desk.screen.orders.marks.count(7) == 4
        assert "4 marked orders" in desk.text


async def test_a_menu_and_its_letter(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await burst(desk, "/fajar\r.o")
        assert desk.store.orders.get(shop["Fajar"].order_id).status is Status.CONFIRMED
        await burst(desk, "u")
        assert desk.store.orders.get(shop["Fajar"].order_id).status is Status.PENDING


async def test_the_keys_of_a_dialog_stay_in_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await burst(desk, "stot\r")
        assert desk.screen.order_query.sort == "total"


async def test_a_paste_waits_for_its_turn(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.app.post_message(events.Key("slash", "/"))
        desk.app.post_message(events.Paste("gi"))
        desk.app.post_message(events.Key("t", "t"))
        await desk.settle()
        assert desk.screen.order_query.text == "git"


async def test_what_is_pasted_on_the_list_is_searched_once(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.app.post_message(events.Paste("  gita\n"))
        await desk.settle()
        assert desk.screen.order_query.text == "gita"
        await desk.press("escape", "j", "slash")
        assert desk.screen.order_query.text == ""


async def test_the_way_out_waits_for_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await burst(desk, "/abc")
        desk.app.post_message(events.Key("ctrl+q", None))
        await desk.pilot.pause()
        assert desk.app._exit


async def test_all_keys_together_wait_only_once_for_what_takes_long(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    async with console(path) as desk:
        monkeypatch.setattr(typeahead, "monotonic", lambda: now)
        monkeypatch.setattr(OrdersApp, "busy", property(lambda _app: True))
        for key in "jjjjjj":
            desk.app.post_message(events.Key(key, key))
        for _time in range(10):
            await desk.pilot.pause(typeahead._POLL)
        assert desk.screen.orders.table.cursor_row == 0
        now = typeahead.HOLD_LIMIT
        await desk.until(lambda: desk.screen.orders.table.cursor_row == 6)
        monkeypatch.setattr(OrdersApp, "busy", property(lambda _app: False))


async def test_a_paste_without_marks_is_searched(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b"Rp 1.250.000")
        await desk.settle()
        assert desk.screen.order_query.text == "Rp 1.250.000"
        assert not desk.asked


@pytest.mark.parametrize("pasted", ["Rina", "R*.p", "Vf2", "aen"])
async def test_a_short_paste_on_the_list_is_searched(path: Path, shop: dict[str, Order], pasted: str) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, pasted.encode())
        await desk.settle()
        assert desk.screen.order_query.with_text("") == OrderQuery(period=desk.screen.order_query.period)
        assert desk.screen.order_query.text == pasted
        assert desk.screen.orders.marks.count(len(shop)) == 0
        assert not desk.asked


async def test_esc_and_a_key_in_one_piece_close_and_then_do(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("full_stop")
        assert desk.asked
        await arrive(desk.pilot, b"\x1bj")
        await desk.settle()
        assert desk.app.screen is desk.screen
        assert desk.screen.orders.table.cursor_row == 1


async def test_enter_carries_out_no_command_that_nobody_saw(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b":help\r")
        await desk.settle()
        assert isinstance(desk.app.screen, ActionPalette)
        await desk.press("enter")
        assert isinstance(desk.app.screen, HelpDialog)


@pytest.mark.parametrize("letter", ["b", "f"])
async def test_esc_and_a_letter_together_close_and_then_do_what_the_letter_says(
    path: Path, shop: dict[str, Order], letter: str
) -> None:
    async with console(path) as desk:
        await desk.press("full_stop")
        await arrive(desk.pilot, f"\x1b{letter}".encode())
        await desk.settle()
        assert isinstance(desk.app.screen, MoneyDialog) is (letter == "b")
        assert desk.screen.panes.facets.has_focus is (letter == "f")


async def test_in_a_field_they_are_a_word_to_the_side(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type("siti a")
        await arrive(desk.pilot, b"\x1bb")
        await arrive(desk.pilot, b"x")
        assert desk.screen.order_query.text == "siti xa"


async def test_a_command_of_the_palette_changes_nothing_at_the_end_of_a_paste(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b":confirm order\r")
        await desk.settle()
        assert desk.stored(shop["Gita"]).status is Status.PENDING
        await desk.press(*(["escape"] if desk.asked else []), "colon")
        await desk.type("confirm order")
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED


@pytest.mark.parametrize("data", [b".o", b".oo", b"j.kc", b".\r", b"..", b".y", b"xy", b"x\r", b"ok .1c"])
async def test_a_short_paste_changes_no_order(path: Path, shop: dict[str, Order], data: bytes) -> None:
    async with console(path) as desk:
        before = {name: desk.stored(order) for name, order in shop.items()}
        await arrive(desk.pilot, data)
        await desk.settle()
        assert {name: desk.stored(order) for name, order in shop.items()} == before


async def test_the_letter_behind_the_menu_moves_to_its_entry(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b".o")
        await desk.settle()
        assert desk.asked
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
