"""What the store asks of a database: the protocol that each kind of database implements in a file of its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from peewee import Expression, Node, Table

from orders_tui.store.engine.prepared import Query, Read, Write
from orders_tui.store.waiting import Waiting

R = TypeVar("R")


class Engine(Protocol):
    """One database: a connection for each thread that calls `connect`, and one writer at a time.

    Every statement may raise `DatabaseError`, and `Interrupted` where another thread stopped it.
    """

    readonly: bool
    waiting: Waiting
    """What is made of a wait for another writer."""

    @property
    def search(self) -> "Search":
        """The full-text search."""

    @property
    def views(self) -> "Views":
        """The ordered lists of this thread."""

    def connect(self) -> None:
        """Open this thread's connection if it has none."""

    def close_thread(self) -> None:
        """Close this thread's connection."""

    def close(self) -> None:
        """Close this thread's connection and leave the database tidy."""

    def interrupt(self, thread: int) -> None:
        """Stop what that thread's connection is doing; it raises `Interrupted` there."""

    def check_same_file(self) -> None:
        """Refuse to go on where the address leads to another database than the one that was opened."""

    def writing(self) -> AbstractContextManager[None]:
        """One short write transaction; committed at the end, rolled back on any error."""

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of a write transaction that is rolled back alone when it fails.

        What a constraint or trigger refuses inside it is raised as `RuleBroken`.
        """

    def refusals(self) -> AbstractContextManager[None]:
        """What is to be stored with all the rest of a write transaction or not at all, which costs less.

        What a constraint or trigger refuses inside it is raised as `RuleBroken`.
        """

    def loading(self) -> AbstractContextManager[None]:
        """One write transaction in which an empty database is filled, with its indexes built at the end."""

    def select(self, read: Read[R], /, **values: object) -> list[R]:
        """All rows of a query with these parameters, fetched whole so that no read stays open."""

    def first(self, read: Read[R], /, **values: object) -> R | None:
        """The first row of a query with these parameters; None if it has none."""

    def each(self, read: Read[R], /) -> Iterator[R]:
        """The rows of a query one by one; it is read to its end, since it stays open until then."""

    def insert(self, write: Write, /, **values: object) -> int:
        """Insert one row; its row id."""

    def insert_many(self, write: Write, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows, each with the values of the query's parameters in their order."""

    def update(self, write: Write, /, **values: object) -> int:
        """Update or delete rows; their number."""

    def update_many(self, write: Write, rows: Iterable[Sequence[object]]) -> int:
        """Update rows by a query with a list of VALUES, each of which has those of its parameters in their order.

        Returns:
            How many rows fitted its condition.
        """

    def first_lines(self) -> AbstractContextManager[Callable[[int, int], int | None]]:
        """What keeps numbers of 64 bits, each with the line on which it comes first, outside memory.

        It is called with a number and its line, and answers the line of the same number before; None if it comes for
        the first time. Raises `DatabaseError` where there is no room for temporary files.
        """

    def scrub(self) -> bool:
        """Leave no copy in the files of what was removed; it takes the longer the larger the database is.

        Others may read meanwhile, and wait to write. False where one that reads keeps a copy in the log.
        """

    def fold_log(self) -> None:
        """Outside a transaction: take over what the log of the writes holds, if it is much, while others go on."""

    def copy_to(self, path: Path, progress: Callable[[int, int], object]) -> None:
        """Copy the database as it is at this moment to a new file, its owner's alone; others work on meanwhile.

        `progress` is called with the parts that are copied and the parts of the whole. Raises `OSError` if the file
        cannot be made.
        """

    def change_counter(self) -> int:
        """A number that changes when another connection commits; it costs microseconds."""

    def ignoring_case(self, column: Node) -> Node:
        """The column as an index sorts it where capitals and small letters are the same."""

    def unindexed(self, column: Node) -> Node:
        """The column in a form for which the planner does not walk its index."""

    def folded(self, column: Any) -> Node:
        """The text in a column as `domain.search.fold` makes it."""

    def moment_in_words(self, column: Any, zone: ZoneInfo, now: int) -> Node:
        """The time in a column as `written_moment` words it, quickest near `now`; empty where there is none."""

    def faults(self, most: int) -> "Faults":
        """What is wrong with the database itself, whatever is stored in it; at most so many cases of a kind."""


class Faults(NamedTuple):
    """What is wrong with a database itself, in the database's own words."""

    damage: list[str]
    links: list[str]
    """Rows that point to others which are not there."""
    search: list[str]
    """Where the search index differs from the orders."""


class Search(Protocol):
    """Full-text search over what `Sought` has of each order."""

    def matching(self, text: str, *, sift: bool = False) -> list[Expression]:
        """Conditions for the orders that have what the text asks for, in the trash or not.

        Args:
            text: what is searched.
            sift: whether other conditions choose the orders, which are then only compared with the hits.
        """

    def scanning(self, text: str) -> list[Expression]:
        """The same conditions for a walk over few rows, where asking the search index would cost more."""

    def hits(self, text: str, most: int) -> int:
        """About how many orders have the text, counted up to `most`; `most` where that is not known cheaply."""

    def referred(self, references: Sequence[str]) -> Expression:
        """The condition for orders that have one of these as their id, external id or receipt number."""

    def whole(self, text: str) -> Any:
        """An expression that ranks orders whose whole id, number or phone the text is; None where no order has it.

        A number to sort by: 2 for the order of this id, 1 for one that has it otherwise, 0 for the others.
        """

    def without_phones(self) -> "Search":
        """The same search over everything but the phone numbers."""


class Views(Protocol):
    """Lists of row ids in a fixed order, numbered from 0, from which any page is read without sorting again.

    A view belongs to the connection, and so to the thread, that made it.
    """

    def fill(self, query: Query) -> tuple[str, int]:
        """Make a view of the row ids that the query selects, in its order; its name and its length."""

    def drop(self, name: str) -> None:
        """Remove a view; nothing happens if there is none of this name."""

    def drop_others(self, kept: str | None) -> None:
        """Remove all views of this thread but one."""

    def ids(self, name: str, first: int = 0, count: int = -1) -> list[int]:
        """The row ids at the positions from `first`; all that follow unless `count` is given."""

    def positions(self, name: str) -> Table:
        """A view as a table for queries: `pos`, its positions counted from 1, and `id`, its row ids."""

    def starts(self, size: int) -> Table:
        """A table for queries: `first`, the first row id of each range of so many, in which all orders are."""

    def position(self, name: str, row: int) -> int | None:
        """The position of a row id; None if it is not in the view."""
