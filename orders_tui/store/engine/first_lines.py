"""The numbers of a file that have come up so far, each with its line; on the disk, so that millions need no memory."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.store.engine.translate import sqlite3
from orders_tui.store.errors import DatabaseError

if TYPE_CHECKING:
    import tempfile
else:
    tempfile = LazyModule("tempfile")

# Nothing of it is kept, so nothing is made safe: no journal, no waiting for the disk. What the cache of two MB does not
# hold is in the file; a temporary database without a name would stay in memory where SQLite is built that way.
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -2000")


@contextmanager
def lines_of_numbers() -> Iterator[Callable[[int, int], int | None]]:
    """As `Engine.first_lines` says."""
    try:
        connection = _private()
    except (OSError, sqlite3.DatabaseError) as error:
        raise _no_room() from error
    with closing(connection):
        yield _FirstLines(connection)


def _no_room() -> DatabaseError:
    # Not the disk of the database, which may have room. Where no folder at all can be written, Python names none: then
    # it is the one that would be taken first.
    folder = tempfile.tempdir or os.environ.get("TMPDIR") or "/tmp"
    text = _("The folder for temporary files, {folder}, is full or cannot be written. Make room there and try again.")
    return DatabaseError(text.format(folder=show(folder)))


def _private() -> Any:
    """A database in a file that has no name any more, so that nothing of it is left however the process ends."""
    handle, path = tempfile.mkstemp(prefix="orders-tui-")
    os.close(handle)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    finally:
        Path(path).unlink()
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    # In one transaction that is never committed, it is written only as far as the cache overflows.
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE seen (number INTEGER PRIMARY KEY, line INTEGER NOT NULL) STRICT")
    return connection


class _FirstLines:
    def __init__(self, connection: Any) -> None:
        self._run = connection.execute

    def __call__(self, number: int, line: int) -> int | None:
        try:
            if self._run("INSERT OR IGNORE INTO seen VALUES (?, ?)", (number, line)).rowcount:
                return None
            ((first,),) = self._run("SELECT line FROM seen WHERE number = ?", (number,)).fetchall()
        except sqlite3.DatabaseError as error:
            raise _no_room() from error
        return int(first)
