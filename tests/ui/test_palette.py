"""The command palette beside the key table: the theme, what nothing fits, and the answer to Ctrl+c."""

from pathlib import Path

import pytest

from orders_tui.domain.order import Order
from tests.store.shop import SARI
from tests.ui.desk_app import console


async def test_a_theme_is_found_and_kept(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("theme")
        assert "Choose the colours of the screen" in desk.text
        await desk.press("enter")
        await desk.until(lambda: "A theme" in desk.text)
        await desk.type("nord")
        await desk.press("enter")
        assert desk.app.theme == "nord"
        assert desk.store.settings.get("theme", SARI.name) == "nord"
    async with console(path) as desk:
        assert desk.app.theme == "nord"


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_themes_of_sixteen_colours_have_all_that_is_used(
    path: Path, shop: dict[str, Order], theme: str
) -> None:
    async with console(path) as desk:
        desk.app.theme = theme
        await desk.settle()
        assert "Gita Savitri" in desk.text


async def test_the_palette_says_that_nothing_fits(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("zzz")
        assert "No matches found" in desk.text
        await desk.press("backspace", "backspace", "backspace")
        assert "No matches found" not in desk.text


async def test_over_a_dialog_the_palette_shows_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("s", "ctrl+p")
        assert "No matches found" not in desk.text


async def test_who_wants_to_quit_is_told_how(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("ctrl+c")
        assert desk.told == "Ctrl+q quits."
        assert desk.app.is_running
