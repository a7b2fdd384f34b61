"""The one list of keys: every key does something, none does two things, and all of them are told of."""

from collections import Counter
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.dom import DOMNode

from orders_tui.domain.actions import quick_actions
from orders_tui.domain.copying import pieces
from orders_tui.domain.facts import Order
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from orders_tui.domain.templates import Access, ShopTexts
from orders_tui.ui.app import OrdersApp
from orders_tui.ui.file_keys import CYCLE, EXPORT, IMPORT, PATH
from orders_tui.ui.filter_keys import SIDEBAR
from orders_tui.ui.footer import footer
from orders_tui.ui.grid_keys import (
    BY_DAY,
    CALENDAR,
    DATES,
    DAY_THAT_COUNTS,
    PERIODS,
    PRESETS,
    SHEET,
    SHEET_FIELD,
)
from orders_tui.ui.help_keys import KEY_TABLE, PALETTE
from orders_tui.ui.key import Key
from orders_tui.ui.keys import (
    CHOICE,
    COPY,
    DESK,
    DETAIL,
    DIALOG,
    LIST,
    MENU,
    MESSAGE,
    MONEY,
    NOTE,
    ORDER,
    PAGE,
    QUICK,
    TEXT_FORM,
    TEXTS,
    VIEW,
    VIEW_KEYS,
    groups,
)
from orders_tui.ui.list_keys import VIEWS
from orders_tui.ui.main.screen import MainScreen
from orders_tui.ui.question_keys import CONFIRM, PLAN, PROGRESS, SKIPPED_LIST
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dates import DateFields, DatesDialog, Presets
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.export import ExportDialog
from orders_tui.ui.screens.help import HelpDialog
from orders_tui.ui.screens.import_plan import ImportDialog
from orders_tui.ui.screens.menu import MenuDialog
from orders_tui.ui.screens.message import MessageDialog
from orders_tui.ui.screens.money_desk import MoneyDialog
from orders_tui.ui.screens.note import NoteField
from orders_tui.ui.screens.open_file import OpenFileDialog
from orders_tui.ui.screens.progress import ProgressDialog
from orders_tui.ui.screens.public_page import PublicPageDialog
from orders_tui.ui.screens.ship_sheet import ShipSheetDialog
from orders_tui.ui.screens.skipped import Question, SkippedDialog
from orders_tui.ui.screens.text_form import TextForm
from orders_tui.ui.screens.text_list import TextListDialog
from orders_tui.ui.screens.views import ViewsDialog
from orders_tui.ui.terminal.palette import ActionPalette
from orders_tui.ui.widgets.cycle import Cycle
from orders_tui.ui.widgets.detail import DetailPane
from orders_tui.ui.widgets.facets import FacetsPane
from orders_tui.ui.widgets.orders_table import OrdersTable
from orders_tui.ui.widgets.path_field import PathField
from orders_tui.ui.widgets.range_calendar import RangeCalendar
from orders_tui.ui.widgets.sheet import SheetField
from tests.samples import CREATED, FULL, NOW, OWNER
from tests.samples import ORDER as ORDER_SAMPLE
from tests.ui.desk_app import NARROW, console

SCOPES: dict[type[DOMNode], tuple[Key, ...]] = {
    MainScreen: (*ORDER, *VIEW, *VIEW_KEYS, *DESK),
    OrdersTable: LIST,
    FacetsPane: SIDEBAR,
    DetailPane: DETAIL,
}
"""Whose keys they are, on the main screen."""

DIALOGS: dict[type[DOMNode], tuple[Key, ...]] = {
    Dialog: DIALOG,
    ChoiceDialog: CHOICE,
    MoneyDialog: (*CHOICE, *MONEY),
    MenuDialog: MENU,
    ProgressDialog: PROGRESS,
    ConfirmDialog: CONFIRM,
    SkippedDialog: SKIPPED_LIST,
    Question: PLAN,
    ShipSheetDialog: SHEET,
    SheetField: SHEET_FIELD,
    NoteField: NOTE,
    ViewsDialog: VIEWS,
    RangeCalendar: CALENDAR,
    Presets: PERIODS,
    DateFields: DAY_THAT_COUNTS,
    DatesDialog: (*DATES, *PRESETS, *BY_DAY),
    HelpDialog: KEY_TABLE,
    ActionPalette: PALETTE,
    MessageDialog: MESSAGE,
    PublicPageDialog: PAGE,
    TextListDialog: TEXTS,
    TextForm: TEXT_FORM,
    OpenFileDialog: CHOICE,
    PathField: PATH,
    Cycle: CYCLE,
    ExportDialog: EXPORT,
    ImportDialog: IMPORT,
}
"""Whose keys they are, in dialogs."""

