"""The store: the one door for every change, and all that can be read, as frozen values."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from random import Random, SystemRandom
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import AddOrder, Command, ExternalOrder, Outcome, RuleBroken
from orders_tui.domain.rights import Actor
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.engine.address import open_engine
from orders_tui.store.engine.base import Engine
from orders_tui.store.reads.check import Finding, check
from orders_tui.store.reads.counts import CountReads
from orders_tui.store.reads.lists import ListReads
from orders_tui.store.reads.orders import OrderReads
from orders_tui.store.reads.values import ValueReads
from orders_tui.store.writes.changes import carry_out, warning
from orders_tui.store.writes.load import Load, loading
from orders_tui.store.writes.message_texts import MessageTexts
from orders_tui.store.writes.new_orders import find_external
from orders_tui.store.writes.operation import Operation, Written
from orders_tui.store.writes.repeats import Line, answered, remember, store_of
from orders_tui.store.writes.settings import Settings
from orders_tui.store.writes.undo import last_change, last_undo, reverse

JAKARTA = ZoneInfo("Asia/Jakarta")


class Reversed(NamedTuple):
    """What an undo or redo did."""

    operation: int
    order_ids: tuple[str, ...]


class Request(NamedTuple):
    """A command, and the kind and key of its line of the intake; without a key it is never a repeat."""

    command: Command
    key: str = ""
    kind: str = ""
    order: ExternalOrder | None = None
    """The order that is meant, where the command has no id of it."""


class Store:
    """One database of orders. Synchronous; a thread calls `connect` before anything else."""

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Callable[[], float] = time.time,
        zone: ZoneInfo = JAKARTA,
        chance: Random | None = None,
    ) -> None:
        """Make a store on an open engine.

        Args:
            engine: the open database.
            clock: the time now, seconds since the epoch.
            zone: the desk's own time zone, in which days begin.
            chance: where order ids and slugs come from; the system's own randomness unless given.
        """
        self.engine = engine
        self.zone = zone
        self._clock = clock
        self._chance = chance or SystemRandom()
        self.orders = OrderReads(engine)
        self.lists = ListReads(engine, zone, self.now)
        self.counts = CountReads(engine, zone, self.now)
        self.values = ValueReads(engine)
        self.settings = Settings(engine)
        self.messages = MessageTexts(engine)

    def now(self) -> int:
        """Seconds since the epoch, by the store's clock."""
        return int(self._clock())

    def connect(self) -> None:
        """Give this thread its connection."""
        self.engine.connect()

    def close(self) -> None:
        """Close the store and its connection of this thread."""
        self.engine.close()

    def execute(self, command: Command, by: Actor) -> Outcome:
        """Carry out one command.

        Raises:
            RuleBroken: if a rule forbids it.
            DatabaseUnfit: if the database cannot store it.
        """
        with self.engine.writing(), self.engine.savepoint():
            operation = self._operation(by)
            return _outcome(operation, carry_out(operation, command), command)

    def execute_many(self, requests: Sequence[Request], by: Actor, *, one_operation: bool) -> list[Outcome]:
        """Carry out commands in one transaction; what is refused is answered so and stops no other.

        Args:
            requests: the commands, those of the intake each with its kind and key.
            by: who asks.
            one_operation: whether they are one change to a person, undone together.

        Raises:
            DatabaseUnfit: if the database cannot store them; nothing is stored then.
        """
        outcomes: list[Outcome] = []
        with self.engine.writing():
            shared = self._operation(by)
            for request in requests:
                operation = shared if one_operation else self._operation(by)
                outcomes.append(self._attempt(operation, request))
        return outcomes

    def undo(self, by: Actor) -> Reversed:
        """Undo this person's last change.

        Raises:
            RuleBroken: if there is none, or one of its orders was changed since.
        """
        with self.engine.writing(), self.engine.savepoint():
            return self._reverse(by, last_change(self.engine, by), "undo")

    def redo(self, by: Actor) -> Reversed:
        """Undo this person's last undo.

        Raises:
            RuleBroken: if there is none, or something was changed since.
        """
        with self.engine.writing(), self.engine.savepoint():
            return self._reverse(by, last_undo(self.engine, by), "redo")

    def loading(self) -> AbstractContextManager[Load]:
        """One transaction in which an empty database, open nowhere else, is filled: whole, or not at all."""
        return loading(self.engine)

    def check(self) -> list[Finding]:
        """Everything that is wrong with the database; empty when all is well."""
        return check(self.engine)

    def _operation(self, by: Actor) -> Operation:
        return Operation(self.engine, by, self.now(), self.zone, self._chance)

    def _reverse(self, by: Actor, undone: int, kind: str) -> Reversed:
        operation = Operation(self.engine, by, self.now(), self.zone, self._chance, undone, kind)
        return Reversed(operation.write(), reverse(operation, undone))

    def _attempt(self, operation: Operation, request: Request) -> Outcome:
        command = request.command
        written = operation.written
        try:
            command = _addressed(self.engine, request)
            line = Line(store_of(self.engine, command), request.kind, request.key, command) if request.key else None
            if line and (known := answered(self.engine, line)):
                return known
            with self.engine.savepoint():
                done = carry_out(operation, command)
                if line:
                    remember(self.engine, line, done.row, operation.write())
        except RuleBroken as refusal:
            operation.written = written  # its row was rolled back with the rest
            return Outcome(getattr(command, "order_id", ""), error=str(refusal))
        return _outcome(operation, done, command)


def _addressed(engine: Engine, request: Request) -> Command:
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
    return replace(command, order_id=found)


def _outcome(operation: Operation, done: Written, command: Command) -> Outcome:
    said = warning(operation, done, command)
    return Outcome(done.order_id, late=done.late, warning=said, changes=done.changes)


def open_store(
    url: str, *, readonly: bool = False, create: bool = False, unsafe: bool = False, zone: ZoneInfo = JAKARTA
) -> Store:
    """Open the database at the address.

    Raises:
        DatabaseUnfit: if it cannot be used; the text says why and what to do.
    """
    return Store(open_engine(url, readonly=readonly, create=create, unsafe=unsafe), zone=zone)
