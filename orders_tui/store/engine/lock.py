"""The lock that lets one writer at a time into a database, first come first served.

SQLite's own waiting polls, so a writer in a tight loop would starve the others.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine.files import create_private
from orders_tui.store.engine.translate import BUSY
from orders_tui.store.errors import DatabaseError

BUSY_SECONDS = 10.0
"""How long a writer waits for another one."""


class _QueuedLock:
    """A lock on a file that is waited for in the kernel's queue, for a limited time.

    `flock` itself has no timeout, and polling it would lose the order of arrival. So a thread of its own blocks in it;
    after a timeout that thread stays until it gets the lock, and gives it back at once.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._locked = threading.Event()
        self._abandoned = False
        threading.Thread(target=self._acquire, daemon=True).start()

    def wait(self, seconds: float) -> int | None:
        """The descriptor that has the lock, or None after a timeout."""
        locked = False
        try:
            locked = self._locked.wait(seconds)
        finally:
            if not locked:
                self._abandon()
        return self._file if locked else None

    def _acquire(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._guard:
            if self._abandoned:
                os.close(self._file)
            else:
                self._locked.set()

    def _abandon(self) -> None:
        with self._guard:
            self._abandoned = True
            if self._locked.is_set():
                os.close(self._file)


class WriterLock:
    """One writer at a time among all threads and processes.

    The kernel releases the lock when its process ends, in whatever way. A process that is stopped while it writes
    keeps the lock, so waiting for it has a limit.
    """

    def __init__(self, database: Path, patience: float = BUSY_SECONDS) -> None:
        """Make the lock of a database.

        Args:
            database: the file whose writers take it.
            patience: how many seconds a writer waits for it.
        """
        self._path = Path(f"{database}.lock")
        self._patience = patience
        self._thread = threading.Lock()
        self._file: int | None = None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Hold the lock for a while.

        Raises:
            DatabaseError: if others hold it for too long.
        """
        since = time.monotonic()
        if not self._thread.acquire(timeout=self._patience):
            raise DatabaseError(_(BUSY))
        try:
            if self._file is None:
                self._file = self._open()
            self._file = self._acquired(self._file, since + self._patience)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._thread.release()

    def _acquired(self, file: int, deadline: float) -> int:
        """The descriptor that has the lock: this one, or a new one where it had to be waited for."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            waited = _QueuedLock(self._open()).wait(max(0, deadline - time.monotonic()))
        if waited is None:
            raise DatabaseError(_(BUSY))
        os.close(file)
        return waited

    def _open(self) -> int:
        try:
            create_private(self._path)
            return os.open(self._path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            text = _("The lock {path} cannot be opened: {error}. Nothing was stored.")
            raise DatabaseError(text.format(path=show(str(self._path)), error=error.strerror)) from error

    def close(self) -> None:
        """Close the file of the lock."""
        with self._thread:
            if self._file is not None:
                os.close(self._file)
                self._file = None
