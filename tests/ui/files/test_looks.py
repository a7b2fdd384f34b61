"""What the dialogs for files look like, in every size and language, with hostile texts."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from tests.ui.desk_app import NARROW, console
from tests.ui.files.hands import HEAD, file, row
from tests.ui.files.pictured import SCENES, SIZES, in_a_process, pictured
from tests.ui.golden import assert_golden_lines
from tests.ui.test_main_looks import HOSTILE, check_harmless

pytestmark = pytest.mark.painted


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_dialogs(home: Path, size: str, scene: str) -> None:
    """See `SCENES` for what must be seen."""
    assert_golden_lines(await pictured(home, scene, size), f"files_{scene}_{size}_en")


def test_the_dialogs_in_indonesian() -> None:
    """The same scenes; no word is English but those of the file."""
    for name, lines in in_a_process("id").items():
        assert_golden_lines(lines, f"files_{name}_id")


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
