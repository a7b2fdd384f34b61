"""The database file itself: where it may lie, who may read it, and the lock that lets one writer in at a time.

Nothing here opens the database file: closing any descriptor of it would drop SQLite's own locks on it.
"""

import fcntl
import os
import re
import shlex
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orders_tui.domain.text import show
from orders_tui.domain.words import _, later

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuseblk"})
_SMALLEST = 512
"""The least bytes of a SQLite database that is not empty."""
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How the kernel writes a blank, a line break or a backslash in the name of a mount point."""


class DatabaseUnfit(Exception):
    """The database cannot be used; the text says why and what to do."""


def make_file(path: Path) -> None:
    """Make an empty database file that no stranger can read; a file that is there is left as it is.

    Raises:
        DatabaseUnfit: if the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
    except OSError as error:
        text = _("The database {path} cannot be made: {error}.")
        raise DatabaseUnfit(text.format(path=show(str(path)), error=error.strerror)) from error


def _make(path: Path) -> None:
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    try:
        if _shared_folder(path.parent):
            # The umask of a program that keeps its files to itself would shut the group out.
            os.fchmod(made, 0o660)
    finally:
        os.close(made)


def check_file(path: Path, *, force: bool = False) -> None:
    """Refuse a database file that others can read, that has a second name, or that lies on a network drive.

    Args:
        path: the database.
        force: take a network drive all the same.

    Raises:
        DatabaseUnfit: with the command that mends it.
    """
    name = show(str(path))
    try:
        about = path.stat()
    except FileNotFoundError:
        text = _("There is no database at {path}. `orders-tui` or `orders-tui ingest` makes one.")
        raise DatabaseUnfit(text.format(path=name)) from None
    except OSError as error:
        text = _("The database {path} cannot be reached: {error}.")
        raise DatabaseUnfit(text.format(path=name, error=error.strerror)) from error
    _check_kind(name, about)
    _check_modes(path)
    if not force and (kind := network_kind(path)):
        text = _("{path} lies on a network file system ({kind}), where SQLite can lose data. Move it to a local disk.")
        raise DatabaseUnfit(text.format(path=name, kind=kind))


def _check_kind(name: str, about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise DatabaseUnfit(_("{path} is not a file.").format(path=name))
    if 0 < about.st_size < _SMALLEST:
        # SQLite would take so short a file for an empty one and write over it.
        raise DatabaseUnfit(_("{path} is no database.").format(path=name))
    if about.st_nlink > 1:
        text = _("{path} has a second name (a hard link), which endangers it. Remove the other name.")
        raise DatabaseUnfit(text.format(path=name))


def _check_modes(path: Path) -> None:
    for part in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        try:
            mode = part.stat().st_mode
        except FileNotFoundError:
            continue
        if mode & 0o007 or (mode & 0o070 and not _shared_folder(part.parent)):
            text = _("Others can read {path}. Run: chmod {mode} {path}")
            wanted = "660" if _shared_folder(part.parent) else "600"
            raise DatabaseUnfit(text.format(mode=wanted, path=shlex.quote(show(str(part)))))


def _shared_folder(folder: Path) -> bool:
    """A folder made for a group of accounts (2770), in which the group may share the database."""
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID) and not mode & 0o007


def network_kind(path: Path, mounts: Path = _MOUNTS) -> str:
    """The network or FUSE file system on which the path lies; empty if it is none or cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    wanted = path.resolve()
    best, kind = "", ""
    for line in lines:
        before, _dash, after = line.partition(" - ")
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), before.split()[4])
        if wanted.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, after.split()[0]
    return kind if kind in _NETWORK or kind.startswith("fuse.") else ""


BUSY = later("The database is busy with another program's change. Try again.")
BUSY_SECONDS = 10.0
"""How long one waits for another's change."""


class _Place:
    """A place in the kernel's queue for a lock; the thread that stands there outlasts who has left, and harms nobody.

    The kernel lets its own waiting have no end in time, and asking again and again would have one starve the others.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._turn = threading.Event()
        self._left = False
        threading.Thread(target=self._stand, daemon=True).start()

    def wait(self, seconds: float) -> int | None:
        """The descriptor that has the lock, or None if others have had it all that time."""
        turn = False
        try:
            turn = self._turn.wait(seconds)
        finally:
            if not turn:
                self._leave()
        return self._file if turn else None

    def _stand(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._guard:
            if self._left:
                os.close(self._file)
            else:
                self._turn.set()

    def _leave(self) -> None:
        with self._guard:
            self._left = True
            if self._turn.is_set():
                os.close(self._file)


class WriterLock:
    """One writer at a time, first come first served: SQLite's own waiting lets one writer starve the others.

    The kernel gives the lock back when its process dies, however that happens. One that is stopped while it writes
    keeps it, so nobody waits for ever.
    """

    def __init__(self, database: Path, patience: float = BUSY_SECONDS) -> None:
        """Make the lock of a database.

        Args:
            database: the file whose writers it lets in.
            patience: how many seconds one waits for it.
        """
        self._path = Path(f"{database}.lock")
        self._patience = patience
        self._thread = threading.Lock()
        self._file: int | None = None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Be the one writer for a while.

        Raises:
            DatabaseUnfit: if another one does not end in time.
        """
        since = time.monotonic()
        if not self._thread.acquire(timeout=self._patience):
            raise DatabaseUnfit(_(BUSY))
        try:
            if self._file is None:
                self._file = self._open()
            self._file = self._taken(self._file, since + self._patience)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._thread.release()

    def _taken(self, file: int, deadline: float) -> int:
        """The descriptor that has the lock: this one, or the one that has waited for it in its place."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            waited = _Place(self._open()).wait(max(0, deadline - time.monotonic()))
        if waited is None:
            raise DatabaseUnfit(_(BUSY))
        os.close(file)
        return waited

    def _open(self) -> int:
        try:
            _make(self._path)
            return os.open(self._path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            text = _("The lock {path} cannot be opened: {error}. Nothing was stored.")
            raise DatabaseUnfit(text.format(path=show(str(self._path)), error=error.strerror)) from error

    def close(self) -> None:
        with self._thread:
            if self._file is not None:
                os.close(self._file)
                self._file = None
