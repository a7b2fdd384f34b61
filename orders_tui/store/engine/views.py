"""Views in SQLite: temporary tables of row ids, each row with its position."""

from collections.abc import Sequence
from itertools import count
from typing import Any, TypeVar

from peewee import JOIN, Join, Select, Table

from orders_tui.store.engine.prepared import Query, Read, parameter
from orders_tui.store.engine.statements import Statements
from orders_tui.store.errors import Interrupted
from orders_tui.store.tables import Orders

R = TypeVar("R")


class SqliteViews:
    """The views of all threads; their names differ, so that a page is compiled once for each view."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._numbers = count(1)
        self._pages: dict[tuple[str, type[Any]], Read[Any]] = {}

    def fill(self, query: Query) -> tuple[str, int]:
        name = f"view_{next(self._numbers)}"
        sql, arguments = self._statements.compiled(query)
        # The key counts from 1 in the order of the rows that are inserted.
        self._statements.run(f"CREATE TEMP TABLE {name} (pos INTEGER PRIMARY KEY, id INTEGER NOT NULL)")
        try:
            return name, self._statements.run(f"INSERT INTO temp.{name} (id) {sql}", arguments)
        except Interrupted:
            self.drop(name)
            raise

    def drop(self, name: str) -> None:
        self._statements.run(f"DROP TABLE IF EXISTS temp.{name}")
        for page in [page for page in self._pages if page[0] == name]:
            del self._pages[page]

    def drop_others(self, kept: str | None) -> None:
        for (name,) in self._statements.rows("SELECT name FROM temp.sqlite_master WHERE name GLOB 'view_*'"):
            if name != kept:
                self.drop(name)

    def page(self, name: str, columns: Sequence[Any], row: type[R], first: int, count: int) -> list[R]:
        read = self._pages.get((name, row))
        if read is None:
            read = self._pages[name, row] = _page(name, columns, row)
        return self._statements.select(read, first=first, end=first + count)

    def ids(self, name: str, first: int = 0, count: int = -1) -> list[int]:
        sql = f"SELECT id FROM temp.{name} WHERE pos > ? ORDER BY pos LIMIT ?"
        return [row for (row,) in self._statements.rows(sql, (first, count))]

    def position(self, name: str, row: int) -> int | None:
        found = self._statements.rows(f"SELECT pos FROM temp.{name} WHERE id = ?", (row,))
        return int(found[0][0]) - 1 if found else None


def _page(name: str, columns: Sequence[Any], row: type[R]) -> Read[R]:
    view: Any = Table(name, ("pos", "id"), schema="temp")
    # SQLite does not reorder a cross join: it walks the view and finds each order by its key.
    joined = Join(view, Orders, JOIN.CROSS, on=Orders.id == view.id)
    query = Select([joined], columns).where(view.pos > parameter("first"), view.pos <= parameter("end"))
    return Read(lambda: query.order_by(view.pos), row)
