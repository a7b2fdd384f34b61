"""One operation in progress: its own row, and the rows that it adds to the history of each order."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import Change, Outcome
from orders_tui.domain.facts import Value
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.rights import Actor
from orders_tui.domain.sharing import Sharing
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Write, insertion, parameter
from orders_tui.store.tables import History, Operations, Tags
from orders_tui.store.tag_spelling import TagSpelling

_INSERT = insertion(Operations, "at", "by", "via", "place", "kind", "undoes")
INSERT_HISTORY = insertion(History, "operation_id", "order_row", "field", "old", "new", "since")
INSERT_TAG = insertion(Tags, "order_row", "name")
_DELETE_TAGS = Write(lambda: Tags.delete().where(Tags.order_row == parameter("row")))


@dataclass(slots=True)
class Operation:
    """One operation in progress; its row is written with the first change that is not refused."""

    engine: Engine
    by: Actor
    at: int
    zone: ZoneInfo
    chance: Random
    sharing: Sharing
    """Among whom new orders are shared out."""
    undoes: int | None = None
    kind: OperationKind = OperationKind.CHANGE
    written: int | None = field(default=None, init=False)
    """The row id, None until it is written."""
    spelling: TagSpelling = field(init=False)
    """How the shop spells its tags."""
    _gathered: list[tuple[object, ...]] | None = field(default=None, init=False)
    """Entries of the history that are yet to be written; None while each is written at once."""

    def __post_init__(self) -> None:
        self.spelling = TagSpelling(self.engine)

    def write(self) -> int:
        """Write the operation's row if that was not done yet; its row id."""
        if self.written is None:
            by = self.by
            self.written = self.engine.insert(
                _INSERT, at=self.at, by=by.name, via=by.via, place=by.place, kind=self.kind.value, undoes=self.undoes
            )
        return self.written

    def write_history(
        self, row: int, fields: Iterable[tuple[str, Value, Value]], since: int | None = None
    ) -> tuple[Change, ...]:
        """Add a history row for each field, old value and new value of the order with this row id; what it says.

        Args:
            row: the row id.
            fields: name, old value and new value of each.
            since: where the status is one of them, when the order had come to the old one; 0 if it came in with it.
        """
        number = self.write()
        changes = as_changes(fields)
        # Only a step of the status keeps since when the old one held.
        entries = [(number, row, *change, since if change.field == "status" else None) for change in changes]
        if self._gathered is None:
            self.engine.insert_many(INSERT_HISTORY, entries)
        else:
            # One statement for the entries of a hundred orders costs far less than one for each.
            self._gathered += entries
        return changes

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the transaction that is rolled back alone when it fails; raises as `Engine.savepoint`."""
        written = self.written
        try:
            with self.engine.savepoint():
                yield
        except BaseException:
            self.written = written  # its row was rolled back with the rest
            raise

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Write the history of all that is done inside at its end, which is quicker for many orders."""
        gathered: list[tuple[object, ...]] = []
        self._gathered = gathered
        try:
            yield
        finally:
            self._gathered = None
        self.engine.insert_many(INSERT_HISTORY, gathered)


class Written(NamedTuple):
    """What a command that was carried out left behind."""

    row: int
    """The row id of its order."""
    order_id: str
    changes: tuple[Change, ...]
    late: bool = False
    """It was a report that says less than is known."""
    warning: str = ""
    """What a person should look at, though it was stored."""

    @property
    def outcome(self) -> Outcome:
        """The same as whoever asked for it is answered."""
        return Outcome(self.order_id, late=self.late, warning=self.warning, changes=self.changes)


def as_changes(fields: Iterable[tuple[str, Value, Value]]) -> tuple[Change, ...]:
    """Fields with their old and new values as the history keeps them."""
    return tuple([Change(name, _text(old), _text(new)) for name, old, new in fields])


def insert_tags(engine: Engine, row: int, tags: Iterable[str]) -> None:
    """Add tags to the order with this row id."""
    engine.insert_many(INSERT_TAG, [(row, tag) for tag in tags])


def replace_tags(engine: Engine, row: int, tags: Iterable[str]) -> None:
    """Let the order with this row id have these tags and no others."""
    engine.update(_DELETE_TAGS, row=row)
    insert_tags(engine, row, tags)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
