"""The audit: what was done with orders that changed none of them. Entries are only ever added."""

from collections.abc import Callable
from typing import NamedTuple

from orders_tui.domain.rights import Actor, check_export
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, insertion
from orders_tui.store.tables import Audits


class AuditEntry(NamedTuple):
    """One thing that was done."""

    at: int
    """Epoch seconds (UTC)."""
    by: str
    via: str
    place: str
    deed: str
    """`export`."""
    what: str
    """Of an export: the kind of file and the filters; nothing that may name a buyer, since an entry stays for ever."""
    orders: int
    """How many orders it was about."""


_INSERT = insertion(Audits, *AuditEntry._fields)
_ALL = Read(
    lambda: Audits.select(*(getattr(Audits, name) for name in AuditEntry._fields)).order_by(Audits.id), AuditEntry
)


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
        check_export(by)
        with self._engine.writing():
            self._engine.insert(
                _INSERT,
                at=self._now(),
                by=by.name,
                via=by.via,
                place=by.place,
                deed="export",
                what=what,
                orders=orders,
            )

    def entries(self) -> tuple[AuditEntry, ...]:
        """Everything that was recorded, the oldest first."""
        return tuple(self._engine.select(_ALL))
