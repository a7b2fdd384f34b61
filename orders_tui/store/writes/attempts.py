"""Requests, each carried out for itself: one that is refused stops no other, and a repeat changes nothing."""

from collections.abc import Callable, Sequence

from orders_tui.domain.commands import Outcome, RuleBroken
from orders_tui.domain.receipts import in_one_parcel
from orders_tui.store.writes.changes import carry_out
from orders_tui.store.writes.operation import Operation
from orders_tui.store.writes.repeats import SentLine, addressed, answered, remember, store_of
from orders_tui.store.writes.request import Request


def attempt_all(begin: Callable[[], Operation], requests: Sequence[Request], *, one_operation: bool) -> list[Outcome]:
    """What became of each of the requests, in the transaction under way.

    Args:
        begin: makes an operation.
        requests: the commands, those of the intake each with its kind and key.
        one_operation: whether they are one change to a person, undone together.
    """
    # Only what a person sends off together is one parcel sheet; lines of the intake that wait together have nothing
    # to do with each other.
    refused = in_one_parcel(request.command for request in requests) if one_operation else {}
    outcomes: list[Outcome] = []
    # Its row is written with the first change, so that it costs nothing where each command gets one of its own.
    shared = begin()
    for index, request in enumerate(requests):
        if error := refused.get(index):
            outcomes.append(Outcome(getattr(request.command, "order_id", ""), error=error))
        else:
            outcomes.append(attempt(shared if one_operation else begin(), request))
    return outcomes


def attempt(operation: Operation, request: Request) -> Outcome:
    """What became of one request, in the transaction under way."""
    engine, command = operation.engine, request.command
    try:
        command = addressed(engine, request)
        line = SentLine(store_of(engine, command), request.kind, request.key, command) if request.key else None
        # Under the writer's lock: of two lines with one id that come at once the second finds the first.
        if line and (known := answered(engine, line)):
            return known
        with operation.savepoint():
            done = carry_out(operation, command)
            if line:
                # In the savepoint of the change: a line is known if and only if what it said is stored.
                remember(engine, line, done.row, operation.write())
    except RuleBroken as refusal:
        return Outcome(getattr(command, "order_id", ""), error=str(refusal))
    return done.outcome
