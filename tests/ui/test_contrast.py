"""Whether all that is written on the screen can be read: in every theme of ours, at every depth of colour."""

from collections.abc import AsyncIterator, Callable
from itertools import product
from pathlib import Path

import pytest
from textual import events
from textual.content import Content

from orders_tui.domain.counts import News
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.templates import MessageStage, ShopText, ShopTexts, Template
from orders_tui.store.store import JAKARTA
from orders_tui.ui.palettes import CONTRAST, DARK, LIGHT, OURS, PALETTES, Depth
from orders_tui.ui.screens.answers import AnswersDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.first_start import FirstStartDialog
from orders_tui.ui.screens.message import MessageDialog
from orders_tui.ui.screens.note import NoteDialog
from orders_tui.ui.screens.public_page import PublicPageDialog
from orders_tui.ui.screens.result import ResultDialog
from orders_tui.ui.screens.skipped import SkippedDialog
from orders_tui.ui.screens.tags import TagsDialog
from orders_tui.ui.screens.text_form import TextForm
from orders_tui.ui.screens.text_list import TextListDialog
from orders_tui.ui.screens.transfer_confirmation import TransferConfirmationDialog
from orders_tui.ui.screens.typed_count import TypedCountDialog
from orders_tui.ui.show import Gone
from tests.exchange.importing.test_reader import SAMPLES
from tests.store.shop import changed, opened, reached
from tests.ui.contrast import Seen, markers, runs
from tests.ui.desk_app import WIDE, Console, console


def full_shop(path: Path) -> None:
    """A shop with an order of every status and every payment."""
    with opened(path, create=True) as store:
        orders = [
            reached(store),
            reached(store, Status.CONFIRMED),
            reached(store, Status.CONFIRMED, Status.IN_PROCESS),
            reached(store, Status.CONFIRMED, Status.IN_PROCESS, Status.READY),
            reached(store, Status.CONFIRMED, Status.SHIPPED),
            reached(store, Status.CONFIRMED, Status.SHIPPED, Status.COMPLETED),
            reached(store, Status.CONFIRMED, Status.SHIPPED, Status.RTS),
            reached(store, Status.CANCELED),
            reached(store, method=None),
            reached(store, Status.SHIPPED, Status.CLOSED),
        ]
        changed(store, orders[1], payment=PaymentStatus.PAID)


async def scenes(desk: Console) -> AsyncIterator[str]:
    """The console in one state after another, by name; every text and every ground is in one of them."""
    table = desk.screen.orders.table
    yield "the list"
    await desk.press("space", "j", "j", "space", "k")
    await desk.pilot.hover(table, offset=(20, 7))
    table.update_rows({at: row._replace(gone=Gone.UNFIT) for at in (4, 5) if (row := table.row_at(at))})
    await desk.settle()
    yield "marked rows, the cursor between them, a row under the mouse, rows that no longer fit"
    await desk.press("j")
    yield "the cursor on a marked row"
    desk.screen.orders.news = News(3)
    for severity in ("information", "warning", "error"):
        desk.app.notify("told", severity=severity, markup=False, title="title")
    await desk.settle()
    yield "news and toasts"
    desk.app.clear_notifications()
    await desk.press("f")
    for at in range(4):
        await desk.press("down")
        yield f"value {at} of the filters, the cursor of the list at rest"
    await desk.press("space", "down", "minus")
    yield "a filter is chosen, and a value left out"
    await desk.press("h")
    yield "a filter that is folded"
    await desk.press("l")
    await desk.press("F", "enter")
    yield "the detail pane"
    await desk.press("escape", "slash")
    yield "the search, empty"
    await desk.press("z", "z")
    yield "the search, and no order that fits"
    await desk.press("escape", "T")
    yield "the trash"
    await desk.press("T")
    for keys in (
        ("b",),
        ("V",),
        ("comma",),
        ("comma", "end", "up", "enter", "enter"),
        ("c",),
        ("percent_sign",),
        ("f", "f", *"stat", "enter", "down", "ctrl+n", "ctrl+u"),
        ("f", "f", "down", "enter", "x", "enter"),
        ("question_mark",),
        ("question_mark", "question_mark"),
        ("question_mark", "question_mark", "j", "enter"),
        ("question_mark", "question_mark"),
        ("question_mark", "question_mark", "j", "enter"),
        ("colon",),
        ("d",),
        ("d", "h", "enter", "h"),
        ("d", "tab"),
        ("full_stop",),
    ):
        await desk.press(*keys)
        yield f"the dialog of {keys}"
        await desk.press("down", "down")
        yield f"further down in the dialog of {keys}"
        while desk.asked:
            await desk.press("escape")