PARTS: dict[str, type[DOMNode]] = {
    "orders": OrdersTable,
    "facets": FacetsPane,
    "detail": DetailPane,
    "search": MainScreen,
}
"""The parts of the main screen that can have the focus, by id."""

ALL = [key for _title, table in groups() for key in table]


def answers(node: type[DOMNode], key: Key) -> bool:
    """Whether there is an action for the key on what it is pressed in."""
    owner, _dot, name = key.action.partition("(")[0].rpartition(".")
    asked = OrdersApp if owner == "app" else node
    return any(hasattr(asked, f"{prefix}{name}") for prefix in ("action_", "_action_"))


EVERYWHERE = {**SCOPES, **DIALOGS}
OWNED = [(node, key) for node, table in EVERYWHERE.items() for key in table]


@pytest.mark.parametrize(("node", "key"), OWNED, ids=lambda each: each.id if isinstance(each, Key) else each.__name__)
def test_every_key_has_an_action(node: type[DOMNode], key: Key) -> None:
    assert answers(node, key)
    assert key.description
    assert key.tooltip
    assert key in (*ALL, *VIEW_KEYS, *PRESETS, *BY_DAY), "help does not know it"


@pytest.mark.parametrize("node", EVERYWHERE, ids=lambda node: node.__name__)
def test_no_key_does_two_things_in_one_place(node: type[DOMNode]) -> None:
    pressed = Counter(name for key in EVERYWHERE[node] for name in key.keys.split(","))
    assert [name for name, times in pressed.items() if times > 1] == []


@pytest.mark.parametrize("node", EVERYWHERE, ids=lambda node: node.__name__)
def test_the_bindings_are_those_of_the_list(node: type[DOMNode]) -> None:
    assert [key.binding() for key in EVERYWHERE[node]] == node.BINDINGS


def test_every_key_has_a_name_of_its_own() -> None:
    names = Counter(key.id for key in ALL)
    assert [name for name, times in names.items() if times > 1] == []
    assert all(key.id.count(".") == 1 for key in ALL)


def test_the_letters_of_the_quick_actions_are_those_of_their_menus() -> None:
    letters = {
        action.letter
        for status, payment, method, goods in product(Status, PaymentStatus, Method, Goods)
        for deleted_at in (None, NOW)
        for action in quick_actions(
            ORDER_SAMPLE._replace(
                status=status, payment_status=payment, method=method, goods=goods, deleted_at=deleted_at
            )
        )
    }
    created = {action.letter for action in quick_actions(CREATED)}
    held = {action.letter for action in quick_actions(ORDER_SAMPLE._replace(held_at=NOW, confirmation_at=NOW))}
    assert {key.keys for key in QUICK} == letters | created | held | {"b", "l"}, "b opens the second menu, l prints"
    moving = {name for key in MENU for name in key.keys.split(",")} | {"g", "G"}
    assert not moving & {key.keys for key in QUICK}


def test_the_letters_of_what_is_copied_are_each_for_one_thing() -> None:
    texts = ShopTexts(accesses=(Access("Kelas menjahit", "https://kelas.example"),))
    full = FULL._replace(status=Status.PENDING, payment_status=PaymentStatus.UNPAID, seller="", deleted_at=None)
    found = pieces(full, ShopProfile(texts, ZoneInfo("Asia/Jakarta"), "https://toko.example"), OWNER)
    assert [f"copy.{piece.id}" for piece in found] == [key.id for key in COPY]
    moving = {name for key in MENU for name in key.keys.split(",")} | {"g", "G"}
    assert not moving & {key.keys for key in COPY}


