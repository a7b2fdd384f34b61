"""A copy of a SQLite database as it is at one moment, made while others read and write it."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from orders_tui.store.engine.identity import address
from orders_tui.store.engine.translate import TRANSLATE_ERRORS, sqlite3

_PAGES = 1_024
"""How many pages are copied between two reports of the progress."""


def copy_database(source: Any, path: Path, progress: Callable[[int, int], object]) -> None:
    """Copy the database of a connection to a new file that its owner alone can read.

    Args:
        source: the connection; it is in no transaction.
        path: the file; there is none of this name yet.
        progress: called with the pages copied so far and the pages of the whole.

    Raises:
        DatabaseError: if the database cannot be read, or the disk of the copy is full.
        OSError: if the file cannot be made.
    """
    # SQLite would make it with the rights that the umask leaves, for a moment or for good.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    with TRANSLATE_ERRORS, closing(sqlite3.connect(address(path, "rw"), uri=True, isolation_level=None)) as target:
        # The copy is of the moment at which this reads first. Outside a transaction each commit of somebody else
        # would make it begin anew, on a busy day for ever.
        source.execute("BEGIN")
        try:
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            source.backup(target, pages=_PAGES, progress=lambda _status, left, whole: progress(whole - left, whole))
        finally:
            source.execute("ROLLBACK")
        # Nobody writes to a copy: without a log it is a single file, and is read from a disk that cannot be written.
        target.execute("PRAGMA journal_mode = delete")
