"""What the parts of the SQLite engine ask of the connection of the thread that calls them."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from orders_tui.store.engine.prepared import Query, Read

R = TypeVar("R")


class Statements(Protocol):
    """Running statements; errors come as those of the store."""

    def rows(self, sql: str, arguments: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement."""

    def run(self, sql: str, arguments: Sequence[object] = ()) -> int:
        """Run one statement; the number of rows that it changed."""

    def select(self, read: Read[R], /, **values: object) -> list[R]:
        """All rows of a prepared query."""

    def compiled(self, query: Query) -> tuple[str, Sequence[object]]:
        """A query of Peewee as SQL and its arguments."""
