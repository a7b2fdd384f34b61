"""The store's database in SQLite: opening its file, connections, transactions and statements."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import peewee
from peewee import SQL, Node, NodeList, SqliteDatabase, fn

from orders_tui.domain.search import fold
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine import clocks, log
from orders_tui.store.engine.base import Faults
from orders_tui.store.engine.copying import copy_database
from orders_tui.store.engine.faults import index_faults, stale_texts
from orders_tui.store.engine.files import check_file, check_modes, make_file, stands_still
from orders_tui.store.engine.first_lines import lines_of_numbers
from orders_tui.store.engine.identity import TABLES, NotOpened, address, check_ours, check_tables, not_opened
from orders_tui.store.engine.loading import indexes_at_the_end, settings_for_loading
from orders_tui.store.engine.lock import WriterLock
from orders_tui.store.engine.prepared import Query, Read, Write
from orders_tui.store.engine.scrubbing import merge_search, sample_anew, write_anew
from orders_tui.store.engine.search import SqliteSearch
from orders_tui.store.engine.translate import REFUSALS, TRANSLATE_ERRORS, as_database_error, sentence, sqlite3
from orders_tui.store.engine.views import SqliteViews
from orders_tui.store.errors import DatabaseError
from orders_tui.store.waiting import BUSY_SECONDS, Wait, Waiting

MIGRATIONS = Path(__file__).parent.parent / "migrations"

_PRAGMAS = {
    "journal_mode": "wal",
    # FULL, since NORMAL loses answered changes when the power goes.
    "synchronous": "full",
    "foreign_keys": 1,
    "wal_autocheckpoint": log.AT_ONCE,
    "journal_size_limit": 64 * 1024 * 1024,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": "memory",
}
_SOUND = (3, 51, 3)
_SOUND_LINES = ((3, 44, 6), (3, 50, 7))
"""Releases of older lines that have the repair of the WAL-reset fault too."""

_AT_ONCE = (128, 16, 1)
"""How many rows one statement inserts or updates. Within a savepoint each statement costs more the more was written in
it, and at the end of each the index of the search is written: one by one, rows take up to four times as long."""

R = TypeVar("R")
Row = tuple[Any, ...]


def sound(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has no known way of losing commits in WAL mode."""
    return version >= _SOUND or any(version[:2] == line[:2] and version >= line for line in _SOUND_LINES)


def library_version() -> tuple[int, ...]:
    """The version of the SQLite that Peewee uses here."""
    return tuple(sqlite3.sqlite_version_info)