async def asked_scenes(desk: Console) -> AsyncIterator[str]:
    """What asks one thing, or tells what became of something."""
    for dialog in (
        ConfirmDialog(Content("Sure?"), "Do it", no="Leave it", destructive=True),
        ConfirmDialog(Content("Sure?"), "Do it", no="Leave it"),
        AnswersDialog(Content("Ship"), ("courier", "receipt")),
        TransferConfirmationDialog(Content("Transfer"), "261122BCDFGH"),
        TypedCountDialog(Content("Sure?"), 1_200),
        SkippedDialog(Content("Ship: 1 order skipped"), Content.styled("already Paid", "$text-accent")),
        FirstStartDialog("Asia/Jakarta"),
        NoteDialog(Content("Note"), "call after 5"),
        TagsDialog(Content("Tags"), ("vip", "hampers"), ("vip",)),
        TagsDialog(Content("Tags"), ("vip", "hampers"), None),
        ResultDialog(Content("Import"), Content.styled("2 orders were refused.", "$text-warning")),
    ):
        desk.app.push_screen(dialog)
        await desk.settle()
        yield f"{dialog}"
        await desk.press("tab")
        yield f"{dialog}, the other part"
        await desk.press("enter", "J")
        yield f"{dialog}, answered"
        while desk.asked:
            await desk.press("escape")


async def filled_scenes(desk: Console) -> AsyncIterator[str]:
    """All that is filled field by field."""
    for part in (sheet_scenes, form_scenes):
        async for scene in part(desk):
            yield scene


async def sheet_scenes(desk: Console) -> AsyncIterator[str]:
    """The ship sheet: an order of every status is marked."""
    await desk.press("asterisk", "full_stop", "s")
    yield "a ship sheet, nothing filled"
    await desk.press("J", "ctrl+d", "enter", "1", "enter", "1", "enter", "R", "1", "enter", "2", "tab")
    yield "a ship sheet with numbers that are repeated, in use and ready, the cursor on a cell that is filled"
    await desk.press("up", "up")
    yield "the cursor on a row that is stopped"
    await desk.press("ctrl+o")
    yield "the cursor on a row that is ready"
    await desk.press("escape")
    yield "the question of a ship sheet"
    await desk.press("y", "escape")


async def buyer_scenes(desk: Console) -> AsyncIterator[str]:
    """What is done for buyers: messages, copying, the page, files and texts."""
    await desk.press("m")
    yield "a message"
    await desk.press("t", "down")
    yield "the other messages"
    await desk.press("escape", "escape", "y", "down", "down")
    yield "what can be copied"
    await desk.press("escape", "p")
    yield "the public page"
    await desk.press("w", "ctrl+u", "enter")
    yield "a file without a name"
    await desk.press("escape")
    order = desk.screen.orders.current()
    shop = ShopProfile(ShopTexts((Template("Halo", MessageStage.WELCOME, "Halo"),)), JAKARTA, "https://toko.example")
    assert order is not None
    for page in (PublicPageDialog(order, shop), MessageDialog(Content("x"), order._replace(phone=""), shop)):
        desk.app.push_screen(page)
        await desk.settle()
        yield f"{page}"
        await desk.press("escape")
    desk.app.push_screen(TextListDialog(shop.texts))
    await desk.settle()
    yield "the texts of the shop"
    await desk.press("escape")
    desk.app.push_screen(TextForm(shop.texts.templates[0], shop, order, _not_saved, is_new=False))
    await desk.settle()
    yield "a text"
    await desk.press("shift+end")
    yield "a text that is selected"
    await desk.press("backspace", "ctrl+s")
    yield "a text that is refused"
    for keys in (("tab",), ("tab",), ("tab",), ("tab",), ("tab",), ("tab",)):
        await desk.press(*keys)
        yield "another field of a text"
    await desk.press("escape")
    yield "the question before a text is given up"
    await desk.press("y")
    assert not desk.asked


