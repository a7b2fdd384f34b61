"""The colours of the console: what rounding leaves of them, which theme there is at first, what stands out without."""

from pathlib import Path

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.ui.appearance import OneColourOnCursor
from orders_tui.ui.palettes import DARK, LIGHT, OURS, PALETTES, Depth, Palette, palette
from orders_tui.ui.theme import STATUS, TONES, payment_tone
from tests.ui.desk_app import NARROW, console

pytestmark = pytest.mark.painted

STEP = 10
"""How far two greys of the 256 colours are apart."""


@pytest.mark.parametrize("theme", OURS)
def test_a_terminal_of_256_colours_shows_nearly_the_same(theme: str) -> None:
    for name in Palette._fields:
        named = getattr(palette(theme, "many"), name).split()[0]
        colour = Color.parse(named)
        rounded = EIGHT_BIT_PALETTE[colour.downgrade(ColorSystem.EIGHT_BIT).number or 0]
        assert colour.triplet is not None
        moved = [abs(one - other) for one, other in zip(colour.triplet, rounded, strict=True)]
        assert max(moved) < STEP, f"{name} {named} becomes {rounded.hex}"


def test_there_is_one_palette_for_every_theme_and_depth() -> None:
    assert set(PALETTES) == {(theme, depth) for theme in OURS for depth in ("many", "sixteen")}


def test_the_linux_console_shows_the_light_theme_dark() -> None:
    assert palette(LIGHT, "sixteen", bright_grounds=False) == palette(DARK, "sixteen")


@pytest.mark.parametrize(("terminal", "says"), [("linux", True), ("xterm-16color", False), ("xterm-256color", False)])
async def test_a_terminal_without_light_grounds_says_so_when_the_light_theme_is_chosen(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch, terminal: str, says: bool
) -> None:
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setenv("COLORTERM", "")
    async with console(path, toasts=True) as desk:
        for theme, said in ((LIGHT, says), (DARK, False)):
            desk.app.clear_notifications()
            desk.app.theme = theme
            await desk.settle()
            assert ("This terminal has no light background" in desk.text) is said


def test_no_two_statuses_look_alike() -> None:
    assert len({look.glyph for look in STATUS.values()}) == len(STATUS)
    assert {look.tone for look in STATUS.values()} <= set(TONES)
    off = {look.tone for look in STATUS.values() if look.tone == "disabled"}
    told = [look.tone for look in STATUS.values() if look.tone not in off]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("payment", "method", "status", "tone"),
    [
        (PaymentStatus.UNPAID, Method.BANK_TRANSFER, Status.PENDING, "warning"),
        (PaymentStatus.UNPAID, Method.QRIS, Status.CONFIRMED, "warning"),
        (PaymentStatus.UNPAID, Method.COD, Status.PENDING, "muted"),
        (PaymentStatus.UNPAID, None, Status.CREATED, "muted"),
        (PaymentStatus.UNPAID, Method.BANK_TRANSFER, Status.CANCELED, "muted"),
        (PaymentStatus.PAID, Method.BANK_TRANSFER, Status.PENDING, "success"),
        (PaymentStatus.CONFLICT, Method.COD, Status.SHIPPED, "error"),
    ],
)
def test_unpaid_is_loud_only_while_a_transfer_is_waited_for(
    payment: PaymentStatus, method: Method | None, status: Status, tone: str
) -> None:
    assert payment_tone(payment, method, status) == tone


async def test_our_dark_theme_is_there_at_first_and_another_is_kept(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        assert desk.app.theme == DARK
        assert "nord" in desk.app.available_themes
        desk.app.theme = LIGHT
        await desk.settle()
    async with console(path) as desk:
        assert desk.app.theme == LIGHT


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "nord"])
async def test_the_themes_of_textual_can_be_chosen(path: Path, shop: dict[str, Order], theme: str) -> None:
    async with console(path) as desk:
        desk.app.theme = theme
        await desk.press("f", "escape", "full_stop")
        assert shop["Gita"].order_id in desk.text


@pytest.mark.parametrize(("depth", "weight"), [("many", "bold"), ("sixteen", "not bold")])
def test_a_cursor_has_one_colour_of_text(depth: Depth, weight: str) -> None:
    """And no bold where that would be another colour."""
    colours = palette(DARK, "many")
    painted = Segment("word", Style.parse(f"bold #ff0000 on {colours.cursor}"))
    elsewhere = Segment("word", Style.parse(f"#ff0000 on {colours.list}"))
    found = OneColourOnCursor(colours, depth, reverse=False).apply([painted, elsewhere], BLACK)
    assert found == [Segment("word", Style.parse(f"{weight} {colours.on_cursor} on {colours.cursor}")), elsewhere]


async def test_without_colours_sixteen_colours_are_none(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLORTERM", "")
    async with console(path, NARROW) as desk:
        await desk.press("space", "j")
        reversed_lines = []
        for y, strip in enumerate(desk.app.screen._compositor.render_strips()):
            for text, style, _control in strip:
                assert style is None or all(each is None or each.is_default for each in (style.color, style.bgcolor))
                if style is not None and style.reverse and text.strip():
                    reversed_lines.append(desk.lines[y])
        assert len(reversed_lines) == 1, "the cursor of the list alone"
        assert "Eka" in reversed_lines[0]