class SqliteEngine:
    """One SQLite database; `Engine` says what its methods promise."""

    def __init__(self, path: Path, *, readonly: bool = False, create: bool = False, unsafe: bool = False) -> None:
        """Open the database at the path.

        Args:
            path: the database file.
            readonly: never write to it; what is there must be up to date.
            create: make the file if there is none; an empty one that others made is refused.
            unsafe: accept a SQLite that can lose commits, and a network drive.

        Raises:
            DatabaseError: if it is missing, unsafe, no database, or made by a newer version.
        """
        if not unsafe and not readonly and not sound(library_version()):
            text = _(
                "SQLite {version} can lose orders under load. "
                "Install the package pysqlite3, or start with --unsafe-sqlite."
            )
            raise DatabaseError(text.format(version=".".join(map(str, library_version()))))
        self.path = path
        self.readonly = readonly
        create = create and not readonly
        if create:
            make_file(path)
        check_file(path, create=create, force=unsafe)
        check_ours(path)
        immutable = readonly and stands_still(path)
        if not immutable:
            check_modes(path)
        about = path.stat()
        self._identity = (about.st_dev, about.st_ino)
        pragmas = {"temp_store": "memory"} if readonly else _PRAGMAS
        self.db = SqliteDatabase(
            address(path, "ro" if readonly else "rw", immutable=immutable),
            pragmas=pragmas,
            uri=True,
            timeout=BUSY_SECONDS,
            autoconnect=False,
            check_same_thread=False,
        )
        self.waiting = Waiting()
        self._lock = WriterLock(path, lambda: self.waiting)
        self._handles: dict[int, Any] = {}
        self.search = SqliteSearch(self)
        self.views = SqliteViews(self)
        try:
            self._open(empty=about.st_size == 0)
        except BaseException:
            self.close()
            raise

    def _open(self, *, empty: bool) -> None:
        """Connect; an old or new file is first made an up-to-date database, by one process after the other."""
        self.db.register_function(fold, "folded", 1)
        self.db.register_function(clocks.written, clocks.FUNCTION, 2)
        if self.readonly:
            self.connect()
            if not self._is_current():
                text = _("Open {path} once without --readonly first.")
                raise DatabaseError(text.format(path=show(str(self.path))))
            return
        # SQLite fails at once where two processes turn a file into a WAL database; under the lock that is tried again.
        # Without the lock first, since nearly every start finds the database up to date and need not wait for a writer.
        with suppress(NotOpened):
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
            DatabaseError: if the file is no database, or does not open.
        """
        if self.db.is_closed():
            try:
                self.db.connect()
            except peewee.DatabaseError as error:
                raise not_opened(self.path, error) from error
            self._handles[threading.get_ident()] = self.db.connection()

    def close_thread(self) -> None:
        """Close this thread's connection."""
        if not self.db.is_closed():
            self._handles.pop(threading.get_ident(), None)
            self.db.close()

    def close(self) -> None:
        """Close this thread's connection and, where no other one is open, fold the write-ahead log into the file."""
        if not self.db.is_closed() and not self.readonly:
            # While others read it cannot finish; the last one to close does it then.
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
            DatabaseError: if nothing can be stored; the text says why.
        """
        if self.readonly:
            raise DatabaseError(sentence("SQLITE_READONLY"))
        # Before the lock: whoever deleted the file may have made another, which others write to by now.
        self.check_same_file()
        connection = self.db.connection()
        with self._lock():
            try:
                self._begin(connection)
                yield
                connection.execute("COMMIT")
            except BaseException as error:
                # SQLite itself rolls back when the disk is full.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.DatabaseError):
                    raise as_database_error(error) from error
                raise

    def _begin(self, connection: Any) -> None:
        """Begin a write transaction; programs that do not take the lock of the writers are waited for here."""
        wait = Wait(lambda: self.waiting, lambda: "")
        connection.execute(f"PRAGMA busy_timeout = {int(wait.slice * 1000)}")
        try:
            while not self._begun(connection):
                wait.go_on()
        finally:
            wait.end()
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def _begun(self, connection: Any) -> bool:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise
            return False
        return True

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a write transaction that is rolled back alone when it fails.

        Raises:
            RuleBroken: if a constraint or trigger refused something in it.
        """
        connection = self.db.connection()
        connection.execute("SAVEPOINT part")
        try:
            with REFUSALS:
                yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            raise
        connection.execute("RELEASE part")

    def refusals(self) -> AbstractContextManager[None]:
        return REFUSALS

    @contextmanager
    def loading(self) -> Iterator[None]:
        """One write transaction in which an empty database is filled: whole, or not at all."""
        with settings_for_loading(self), self.writing(), indexes_at_the_end(self):
            yield

    def select(self, read: Read[R], /, **values: object) -> list[R]:
        return read.rows(self.rows(*read.bound(self.db, values)))

    def first(self, read: Read[R], /, **values: object) -> R | None:
        found = self.select(read, **values)
        return found[0] if found else None

    def each(self, read: Read[R], /) -> Iterator[R]:
        with TRANSLATE_ERRORS:
            for row in self.db.connection().execute(*read.bound(self.db, {})):
                yield read.rows([row])[0]

    def insert(self, write: Write, /, **values: object) -> int:
        sql, arguments = write.bound(self.db, values)
        with TRANSLATE_ERRORS:
            return int(self.db.connection().execute(sql, arguments).lastrowid)

    def insert_many(self, write: Write, rows: Iterable[Sequence[object]]) -> None:
        self.update_many(write, rows)  # to SQLite both are a statement with a list of VALUES

    def update(self, write: Write, /, **values: object) -> int:
        return self.run(*write.bound(self.db, values))

    def update_many(self, write: Write, rows: Iterable[Sequence[object]]) -> int:
        connection, left, changed = self.db.connection(), list(rows), 0
        with TRANSLATE_ERRORS:
            for count in _AT_ONCE:
                if count > len(left):
                    continue
                sql, whole = write.of_rows(self.db, count), len(left) - len(left) % count
                values = [[*chain(*left[at : at + count])] for at in range(0, whole, count)]
                changed += connection.executemany(sql, values).rowcount
                left = left[whole:]
        return changed

    def rows(self, sql: str, arguments: Sequence[object] = ()) -> list[Row]:
        """All rows of a statement, fetched whole so that no read stays open.

        Raises:
            Interrupted: if `interrupt` stopped it.
        """
        with TRANSLATE_ERRORS:
            return self.db.connection().execute(sql, arguments).fetchall()  # type: ignore[no-any-return]

    def run(self, sql: str, arguments: Sequence[object] = ()) -> int:
        """Run one statement; the number of rows that it changed.

        Raises:
            Interrupted: if `interrupt` stopped it.
        """
        with TRANSLATE_ERRORS:
            return int(self.db.connection().execute(sql, arguments).rowcount)

    def compiled(self, query: Query) -> tuple[str, Sequence[object]]:
        """A query of Peewee as SQL and its arguments."""
        sql, arguments = self.db.get_sql_context().sql(query).query()
        return sql, arguments

    first_lines = staticmethod(lines_of_numbers)

    def scrub(self) -> bool:
        first = more = True
        while more:
            with self.writing():
                more = merge_search(self, first=first) or first
            first = False
        with self.writing():
            sample_anew(self)
        with self._lock():
            return write_anew(self)

    def fold_log(self) -> None:
        log.fold(self)

    def copy_to(self, path: Path, progress: Callable[[int, int], object]) -> None:
        copy_database(self.db.connection(), path, progress)

    def change_counter(self) -> int:
        return int(self.rows("PRAGMA data_version")[0][0])

    def ignoring_case(self, column: Node) -> Node:
        return NodeList((column, SQL("COLLATE NOCASE")))

    def unindexed(self, column: Node) -> Node:
        return NodeList((SQL("+"), column))

    def folded(self, column: Any) -> Node:
        text: Node = fn.folded(column)
        return text

    def moment_in_words(self, column: Any, zone: ZoneInfo, now: int) -> Node:
        return clocks.moment_in_words(column, zone, now)

    def faults(self, most: int) -> Faults:
        damage = [str(line) for (line,) in self.rows(f"PRAGMA integrity_check({most})") if line != "ok"]
        links = [f"{table} {row} → {parent}" for table, row, parent, _key in self.rows("PRAGMA foreign_key_check")]
        connection = self.db.connection()
        with TRANSLATE_ERRORS:
            search = stale_texts(connection, most)
        if not self.readonly:
            with self.writing():
                search += index_faults(connection)
        return Faults(damage, links[:most], search)

    def check_same_file(self) -> None:
        """Refuse to go on where the path no longer leads to the file that was opened.

        Raises:
            DatabaseError: saying so.
        """
        if not self.same_file():
            raise DatabaseError(
                _("The database file was moved or replaced while open; nothing more is written. Start again.")
            )

    def same_file(self) -> bool:
        """Whether the path still leads to the file that was opened."""
        try:
            about = os.stat(self.path)  # noqa: PTH116 - quicker than Path.stat, which a console would call ten times a second
        except OSError:
            return False
        return (about.st_dev, about.st_ino) == self._identity

    def _is_current(self) -> bool:
        """Whether every migration has been applied.

        Raises:
            DatabaseError: if it is another program's, or a newer version's.
        """
        known = {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}
        applied = self._applied()
        if newer := applied - known:
            text = _("{path} was made by a newer version of orders-tui (it has {names}). Update this one.")
            raise DatabaseError(text.format(path=show(str(self.path)), names=", ".join(sorted(newer))))
        return applied == known

    def _applied(self) -> set[str]:
        tables = {name for (name,) in self.rows(TABLES)}
        check_tables(self.path, tables)
        return {name for (name,) in self.rows("SELECT name FROM schema_migration")} if tables else set()
