"""What the main screen looks like: hostile texts, no colours, notices, other sizes."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual import events
from textual.color import Color as TextualColor
from textual.content import Content
from textual.widgets import Button, Input

from orders_tui.domain.commands import AddOrder
from orders_tui.domain.facts import GIVEN, Kind, Order
from orders_tui.domain.order import Item, Method, Status
from orders_tui.ui.main.key_bar import KeyBar
from orders_tui.ui.main.notices import NewsNotice, add_news, show_notice
from orders_tui.ui.palettes import DARK, palette
from orders_tui.ui.screens.confirm import ConfirmDialog
from tests.samples import GATEWAY, NOW, OWNER, SARI
from tests.store.shop import changed, opened, placed, reached
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, Console, console, crowd, small_shop

pytestmark = pytest.mark.painted


async def test_the_shop_and_the_role_are_named_at_any_width(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.settings.put("business", "Toko Sehat", OWNER, for_shop=True)
    async with console(path) as desk:
        assert desk.lines[0].startswith(" Orders · Toko Sehat · Seller  ")
        await desk.resize(*NARROW)
        assert desk.lines[0].startswith(" Toko Sehat · Seller ")
        await desk.press("R")
        assert desk.lines[0].startswith(" Toko … · Fulfilment ")


# Hostile texts

HOSTILE = (
    "x [/oops] [b]y",
    "[@click=app.exit]Siti[/] [@click='screen.dismiss(True)']ya[/]",
    "a\x1b[31mred\x1b]0;title\x07",
    "kiri\u202ekanan\u2066\u200b",
    "two\nlines\r\nthree\ttab",
    "👨‍👩‍👧 keluarga 🏳️‍🌈 \u0915\u094d\u0937 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "{0} {name} %s %(x)s $foreground",
)


def hostile_order(text: str) -> AddOrder:
    """An order with this text wherever an order takes one."""
    line = " ".join(text.split())
    texts = {fact.name: line for fact in GIVEN if fact.kind in (Kind.TEXT, Kind.LINES) and fact.name != "seller"}
    more = {"phone": "0812 [/x]", "buyer_note": text}
    return AddOrder(facts=texts | more, items=(Item(line, 1_000_000, 12, sku=line),), tags=(line,), at=NOW)


def segments(desk: Console) -> Iterator[Segment]:
    for strip in desk.app.screen._compositor.render_strips():
        yield from strip


KEY = "app.simulate_key("
"""How the action begins of what names a key."""


def check_harmless(desk: Console) -> None:
    """Nothing on the screen moves a cursor, hides or turns text round, or does something when clicked."""
    width = desk.app.size.width
    for strip in desk.app.screen._compositor.render_strips():
        assert strip.cell_length == width
    for text, style, _control in segments(desk):
        bad = [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and char != "\u200d"]
        assert not bad, (text, bad)
        assert style is None or style.meta.get("@click", KEY).startswith(KEY), "but the keys of a dialog are buttons"
        assert style is None or style.link is None


@pytest.mark.parametrize(("text", "size"), [(text, (WIDE, NARROW)[at % 2]) for at, text in enumerate(HOSTILE)])
async def test_hostile_texts_are_only_texts(path: Path, text: str, size: tuple[int, int]) -> None:
    with opened(path, create=True) as store:
        added = store.execute(hostile_order(text), GATEWAY)
        other = placed(store, name=" ".join(text.split()), phone="+6281")
        order = changed(store, store.orders.get(added.order_id), note=text, receipt=" ".join(text.split()))
        store.settings.put("business", text, OWNER, for_shop=True)
    async with console(path, size) as desk:
        for keys in (
            ("enter",),
            ("escape", "f", "G", "space"),
            ("space", "escape", "full_stop"),
            ("escape", "asterisk", "full_stop"),
            ("escape", "escape", "x"),
            ("escape", "G", "x"),
            ("y",),
            ("u",),
            ("d",),
            ("escape", "colon"),
        ):
            await desk.press(*keys)
            check_harmless(desk)
        await desk.press("escape", "slash")
        desk.app.post_message(events.Paste(text))
        await desk.settle()
        assert desk.screen.query_one("#search", Input).value
        check_harmless(desk)
        assert desk.app.is_running
    with opened(path) as store:
        assert store.orders.get(order.order_id).note == order.note, "what is stored stays as it was written"
        assert store.orders.get(other.order_id).status is Status.PENDING


async def test_markup_is_shown_as_it_was_written(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, name="[@click=app.exit]Siti[/oops]", phone="+6281", method=Method.QRIS)
    async with console(path) as desk:
        await desk.press("full_stop")
        menu = [line for line in desk.lines if "[@click=app.exit]Siti[/oops]" in line]
        assert len(menu) == 2, "in the menu and in the pane"
        for y, line in enumerate(desk.lines):
            if "[@click" in line:
                await desk.pilot.click(offset=(line.index("[@click") + 3, y))
                await desk.settle()
        assert desk.app.is_running


# Colours


async def test_without_colours_the_cursor_and_the_marks_are_still_told_apart(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with console(path, NARROW) as desk:
        await desk.press("space")
        for _text, style, _control in segments(desk):
            for colour in (style.color, style.bgcolor) if style else ():
                triplet = colour.triplet if colour else None
                assert triplet is None or triplet.red == triplet.green == triplet.blue
        strips = desk.app.screen._compositor.render_strips()
        grounds = []
        for name in ("Gita", "Fajar", "Eka"):
            strip = next(strip for strip in strips if name in strip.text)
            style = next(iter(strip)).style
            assert style is not None
            grounds.append(style.bgcolor)
        assert len(set(grounds)) == 3, "the marked, the one under the cursor, the plain one"
        assert desk.line_of(shop["Gita"]).startswith("■")


async def test_the_focus_covers_a_button_as_a_whole(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.app.push_screen(ConfirmDialog(Content("Sure?"), "Do it", no="Leave it"))
        await desk.settle()
        button = desk.app.screen.query_one("#yes", Button)
        line = list(desk.app.screen._compositor.render_strips()[button.region.y].crop(*button.region.column_span))
        assert button.has_focus
        assert len({style and style.bgcolor for _text, style, _control in line}) == 1
        ground = line[0].style and line[0].style.bgcolor
        assert ground == TextualColor.parse(palette(DARK, "many").cursor).rich_color


async def test_what_is_told_stands_over_the_keys_and_covers_no_row(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW, toasts=True) as desk:
        rows = desk.lines[:-1]
        desk.app.notify("261122TJZDLT Gita Savitri: Confirmed + Paid. u takes it back.", markup=False)
        await desk.settle()
        assert desk.lines[:-1] == rows
        assert "u takes it back." in desk.footer


async def test_a_long_notice_makes_room_for_itself(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 40)
    async with console(path, NARROW, toasts=True) as desk:
        await desk.press("G")
        bar, last = desk.screen.query_one(KeyBar), desk.lines[-2].split()[:3]
        show_notice(desk.screen, f"{'word ' * 20}end\nand more")
        await desk.until(lambda: desk.lines[-3].split()[:3] == last)  # the last row, with the cursor, is not covered
        assert (bar.size.height, desk.text.endswith("end and more")) == (2, True)
        desk.app.clear_notifications()
        await desk.until(lambda: bar.size.height == 1)


async def test_news_stand_right_over_the_reports_that_come_and_go(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW, toasts=True) as desk:
        add_news(desk.app, NewsNotice("Wati handed 261122TJZDLT over to you."))
        for number in range(3):
            show_notice(desk.screen, f"Report {number}.")
            await desk.settle()
            assert [line.split("▌ ")[-1] for line in desk.lines[-2:]] == [
                "Wati handed 261122TJZDLT over to you.",
                f"Report {number}.",
            ]


# Sizes


async def test_what_is_told_is_told_to_its_end(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, size=NARROW, toasts=True) as desk:
        for length in range(70, 90):
            show_notice(desk.screen, f"{'word ' * 20:.{length - 4}} end")
            await desk.settle()
            assert desk.text.endswith("end"), length


async def test_what_is_told_is_told_once_where_a_dialog_opens_over_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, size=NARROW, toasts=True) as desk:
        await desk.press("space")
        show_notice(desk.screen, "Siti was told.")
        await desk.settle()
        await desk.press("full_stop")
        assert desk.text.count("Siti was told.") == 1


async def test_the_cursor_stays_on_its_order_at_every_size(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 120)
    async with console(path, WIDE) as desk:
        table = desk.screen.orders.table
        await desk.press("pagedown", "pagedown", "j", "space")
        key = table.cursor_key
        for size in (NARROW, WIDE, MEDIUM, (60, 18), (200, 50), (40, 10), WIDE):
            await desk.resize(*size)
            assert table.cursor_key == key
            assert table.cursor_row in table.window.rows
        assert "1 marked" in desk.footer


async def test_the_pane_shows_the_order_under_the_cursor_when_it_comes_back(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        await desk.resize(*NARROW)
        await desk.press("j", "j")
        await desk.resize(*WIDE)
        assert desk.screen.panes.detail.detail is not None
        assert desk.screen.panes.detail.detail.order.id == shop["Eka"].id
        await desk.press("w", "j", "w")
        assert desk.screen.panes.detail.detail.order.id == shop["Dewi"].id


async def test_more_columns_stand_in_a_wide_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, (140, 40)) as desk:
        heads = next(line for line in desk.lines if "Order ID" in line)
        assert "Store" not in heads
        await desk.press("w")
        heads = desk.lines[desk.screen.orders.table.region.y]
        for head in ("Method", "Store", "Courier", "Handler", "F/U", "Ordered ▼"):
            assert head in heads
        assert "Toko Sehat" in desk.line_of(shop["Gita"])
        await desk.press("w")
        assert "Store" not in desk.lines[desk.screen.orders.table.region.y]


async def test_the_order_has_more_room_on_a_vast_screen(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        pane, list_before = desk.screen.query_one("#detail"), desk.screen.orders.table.size.width
        assert pane.outer_size.width == 33
        await desk.resize(190, 40)
        assert pane.outer_size.width == 48
        assert desk.screen.orders.table.size.width > list_before
        await desk.resize(*WIDE)
        assert pane.outer_size.width == 33


async def test_an_order_is_wrapped_and_scrolled_in_its_pane(path: Path) -> None:
    with opened(path, create=True) as store:
        note = " ".join(f"kata{at}" for at in range(200))
        reached(store, Status.CONFIRMED, Status.SHIPPED, by=SARI, buyer_note=note)
    async with console(path, NARROW) as desk:
        await desk.press("enter", "j", "j")
        assert "kata0" in desk.text
        assert "kata199" not in desk.text
        await desk.press("G")
        assert "Confirmed → Shipped" in desk.text
        assert "Pending" in desk.lines[-2]
        await desk.press("g")
        assert ". d Complete" in desk.text
        await desk.press("escape", "J", "K")
        assert desk.screen.orders.table.has_focus


async def test_the_pictures_are_of_the_same_shop_each_time(tmp_path: Path) -> None:
    assert small_shop(tmp_path / "one.db") == small_shop(tmp_path / "two.db")
