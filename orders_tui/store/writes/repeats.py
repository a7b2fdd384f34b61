"""Lines of the intake that come again: a line is known by its kind and key, and has one meaning, that of the first."""

import json
from collections.abc import Callable
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple

from orders_tui.domain.commands import Command, Outcome
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, insertion, parameter
from orders_tui.store.tables import IntakeLines, Orders


class _Known(NamedTuple):
    order_id: str
    digest: str


_KNOWN = Read(
    lambda: (
        IntakeLines.select(Orders.order_id, IntakeLines.digest)
        .join(Orders, on=(Orders.id == IntakeLines.order_row))
        .where(IntakeLines.key == parameter("key"), IntakeLines.kind == parameter("kind"))
    ),
    _Known,
)
INSERT_LINE = insertion(IntakeLines, "key", "kind", "digest", "order_row", "operation_id")


def answered(engine: Engine, kind: str, key: str, command: Command) -> Outcome | None:
    """The answer to a line whose kind and key were stored before; None for a new one."""
    known = engine.first(_KNOWN, key=key, kind=kind)
    if known is None:
        return None
    # A line without a digest cannot be compared.
    if known.digest in ("", digest(command)):
        return Outcome(known.order_id, repeated=True)
    text = _("The id {id} was used for another line (order {order}).")
    return Outcome(known.order_id, error=text.format(id=excerpt(key), order=known.order_id))


def remember(engine: Engine, kind: str, key: str, command: Command, row: int, operation: int) -> None:
    """Store a line's kind and key, so that it is recognised when it comes again."""
    engine.insert(INSERT_LINE, key=key, kind=kind, digest=digest(command), order_row=row, operation_id=operation)


def digest(command: Command) -> str:
    """A hash of all that a command asks for but its time, which a sender may set anew.

    It is stored: a migration must empty the column `digest` where the hash of a command changes.
    """
    return blake2b(_encoded(command).encode(), digest_size=8).hexdigest()


class _Readers(dict[type[Any], Callable[[object], object]]):
    """For each kind of frozen value a function that reads all its fields but the time."""

    def __missing__(self, kind: type[Any]) -> Callable[[object], object]:
        self[kind] = attrgetter(*(field.name for field in fields(kind) if field.name != "at"))
        return self[kind]


_READERS = _Readers()
_encoded = json.JSONEncoder(
    default=lambda value: _READERS[type(value)](value), separators=(",", ":"), check_circular=False
).encode
"""A frozen value as JSON: the values of its fields, in their order."""
