"""Whose database a file is, found out before it is opened for work, and how its address is written for SQLite."""

from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine.translate import as_database_error, sentence, sqlite3
from orders_tui.store.errors import DatabaseError

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


class NotOpened(DatabaseError):
    """A file that SQLite did not open."""


def address(path: Path, mode: str, *, immutable: bool = False) -> str:
    """The file as SQLite's URI; with `immutable` it makes no lock and no file beside it, and sees no change."""
    return f"file:{quote(str(path.absolute()))}?mode={mode}{'&immutable=1' if immutable else ''}"


def check_ours(path: Path) -> None:
    """Refuse a file that is no database or another program's; opening it for work would already write to it.

    It reads through SQLite: closing a descriptor of one's own would drop the locks of a connection to the same file.

    Raises:
        DatabaseError: saying so, or that it is damaged or does not open. Damage of a database with a log is left to
            whoever opens it for work, since the log may hold what is missing.
    """
    logged = _has_log(path)
    try:
        with closing(sqlite3.connect(address(path, "ro", immutable=True), uri=True)) as connection:
            tables = {name for (name,) in connection.execute(TABLES)}
    except sqlite3.DatabaseError as error:
        kind = getattr(error, "sqlite_errorname", "")
        if kind == "SQLITE_NOTADB":
            raise not_ours(path) from error
        if kind == "SQLITE_CANTOPEN":
            raise not_opened(path, error) from error
        # What the log holds is not read here: the file alone may be behind it, and look damaged.
        if kind.startswith("SQLITE_CORRUPT") and not logged:
            raise as_database_error(error) from error
        return
    check_tables(path, tables)


def _has_log(path: Path) -> bool:
    """Whether there is more of the database than the file itself."""
    try:
        return Path(f"{path}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False


def check_tables(path: Path, tables: Collection[str]) -> None:
    """Refuse a database that has tables, but not the one in which this program counts its migrations.

    Raises:
        DatabaseError: saying so.
    """
    # Without any table it is a new database that a process makes, or that was cut off before its first migration.
    if tables and "schema_migration" not in tables:
        raise not_ours(path)


def not_opened(path: Path, error: Exception) -> NotOpened:
    """The error of a file that SQLite did not open, with SQLite's own word for why where it is not damaged."""
    origin = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    code = str(getattr(origin, "sqlite_errorname", ""))
    if code.startswith("SQLITE_CORRUPT"):
        return NotOpened(sentence(code))
    text = _("{path} cannot be opened as a database: {error}.")
    return NotOpened(text.format(path=show(str(path)), error=show(str(error))))


def not_ours(path: Path) -> DatabaseError:
    """The error of a file that is no database of this program."""
    return DatabaseError(_("{path} is not an orders-tui database.").format(path=show(str(path))))
