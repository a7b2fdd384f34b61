"""The shops that are measured: made once by `orders-tui demo`, kept in a folder, copied before they are changed."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orders_tui.store.engine.translate import sqlite3 as our_sqlite

PROGRAM = [sys.executable, "-m", "orders_tui"]
ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "bench"


@dataclass(frozen=True, slots=True)
class Shop:
    """The database of a shop."""

    path: Path
    orders: int
    seconds: float | None = None
    """How long it took to make; None where nobody looked."""

    def command(self, *arguments: str) -> list[str]:
        """How to call the program on it."""
        return [*PROGRAM, "--db", str(self.path), *arguments]

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """A connection of the same SQLite with the same settings as the program's, with nothing between."""
        with closing(our_sqlite.connect(self.path, isolation_level=None)) as connection:
            for setting in ("synchronous = FULL", "foreign_keys = 1", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
            yield connection


class Shops:
    """The shops in a folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._scratch: Shop | None = None

    def shop(self, orders: int) -> Shop:
        """The shop of so many orders; it is made if it is not there."""
        path, note = self._folder / f"{orders}.db", self._folder / f"{orders}.json"
        if not path.exists():
            began = time.perf_counter()
            subprocess.run([*PROGRAM, "demo", "--orders", str(orders), "--to", str(path)], check=True)
            note.write_text(json.dumps({"seconds": time.perf_counter() - began}))
        else:
            # One that an older version made is brought up to date at its first opening, which is not to be measured.
            subprocess.run([*PROGRAM, "--db", str(path), "list"], check=True, stdout=subprocess.DEVNULL)
        seconds = json.loads(note.read_text())["seconds"] if note.exists() else None
        return Shop(path, orders, seconds)

    def scratch(self, shop: Shop) -> Shop:
        """A copy of a shop, to be changed; one at a time, the same as long as that shop is measured."""
        if self._scratch is None or self._scratch.orders != shop.orders:
            self.clear()
            path = self._folder / "scratch.db"
            with shop.raw() as raw:
                # What a console that was killed left in the log beside the file would be missing from the copy.
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copyfile(shop.path, path)
            path.chmod(0o600)
            self._scratch = Shop(path, shop.orders)
        return self._scratch

    def clear(self) -> None:
        """Throw the copy away."""
        if self._scratch is not None:
            for path in self._folder.glob("scratch.db*"):
                with suppress(FileNotFoundError):
                    path.unlink()
            self._scratch = None