def test_only_the_way_out_works_in_text_fields() -> None:
    assert [key.id for key in ALL if key.priority] == ["desk.quit", "palette.run"]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("up,k", "↑ k"),
        ("ctrl+u", "Ctrl+u"),
        ("shift+tab", "Shift+Tab"),
        ("question_mark,f1", "? F1"),
        ("G,end", "G End"),
    ],
)
def test_keys_are_written_as_people_write_them(keys: str, shown: str) -> None:
    assert Key("x.y", keys, "z", "", "").shown == shown


def test_every_key_can_be_written() -> None:
    plain = [key.shown.replace("Ctrl+", "").replace("Shift+", "") for key in ALL]
    assert [key for shown in plain for key in shown.split() if key not in "+," and set("_,+") & set(key)] == []


@pytest.mark.parametrize("part", PARTS)
def test_the_footer_names_only_keys_that_work_there(part: str) -> None:
    keys = footer(part)
    assert keys
    for key in keys:
        assert any(key in SCOPES[node] and answers(node, key) for node in (PARTS[part], MainScreen))


async def test_help_tells_of_every_key(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, (140, 360)) as desk:
        await desk.press("question_mark")
        text = " ".join(desk.text.split())
        for title, table in groups():
            assert title in text
            for key in table:
                assert key.shown in text
                assert f"{key.shown} {key.tooltip}"[:40] in text


@pytest.mark.parametrize("columns", [60, 80])
async def test_help_cuts_no_sentence(path: Path, shop: dict[str, Order], columns: int) -> None:
    async with console(path, (columns, 280)) as desk:
        await desk.press("f1")
        assert "…" not in desk.text.split("Keys", 1)[1].split("Esc close")[0]


async def test_the_palette_has_every_command(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        found = await desk.commands()
        moving = {"desk.palette", "desk.back", "desk.next", "desk.previous", "desk.leave"}
        keys = [key.description for key in (*ORDER, *VIEW, *DESK) if key.id not in moving]
        offered = [action.label for action in quick_actions(shop["Gita"])]
        assert found == [*offered, *keys, "Print labels", "Mentions of me", "Theme", "Hints", "Guide"]
        await desk.press("colon")
        await desk.type("read again")
        assert "Reload the list" in desk.text
        await desk.press("escape", "f", "ctrl+p")
        await desk.type("trash")
        await desk.press("enter", "enter")
        assert desk.screen.order_query.trash


async def test_over_a_dialog_the_palette_has_no_command_of_the_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("s", "ctrl+p")
        assert "Trash" not in desk.text.replace("Trash ·", "")
        await desk.press("escape", "escape")
        assert not desk.asked


@pytest.mark.parametrize("node", SCOPES, ids=lambda node: node.__name__)
async def test_every_key_can_be_pressed(path: Path, shop: dict[str, Order], node: type[DOMNode]) -> None:
    way = {FacetsPane: ["f"], DetailPane: ["enter"]}.get(node, [])
    async with console(path, NARROW) as desk:
        for key in SCOPES[node]:
            if key.id in ("desk.leave", "desk.quit"):
                continue
            await desk.press(*way, key.keys.split(",")[0])
            await desk.pilot.press("escape", "escape")
            await desk.settle()
            assert not desk.asked, key
        assert desk.app.is_running


@pytest.mark.parametrize("keys", [("q",), ("ctrl+q",), ("slash", "ctrl+q"), ("s", "ctrl+q"), ("f", "q", "q")])
async def test_the_ways_out(path: Path, shop: dict[str, Order], keys: tuple[str, ...]) -> None:
    async with console(path) as desk:
        await desk.press(*keys[:-1])
        assert desk.app.is_running
        await desk.pilot.press(keys[-1])
        assert desk.app.return_code == 0
        assert desk.app._exit


async def test_the_help_can_be_searched(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("question_mark", "slash")
        await desk.type("undo")
        assert "Undo your last change" in desk.text
        assert "To the row above" not in desk.text
        await desk.press("backspace", "backspace", "backspace", "backspace", "asterisk")
        lines = [line.split() for line in desk.lines]
        assert any(line[:3] == ["*", "Mark", "everything"] for line in lines)
        assert "To the row above" not in desk.text
        await desk.press("z")
        assert "No matches found" in desk.text
        await desk.press("escape")
        assert desk.asked
        assert "To the row above" in desk.text
        await desk.press("escape")
        assert not desk.asked
