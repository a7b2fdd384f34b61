"""What only SQLite can do: opening and guarding the file, write transactions, and being interrupted.

Its full-text search is in `sqlite_search`.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import peewee
from peewee import SqliteDatabase

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.text import show
from orders_tui.domain.words import _, later
from orders_tui.store.engine.files import BUSY, BUSY_SECONDS, DatabaseUnfit, WriterLock, check_file, make_file

sqlite3: Any = peewee.sqlite3  # type: ignore[attr-defined]
"""The SQLite that Peewee chose; two of them in one process would undo each other's locks."""

MIGRATIONS = Path(__file__).parent.parent / "migrations"

_PRAGMAS = {
    "journal_mode": "wal",
    # FULL, since NORMAL loses answered changes when the power goes.
    "synchronous": "full",
    "foreign_keys": 1,
    "journal_size_limit": 64 * 1024 * 1024,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": "memory",
}
_SOUND = (3, 51, 3)
_SOUND_LINES = ((3, 44, 6), (3, 50, 7))
"""Releases of older lines that have the repair of the WAL-reset fault too."""

Row = tuple[Any, ...]


class _Refused(DatabaseUnfit):
    """A connection that SQLite did not open."""


class Interrupted(Exception):
    """A read was stopped because its answer is no longer wanted."""


