"""What of an order is copied, and the ways to the clipboard."""

import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pyperclip
import pytest

from orders_tui.domain.copying import pieces
from orders_tui.domain.facts import Order
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.order import Method
from orders_tui.domain.rights import Actor, visible
from orders_tui.domain.templates import ShopTexts
from orders_tui.store.store import JAKARTA
from orders_tui.ui.terminal.clipboard import Clipboard, Way, ways
from tests.samples import FULL, ORDER, OWNER, PACKER, SARI, VIEWER
from tests.store.shop import opened
from tests.ui.desk_app import NARROW, WIDE, console
from tests.ui.test_main_looks import HOSTILE, check_harmless, hostile_order

SHOP = ShopProfile(ShopTexts(), JAKARTA, "https://toko.example")


def copied(order: Order, actor: Actor = SARI, shop: ShopProfile = SHOP) -> dict[str, str]:
    return {piece.id: piece.text for piece in pieces(order, shop, actor)}


def test_only_what_the_order_has_is_offered() -> None:
    assert copied(ORDER).keys() == {"order_id", "phone", "message", "instructions", "link"}
    assert copied(ORDER, shop=SHOP._replace(public_url="")).keys() == {"order_id", "phone", "message", "instructions"}
    assert copied(FULL._replace(deleted_at=None))["receipt"] == "JT0001"
    assert copied(FULL)["address"] == (
        "Dewi Lestari\n+6285700112233\nJl. Merdeka 1\nCoblong, Bandung\nJawa Barat 40132"
    )


def test_what_the_gateway_gave_is_offered_to_those_who_see_amounts() -> None:
    given = {"pay_code": "8808123456789012", "pay_link": "https://pay.example/1", "pay_reference": "INV-1"}
    order = ORDER._replace(method=Method.VA_BCA, **given)  # type: ignore[arg-type]
    assert given.items() <= copied(order).items()
    assert copied(order)["instructions"].splitlines()[1:] == ["8808123456789012", "https://pay.example/1"]
    assert copied(order._replace(method=Method.QRIS))["instructions"].splitlines()[1:] == ["https://pay.example/1"]
    assert not given.keys() & copied(visible(PACKER, order), PACKER).keys()
    assert visible(PACKER, order).pay_link == ""


def test_only_what_may_be_seen_is_offered() -> None:
    assert copied(FULL, PACKER).keys() == {"order_id", "receipt"}
    assert "message" not in copied(ORDER, VIEWER)
    assert copied(ORDER._replace(seller="Mitra Jaya")).keys() == {"order_id", "phone"}
    assert copied(ORDER, OWNER) == copied(ORDER, SARI)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_copied_acts(text: str) -> None:
    hostile = ORDER._replace(name=text, phone=text, street=text, city=text, receipt=text, store=text, pay_link=text)
    for piece in copied(hostile).values():
        bad = [char for char in piece if unicodedata.category(char) in ("Cc", "Cf") and char not in "\n\u200d"]
        assert not bad


@pytest.mark.parametrize(("keys", "text"), [("y", None), ("p", "+6281211110007"), ("l", "https://toko.example/")])
async def test_a_letter_copies_at_once(path: Path, shop: dict[str, Order], keys: str, text: str | None) -> None:
    async with console(path, public_url="https://toko.example") as desk:
        await desk.press("y", keys)
        assert not desk.asked
        assert desk.app.clipboard.startswith(text or shop["Gita"].order_id)
        assert desk.told.startswith("Sent to the clipboard: ")


async def test_the_whole_text_is_shown_to_be_selected(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("y", "down", "down")
        shown = [line.strip() for line in desk.dialog]
        place = shown.index("Gita Savitri")
        assert shown[place : place + 3] == ["Gita Savitri", "+6281211110007", "Jl. Merdeka 1"]
        await desk.press("escape")
        assert desk.app.clipboard == ""


@pytest.mark.parametrize(("text", "size"), [(text, (WIDE, NARROW)[at % 2]) for at, text in enumerate(HOSTILE)])
async def test_hostile_texts_are_only_texts(path: Path, text: str, size: tuple[int, int]) -> None:
    with opened(path, create=True) as store:
        store.execute(hostile_order(text), SARI)
    async with console(path, size) as desk:
        for keys in (("m",), ("escape", "y", "down", "down"), ("down",), ("escape", "p"), ("escape", "full_stop", "l")):
            await desk.press(*keys)
            check_harmless(desk)


async def test_what_is_selected_on_the_screen_is_copied_and_can_be_pasted(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.app.copy_to_clipboard("Citra\x1b")
        await desk.settle()
        assert desk.app.clipboard == "Citra"
        await desk.press("slash", "ctrl+v")
        assert desk.names == ["Citra"]


# Ways to the clipboard


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ("native", "osc52")),
        ({"SSH_CONNECTION": "1 2 3 4"}, ("osc52",)),
        ({"SSH_TTY": "/dev/pts/1"}, ("osc52",)),
        ({"TMUX": "/tmp/x,1,0", "SSH_CONNECTION": "1 2 3 4"}, ("tmux", "osc52")),
        ({"ORDERS_TUI_CLIPBOARD": "native", "TMUX": "x"}, ("native",)),
        ({"ORDERS_TUI_CLIPBOARD": "OSC52"}, ("osc52",)),
        ({"ORDERS_TUI_CLIPBOARD": "auto", "SSH_TTY": "x"}, ("osc52",)),
    ],
)
def test_the_way_follows_from_where_the_program_runs(environ: dict[str, str], expected: tuple[Way, ...]) -> None:
    assert ways(environ) == expected


async def test_where_nothing_is_at_hand_the_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    asked: list[str] = []
    for environ in ({}, {"TMUX": "x"}):
        monkeypatch.setattr(pyperclip, "copy", _no_clipboard)
        assert await Clipboard(environ, asked.append).copy("halo")
    assert asked == ["halo", "halo"]
    assert not await Clipboard({"ORDERS_TUI_CLIPBOARD": "native"}, asked.append).copy("halo")
    assert not await Clipboard({"ORDERS_TUI_CLIPBOARD": "tmux"}, asked.append).copy("halo")
    assert len(asked) == 2


def _no_clipboard(_text: str) -> Any:
    raise pyperclip.PyperclipException("none")


async def test_where_there_is_no_way_it_is_said(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERS_TUI_CLIPBOARD", "tmux")
    monkeypatch.setenv("PATH", "")
    async with console(path) as desk:
        await desk.press("y", "p")
        assert desk.told.startswith("There is no clipboard here")
        await desk.press("m", "enter")
        assert "Welcome recorded as sent" in desk.told
        assert "There is no clipboard here" in desk.told


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A tmux of its own; calls it."""

    def call(*arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(tmp_path / "socket"), *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    try:
        call("-f", "/dev/null", "new-session", "-d", "cat")
    except FileNotFoundError:
        pytest.skip("no tmux here")
    monkeypatch.setenv("TMUX", f"{tmp_path / 'socket'},1,0")
    yield call
    call("kill-server")


async def test_tmux_takes_a_text_of_several_lines(tmux: Any) -> None:
    asked: list[str] = []
    text = "Halo “Siti”,\nRp 1.000\n"
    assert await Clipboard({"TMUX": "x"}, asked.append).copy(text)
    assert (asked, tmux("show-buffer")) == ([], text)
