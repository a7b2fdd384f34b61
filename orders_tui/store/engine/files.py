"""The database file itself: where it may be, and who may read it.

Nothing here opens a database that is there: closing any descriptor of its file would drop SQLite's own locks on it.
"""

import os
import shlex
import stat
from pathlib import Path

from orders_tui.domain.os_faults import reason
from orders_tui.domain.patterns import pattern
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine.identity import not_ours
from orders_tui.store.errors import DatabaseError

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuseblk"})
_SMALLEST = 512
"""The least bytes of a SQLite database that is not empty."""
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = pattern(r"\\([0-7]{3})")
"""How the kernel writes a space, a line break or a backslash in the name of a mount point."""


def make_file(path: Path) -> None:
    """Make an empty database file, and its folder, that nobody else can read; a file that is there is left as it is.

    Its lock comes first: an empty file beside one is a database that is being made, any other is none of ours.

    Raises:
        DatabaseError: if the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            create_private(lock_of(path))
        create_private(path)
    except OSError as error:
        text = _("The database {path} cannot be created: {error}.")
        raise DatabaseError(text.format(path=show(str(path)), error=reason(error))) from error


def lock_of(path: Path) -> Path:
    """The file of the lock that the writers of a database take."""
    return Path(f"{path}.lock")


def create_private(path: Path) -> None:
    """Make an empty file for its owner alone, or in a shared folder for its group; one that is there is left.

    Raises:
        OSError: if the system refuses.
    """
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    try:
        if _shared_folder(path.parent):
            # The umask may take the group's rights away.
            os.fchmod(made, 0o660)
    finally:
        os.close(made)


def check_file(path: Path, *, create: bool = False, force: bool = False) -> None:
    """Refuse what is no file or none of a database's size, has a second name, or is on a network drive.

    Args:
        path: the database.
        create: take an empty file, of which a database is being made.
        force: take a network drive all the same.

    Raises:
        DatabaseError: saying what to do.
    """
    name = show(str(path))
    try:
        about = path.stat()
    except FileNotFoundError:
        text = _("There is no database at {path}. `orders-tui` or `orders-tui ingest` creates one.")
        raise DatabaseError(text.format(path=name)) from None
    except OSError as error:
        text = _("The database {path} cannot be reached: {error}.")
        raise DatabaseError(text.format(path=name, error=reason(error))) from error
    _check_kind(path, about, empty=create and lock_of(path).exists())
    if not force and (kind := network_kind(path)):
        text = _("{path} is on a network file system ({kind}), where SQLite can lose data. Move it to a local disk.")
        raise DatabaseError(text.format(path=name, kind=kind))


def _check_kind(path: Path, about: os.stat_result, *, empty: bool) -> None:
    name = show(str(path))
    if not stat.S_ISREG(about.st_mode):
        raise DatabaseError(_("{path} is not a file.").format(path=name))
    if about.st_size < _SMALLEST and not (empty and about.st_size == 0):
        # SQLite would take so short a file for an empty one and write over it.
        raise not_ours(path)
    if about.st_nlink > 1:
        text = _("{path} has a second name (a hard link), which endangers it. Remove the other name.")
        raise DatabaseError(text.format(path=name))


def check_modes(path: Path) -> None:
    """Refuse a database of which others can read a file.

    Raises:
        DatabaseError: with the command that ends it.
    """
    # The log holds pages of orders too. SQLite gives it the database's mode when it makes it, but a mode that
    # somebody changes later stays with the one file.
    for part in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        try:
            mode = part.stat().st_mode
        except FileNotFoundError:
            continue
        if mode & 0o007 or (mode & 0o070 and not _shared_folder(part.parent)):
            text = _("Others can read {path}. Run: chmod {mode} {path}")
            wanted = "660" if _shared_folder(part.parent) else "600"
            raise DatabaseError(text.format(mode=wanted, path=shlex.quote(show(str(part)))))


def stands_still(path: Path) -> bool:
    """Whether the database can only be read as it is: nobody writes to it, and no file can be made beside it.

    So is a backup in a folder, or on a disk, that cannot be written.
    """
    database = path.resolve()
    log = database.with_name(f"{database.name}-wal")
    # A database that is opened as immutable is read without its log: what only the log has would be missing.
    return not (log.exists() and log.stat().st_size) and not os.access(database.parent, os.W_OK)


def _shared_folder(folder: Path) -> bool:
    """A folder made for a group of accounts (2770), in which the group may share the database."""
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID) and not mode & 0o007


def network_kind(path: Path, mounts: Path = _MOUNTS) -> str:
    """The network or FUSE file system of the path; empty if it is on none, or not known."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    wanted = path.resolve()
    best, kind = "", ""
    for line in lines:
        # The fifth field is the mount point. How many fields follow it varies, up to the dash; behind that comes the
        # type.
        before, _dash, after = line.partition(" - ")
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), before.split()[4])
        # The deepest mount point is the one that counts; of two on one place the later one hides the earlier.
        if wanted.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, after.split()[0]
    return kind if kind in _NETWORK or kind.startswith("fuse.") else ""