def sound(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has no known way of losing commits in WAL mode."""
    return version >= _SOUND or any(version[:2] == line[:2] and version >= line for line in _SOUND_LINES)


def library_version() -> tuple[int, ...]:
    """The version of the SQLite that Peewee uses here."""
    return tuple(sqlite3.sqlite_version_info)


class Engine:
    """One SQLite database: a connection for each thread that asks for one, and one writer at a time."""

    def __init__(self, path: Path, *, readonly: bool = False, create: bool = False, unsafe: bool = False) -> None:
        """Open the database at the path.

        Args:
            path: the database file.
            readonly: never write to it; what is there must be up to date.
            create: make the file if there is none.
            unsafe: accept a SQLite that can lose commits, and a network drive.

        Raises:
            DatabaseUnfit: if it is missing, unsafe, no database, or made by a newer version.
        """
        if not unsafe and not readonly and not sound(library_version()):
            text = _(
                "SQLite {version} can lose orders under load. "
                "Install the package pysqlite3, or start with --unsafe-sqlite."
            )
            raise DatabaseUnfit(text.format(version=".".join(map(str, library_version()))))
        self.path = path
        self.readonly = readonly
        if create and not readonly:
            make_file(path)
        check_file(path, force=unsafe)
        about = path.stat()
        self._identity = (about.st_dev, about.st_ino)
        mode = "ro" if readonly else "rw"
        pragmas = {"temp_store": "memory"} if readonly else _PRAGMAS
        self.db = SqliteDatabase(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            pragmas=pragmas,
            uri=True,
            timeout=BUSY_SECONDS,
            autoconnect=False,
            check_same_thread=False,
        )
        self._lock = WriterLock(path)
        self._handles: dict[int, Any] = {}
        try:
            self._open(empty=about.st_size == 0)
        except BaseException:
            self.close()
            raise

    def _open(self, *, empty: bool) -> None:
        """Connect; an old or new file is first made an up-to-date database, by one process after the other."""
        if self.readonly:
            self.connect()
            if not self._is_current():
                text = _("{path} must first be opened for writing once.")
                raise DatabaseUnfit(text.format(path=show(str(self.path))))
            return
        # SQLite refuses at once when two make a file a WAL database, so that is looked at again under the lock.
        with suppress(_Refused):
            if not empty:
                self.connect()
                if self._is_current():
                    return
        with self._lock():
            self.connect()
            if not self._is_current():
                from playhouse.migrations import Runner  # only a new database needs it

                Runner(self.db, str(MIGRATIONS)).up()

    def connect(self) -> None:
        """Open this thread's connection if it has none.

        Raises:
            DatabaseUnfit: if the file is no database, or does not open.
        """
        if self.db.is_closed():
            try:
                self.db.connect()
            except peewee.DatabaseError as error:
                text = _("{path} cannot be opened as a database: {error}.")
                raise _Refused(text.format(path=show(str(self.path)), error=show(str(error)))) from error
            self._handles[threading.get_ident()] = self.db.connection()

    def close_thread(self) -> None:
        """Close this thread's connection."""
        if not self.db.is_closed():
            self._handles.pop(threading.get_ident(), None)
            self.db.close()

    def close(self) -> None:
        """Close this thread's connection and, as far as nobody reads, fold the write-ahead log into the file."""
        if not self.db.is_closed() and not self.readonly:
            # Readers elsewhere keep it from finishing; the next one to leave does it then.
            with suppress(peewee.DatabaseError):
                self.db.execute_sql("PRAGMA busy_timeout = 0")
                self.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close_thread()
        self._lock.close()

    def interrupt(self, thread: int) -> None:
        """Stop what that thread's connection is doing; it raises `Interrupted` there."""
        if handle := self._handles.get(thread):
            handle.interrupt()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One short write transaction; committed at the end, rolled back on any error.

        Raises:
            DatabaseUnfit: if nothing can be stored; the text says why.
        """
        if self.readonly:
            sentence = _SENTENCES["SQLITE_READONLY"]
            raise DatabaseUnfit(_(sentence))
        self.check_same_file()
        connection = self.db.connection()
        with self._lock():
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield
                connection.execute("COMMIT")
            except BaseException as error:
                # SQLite itself rolls back when the disk is full.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.DatabaseError):
                    raise DatabaseUnfit(_sentence(error)) from error
                raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a write transaction that is taken back alone when it fails."""
        connection = self.db.connection()
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            if isinstance(error, sqlite3.IntegrityError):
                text = _("The database's own rules refuse it: {error}.")
                raise RuleBroken(text.format(error=show(str(error)))) from error
            raise
        connection.execute("RELEASE part")

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """All rows of a statement, fetched whole so that no read stays open.

        Raises:
            Interrupted: if `interrupt` stopped it.
        """
        with _TOLD:
            return self.db.connection().execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def select(self, query: Any) -> list[Row]:
        """All rows of a Peewee query, as tuples."""
        return self.rows(*self.compiled(query))

    def compiled(self, query: Any) -> tuple[str, Sequence[object]]:
        """A Peewee query as SQL and its parameters."""
        sql, params = self.db.get_sql_context().sql(query).query()
        return sql, params

    def fill(self, sql: str, params: Sequence[object]) -> int:
        """Fill a temporary table; the number of its rows.

        Raises:
            Interrupted: if `interrupt` stopped it.
        """
        with _TOLD:
            return int(self.db.connection().execute(sql, params).rowcount)

    def run(self, sql: str, params: Sequence[object] = ()) -> int:
        """Carry out one statement; the row id of an insert, else the number of rows it changed."""
        with _TOLD:
            cursor = self.db.connection().execute(sql, params)
            return int(cursor.lastrowid if sql.startswith("INSERT") else cursor.rowcount)

    def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Carry out one statement for each row of parameters."""
        with _TOLD:
            self.db.connection().executemany(sql, rows)

    def data_version(self) -> int:
        """A number that changes when another connection commits; it costs microseconds."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def search_trouble(self) -> str:
        """What SQLite says of the search index when it is compared with the orders; empty when it fits."""
        if self.readonly:
            return ""  # the comparison is worded as a write
        with self.writing():
            try:
                self.db.connection().execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                return show(str(error))
        return ""

    def check_same_file(self) -> None:
        """Refuse to go on where the path no longer leads to the file that was opened.

        Raises:
            DatabaseUnfit: saying so.
        """
        if not self.same_file():
            raise DatabaseUnfit(
                _("The database file was moved or replaced while open; nothing more is written. Start again.")
            )

    def same_file(self) -> bool:
        """Whether the path still leads to the file that was opened."""
        try:
            about = os.stat(self.path)  # noqa: PTH116 - the same, without building an object ten times a second
        except OSError:
            return False
        return (about.st_dev, about.st_ino) == self._identity

    def _is_current(self) -> bool:
        """Whether every migration has been applied.

        Raises:
            DatabaseUnfit: if it is another program's, or a newer version's.
        """
        known = {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}
        applied = self._applied()
        if newer := applied - known:
            text = _("{path} was made by a newer version of orders-tui (it has {names}). Update this one.")
            raise DatabaseUnfit(text.format(path=show(str(self.path)), names=", ".join(sorted(newer))))
        return applied == known

    def _applied(self) -> set[str]:
        tables = {name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "schema_migration" not in tables:
            raise DatabaseUnfit(_("{path} is the database of another program.").format(path=show(str(self.path))))
        return {name for (name,) in self.rows("SELECT name FROM schema_migration")} if tables else set()


class _Told:
    """Turns the errors of a statement into those of the store; entered so often that a generator would be felt."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, sqlite3.IntegrityError):
            return  # a rule that was broken is answered by the savepoint
        if isinstance(error, sqlite3.DatabaseError):
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise Interrupted from error
            raise DatabaseUnfit(_sentence(error)) from error
        if isinstance(error, UnicodeEncodeError):
            raise RuleBroken(_("The text holds a character that no text can have.")) from error


_TOLD = _Told()


_SENTENCES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_FULL": later("The disk is full. Nothing was stored; make room and try again."),
    "SQLITE_IOERR": later("The disk does not answer rightly. Nothing was stored; look at it, then try again."),
    "SQLITE_READONLY": later("The database can only be read here. Nothing was stored."),
    "SQLITE_CORRUPT": later("The database is damaged. Write nothing more and go back to a backup."),
    "SQLITE_NOTADB": later("The file is no database of orders."),
}


def _sentence(error: Any) -> str:
    """What a person should know of an error of SQLite."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for code, sentence in _SENTENCES.items():
        if name.startswith(code):
            return _(sentence)
    return _("The database refused: {error}.").format(error=show(str(error)))
