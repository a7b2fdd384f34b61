"""Whatever a key waits for may go away; the keys behind it are handled all the same."""

import asyncio
from pathlib import Path
from typing import ClassVar

import pytest
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from orders_tui.domain.facts import Order
from orders_tui.process.crash import CrashLog
from orders_tui.store.errors import DatabaseError
from orders_tui.store.reads.lists import ListReads
from orders_tui.ui.terminal import typeahead
from orders_tui.ui.terminal.console import ConsoleApp
from tests.ui.desk_app import console
from tests.ui.terminal.arriving import arrive, send


class Frail(Widget, can_focus=True):
    """A widget that goes away, or is stuck, at a key."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = asyncio.Event()

    async def on_key(self, event: events.Key) -> None:
        if event.key == "r":
            self.remove()
        if event.key == "h":
            await self.goes_on.wait()


class FrailScreen(ModalScreen[None]):
    """A screen that goes away, or over which another one opens, at a key."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "x":
            self.dismiss()
        if event.key == "o":
            self.app.push_screen(Opening())


class Opening(ModalScreen[None]):
    """A screen that opens while a key is on its way, and shows how often it was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "count")]

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.goes_on = asyncio.Event()

    async def on_compose(self) -> None:
        await self.goes_on.wait()

    def compose(self) -> ComposeResult:
        yield Static("0", id="count")

    def action_count(self) -> None:
        self.count += 1
        self.query_one("#count", Static).update(str(self.count))


class Host(ConsoleApp):
    """Notes the keys that nothing on its way takes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(CrashLog(folder))
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        yield Frail()

    @property
    def busy(self) -> bool:
        return any(worker.is_running for worker in self.workers)

    @work
    async def wait_for_good(self) -> None:
        await asyncio.Event().wait()

    @work
    async def fail(self) -> None:
        raise LookupError

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)
        if event.key == "w":
            self.wait_for_good()
        if event.key == "f":
            self.fail()


@pytest.fixture(name="host")
def _host(tmp_path: Path) -> Host:
    return Host(tmp_path)


async def test_the_screen_is_gone(host: Host) -> None:
    async with host.run_test() as pilot:
        await host.push_screen(FrailScreen())
        await arrive(pilot, b"xab")
        assert host.keys[-2:] == ["a", "b"]
        assert not isinstance(host.screen, FrailScreen)


async def test_another_screen_opens_meanwhile(host: Host) -> None:
    async with host.run_test() as pilot:
        await host.push_screen(FrailScreen())
        send(host, b"o")
        while not isinstance(host.screen, Opening):  # noqa: ASYNC110 - a pause of the pilot would wait for it
            await asyncio.sleep(0)
        for _turn in range(20):  # until the key has come up to the app
            await asyncio.sleep(0)
        host.screen.goes_on.set()
        await pilot.pause()
        assert host.screen.count == 1


async def test_the_widget_is_gone(host: Host) -> None:
    async with host.run_test() as pilot:
        await arrive(pilot, b"rab")
        assert host.keys[-2:] == ["a", "b"]
        assert not host.query(Frail)


async def test_the_widget_is_stuck(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "HANDLING_LIMIT", 0.1)
    async with host.run_test() as pilot:
        frail = host.query_one(Frail)
        frail.focus()
        await pilot.pause()
        send(host, b"h")
        send(host, b"ab")
        while not host.ahead.idle:  # noqa: ASYNC110 - a pause of the pilot would wait for the widget too
            await asyncio.sleep(0)
        assert host.keys == []
        frail.goes_on.set()
        await pilot.pause()
        assert host.keys == ["h", "a", "b"]


async def test_the_worker_is_canceled(host: Host) -> None:
    async with host.run_test() as pilot:
        send(host, b"wab")
        while not host.busy:
            await pilot.pause(0)
        assert host.keys == ["w"]
        host.workers.cancel_all()
        await arrive(pilot, b"c")
        assert host.keys == ["w", "a", "b", "c"]


async def test_the_worker_never_ends(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "HOLD_LIMIT", 0.1)
    async with host.run_test() as pilot:
        await arrive(pilot, b"wab")
        assert host.keys == ["w", "a", "b"]


async def test_the_worker_fails(host: Host) -> None:
    async with host.run_test() as pilot:
        await arrive(pilot, b"fab")
        assert host.keys == ["f", "a", "b"]


async def test_the_terminal_is_too_small_for_a_moment(host: Host) -> None:
    async with host.run_test() as pilot:
        for _time in range(8):
            send(host, b"yyyyy")
            await pilot.resize_terminal(50, 3)
            await pilot.resize_terminal(100, 30)
        assert host.ahead.idle
        host.keys.clear()
        await arrive(pilot, b"z")
        assert host.keys == ["z"]


@pytest.mark.parametrize("error", [DatabaseError("The disk reported an error."), LookupError("a fault of ours")])
async def test_the_list_fails(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_asked: object) -> None:
        raise error

    monkeypatch.setattr(typeahead, "HOLD_LIMIT", 0.2)
    async with console(path) as desk:
        monkeypatch.setattr(ListReads, "open", refuse)
        await arrive(desk.pilot, b"Fjj")
        await desk.settle()
        assert desk.screen.orders.table.cursor_row == 2
        await arrive(desk.pilot, b"?")
        assert desk.asked
