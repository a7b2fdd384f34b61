"""Labels: which orders, which paper, which file; noted on each order, and asked about a second time."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.ui.main import printing
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.menu import MenuDialog
from tests.samples import NOW, PACKER, VIEWER
from tests.ui.desk_app import WIDE, Console, console


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the person at the console."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def printed(desk: Console, shop: dict[str, Order]) -> set[str]:
    return {name for name, order in shop.items() if desk.stored(order).printed_at == NOW}


async def test_of_one_order(path: Path, home: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("full_stop", "l", "enter", "enter")
        file = home / f"label-{shop['Gita'].order_id}.html"
        assert desk.told == f"1 label written to {file}."
        assert "Gita Savitri" in file.read_text(encoding="utf-8")
        assert printed(desk, shop) == {"Gita"}
        assert [event.new for event in desk.store.orders.history(shop["Gita"].id)][-1] == "A6"


async def test_of_the_marked_ones_on_other_paper(path: Path, home: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "space", "full_stop")
        assert "Print label…" in desk.text
        assert "2 of 3" in desk.text
        await desk.press("l", "down", "enter", "enter")
        file = home / "labels-20261122-140500.html"
        assert desk.told == f"2 labels written to {file}. 1 order has no label there."
        assert printed(desk, shop) == {"Gita", "Fajar"}, "Eka's is digital"
        assert [event.new for event in desk.store.orders.history(shop["Fajar"].id)][-1] == "A4"
        assert "3 marked" in desk.footer, "they are shipped next"


async def test_a_second_time_is_asked_about(path: Path, home: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("full_stop", "l", "enter", "enter", "full_stop", "l")
        assert isinstance(desk.app.screen, ConfirmDialog)
        assert "1 was printed before." in desk.text
        await desk.press("enter")
        assert not desk.asked
        await desk.press("full_stop", "l", "y", "enter", "enter", "y")
        assert "1 label written" in desk.told
        await desk.press("space", "space", "full_stop", "l")
        assert isinstance(desk.app.screen, MenuDialog)
        await desk.press("o", "enter", "enter")
        assert "1 label written" in desk.told
        assert printed(desk, shop) == {"Gita", "Fajar"}


async def test_whoever_cancels_prints_nothing(path: Path, home: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        for keys in (("escape",), ("enter", "escape")):
            await desk.press("full_stop", "l", *keys)
            assert not desk.asked
        assert printed(desk, shop) == set()


async def test_a_digital_order_has_no_label(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "j", "full_stop")
        assert "Print label" not in desk.text
        await desk.press("escape")
        desk.screen.action_change("print")
        await desk.settle()
        assert desk.told == "There is no parcel to print a label for."


async def test_too_many_are_left_to_the_command(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "MOST", 2)
    async with console(path) as desk:
        await desk.press("asterisk")
        desk.screen.action_change("print")
        await desk.settle()
        assert desk.told == ("These are 7 orders, and a file holds the labels of 2. Use: orders-tui print --query")


async def test_a_packer_prints_whole_phones_but_no_prices(path: Path, home: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE, PACKER) as desk:
        await desk.press("full_stop", "l", "enter", "enter")
        text = (home / f"label-{shop['Gita'].order_id}.html").read_text(encoding="utf-8")
        assert "+62 812-1111-0007" in text
        assert "Rp" not in text


async def test_a_viewer_prints_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE, VIEWER) as desk:
        assert "Print labels" not in await desk.commands()
