"""Trying a command out: it is carried out by all rules, read back, and rolled back."""

from typing import NamedTuple

from orders_tui.domain.commands import Command, Outcome
from orders_tui.domain.facts import Order
from orders_tui.domain.rights import visible
from orders_tui.store.whole_orders import find_order
from orders_tui.store.writes.changes import carry_out
from orders_tui.store.writes.operation import Operation


class Rehearsal(NamedTuple):
    """What would become of a command."""

    outcome: Outcome
    order: Order
    """As it would be, as far as the actor may see it; a new one has an id that it will not have when it is stored."""


class _NotStored(Exception):
    """Ends the transaction of a rehearsal, so that nothing of it stays."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal


def rehearse(operation: Operation, command: Command) -> Rehearsal:
    """Carry a command out and take it back.

    Raises:
        RuleBroken: if a rule forbids it.
        DatabaseError: if the database could not store it.
    """
    engine = operation.engine
    try:
        with engine.writing(), engine.savepoint():
            outcome = carry_out(operation, command).outcome
            order = visible(operation.by, find_order(engine, outcome.order_id))
            raise _NotStored(Rehearsal(outcome, order))
    except _NotStored as end:
        return end.rehearsal
