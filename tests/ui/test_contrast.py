"""Whether all that is written on the screen can be read: in every theme of ours, at every depth of colour."""

import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual import events
from textual.color import Color as TextualColor
from textual.content import Content
from textual.screen import ModalScreen

from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.templates import MessageStage, ShopText, ShopTexts, Template
from orders_tui.store.store import JAKARTA
from orders_tui.ui.palettes import OURS, Depth, palette
from orders_tui.ui.screens.answers import AnswersDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.confirmation import ConfirmationDialog
from orders_tui.ui.screens.message import MessageDialog
from orders_tui.ui.screens.note import NoteDialog
from orders_tui.ui.screens.public_page import PublicPageDialog
from orders_tui.ui.screens.result import ResultDialog
from orders_tui.ui.screens.tags import TagsDialog
from orders_tui.ui.screens.text_form import TextForm
from orders_tui.ui.screens.text_list import TextListDialog
from orders_tui.ui.screens.typed_count import TypedCountDialog
from orders_tui.ui.show import Gone
from tests.exchange.importing.test_reader import SAMPLES
from tests.store.shop import changed, opened, reached
from tests.ui.desk_app import WIDE, Console, console

READABLE, OFF, BEHIND = 4.5, 3.0, 2.0
"""The least contrasts: of what is read, of what is off, and of what is dimmed behind a dialog."""


def _colours_of(hexes: str) -> list[ColorTriplet]:
    return [ColorTriplet(*bytes.fromhex(each)) for each in hexes.split()]


