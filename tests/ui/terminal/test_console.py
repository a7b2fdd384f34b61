"""The ground that the console stands on, without a terminal."""

import asyncio
import gc
from pathlib import Path
from typing import ClassVar

import pytest
from textual import events, work
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.widgets._toast import Toast

from orders_tui.process.crash import CrashLog
from orders_tui.ui.terminal.console import LONGEST_PASTE, ConsoleApp
from tests.ui.terminal.arriving import arrive

CANARY = "siti-0812"


class Refused(Exception):
    """An error whose text is fit for a person."""


class Console(ConsoleApp):
    def __init__(self, folder: Path) -> None:
        super().__init__(CrashLog(folder))
        self.kept = 0
        self.presses: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def explain(self, error: BaseException) -> str | None:
        return str(error) if isinstance(error, Refused) else None

    async def keep_unsaved(self) -> None:
        self.kept += 1

    @work
    async def fail(self, error: Exception) -> None:
        raise error

    def break_down(self) -> None:
        raise ValueError(CANARY)


@pytest.fixture(name="console")
def _console(tmp_path: Path) -> Console:
    return Console(tmp_path)


def told(console: ConsoleApp) -> list[str]:
    """The notifications on the screen."""
    return [str(toast.render()) for toast in console.screen.query(Toast)]


async def test_a_paste_that_is_too_long_is_refused_whole(console: Console) -> None:
    async with console.run_test(notifications=True) as pilot:
        console.post_message(events.Paste("x" * (LONGEST_PASTE + 1)))
        await pilot.pause()
        assert console.query_one(Input).value == ""
        assert told(console) == ["Nothing was pasted: the text has 10001 characters, the limit is 10000."]
        console.post_message(events.Paste("x" * LONGEST_PASTE))
        await pilot.pause()
        assert len(console.query_one(Input).value) == LONGEST_PASTE


async def test_a_small_terminal_takes_no_keys_and_loses_nothing(console: Console) -> None:
    async with console.run_test() as pilot:
        await pilot.press("a")
        await pilot.resize_terminal(59, 18)
        await pilot.press("b", "tab", "ctrl+p")
        console.post_message(events.Paste("c"))
        await pilot.pause()
        assert console.too_small == (59, 18)
        await pilot.resize_terminal(60, 18)
        await pilot.press("d")
        assert console.query_one(Input).value == "ad"


async def test_the_screen_is_never_laid_out_too_small(console: Console) -> None:
    async with console.run_test(size=(5, 2)) as pilot:
        assert console.too_small == (5, 2)
        assert console.screen.size == (60, 18)
        await pilot.resize_terminal(200, 3)
        await pilot.pause()
        assert console.screen.size == (200, 18)


async def test_a_dialog_may_come_and_go_while_the_terminal_is_small(console: Console) -> None:
    async with console.run_test() as pilot:
        dialog: ModalScreen[None] = ModalScreen()
        await console.push_screen(dialog)
        await pilot.resize_terminal(10, 10)
        await dialog.dismiss()
        other: ModalScreen[None] = ModalScreen()
        await console.push_screen(other)
        await pilot.resize_terminal(80, 24)
        assert console.screen is other
        assert len(console.screen_stack) == 2


async def test_one_can_leave_a_small_terminal(console: Console) -> None:
    async with console.run_test(size=(10, 10)) as pilot:
        await pilot.press("ctrl+q")
    assert console.return_code == 0
    assert console.kept == 1


async def test_a_worker_that_fails_is_told_and_logged(console: Console) -> None:
    async with console.run_test(notifications=True) as pilot:
        console.fail(ValueError(CANARY))
        await pilot.pause()
        (text,) = told(console)
        assert text.startswith("Something went wrong; your last action may not have completed (reference ")
        assert CANARY not in text
        assert "Console.fail" in console.crash_log.path.read_text()
        await pilot.press("a")
        assert console.query_one(Input).value == "a"


