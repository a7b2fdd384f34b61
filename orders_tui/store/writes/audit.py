"""The audit: who wrote orders to files or took them from files, removed them for good, or changed the whole shop's.

Exports, imports and settings have entries of their own, which are only ever added; what was removed, and the changes
of the shop's texts, are read from their operations.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from peewee import SQL, Value, fn

from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.removal import EMPTIED, ERASED
from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, insertion, parameter
from orders_tui.store.errors import DatabaseError
from orders_tui.store.tables import Audits, History, Operations
from orders_tui.store.text_tables import TextChanges

IMPORTED, BEGUN = "import", "unfinished"
"""An import has an entry from its first orders on, and another one at its end; without that it is unfinished."""
_OPERATION = "operation:"


class AuditEntry(NamedTuple):
    """One thing that was done."""

    at: int
    """Epoch seconds (UTC)."""
    by: str
    via: str
    place: str
    action: str
    """`export`, `stopped` (an export), `import`, `unfinished` (an import), `setting`, `text`, `empty` (the trash) or
    `erase` (a buyer).
    """
    what: str
    """Of an export: the kind of file and the filters; of an import: whose columns, the mode and the operation; of a
    setting or a text its name.

    Nothing that may name a buyer, since an entry stays for ever.
    """
    orders: int
    """How many orders it was about; of an export that was stopped how many had been read by then."""


_INSERT = insertion(Audits, *AuditEntry._fields)
_WHO = (Operations.at, Operations.by, Operations.via, Operations.place)


def _newest(query: Any, order: Any) -> Any:
    return query.order_by(order.desc()).limit(parameter("count"))


def _removals() -> Any:
    count = fn.COUNT(SQL("*")).alias("orders")
    chosen = Operations.select(*_WHO, Operations.kind.alias("action"), Value("").alias("what"), count)
    removed = Operations.kind.in_([OperationKind.EMPTY.value, OperationKind.ERASE.value])
    # Each order that was removed has one of these entries.
    noted = History.field.in_([EMPTIED, ERASED])
    joined = chosen.join(History, on=(History.operation_id == Operations.id)).where(removed, noted)
    return _newest(joined.group_by(Operations.id), Operations.id)


def _texts() -> Any:
    what = TextChanges.kind.concat(" ").concat(TextChanges.name).alias("what")
    chosen = TextChanges.select(*_WHO, Value("text").alias("action"), what, Value(0).alias("orders"))
    return _newest(chosen.join(Operations, on=(TextChanges.operation_id == Operations.id)), TextChanges.id)


def _entries(*conditions: Any) -> Any:
    chosen = Audits.select(*(getattr(Audits, name) for name in AuditEntry._fields))
    return _newest(chosen.where(*conditions), Audits.id)


def _unfinished() -> Any:
    ended = Audits.alias("ended")
    # Both entries of an import say the same of it, its operation among that.
    said = ended.select(ended.what).where(ended.action == IMPORTED)
    return _entries(Audits.action == BEGUN, Audits.what.not_in(said))


_UNFINISHED = Read(_unfinished, AuditEntry)
_SOURCES = (
    Read(lambda: _entries(Audits.action != BEGUN), AuditEntry),
    Read(_removals, AuditEntry),
    Read(_texts, AuditEntry),
)
_WRITTEN = Read(
    lambda: History.select(fn.COUNT(History.order_row.distinct())).where(
        History.operation_id == parameter("operation")
    ),
    int,
)


def record_import(engine: Engine, operation: int, what: str, by: Actor, *, at: int, orders: int | None = None) -> None:
    """Record in the transaction that is open that an import has begun, or what it has written by its end.

    Args:
        engine: the database.
        operation: the one that it is.
        what: whose columns, and the mode; nothing that may name a buyer.
        by: whose import it is.
        at: epoch seconds (UTC).
        orders: how many orders were added or changed; None at its beginning.
    """
    action, said = BEGUN if orders is None else IMPORTED, f"{what} {_OPERATION}{operation}".strip()
    entry = AuditEntry(at, by.name, by.via, by.place, action, said, orders or 0)
    engine.insert(_INSERT, **entry._asdict())


class Audit:
    """What the audit keeps."""

    def __init__(self, engine: Engine, now: Callable[[], int]) -> None:
        self._engine = engine
        self._now = now

    def record_export(self, what: str, orders: int, by: Actor) -> None:
        """Record that orders are written to a file; before the first of them leaves the database.

        Raises:
            RuleBroken: if they are not the actor's to write out.
            DatabaseError: if it cannot be recorded, as in a database that is open to read only.
        """
        check_right(by, Right.EXPORT)
        with self._engine.writing():
            self.record("export", what, orders, by)

    def record_stopped(self, what: str, orders: int, by: Actor) -> None:
        """Record that an export ended early; `what` as when it began, `orders` those that were read by then."""
        with self._engine.writing():
            self.record("stopped", what, orders, by)

    @contextmanager
    def exporting(self, what: str, orders: int, by: Actor) -> Iterator[Callable[[int], None]]:
        """As `record_export`, around the writing; it is handed what is called with how many orders were read.

        Where the writing fails or is broken off, that is recorded too.
        """
        self.record_export(what, orders, by)
        done = 0

        def read(count: int) -> None:
            nonlocal done
            done = count

        try:
            yield read
        except BaseException:
            # The first error matters more than failing to record it.
            with suppress(DatabaseError):
                self.record_stopped(what, done, by)
            raise

    def record(self, action: str, what: str, orders: int, by: Actor) -> None:
        """Record what is done in the transaction that is open; the arguments are fields of `AuditEntry`."""
        entry = AuditEntry(self._now(), by.name, by.via, by.place, action, what, orders)
        self._engine.insert(_INSERT, **entry._asdict())

    def last(self, count: int, by: Actor) -> tuple[AuditEntry, ...]:
        """The last so many things that were done, the oldest of them first.

        Raises:
            RuleBroken: if the audit is not the actor's to see.
        """
        check_right(by, Right.SEE_AUDIT)
        # The last ones may all be from one source, so that as many are read of each.
        found = [entry for source in _SOURCES for entry in reversed(self._engine.select(source, count=count))]
        found += [self._counted(entry) for entry in reversed(self._engine.select(_UNFINISHED, count=count))]
        # Stable: entries of one second stay as their source has them.
        return tuple(sorted(found, key=lambda entry: entry.at)[-count:])

    def _counted(self, begun: AuditEntry) -> AuditEntry:
        """The entry of an import that has not come to its end, with the orders that it has written so far."""
        operation = int(begun.what.rpartition(_OPERATION)[2])
        return begun._replace(orders=self._engine.first(_WRITTEN, operation=operation) or 0)
