"""Lines of the intake that come again: a line is known by its kind and id, and stands for what it asked for first."""

import json
from collections.abc import Callable
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from orders_tui.domain.commands import Command, Outcome
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.engine.sqlite import Engine

_KNOWN = "SELECT order_id, digest FROM intake JOIN orders ON orders.id = intake.order_row WHERE key = ? AND kind = ?"
_KEEP = "INSERT INTO intake (key, kind, digest, order_row, operation_id) VALUES (?, ?, ?, ?, ?)"


def answered(engine: Engine, kind: str, key: str, command: Command) -> Outcome | None:
    """What a line is answered whose kind and key were stored before; None for a new one."""
    rows = engine.rows(_KNOWN, (key, kind))
    if not rows:
        return None
    order_id, known = rows[0]
    # Of lines from before digests were kept nothing is known.
    if known in ("", digest(command)):
        return Outcome(order_id, repeated=True)
    text = _("The id {id} was used for another line (order {order}).")
    return Outcome(order_id, error=text.format(id=excerpt(key), order=order_id))


def keep(engine: Engine, kind: str, key: str, command: Command, row: int, operation: int) -> None:
    """Remember a line by its kind and key, so that it is recognised when it comes again."""
    engine.run(_KEEP, (key, kind, digest(command), row, operation))


def digest(command: Command) -> str:
    """A short stand-in for all that a command asks for but its time, which a sender may set anew.

    It is stored: a migration that changes what it says of a command empties the column `digest`.
    """
    return blake2b(_encoded(command).encode(), digest_size=8).hexdigest()


class _Readers(dict[type[Any], Callable[[object], object]]):
    """For each kind of frozen value what reads all its fields but the time."""

    def __missing__(self, kind: type[Any]) -> Callable[[object], object]:
        self[kind] = attrgetter(*(field.name for field in fields(kind) if field.name != "at"))
        return self[kind]


_READERS = _Readers()
_encoded = json.JSONEncoder(
    default=lambda value: _READERS[type(value)](value), separators=(",", ":"), check_circular=False
).encode
"""A frozen value as JSON: the values of its fields, in their order."""
