"""What the dialogs for files look like, in every size and language, with hostile texts."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from tests.ui.desk_app import NARROW, WIDE, Console, console
from tests.ui.files.hands import HEAD, file, row
from tests.ui.golden import assert_golden_lines
from tests.ui.test_main_looks import HOSTILE, check_harmless

SIZES = {"140": WIDE, "80": NARROW}
ROWS = (
    row(1),
    row(2, phone="8.1E+11"),
    row(3, name="Budi Santoso", item_name="Propolis 30 ml asli dari hutan Sumbawa", item_price="1.250.000"),
    row(4, item_price="gratis"),
)
SCENES: dict[str, tuple[str, ...]] = {
    "export": ("space", "ctrl+e", "down"),
    "open": ("i",),
    "columns": ("i", *"other", "tab", "enter"),
    "plan": ("i", *"orders", "tab", "enter"),
    "refused": ("i", *"orders", "tab", "enter", "right", "right", "right"),
    "result": ("i", *"orders", "tab", "enter", "enter"),
}
"""Each scene by the keys that lead to it.

export: what, which kind, which rows, which columns, each with arrows; the path with the day; the keys below.
open: the files of the home, folders first; no picture among them.
columns: what each column most likely says; one that says nothing known.
plan: the format by name; the settings with their letters; the classes with their counts; the new orders.
refused: each refusal with line, column, reason and value, no word cut.
result: the file of the refused rows by its whole path.
"""


async def taken(desk: Console, home: Path, keys: tuple[str, ...]) -> None:
    (home / "desember").mkdir()
    (home / "foto.jpg").touch()
    file(home, HEAD, *ROWS)
    file(home, ["Nama Pembeli", "No HP", "Produk", "Rahasia"], ["Siti", "0812", "Madu", "x"], name="other.csv")
    await desk.press(*keys)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_dialogs(
    path: Path, shop: dict[str, Order], home: Path, language: str, size: str, scene: str
) -> None:
    """See `SCENES` for what must be seen."""
    async with console(path, SIZES[size], seed=9) as desk:
        await taken(desk, home, SCENES[scene])
        dialog = desk.app.screen.children[0].region
        lines = [line[dialog.x : dialog.right].rstrip() for line in desk.lines[dialog.y : dialog.bottom]]
        assert_golden_lines(lines, f"files_{scene}_{size}_{language}")


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
