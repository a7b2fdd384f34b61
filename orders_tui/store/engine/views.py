"""Views in SQLite: temporary tables of row ids, each row with its position."""

from itertools import count

from peewee import Table

from orders_tui.store.engine.prepared import Query
from orders_tui.store.engine.statements import Statements
from orders_tui.store.errors import Interrupted

_STARTS = """
WITH RECURSIVE start (first) AS (
  VALUES (0) UNION ALL SELECT first + {size} FROM start WHERE first + {size} <= (SELECT max(id) FROM orders)
)
INSERT OR IGNORE INTO temp.{name} (first) SELECT first FROM start
"""


class SqliteViews:
    """The views of all threads, each with a name of its own."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._numbers = count(1)

    def fill(self, query: Query) -> tuple[str, int]:
        name = f"view_{next(self._numbers)}"
        sql, arguments = self._statements.compiled(query)
        # The key counts from 1 in the order of the rows that are inserted.
        self._statements.run(f"CREATE TEMP TABLE {name} (pos INTEGER PRIMARY KEY, id INTEGER NOT NULL)")
        try:
            return name, self._statements.run(f"INSERT INTO temp.{name} (id) {sql}", arguments)
        except Interrupted:
            # It was made before it was filled, and without its name nobody could drop it.
            self.drop(name)
            raise

    def drop(self, name: str) -> None:
        self._statements.run(f"DROP TABLE IF EXISTS temp.{name}")

    def drop_others(self, kept: str | None) -> None:
        # By what is there, not by a list kept here: a request that was given up left no name behind.
        for (name,) in self._statements.rows("SELECT name FROM temp.sqlite_master WHERE name GLOB 'view_*'"):
            if name != kept:
                self.drop(name)

    def ids(self, name: str, first: int = 0, count: int = -1) -> list[int]:
        sql = f"SELECT id FROM temp.{name} WHERE pos > ? ORDER BY pos LIMIT ?"
        return [row for (row,) in self._statements.rows(sql, (first, count))]

    def positions(self, name: str) -> Table:
        return Table(name, schema="temp")

    def starts(self, size: int) -> Table:
        name = f"starts_{size}"
        self._statements.run(f"CREATE TEMP TABLE IF NOT EXISTS {name} (first INTEGER PRIMARY KEY)")
        # Orders that came in since the table was made may need further ranges; the others are there already.
        self._statements.run(_STARTS.format(name=name, size=size))
        return Table(name, schema="temp")

    def position(self, name: str, row: int) -> int | None:
        found = self._statements.rows(f"SELECT pos FROM temp.{name} WHERE id = ?", (row,))
        return int(found[0][0]) - 1 if found else None
