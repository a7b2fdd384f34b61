"""What a ship sheet looks like: in every size, scrolled, with hostile texts."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.ui.main import ship_sheets
from orders_tui.ui.widgets.sheet import SheetField, SheetLines
from tests.samples import GATEWAY, NOW
from tests.store.shop import opened, placed
from tests.ui.desk_app import NARROW, WIDE, buyer, console, crowd
from tests.ui.golden import assert_golden
from tests.ui.ship_sheet.hands import opened_sheet, paste, receipts, sheet
from tests.ui.test_main_looks import HOSTILE, check_harmless

pytestmark = pytest.mark.painted


async def test_a_long_sheet_scrolls_with_its_cursor(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, ship_sheets.MOST_ROWS)
    async with console(path, NARROW) as desk:
        await desk.press("asterisk", "full_stop", "s")
        await desk.type("JNE")
        await desk.press("ctrl+d", "enter", "pagedown", "pagedown")
        lines = sheet(desk).query_one(SheetLines)
        assert lines.scroll_offset.y
        for key in ("up", "pageup"):
            await desk.press(key)
            await desk.type("J")
            line = sheet(desk).query_one(SheetField).region.y
            assert desk.lines[line].strip().startswith("▶")
        await desk.pilot.resize_terminal(60, 18)
        await desk.settle()
        assert desk.lines[sheet(desk).query_one(SheetField).region.y].strip().startswith("▶")
        await paste(desk, "\n".join(f"JT{at}" for at in range(ship_sheets.MOST_ROWS)))
        assert receipts(desk)[-1].startswith("JT")
        last = sheet(desk).sheet.parcels[-1].order
        assert desk.lines[lines.region.bottom - 1].strip().startswith(f"▶ {last.order_id}"), "where the cursor is"


async def test_outside_text_is_filtered(path: Path) -> None:
    with opened(path, create=True) as store:
        for text in HOSTILE:
            line = " ".join(text.split())
            placed(store, GATEWAY, **buyer(line), courier=line, at=NOW - 60)
    async with console(path) as desk:
        await desk.press("asterisk", "full_stop", "s", "shift+tab")
        before = sheet(desk).sheet.parcels
        for _row in HOSTILE:
            check_harmless(desk)
            await desk.press("down")
        assert sheet(desk).sheet.parcels == before, "what is only shown stays as it was written"
        await paste(desk, "\n".join(f"{at}{' '.join(text.split())}" for at, text in enumerate(HOSTILE)))
        for _row in HOSTILE:
            check_harmless(desk)
            await desk.press("up")


SCENES: dict[str, tuple[str, ...]] = {
    "open": (),
    "filled": ("J", "1", "enter", "J", "1", "enter", "O", "L", "D", "1", "enter", "up"),
}
"""Each scene by the keys that lead to it.

open: a row an order, the cursor in the first number, couriers as they stand; the keys below; nothing is cut.
filled: two repeated numbers, one that another order has with its reason below, one row without a number.
"""


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 18)], ids=["140", "80", "60"])
async def test_the_sheet(path: Path, parcels: list[Order], size: tuple[int, int], scene: str) -> None:
    """See `SCENES` for what must be seen."""
    async with console(path, size) as desk:
        await opened_sheet(desk)
        await desk.press(*SCENES[scene])
        assert_golden(desk.app, f"ship_sheet_{scene}_{size[0]}")
