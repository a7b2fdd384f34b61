"""Requests, each carried out for itself: one that is refused stops no other, and a repeat changes nothing."""

from collections.abc import Callable, Sequence
from itertools import groupby

from orders_tui.domain.commands import AddOrder, Command, Outcome, RuleBroken
from orders_tui.domain.receipts import in_one_parcel
from orders_tui.store.engine.base import Engine
from orders_tui.store.writes.changes import carry_out
from orders_tui.store.writes.new_orders import NewOrders
from orders_tui.store.writes.operation import Operation
from orders_tui.store.writes.repeats import SentLine, addressed, answered, remember, store_of
from orders_tui.store.writes.request import Request

Begin = Callable[[], Operation]
"""Makes an operation; its row is written with the first change, so that it costs nothing where nothing is changed."""


def attempt_all(engine: Engine, begin: Begin, requests: Sequence[Request], *, one_operation: bool) -> list[Outcome]:
    """What became of each of the requests, in one transaction.

    Args:
        engine: the database.
        begin: makes an operation.
        requests: the commands, those of the intake each with its kind and key.
        one_operation: whether they are one change to a person, undone together.

    Raises:
        DatabaseError: if the database cannot store them; nothing is stored then.
    """
    if one_operation:
        with engine.writing():
            return _as_one(begin(), requests)
    try:
        with engine.writing(), engine.refusals():
            return _together(engine, begin, requests)
    except RuleBroken:
        # The transaction has taken back the others too, so that all of them are done again.
        with engine.writing():
            return [attempt(begin(), request) for request in requests]


def _as_one(operation: Operation, requests: Sequence[Request]) -> list[Outcome]:
    # Only what a person sends off together is one parcel sheet; lines of the intake that wait together have nothing
    # to do with each other.
    refused = in_one_parcel(request.command for request in requests)
    return [
        Outcome(getattr(request.command, "order_id", ""), error=error)
        if (error := refused.get(index))
        else attempt(operation, request)
        for index, request in enumerate(requests)
    ]


def _together(engine: Engine, begin: Begin, requests: Sequence[Request]) -> list[Outcome]:
    """What became of each of the requests, of which new orders that follow each other have no savepoint.

    Raises:
        RuleBroken: if a new order is refused that only the whole transaction takes back.
    """
    outcomes: list[Outcome] = []
    for new, group in groupby(requests, lambda request: isinstance(request.command, AddOrder)):
        alike = list(group)
        if new:
            orders = NewOrders(engine)
            outcomes += [_add(begin(), request, orders) for request in alike]
            # Before anything else is done: a report may be about one of them.
            orders.write()
        else:
            outcomes += [attempt(begin(), request) for request in alike]
    return outcomes


def _add(operation: Operation, request: Request, orders: NewOrders) -> Outcome:
    try:
        return _outcome(operation, request, request.command, orders)
    except RuleBroken as refusal:
        if operation.written is not None:
            raise  # something of it is written
        return Outcome("", error=str(refusal))


def attempt(operation: Operation, request: Request) -> Outcome:
    """What became of one request, in the transaction under way."""
    command = request.command
    try:
        command = addressed(operation.engine, request)
        with operation.savepoint():
            return _outcome(operation, request, command)
    except RuleBroken as refusal:
        return Outcome(getattr(command, "order_id", ""), error=str(refusal))


def _outcome(operation: Operation, request: Request, command: Command, orders: NewOrders | None = None) -> Outcome:
    """Carry out a request with the command that it comes to, a new order together with these others if there are some.

    Raises:
        RuleBroken: as `carry_out`.
    """
    engine = operation.engine
    line = SentLine(store_of(engine, command), request.kind, request.key, command) if request.key else None
    # Under the writer's lock: of two lines with one id that come at once the second finds the first.
    if line and (known := answered(engine, line)):
        return known
    done = carry_out(operation, command, orders)
    if line:
        # Rolled back with the change: a line is known if and only if what it said is stored.
        remember(engine, line, done.row, operation.write())
    return done.outcome