async def test_an_error_that_explains_itself_is_told_and_not_logged(console: Console) -> None:
    async with console.run_test(notifications=True) as pilot:
        console.fail(Refused("Order [b]1[/oops] is gone"))
        await pilot.pause()
        assert told(console) == ["Order [b]1[/oops] is gone"]
    assert not console.crash_log.path.exists()


async def test_a_bare_task_that_fails_is_told_too(console: Console) -> None:
    async def fail() -> None:
        raise ValueError(CANARY)

    async with console.run_test(notifications=True) as pilot:
        task = asyncio.create_task(fail())
        await asyncio.wait([task])
        del task
        gc.collect()
        await pilot.pause()
        assert len(told(console)) == 1
    assert CANARY not in console.crash_log.path.read_text()


async def test_an_error_in_the_console_itself_ends_it_with_a_sentence(console: Console) -> None:
    async def break_down() -> None:
        async with console.run_test() as pilot:
            console.call_later(console.break_down)
            await pilot.pause()

    with pytest.raises(ValueError, match=CANARY):
        await break_down()
    assert console.return_code == 1
    assert console.crash_sentence is not None
    assert console.crash_sentence.startswith("The program stopped because of an error (reference ")
    assert CANARY not in console.crash_sentence


async def test_an_error_that_draws_itself_is_not_let(console: Console, capsys: pytest.CaptureFixture[str]) -> None:
    class Picture(Exception):
        def __rich__(self) -> str:
            return CANARY

    async def break_down() -> None:
        async with console.run_test() as pilot:
            console.call_later(fail)
            await pilot.pause()

    def fail() -> None:
        raise Picture

    with pytest.raises(Picture):
        await break_down()
    assert CANARY not in "".join(capsys.readouterr())


async def test_what_cannot_be_kept_does_not_stop_the_end(console: Console, tmp_path: Path) -> None:
    class Forgetful(Console):
        async def keep_unsaved(self) -> None:
            raise ValueError(CANARY)

    forgetful = Forgetful(tmp_path)
    async with forgetful.run_test():
        await forgetful.leave(143)
    assert forgetful.return_code == 143
    assert "Forgetful.keep_unsaved" in forgetful.crash_log.path.read_text()


async def test_no_picture_of_the_screen_is_offered(console: Console) -> None:
    async with console.run_test():
        assert list(console.get_system_commands(console.screen)) == []


class Menu(ModalScreen[None]):
    """Notes each key, and whether it arrived together with the one that opened this."""

    def __init__(self, notes: list[tuple[str, bool]]) -> None:
        super().__init__()
        self.notes = notes

    def on_key(self, event: events.Key) -> None:
        app = self.app
        assert isinstance(app, ConsoleApp)
        self.notes.append((event.key, app.in_burst))
        if event.key == "x":
            self.dismiss()


class Desk(ConsoleApp):
    """A list whose letters are commands, and a field that the slash leads into."""

    SEARCHES_PASTES: ClassVar = True
    AUTO_FOCUS = None

    def __init__(self, folder: Path) -> None:
        super().__init__(CrashLog(folder))
        self.opens_field = frozenset({"slash"})
        self.in_menu: list[tuple[str, bool]] = []
        self.on_list: list[tuple[str, bool]] = []
        self.pastes: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def on_key(self, event: events.Key) -> None:
        if isinstance(self.screen, Menu) or self.focused is not None:
            return
        self.on_list.append((event.key, self.arrived_alone))
        if event.key == "full_stop":
            self.push_screen(Menu(self.in_menu))
        if event.key == "slash":
            self.query_one(Input).focus()

    def on_paste(self, event: events.Paste) -> None:
        self.pastes.append(event.text)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_a_key_knows_whether_it_arrived_with_the_one_that_opened_its_menu(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b".2")
        assert desk.in_menu == [("2", True)]
        await arrive(pilot, b"3")
        await arrive(pilot, b"45")
        assert desk.in_menu[1:] == [("3", False), ("4", False), ("5", False)]


