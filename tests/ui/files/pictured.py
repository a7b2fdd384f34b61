"""Pictures of the dialogs for files, in this process or, for another language, in one of its own.

A process speaks one language: much that is drawn is kept for the next time.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ui.desk_app import NARROW, WIDE, console, shop_at
from tests.ui.files.hands import HEAD, file, row
from tests.ui.golden import printed_in

SIZES = {"140": WIDE, "80": NARROW}
ROWS = (
    row(1),
    row(2, phone="8.1E+11"),
    row(3, name="Budi Santoso", item_name="Propolis 30 ml asli dari hutan Sumbawa", item_price="1.250.000"),
    row(4, item_price="gratis"),
)
SCENES: dict[str, tuple[str, ...]] = {
    "export": ("space", "ctrl+e"),
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
result: the file of the refused rows by its path from the home on.
"""


async def pictured(folder: Path, scene: str, size: str) -> list[str]:
    """The lines of the dialog of a scene, on a shop in an empty folder, which is the home as well."""
    shop_at(folder / "orders.db")
    (folder / "desember").mkdir()
    (folder / "foto.jpg").touch()
    file(folder, HEAD, *ROWS)
    file(folder, ["Nama Pembeli", "No HP", "Produk", "Rahasia"], ["Siti", "0812", "Madu", "x"], name="other.csv")
    async with console(folder / "orders.db", SIZES[size], seed=9) as desk:
        await desk.press(*SCENES[scene])
        dialog = desk.app.screen.children[0].region
        return [line[dialog.x : dialog.right].rstrip() for line in desk.lines[dialog.y : dialog.bottom]]


def in_a_process(language: str) -> dict[str, list[str]]:
    """The lines of every scene in every size, by both, as a process shows them that speaks this language."""
    shown: dict[str, list[str]] = printed_in(language, __name__)
    return shown


def main() -> None:
    shown = {}
    for scene in SCENES:
        for size in SIZES:
            with TemporaryDirectory() as folder:
                os.environ["HOME"] = folder
                shown[f"{scene}_{size}"] = asyncio.run(pictured(Path(folder), scene, size))
    sys.stdout.write(json.dumps(shown))
