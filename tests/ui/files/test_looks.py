"""Hostile texts in the dialogs for files."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from tests.ui.desk_app import NARROW, console
from tests.ui.files.hands import HEAD, file, row
from tests.ui.test_main_looks import HOSTILE, check_harmless

pytestmark = pytest.mark.painted


async def test_outside_text_is_filtered(path: Path, shop: dict[str, Order], home: Path) -> None:
    texts = [" ".join(text.split()) for text in HOSTILE]
    rows = [row(at, name=text, item_name=text, item_price="gratis" if at % 2 else "1") for at, text in enumerate(texts)]
    file(home, HEAD, *rows)
    file(home, texts, texts, name="other.csv")
    async with console(path, NARROW, seed=9) as desk:
        for name in ("orders", "other"):
            await desk.press("i", *name, "tab", "enter")
            for _class in range(5):
                check_harmless(desk)
                await desk.press("right", "down")
            while desk.asked:
                await desk.press("escape")