async def test_a_menu_opened_by_a_key_alone_takes_all_keys(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b".")
        await arrive(pilot, b"2")
        assert desk.in_menu == [("2", False)]


async def test_keys_that_close_a_menu_and_open_it_again_are_of_one_burst(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b".")
        await arrive(pilot, b"x.y")
        assert desk.in_menu == [("x", False), ("y", True)]


async def test_after_a_click_no_key_is_in_hand(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b"j.k")
        assert desk.in_burst
        await pilot.click()
        assert not desk.in_burst


async def test_the_list_can_tell_whether_a_key_came_alone(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b"u")
        await arrive(pilot, b"uu")
        await arrive(pilot, b"ud")
        assert desk.on_list == [("u", True), ("u", True), ("u", True), ("u", False), ("d", False)]


async def test_a_long_burst_on_the_list_is_a_paste(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b"Rp 1.250.000\r")
        assert desk.pastes == ["Rp 1.250.000\n"]
        assert desk.on_list == []


@pytest.mark.parametrize("data", [b"Rina", b"1.2", b"JT1", b"R*.", b"eva\r"])
async def test_three_different_keys_in_one_burst_on_the_list_are_a_paste(desk: Desk, data: bytes) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, data)
        assert desk.pastes == [data.decode().replace("\r", "\n")]
        assert desk.on_list == []


@pytest.mark.parametrize("data", [b"jj", b"ox", b"oxo", b"ox\r", b"jjjjjjjj", b"gvjjjv"])
async def test_fewer_and_those_that_move_are_keys(desk: Desk, data: bytes) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, data)
        assert desk.pastes == []
        assert len(desk.on_list) == len(data)


async def test_a_short_burst_on_a_menu_is_its_keys(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b".")
        await arrive(pilot, b"123")
        assert [key for key, _in_burst in desk.in_menu] == ["1", "2", "3"]
        assert desk.pastes == []


async def test_a_long_burst_on_a_menu_presses_none_of_its_keys(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b".")
        await arrive(pilot, b"Rp 1.250.000")
        assert desk.in_menu == []


async def test_what_is_typed_ahead_into_a_field_is_typed(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b"/siti aminah")
        assert desk.query_one(Input).value == "siti aminah"
        assert desk.pastes == []


async def test_lines_for_a_field_are_a_paste_that_ends_no_field(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await arrive(pilot, b"/")
        await arrive(pilot, b"siti aminah\rbandung.1")
        assert desk.query_one(Input).value == "siti aminah"
        assert desk.focused is desk.query_one(Input)


class TableField(Input):
    """A field that hands lists on."""

    TAKES_TABLES: ClassVar = True

    def __init__(self) -> None:
        super().__init__()
        self.pastes: list[str] = []

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.pastes.append(event.text)


async def test_only_a_field_that_takes_tables_gets_the_tabs_between_cells(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await desk.mount(table := TableField())
        for field in (desk.query_one(Input), table):
            field.focus()
            await pilot.pause()
            await arrive(pilot, b"\x1b[200~Resi\tCOD\rJT 1\t95.000\x1b[201~")
        assert desk.query_one(Input).value == "Resi COD"
        assert table.pastes == ["Resi\tCOD\nJT 1\t95.000"]


async def test_a_burst_that_is_too_long_is_refused_whole(desk: Desk) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await arrive(pilot, b"ab" * LONGEST_PASTE)
        assert desk.pastes == []
        assert told(desk) == ["Nothing was pasted: the text has 20000 characters, the limit is 10000."]


async def test_one_can_leave_from_within_a_burst(desk: Desk) -> None:
    async with desk.run_test(size=(10, 10)) as pilot:
        await arrive(pilot, b"jj\x11")
    assert desk.return_code == 0