async def _not_saved(_text: ShopText, _before: ShopText | None) -> None:
    """Stands in for a store."""


async def file_scenes(desk: Console) -> AsyncIterator[str]:
    """Export and import: a plan with orders of every class."""
    await desk.press("ctrl+e")
    yield "the export, the path in use"
    await desk.press("down")
    yield "the export, a line in use"
    await desk.press("down", "right", *["down"] * 4, "left", "down")
    yield "the export to CSV, its columns named"
    await desk.press("escape", "i")
    desk.app.post_message(events.Paste(str(SAMPLES / "shopify.csv")))
    await desk.settle()
    yield "a file to be opened"
    await desk.press("enter")
    yield "the plan of an import, all refused"
    await desk.press("s", "T", "enter", "right", "left")
    yield "the plan of an import, new orders with remarks"
    for at in range(4):
        await desk.press("right", "down")
        yield f"class {at} of the plan"
    while desk.asked:
        await desk.press("escape")


async def form_scenes(desk: Console) -> AsyncIterator[str]:
    """The order form: a new order, what is proposed and what is wrong; and one that ended, whose amounts are closed."""
    await desk.press("a", *"Ani", "tab", *"08")
    yield "the order form, a phone that is none yet"
    await desk.press("tab", "tab", "down", "down", "down", *"kao")
    yield "a product that is proposed"
    await desk.press("tab", "x", "ctrl+s")
    yield "what is wrong in the order form"
    await desk.press("ctrl+o")
    yield "a sentence of the order form"
    await desk.press("escape")
    yield "the question of the order form"
    await desk.press("y", "slash", *"status:closed", "enter", "e")
    yield "the order form of an order that has ended"
    await desk.press("escape", "F", "A")
    yield "the ways to copy an order"
    await desk.press("escape")


Scenes = Callable[[Console], AsyncIterator[str]]
TERMINALS: dict[Depth, dict[str, str]] = {
    "many": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "sixteen": {"TERM": "xterm", "COLORTERM": ""},
}
"""What says how many colours a terminal shows."""


@pytest.mark.long
@pytest.mark.parametrize(("ground", "depth"), [(DARK, "many"), (LIGHT, "sixteen")])
@pytest.mark.parametrize("shown_scenes", [scenes, asked_scenes, filled_scenes, buyer_scenes, file_scenes])
async def test_all_that_is_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown_scenes: Scenes, depth: Depth, ground: str
) -> None:
    """What is looked at in one theme at one depth says what the themes like it are at every depth."""
    for name, value in TERMINALS[depth].items():
        monkeypatch.setenv(name, value)
    marked = markers()
    monkeypatch.setitem(PALETTES, (ground, depth), marked)
    full_shop(tmp_path / "orders.db")
    seen = Seen(marked, depth)
    async with console(tmp_path / "orders.db", WIDE, toasts=True) as desk:
        desk.app.theme = ground
        await desk.settle()
        async for scene in shown_scenes(desk):
            seen.look(runs(desk), scene)
    monkeypatch.undo()
    assert seen.unknown == {}
    for theme, each in product(OURS, TERMINALS):
        if (theme == LIGHT) is (ground == LIGHT):
            assert seen.too_weak(theme, each) == {}


async def test_markers_say_what_a_theme_looks_like(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = markers()
    monkeypatch.setitem(PALETTES, (CONTRAST, "many"), marked)
    full_shop(path)
    seen = Seen(marked)
    async with console(path, WIDE) as desk:
        await desk.press("space", "j", "f", "b")
        desk.app.theme = CONTRAST
        await desk.settle()
        seen.look(runs(desk), "a dialog over marked rows")
        desk.app.theme = DARK
        await desk.settle()
        shown = {(run.style.color, run.style.bgcolor) for run in runs(desk)}
    assert {
        (text.of(PALETTES[DARK, "many"]).rich_color, ground.of(PALETTES[DARK, "many"]).rich_color)
        for text, ground, _bold, _behind in seen.written
    } == shown
