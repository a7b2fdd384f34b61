"""Lines of the intake that come again: a line is known by store, kind and key, and has the meaning of the first."""

import json
from collections.abc import Callable
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

from orders_tui.domain.commands import AddOrder, Command, Outcome, RuleBroken
from orders_tui.domain.order import typed_id
from orders_tui.domain.record import Record
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, insertion, parameter, unplanned
from orders_tui.store.tables import IntakeLines, Orders
from orders_tui.store.writes.new_orders import find_external
from orders_tui.store.writes.request import Request


class _Known(NamedTuple):
    order_id: str
    digest: str


_KNOWN = Read(
    lambda: (
        IntakeLines.select(Orders.order_id, IntakeLines.digest)
        .join(Orders, on=(Orders.id == IntakeLines.order_row))
        .where(
            IntakeLines.key == unplanned("key"),
            IntakeLines.kind == unplanned("kind"),
            IntakeLines.store == unplanned("store"),
        )
    ),
    _Known,
)
_MADE = Read(
    lambda: (
        IntakeLines.select(Orders.order_id)
        .join(Orders, on=(Orders.id == IntakeLines.order_row))
        .where(IntakeLines.key == parameter("key"), IntakeLines.kind == parameter("kind"))
        # Several stores may have used the key; any of their orders shows that the line was stored.
        .limit(ONE_ROW)
    ),
    str,
)
_STORE = Read(lambda: Orders.select(Orders.store).where(Orders.order_id == parameter("order_id")), str)
INSERT_LINE = insertion(IntakeLines, "key", "kind", "store", "digest", "order_row", "operation_id")


class SentLine(NamedTuple):
    """A line of the intake, as it is recognised when it comes again."""

    store: str
    """That of its order: senders of several stores may give the same ids."""
    kind: str
    key: str
    command: Command


def store_of(engine: Engine, command: Command) -> str:
    """The store of the order that the command makes or is about; empty if there is no such order."""
    if isinstance(command, AddOrder):
        return str(command.facts.get("store") or "").strip()
    return engine.first(_STORE, order_id=typed_id(command.order_id)) or ""


def answered(engine: Engine, line: SentLine) -> Outcome | None:
    """The answer to a line that was stored before; None for a new one."""
    known = engine.first(_KNOWN, key=line.key, kind=line.kind, store=line.store)
    if known is None:
        return None
    # A line without a digest cannot be compared.
    if known.digest in ("", digest(line.command)):
        return Outcome(known.order_id, repeated=True)
    text = _("The id {id} was used for another line (order {order}).")
    return Outcome(known.order_id, error=text.format(id=excerpt(line.key), order=known.order_id))


def made_by(engine: Engine, kind: str, key: str) -> str | None:
    """The id of the order that a line of this kind and key is about, whichever store sent it; None if there is none."""
    return engine.first(_MADE, kind=kind, key=key)


def remember(engine: Engine, line: SentLine, row: int, operation: int) -> None:
    """Store a line, so that it is recognised when it comes again."""
    engine.insert(
        INSERT_LINE,
        key=line.key,
        kind=line.kind,
        store=line.store,
        digest=digest(line.command),
        order_row=row,
        operation_id=operation,
    )


def digest(command: Command) -> str:
    """A hash of all that a command asks for but its time, which a sender may set anew.

    It is stored: a migration must empty the column `digest` where the hash of a command changes.
    """
    return blake2b(_encoded(command).encode(), digest_size=8).hexdigest()


class _Readers(dict[type[Record], Callable[[object], object]]):
    """For each kind of command a function that reads all its fields but the time."""

    def __missing__(self, kind: type[Record]) -> Callable[[object], object]:
        # Kept by kind: the fields of a kind never change, and every line of the intake asks for them.
        self[kind] = attrgetter(*(name for name in kind.names if name != "at"))
        return self[kind]


_READERS = _Readers()
_encoded = json.JSONEncoder(
    default=lambda value: _READERS[type(value)](value), separators=(",", ":"), check_circular=False
).encode
"""A command as JSON: the values of its fields, in their order."""


def addressed(engine: Engine, request: Request) -> Command:
    """The command with the id of the order that is meant.

    Raises:
        RuleBroken: if there is no such order.
    """
    command, order = request.command, request.order
    if order is None or isinstance(command, AddOrder):
        return command
    found = find_external(engine, order)
    if found is None:
        text = _("{store} has no order with the external id {external}.")
        raise RuleBroken(text.format(store=excerpt(order.store), external=excerpt(order.external_id)))
    return command.replace(order_id=found)
