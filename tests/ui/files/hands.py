"""Hands that work the dialogs for files, and the files that they work with."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from orders_tui.ui.screens.progress import ProgressDialog
from tests.ui.main.parts import Person

HEAD = ("external_id", "store", "name", "phone", "item_name", "item_price", "receipt")
"""The columns of the files: some of the desk's own."""


class Clerk(Person):
    """Answers each dialog with the next answer, or with what that makes of the dialog."""

    async def __call__(self, dialog: Any, /) -> Any:
        answer = await super().__call__(dialog)
        return await answer(dialog) if callable(answer) else answer


class Stopping(Clerk):
    """A clerk who stops whatever shows its progress."""

    def __init__(self, *answers: Any, stopped: Callable[[], object] = lambda: None) -> None:
        super().__init__(*answers)
        self._stopped = stopped

    async def __call__(self, dialog: Any, /) -> Any:
        if not isinstance(dialog, ProgressDialog):
            return await super().__call__(dialog)
        self.asked.append(dialog)
        dialog.work.stop()
        self._stopped()
        return None


def row(number: int, **cells: str) -> list[str]:
    """A row of a file; what is not said is as in an order that can be taken."""
    usual = {"external_id": f"W{number}", "store": "Toko Sehat", "name": f"Siti {number}", "phone": "0812-3456-7890"}
    whole = usual | {"item_name": "Madu", "item_price": "Rp 90.000"} | cells
    return [whole.get(name, "") for name in HEAD]


def file(folder: Path, *rows: Sequence[str], name: str = "orders.csv", delimiter: str = ",") -> Path:
    """A CSV file of these rows, the first of them the names of the columns."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    return path


def table(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as text:
        return list(csv.reader(text))


def files(folder: Path) -> list[str]:
    """The names of the files of a folder."""
    return sorted(each.name for each in folder.iterdir())
