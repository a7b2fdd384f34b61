"""What the buyer sees, in the console: from the same source as the page, with its link and code."""

from pathlib import Path

import pytest
import segno
from textual.content import Content
from textual.widgets import Static

from orders_tui.domain.facts import Order
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.rights import Actor
from orders_tui.domain.templates import ShopTexts
from orders_tui.exchange.page import page, payment, steps, sums
from orders_tui.store.store import JAKARTA
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.public_page import qr_code
from tests.samples import PACKER, VIEWER
from tests.ui.desk_app import NARROW, WIDE, console, go_to

URL = "https://toko.example/p"
SHOP = ShopProfile(ShopTexts(), JAKARTA, URL)


async def test_it_says_what_the_page_says(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, (140, 60), public_url=URL) as desk:
        for name in shop:
            order = desk.stored(shop[name])
            await go_to(desk, name)
            await desk.press("p")
            shown = " ".join(str(desk.app.screen.query_one("#page-text", Static).content).split())
            for step in steps(order, SHOP):
                assert " ".join(f"{step.title} {step.time}".split()) in shown
            money = payment(order, SHOP)
            for words in () if money is None else (money.title, money.amount, money.method, *money.lines):
                assert words in shown
            for title, amount in sums(order):
                assert f"{title} {amount}" in shown
            assert SHOP.link(order) in desk.text
            for inner in (order.handler, order.phone, order.street):
                assert not inner or inner not in shown
            await desk.press("escape")


async def test_the_link_is_copied_and_opened_by_the_terminal(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, public_url=URL) as desk:
        await desk.press("p")
        strips = desk.app.screen._compositor.render_strips()
        links = {style.link for strip in strips for _text, style, _control in strip if style and style.link}
        assert links == {SHOP.link(shop["Gita"])}
        await desk.press("y")
        assert desk.app.clipboard == SHOP.link(shop["Gita"])
        assert not desk.asked


async def test_without_a_public_url_there_is_no_link(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("p")
        assert "set the address of order pages" in " ".join(desk.text.split())
        assert "y copy" not in desk.text
        await desk.press("y")
        assert desk.asked
        assert desk.app.clipboard == ""


async def test_the_page_is_written_to_a_file_and_no_other_is_replaced_unasked(
    path: Path, tmp_path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / f"order-{shop['Gita'].order_id}.html"
    async with console(path) as desk:
        await desk.press("p", "w", "enter")
        assert file.read_text(encoding="utf-8") == page(shop["Gita"], SHOP._replace(public_url=""))
        assert desk.told == f"{file} written."
        file.write_text("other", encoding="utf-8")
        await desk.press("p", "w", "enter")
        assert isinstance(desk.app.screen, ConfirmDialog)
        await desk.press("enter")
        assert file.read_text(encoding="utf-8") == "other", "it starts on going back"
        await desk.press("p", "w", "enter", "y")
        assert file.read_text(encoding="utf-8") != "other"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "A file name is missing."),
        ("/", "/ is a folder"),
        ("/none/x", "There is no folder /none."),
        ("~nobody-of-this-name/x", "There is no folder ~nobody-of-this-name."),
        ("/" + "x" * 300, "cannot be written"),
    ],
    ids=["empty", "folder", "no folder", "no home", "too long"],
)
async def test_a_file_that_cannot_be_is_refused_in_the_dialog(
    path: Path, shop: dict[str, Order], typed: str, error: str
) -> None:
    async with console(path) as desk:
        await desk.press("p", "w", "ctrl+u")
        await desk.paste(typed)
        await desk.press("enter")
        assert error in desk.text


async def test_the_name_of_the_file_is_completed(path: Path, shop: dict[str, Order], tmp_path: Path) -> None:
    (tmp_path / "pages of today").mkdir()
    async with console(path) as desk:
        await desk.press("p", "w", "ctrl+u")
        await desk.paste(f"{tmp_path}/pag")
        await desk.press("tab")
        await desk.type("a.html")
        await desk.press("enter")
        assert (tmp_path / "pages of today" / "a.html").exists()


async def test_a_file_that_cannot_be_written_is_told_of(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("p", "w", "ctrl+u")
        await desk.type("/proc/page")
        await desk.press("enter")
        assert desk.told.startswith("/proc/page cannot be written: ")


@pytest.mark.parametrize(("actor", "sees", "writes"), [(VIEWER, True, False), (PACKER, False, False)])
async def test_who_sees_and_who_writes_it(
    path: Path, shop: dict[str, Order], actor: Actor, sees: bool, writes: bool
) -> None:
    async with console(path, WIDE, actor) as desk:
        await desk.press("p")
        assert desk.asked is sees
        await desk.press("w")
        assert ("you may not write orders to files" in desk.told) is (sees and not writes)


def modules(code: Content) -> list[list[bool]]:
    """Which modules of a drawn code are dark, row by row."""
    rows: list[list[bool]] = []
    for line in code.plain.split("\n"):
        rows.append([char in "▀█" for char in line])
        rows.append([char in "▄█" for char in line])
    return rows


def test_the_code_is_the_link_with_a_blank_border() -> None:
    wanted = [[bool(dark) for dark in row] for row in segno.make(URL, error="l", micro=False).matrix_iter(border=4)]
    drawn = modules(qr_code(URL))
    assert drawn[: len(wanted)] == wanted
    assert not any(any(row) for row in drawn[len(wanted) :])
    assert not any(map(any, drawn[:4]))
    assert not any(row[0] or row[-1] for row in drawn)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "textual-ansi"])
async def test_the_code_is_black_on_white_in_every_theme(path: Path, shop: dict[str, Order], theme: str) -> None:
    async with console(path, public_url=URL) as desk:
        desk.app.theme = theme if theme in desk.app.available_themes else desk.app.theme
        await desk.press("p")
        grounds = {
            (style.color, style.bgcolor)
            for strip in desk.app.screen._compositor.render_strips()
            for text, style, _control in strip
            if style and "▀▀▀▀▀▀▀" in text.replace(" ", "")[:9]
        }
        colours = {tuple(colour and colour.get_truecolor() for colour in pair) for pair in grounds}
        assert colours == {((0, 0, 0), (255, 255, 255))}


async def test_where_half_blocks_are_lacking_there_is_no_code(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path, NARROW, public_url=URL) as desk:
        await desk.press("p", "end")
        assert "█▀▀▀▀▀█" in desk.text
    monkeypatch.setenv("ORDERS_TUI_MARKS", "ascii")
    async with console(path, NARROW, public_url=URL) as desk:
        await desk.press("p", "end")
        assert not desk.screen.app.screen.query("#page-code")
        assert URL in desk.text
