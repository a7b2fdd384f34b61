"""When the database is slow, busy, gone or refuses: the console says so once, and goes on."""

import asyncio
import threading
from pathlib import Path

import pytest

from orders_tui.domain.counts import News
from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.store import waiting
from orders_tui.store.errors import DatabaseError
from orders_tui.store.reads.lists import ListReads
from orders_tui.store.reads.orders import OrderReads
from orders_tui.ui.main.marks import NONE
from orders_tui.ui.screens.progress import ProgressDialog
from orders_tui.ui.terminal import typeahead
from tests.samples import BUDI, GATEWAY
from tests.store.shop import changed, placed
from tests.ui.desk_app import WIDE, Console, another, buyer, console
from tests.ui.terminal.arriving import send


async def test_a_list_that_cannot_be_read_leaves_the_console_in_use(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> None:
        raise DatabaseError("The disk reported an error.")

    async with console(path) as desk:
        with monkeypatch.context() as broken:
            broken.setattr(ListReads, "open", refuse)
            await desk.press("R")
            assert "reported an error" in desk.told
            await desk.press("asterisk", "v", "v", "j")
            assert not desk.asked
        await desk.press("R", "r")
        assert len(desk.names) == 7


async def test_a_list_that_was_never_read_does_not_say_that_there_are_no_orders(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> None:
        raise DatabaseError("The disk reported an error.")

    with monkeypatch.context() as broken:
        broken.setattr(ListReads, "first_page", lambda *_asked: None)
        broken.setattr(ListReads, "open", refuse)
        async with console(path) as desk:
            assert "The list could not be read. Press r to read it again." in desk.text
            broken.undo()
            await desk.press("r")
            assert len(desk.names) == 7
            assert "could not be read" not in desk.text


async def beat(desk: Console) -> None:
    """What happens twice a second."""
    await desk.screen.orders.watcher.check()
    await desk.settle()


def replace(path: Path, aside: Path) -> None:
    path.rename(aside)
    path.touch(mode=0o600)


def restore(path: Path, aside: Path) -> None:
    path.unlink()
    aside.rename(path)


async def test_a_heartbeat_that_fails_is_told_once_until_it_beats_again(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_reads: object) -> int:
        raise DatabaseError("The disk reported an error.")

    async with console(path) as desk:
        with monkeypatch.context() as broken:
            broken.setattr(OrderReads, "data_version", refuse)
            for _time in range(3):
                await beat(desk)
            assert [str(each.message) for each in desk.app._notifications] == ["The disk reported an error."]
            desk.app.clear_notifications()
            await beat(desk)
            assert not list(desk.app._notifications)
        await beat(desk)
        with another(path) as other:
            placed(other, GATEWAY, **buyer("Hana"))
        await beat(desk)
        assert "1 new order" in desk.text


async def test_a_replaced_file_is_told_without_any_change(path: Path, shop: dict[str, Order], tmp_path: Path) -> None:
    async with console(path) as desk:
        replace(path, tmp_path / "aside.db")
        await beat(desk)
        assert "moved or replaced" in desk.told
        restore(path, tmp_path / "aside.db")


async def test_news_are_told_however_often_others_store(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look that is under way is never given up for the next one."""
    gate, begun = threading.Event(), threading.Event()
    real = ListReads.newcomers

    def slow(self: ListReads, *asked: object) -> int:
        begun.set()
        gate.wait(10)
        return real(self, *asked)  # type: ignore[arg-type]

    async with console(path) as desk:
        monkeypatch.setattr(ListReads, "newcomers", slow)
        with another(path) as other:
            placed(other, GATEWAY, **buyer("Hana"))
            desk.screen.orders.catch_up()
            await asyncio.to_thread(begun.wait, 10)
            placed(other, GATEWAY, **buyer("Indah"))
            desk.screen.orders.catch_up()
            desk.screen.orders.catch_up()
            gate.set()
            await desk.settle()
        assert desk.screen.orders.news == News(2)


async def test_an_action_goes_only_to_the_orders_whose_menu_has_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("asterisk")
        await desk.choose("Confirm payment")
        assert "1 Shipped" in desk.text
        await desk.press("y")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
        assert desk.stored(shop["Budi"]).status is Status.SHIPPED
        fajar = desk.stored(shop["Fajar"])
        assert (fajar.status, fajar.payment_status) == (Status.PENDING, PaymentStatus.UNPAID)


async def test_marks_stay_behind_when_one_goes_to_the_trash_or_the_other_role(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        for key in ("T", "R"):
            await desk.press("space", key)
            assert desk.screen.orders.marks == NONE
            await desk.press(key)


async def test_all_is_said_only_of_what_the_list_shows(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "slash")
        await desk.type("eka")
        await desk.press("enter")
        assert desk.names == ["Eka"]
        states = [desk.screen.orders.table.mark_state]
        await desk.press("asterisk")
        assert [*states, desk.screen.orders.table.mark_state] == ["some", "all"]


@pytest.mark.parametrize("key", ["escape", "q", "T"])
async def test_the_trash_is_left_as_it_was_entered(path: Path, shop: dict[str, Order], key: str) -> None:
    async with console(path) as desk:
        before = desk.screen.order_query
        await desk.press("T")
        assert desk.screen.order_query.trash
        await desk.press(key)
        assert desk.app.is_running
        assert desk.screen.order_query == before


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_after_a_jump_to_an_order_one_goes_back(path: Path, shop: dict[str, Order], key: str) -> None:
    async with console(path) as desk:
        before = desk.screen.order_query
        await desk.press("colon")
        await desk.type(shop["Agus"].order_id)
        await desk.press("enter")
        await desk.settle()
        assert desk.names == ["Agus"]
        await desk.press(key)
        assert desk.screen.order_query == before
        assert len(desk.names) == 7


async def test_the_cursor_stays_on_its_order_when_the_search_is_left(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type("budi")
        await desk.press("enter", "escape")
        assert len(desk.names) == 7
        assert desk.under_cursor == "Budi"


async def test_an_order_that_cannot_be_read_or_drawn_leaves_no_other_in_its_place(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> None:
        raise DatabaseError("The disk reported an error.")

    for broken_at in (f"{OrderReads.__module__}.OrderReads.history", "orders_tui.ui.widgets.detail.lines"):
        async with console(path, WIDE) as desk:
            pane = desk.screen.panes.detail
            await desk.press("j")
            shown = pane.detail
            assert shown
            assert pane._lines
            with monkeypatch.context() as broken:
                broken.setattr(broken_at, refuse)
                await desk.press("j")
                told = "\n".join(line.plain for line in pane._lines)
                assert shown.order.order_id not in told


async def test_a_change_waits_for_another_program_says_so_and_goes_on(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    async with console(path, toasts=True) as desk:
        with another(path) as store:
            changed(store, shop["Eka"], BUDI, handler="sari")
            await desk.look()
            with store.engine.writing():
                await desk.pilot.press("full_stop")
                await desk.until(lambda: desk.asked)
                await desk.pilot.press("o")
                await desk.until(lambda: "The database is busy" in desk.text)
                assert "Esc gives it up" in desk.text
            await desk.settle()
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
        assert "The database is busy" not in desk.text
        assert f"budi handed {shop['Eka'].order_id} over to you." in desk.text


async def test_keys_typed_during_a_short_wait_are_handed_on_after_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        with another(path) as store, store.engine.writing():
            await desk.pilot.press("full_stop")
            await desk.until(lambda: desk.asked)
            send(desk.app, b"o")
            await desk.until(lambda: isinstance(desk.app.screen, ProgressDialog))
            send(desk.app, b"jj")
            send(desk.app, b"?")
            await desk.until(lambda: not desk.app.ahead.idle)
        await desk.settle()
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
        assert desk.under_cursor == "Eka"
        assert desk.asked


async def test_a_key_that_would_wait_for_long_is_answered_and_stops_nothing(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "HOLD_LIMIT", 0.1)
    async with console(path) as desk:
        with another(path) as store, store.engine.writing():
            await desk.pilot.press("full_stop")
            await desk.until(lambda: desk.asked)
            send(desk.app, b"o")
            await desk.until(lambda: isinstance(desk.app.screen, ProgressDialog))
            for key in (b"j", b"\r"):
                send(desk.app, key)
                await desk.until(lambda: "Key ignored" in desk.text and desk.app.ahead.idle)
                assert isinstance(top := desk.app.screen, ProgressDialog)
                assert not top.work.stopping
        assert "Key ignored" in desk.text, "it can be read, also where the wait ends at once"
        await desk.until(lambda: not desk.asked)
        await desk.settle()
        assert (desk.stored(shop["Gita"]).status, desk.under_cursor) == (Status.CONFIRMED, "Gita")


async def test_esc_stops_at_once_what_keys_wait_for_and_forgets_them(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        with another(path) as store, store.engine.writing():
            await desk.pilot.press("full_stop")
            await desk.until(lambda: desk.asked)
            send(desk.app, b"o")
            await desk.until(lambda: isinstance(desk.app.screen, ProgressDialog))
            send(desk.app, b"j")
            await desk.pilot.press("escape")
            await desk.until(lambda: not desk.asked)
        await desk.settle()
        assert (desk.stored(shop["Gita"]).status, desk.under_cursor) == (Status.PENDING, "Gita")


async def test_esc_gives_a_wait_up(path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "HOLD_LIMIT", 0.2)
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    async with console(path, toasts=True) as desk:
        with another(path) as store, store.engine.writing():
            await desk.pilot.press("full_stop")
            await desk.until(lambda: desk.asked)
            await desk.pilot.press("o")
            await desk.until(lambda: "The database is busy" in desk.text)
            await desk.pilot.press("escape")
            await desk.until(lambda: "nothing was stored" in desk.text)
        await desk.settle()
        assert not desk.asked
        assert desk.stored(shop["Gita"]).status is Status.PENDING
        await desk.choose("Confirm order")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
