"""One operation in progress: its own row, the orders that it changes, and the rows that it adds to their histories."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import Change, Conflict, Outcome
from orders_tui.domain.facts import Order, Value
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.rights import Actor
from orders_tui.domain.sharing import Sharing
from orders_tui.domain.words import _
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
    _gathered: "_Gathered | None" = field(default=None, init=False)
    """What is yet to be written; None while all is written at once."""

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
            self._gathered.history += entries
        return changes

    def update_order(self, order: Order, update: Write, values: Sequence[object]) -> None:
        """Update the row of an order.

        Args:
            order: as it was read.
            update: fits the row only as long as it has the version of the order.
            values: those of the update's one row.

        Raises:
            Conflict: if it is not stored as it was read.
        """
        if self._gathered is None:
            _update(self.engine, update, [order], [values])
        else:
            self._gathered.add(order, update, values)

    def write_orders(self) -> None:
        """Before orders are read that it may have changed: write what was gathered of them.

        Raises:
            Conflict: if one is not stored as it was read.
        """
        if self._gathered is not None:
            self._gathered.write_orders(self.engine)

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
        """Write the orders and the history of all that is done inside at its end, which is quicker for many orders.

        Raises:
            Conflict: if an order is not stored as it was read; whichever that is, nothing of all may stay.
        """
        self._gathered = gathered = _Gathered()
        try:
            yield
        finally:
            self._gathered = None
        # Whoever caught it may have taken it for the refusal of one order.
        if gathered.conflict:
            raise gathered.conflict
        gathered.write_orders(self.engine)
        self.engine.insert_many(INSERT_HISTORY, gathered.history)


class _Gathered:
    """What is written together: one statement for a hundred orders costs far less than one for each."""

    def __init__(self) -> None:
        self.history: list[tuple[object, ...]] = []
        self._updates: dict[Write, tuple[list[Order], list[Sequence[object]]]] = {}
        """By the statement, which is the same for all orders of which the same columns change."""
        self.conflict: Conflict | None = None
        """Why not all of it can be written, if that is known."""

    def add(self, order: Order, update: Write, values: Sequence[object]) -> None:
        """Keep the update of an order."""
        orders, rows = self._updates.setdefault(update, ([], []))
        orders.append(order)
        rows.append(values)

    def write_orders(self, engine: Engine) -> None:
        """Update the orders; raises as `Operation.write_orders`."""
        updates, self._updates = self._updates, {}
        try:
            for update, (orders, rows) in updates.items():
                _update(engine, update, orders, rows)
        except Conflict as conflict:
            self.conflict = conflict
            raise


def _update(engine: Engine, update: Write, orders: Sequence[Order], rows: Sequence[Sequence[object]]) -> None:
    # The version is in the condition of the update itself: between reading and writing nobody can come in unnoticed.
    if engine.update_many(update, rows) != len(rows):
        # Of several it may be any; who changes several then tries each alone.
        raise Conflict(_("{order} was changed meanwhile.").format(order=orders[0].order_id))


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
