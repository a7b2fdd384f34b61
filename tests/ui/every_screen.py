"""Every screen and every dialog, as a process shows them in one language and every size.

A process speaks one language: much that is drawn is kept for the next time.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from textual._compositor import Compositor
from textual.content import Content
from textual.widgets import Input

from orders_tui.domain import words
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.templates import MessageStage, PaymentKind, Template
from orders_tui.ui.app import OrdersApp
from orders_tui.ui.main.marks import NONE
from orders_tui.ui.palettes import PALETTES
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.first_start import FirstStartDialog
from orders_tui.ui.screens.result import ResultDialog
from orders_tui.ui.screens.skipped import SkippedDialog
from orders_tui.ui.screens.transfer_confirmation import TransferConfirmationDialog
from orders_tui.ui.screens.typed_count import TypedCountDialog
from tests.samples import OWNER
from tests.store.shop import opened
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, Console, console, shop_at
from tests.ui.files.hands import HEAD, file, row
from tests.ui.found_once import found_once
from tests.ui.golden import printed_in, unpainted

SIZES = {"80": NARROW, "100": MEDIUM, "140": WIDE}
ROWS = (
    row(1),
    row(2, phone="8.1E+11"),
    row(3, name="Budi Santoso", item_name="Propolis 30 ml asli dari hutan Sumbawa", item_price="1.250.000"),
    row(4, item_price="gratis"),
)
"""Of the file that is imported: two new orders, one with a warning, one refused."""
START = OrderQuery.parse("received:30d")

SCREENS: dict[str, tuple[str, ...]] = {
    "the list": (),
    "an order": ("enter",),
    "the filters": ("f", "down", "space"),
    "marked orders": ("space", "space"),
    "the search": ("slash", *"city:b"),
    "a search that nothing fits": ("slash", *"zzz", "enter"),
    "the trash": ("T",),
    "a view that was changed": ("3", "s", "down", "enter"),
}
"""What is seen of the main screen, by the keys that lead to it."""

DIALOGS: dict[str, tuple[str, ...]] = {
    "quick actions": ("full_stop",),
    "quick actions of several": ("asterisk", "full_stop"),
    "a way to pay": ("j", "j", "j", "full_stop", "m"),
    "ship an order": ("full_stop", "s", "J", "N"),
    "why it is canceled": ("full_stop", "X"),
    "delete an order": ("j", "j", "j", "j", "x"),
    "labels": ("full_stop", "l"),
    "ship several": ("asterisk", "full_stop", "s"),
    "a note": ("N",),
    "tags": ("t",),
    "a message": ("m",),
    "a message without what its field needs": ("m", "t", *["down"] * 5, "enter"),
    "messages of several": ("space", "space", "m"),
    "other messages": ("m", "t"),
    "the texts of the shop": ("m", "e"),
    "a text": ("m", "e", "enter"),
    "the fields of a text": ("m", "e", "enter", "ctrl+f"),
    "what can be copied": ("y", "down", "down"),
    "the public page": ("p",),
    "a file to be written": ("p", "w"),
    "the payment desk": ("b",),
    "export": ("ctrl+e",),
    "a file to be opened": ("i",),
    "an import": ("i", *"orders", "tab", "enter"),
    "what an import refuses": ("i", *"orders", "tab", "enter", "right", "right", "right"),
    "columns of an unknown file": ("i", *"other", "tab", "enter"),
    "a new order": ("a",),
    "a new order that lacks something": ("a", "ctrl+s"),
    "an order to be edited": ("e",),
    "ways to copy an order": ("A",),
    "saved views": ("V",),
    "saved views, one of them changed": ("3", "s", "down", "enter", "V"),
    "columns": ("c",),
    "columns of a view": ("3", "c"),
    "the sort": ("s",),
    "dates": ("d",),
    "all filters": ("f", "f"),
    "a filter that is typed": ("f", "f", *"cod", "ctrl+n"),
    "from and to": ("f", "f", *"total", "enter"),
    "what narrows the list": ("3", "slash", *"a", "enter", "backspace"),
    "the breakdown": ("percent_sign",),
    "the keys": ("question_mark",),
    "the guide": ("question_mark", "question_mark"),
    "a page of the guide": ("question_mark", "question_mark", "j", "enter"),
    "the settings": ("comma",),
    "a setting": ("comma", "enter"),
    "an action's keys": ("comma", "end", "up", "enter", "enter"),
    "the palette": ("colon",),
    "the palette, typed": ("colon", *"view"),
    "what an import did": ("i", *"orders", "tab", "enter", "enter"),
}
"""Every dialog that keys lead to, by these; the one that changes the shop comes last."""


def pushed() -> Iterator[tuple[str, Dialog[Any]]]:
    """Dialogs that only a new shop, other programs, money or large numbers lead to."""
    yield "the first start", FirstStartDialog("Asia/Jakarta")
    yield "a confirmation", TransferConfirmationDialog(Content("261122BCDFGH"), "261122BCDFGH")
    yield "a number to be typed", TypedCountDialog(Content("261122BCDFGH"), 1_200)
    yield "what is skipped", SkippedDialog(Content("261122BCDFGH"), Content("261122BCDFGH"))
    yield "a result", ResultDialog(Content("orders.csv"), Content("261122BCDFGH"))


class Seen:
    """What was seen, by name, and which dialogs that were."""

    def __init__(self) -> None:
        self.lines: dict[str, dict[str, list[str]]] = {size: {} for size in SIZES}
        self.dialogs: set[str] = set()

    def look(self, desk: Console, size: str, name: str) -> None:
        """Take in what is on the screen: of a dialog what it covers alone."""
        self.dialogs |= {base.__name__ for screen in desk.app.screen_stack for base in type(screen).__mro__}
        self.lines[size][name] = desk.dialog if isinstance(desk.app.screen, Dialog) else desk.lines


async def leave(desk: Console) -> None:
    """Back to the list, as it was at first."""
    while desk.asked:
        before = desk.app.screen
        await desk.press("escape")
        if desk.asked and desk.app.screen is not before and len(desk.app.screen_stack) > 2:
            await desk.press("y")
    desk.screen.panes.back_to_list()
    desk.screen.query_one("#search", Input).value = ""
    desk.screen.orders.marks = NONE
    if desk.screen.order_query != START:
        desk.screen.show_list(START)
        await desk.settle()
    if desk.screen.orders.table.cursor_row:
        await desk.press("g")


async def walk(folder: Path) -> Seen:
    """All scenes of a shop in an empty folder, which is the home as well."""
    shop_at(folder / "orders.db")
    with opened(folder / "orders.db") as store:
        own = Template("Ramah", MessageStage.REMINDER_1, "Halo Kak {first_name} 🙏", PaymentKind.TRANSFER)
        store.messages.save(own, OWNER)
        store.settings.put("buyer_language", words.language(), OWNER, for_shop=True)
    (folder / "desember").mkdir()
    (folder / "foto.jpg").touch()
    file(folder, HEAD, *ROWS)
    file(folder, ["Nama Pembeli", "No HP", "Produk", "Rahasia"], ["Siti", "0812", "Madu", "x"], name="other.csv")
    # What lies behind a dialog is not looked at, and to dim it takes longer than all else.
    for key, colours in PALETTES.items():
        PALETTES[key] = colours._replace(backdrop="#000000")
    seen = Seen()
    for size, cells in SIZES.items():
        async with console(folder / "orders.db", cells, OWNER) as desk:
            for name, keys in SCREENS.items():
                await desk.press(*keys)
                seen.look(desk, size, name)
                await leave(desk)
    async with console(folder / "orders.db", WIDE, OWNER, public_url="https://toko.example/p", seed=9) as desk:
        async for name in dialogs(desk):
            for size, cells in SIZES.items():
                await resize(desk, cells)
                seen.look(desk, size, name)
    return seen


async def resize(desk: Console, size: tuple[int, int]) -> None:
    """Give the dialog on top another size; for what lies behind it, which is not looked at, that takes long."""
    with patch.object(OrdersApp, "_background_screens", []):
        await desk.resize(*size)


async def dialogs(desk: Console) -> AsyncIterator[str]:
    """One dialog after the other, by name."""
    for name, keys in DIALOGS.items():
        await desk.press(*keys)
        assert desk.asked, name
        yield name
        await leave(desk)
    for name, dialog in pushed():
        desk.app.push_screen(dialog)
        await desk.settle()
        yield name
        await leave(desk)


def in_a_process(language: str) -> tuple[dict[str, dict[str, list[str]]], list[str]]:
    """What `walk` has seen in a process that speaks this language, by size and name; and which dialogs these were."""
    lines, classes = printed_in(language, __name__)
    return lines, classes


def main() -> None:
    with TemporaryDirectory() as folder, found_once():
        os.environ["HOME"] = folder
        os.environ["XDG_DATA_HOME"] = "/data"  # the settings name a file in it, which nothing here opens
        Compositor.render_update = unpainted  # type: ignore[assignment, method-assign]
        seen = asyncio.run(walk(Path(folder)))
    sys.stdout.write(json.dumps([seen.lines, sorted(seen.dialogs)]))
