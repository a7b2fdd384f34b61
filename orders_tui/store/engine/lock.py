"""The lock that lets one writer at a time into a database, first come first served.

SQLite's own waiting polls, so a writer in a tight loop would starve the others.
"""

import fcntl
import os
import pwd
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from orders_tui.domain.os_faults import reason
from orders_tui.domain.patterns import pattern
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine.files import create_private, lock_of
from orders_tui.store.errors import DatabaseError
from orders_tui.store.waiting import Wait, Waiting

_NOTE_BYTES = 64
"""The room for who has the lock, in its file."""
_NOTE = pattern(r"([0-9]{1,10}) (\S{1,40})\s*")


class _QueuedLock:
    """A lock on a file that is waited for in the kernel's queue, until the wait is given up.

    `flock` itself has no timeout, and polling it would lose the order of arrival. So a thread of its own blocks in it;
    after that the thread stays until it gets the lock, and gives it back at once.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._locked = threading.Event()
        self._abandoned = False
        # A daemon: where the wait was given up it may block for long, and must not hold up the end of the process.
        threading.Thread(target=self._acquire, daemon=True).start()

    def acquired(self, wait: Wait) -> int:
        """The descriptor that has the lock.

        Raises:
            DatabaseError: if the wait ends before.
        """
        locked = False
        try:
            while not (locked := self._locked.wait(wait.slice)):
                wait.go_on()
        finally:
            if not locked:
                self._abandon()
        return self._file

    def _acquire(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        # The wait may be given up in the moment in which the lock is there: whichever of the two comes second closes
        # the file, since closing it gives the lock back.
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

    def __init__(self, database: Path, waiting: Callable[[], Waiting] = Waiting) -> None:
        """Make the lock of a database.

        Args:
            database: the file whose writers take it.
            waiting: what to make of a wait for another writer.
        """
        self._path = lock_of(database)
        self._waiting = waiting
        self._thread = threading.Lock()
        self._file: int | None = None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Hold the lock for a while.

        Raises:
            DatabaseError: if others hold it for too long, or the wait is given up.
        """
        wait = Wait(self._waiting, self._holder)
        try:
            file = self._enter(wait)
        finally:
            wait.end()
        try:
            yield
        finally:
            # Before the lock of the threads: the next thread has the same descriptor, so that `flock` would let it in
            # at once, and then this would take its lock away.
            fcntl.flock(file, fcntl.LOCK_UN)
            self._thread.release()

    def _enter(self, wait: Wait) -> int:
        """The descriptor that has the lock, with the thread's lock held as well."""
        # Threads of one process share the file, and to flock the file is one owner: between them it locks nothing.
        while not self._thread.acquire(timeout=wait.slice):
            wait.go_on()
        try:
            if self._file is None:
                self._file = self._open()
            self._file = self._acquired(self._file, wait)
            # Whoever waits reads it without any lock; that it fits one write keeps it whole.
            os.pwrite(self._file, _note(os.getpid()), 0)
        except BaseException:
            self._thread.release()
            raise
        return self._file

    def _acquired(self, file: int, wait: Wait) -> int:
        """The descriptor that has the lock: this one, or a new one where it had to be waited for."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            waited = _QueuedLock(self._open()).acquired(wait)
        # The lock belongs to the new descriptor; this one cannot be locked any more while that is.
        os.close(file)
        return waited

    def _holder(self) -> str:
        """Who has the lock, as that noted it; empty if that is not known, or is this process."""
        try:
            with self._path.open("rb") as file:
                note = _NOTE.fullmatch(file.read(_NOTE_BYTES).decode("utf-8", "replace"))
        except OSError:
            return ""
        if note is None or note[1] == str(os.getpid()):
            return ""
        return _("process {number} ({account})").format(number=note[1], account=show(note[2]))

    def _open(self) -> int:
        try:
            create_private(self._path)
            # Not through a link, which might lead to another file: the note would be written into that.
            return os.open(self._path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            text = _("The lock {path} cannot be opened: {error}. Nothing was stored.")
            raise DatabaseError(text.format(path=show(str(self._path)), error=reason(error))) from error

    def close(self) -> None:
        """Close the file of the lock."""
        with self._thread:
            if self._file is not None:
                os.close(self._file)
                self._file = None


# By the number of the process, since a child that was forked is another holder.
@cache
def _note(pid: int) -> bytes:
    """Who this is, for those who wait."""
    try:
        name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # an account without a name, as in some containers
        name = str(os.geteuid())
    return f"{pid} {name}".encode()[: _NOTE_BYTES - 1].ljust(_NOTE_BYTES - 1) + b"\n"