LINUX_CONSOLE = _colours_of(
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
XTERM = _colours_of(
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)


class Pair(NamedTuple):
    """A text and the ground it stands on, as a terminal shows them."""

    text: ColorTriplet
    ground: ColorTriplet

    @property
    def contrast(self) -> float:
        """By the Web Content Accessibility Guidelines 2: from 1 for no difference to 21 for black on white."""
        dark, light = sorted(map(_luminance, self))
        return (light + 0.05) / (dark + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def every_colour(style: Style) -> Pair:
    """As a terminal of 16 million colours shows it."""
    text, ground = _colours(style)
    assert text.triplet is not None
    assert ground.triplet is not None
    return Pair(text.triplet, ground.triplet)


def rounded_to_256(style: Style) -> Pair:
    """As Rich rounds it where `COLORTERM` does not say that there are more colours."""
    rounded = [colour.downgrade(ColorSystem.EIGHT_BIT) for colour in _colours(style)]
    return Pair(*(EIGHT_BIT_PALETTE[colour.number or 0] for colour in rounded))


def on_the_linux_console(style: Style) -> Pair:
    """There bold is bright, and a bright ground is shown as the plain one."""
    text, ground = (colour.number or 0 for colour in _colours(style))
    return Pair(LINUX_CONSOLE[text | 8 if style.bold else text], LINUX_CONSOLE[ground & 7])


def on_vga_colours(style: Style) -> Pair:
    """As other terminals show the colours of the Linux console."""
    return Pair(*(LINUX_CONSOLE[colour.number or 0] for colour in _colours(style)))


def on_xterm(style: Style) -> Pair:
    return Pair(*(XTERM[colour.number or 0] for colour in _colours(style)))


def _colours(style: Style) -> tuple[Color, Color]:
    text, ground = style.color, style.bgcolor
    assert text is not None
    assert ground is not None
    return (ground, text) if style.reverse else (text, ground)


TERMINALS: dict[str, tuple[dict[str, str], tuple[Callable[[Style], Pair], ...]]] = {
    "many": ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, (every_colour, rounded_to_256)),
    "sixteen": ({"TERM": "xterm", "COLORTERM": ""}, (on_xterm, on_vga_colours)),
    "linux": ({"TERM": "linux", "COLORTERM": ""}, (on_the_linux_console,)),
}
"""What says which terminal it is, and how each such terminal shows a style."""


def is_left_to_the_terminal(style: Style) -> bool:
    """Whether nobody can say what it looks like: how dark dim is, and what colours a terminal has by default."""
    return bool(style.dim) or any(colour is None or colour.is_default for colour in (style.color, style.bgcolor))


class Run(NamedTuple):
    """A piece of text on the screen."""

    text: str
    style: Style
    least: float
    """The contrast that it needs."""


def runs(desk: Console, off: Color | None) -> Iterator[Run]:
    """All that is written on the screen.

    Args:
        desk: the console.
        off: the colour of what is off; None where it is that of other texts too.
    """
    screen = desk.app.screen
    dialog = screen.children[0].region if isinstance(screen, ModalScreen) else None
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            if style is not None and any(map(_is_read, text)):
                behind = dialog is not None and not dialog.contains(x, y)
                yield Run(text, style, BEHIND if behind else OFF if style.color == off else READABLE)
            x += len(text)


def _is_read(char: str) -> bool:
    """Whether a character tells anything: lines, edges and blanks only part what does."""
    return char != " " and unicodedata.name(char, "").split()[0] != "BOX" and not "▀" <= char <= "▟"


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
    desk.screen.orders.news = 3
    for severity in ("information", "warning", "error"):
        desk.app.notify("told", severity=severity, markup=False, title="title")
    await desk.settle()
    yield "news and toasts"
    desk.app.clear_notifications()
    await desk.press("f")
    for at in range(4):
        await desk.press("down")
        yield f"value {at} of the filters, the cursor of the list at rest"
    await desk.press("space")
    yield "a filter is chosen"
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
    async for scene in filled_scenes(desk):
        yield scene
    for dialog in (
        ConfirmDialog(Content("Sure?"), "Do it", no="Leave it", destructive=True),
        ConfirmDialog(Content("Sure?"), "Do it", no="Leave it"),
        AnswersDialog(Content("Ship"), ("courier", "receipt")),
        ConfirmationDialog(Content("Transfer"), "261122BCDFGH"),
        TypedCountDialog(Content("Sure?"), 1_200),
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
    yield "the export, a line in use"
    await desk.press("up")
    yield "the export, the path in use"
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


def _off(theme: str, terminal: str) -> Color | None:
    depth: Depth = "many" if terminal == "many" else "sixteen"
    colours = palette(theme, depth, bright_grounds=terminal != "linux")
    is_shared = colours.disabled in (colours.text, colours.muted)
    return None if is_shared else TextualColor.parse(colours.disabled).rich_color


Scenes = Callable[[Console], AsyncIterator[str]]
EVERYWHERE: list[tuple[Scenes, str, str]] = [(scenes, terminal, theme) for terminal in TERMINALS for theme in OURS]
"""What is on the screen all day, in every theme on every terminal."""
IN_DIALOGS: list[tuple[Scenes, str, str]] = [
    (each, terminal, theme)
    for each in (buyer_scenes, file_scenes)
    for terminal, theme in (*(("many", theme) for theme in OURS), ("sixteen", OURS[0]), ("linux", OURS[1]))
]
"""Further dialogs, which are drawn in the same colours: in every theme, and once on each poorer terminal."""


@pytest.mark.parametrize(("shown_scenes", "terminal", "theme"), [*EVERYWHERE, *IN_DIALOGS])
async def test_all_that_is_written_can_be_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shown_scenes: Scenes,
    terminal: str,
    theme: str,
) -> None:
    environment, terminals = TERMINALS[terminal]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    full_shop(tmp_path / "orders.db")
    too_weak: dict[str, str] = {}
    async with console(tmp_path / "orders.db", WIDE, toasts=True) as desk:
        desk.app.theme = theme
        await desk.settle()
        async for scene in shown_scenes(desk):
            for run in runs(desk, _off(theme, terminal)):
                if is_left_to_the_terminal(run.style):
                    too_weak.setdefault(str(run.style), f"{run.text!r}: {scene}")
                    continue
                for shown in terminals:
                    if (contrast := shown(run.style).contrast) < run.least:
                        too_weak.setdefault(f"{run.style} {shown.__name__}", f"{contrast:.2f} {run.text!r}: {scene}")
    assert too_weak == {}
