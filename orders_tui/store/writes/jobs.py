"""Changing many orders as one operation, in transactions so short that others write in between."""

import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from orders_tui.domain.commands import Outcome, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.plans import NAMED, Result
from orders_tui.domain.words import _
from orders_tui.store.engine.prepared import Read, parameter
from orders_tui.store.errors import DatabaseError
from orders_tui.store.tables import TakenBack
from orders_tui.store.whole_orders import read_orders
from orders_tui.store.writes.operation import Operation, Written
from orders_tui.store.writes.watch import Watch

_SECONDS = 0.15
"""How long one transaction goes on taking orders."""
_TOGETHER = 144
"""How many orders are read and written at once: so many that few statements take all of them."""
PAUSE = 0.001
"""Seconds between two transactions, in which another process that waits for the writer's lock takes it."""

_UNDOING = Read(lambda: TakenBack.select(TakenBack.entry).where(TakenBack.operation_id == parameter("operation")), int)


class Job(Protocol):
    """What is to be done to which orders, one after the other."""

    def next_keys(self, count: int) -> Sequence[int]:
        """The row ids of about so many orders that come next, none at the end; called inside the transaction."""

    def carry_out(self, operation: Operation, order: Order) -> Written:
        """Change one of these orders.

        Raises:
            RuleBroken: before anything is written, if it is to stay as it is, with the reason.
        """


class _Done(NamedTuple):
    key: int
    outcome: Outcome


def work_off(operation: Operation, job: Job, watch: Watch) -> Result:
    """Deal with all orders of a job; what is refused stops no other.

    A fault of the database ends it; what was stored before stays, as one operation.

    Raises:
        DatabaseError: if the database fails before anything is stored.
    """
    tally = _Tally()
    fault, stopped = "", False
    while not (stopped := watch.stop()):
        try:
            done = _transaction(operation, job)
        except DatabaseError as error:
            # Nothing was stored: the fault is all that there is to report.
            if operation.written is None or not tally.done:
                raise
            # What was stored before stays, so the person has to see both: what was done, and why it went no further.
            fault, stopped = str(error), True
            break
        if not done:
            break
        tally.add(done)
        # Only now, behind the commit: whoever is answered may count on it.
        watch.answers([each.outcome for each in done])
        watch.progress(tally.seen)
        # Whoever waits stands in the kernel's queue, but a lock that is asked for again at once is taken before the
        # queue is woken.
        time.sleep(PAUSE)
        operation.engine.fold_log()
    return tally.result(operation.kind, operation.written, stopped=stopped, fault=fault)


def _transaction(operation: Operation, job: Job) -> list[_Done]:
    """Deal with as many orders as fit into one short transaction; none at the end of the job."""
    done: list[_Done] = []
    until = time.monotonic() + _SECONDS
    with part_of(operation):
        # One part at least, or a machine that stalls here would never come to an end.
        while not done or time.monotonic() < until:
            keys = job.next_keys(_TOGETHER)
            if not keys:
                break
            done += _part(operation, job, read_orders(operation.engine, keys))
    return done


@contextmanager
def part_of(operation: Operation) -> Iterator[None]:
    """One of the transactions of an operation.

    Raises:
        DatabaseError: if the operation was undone meanwhile, or the database fails; nothing of this part is stored.
    """
    engine, written = operation.engine, operation.written
    try:
        with engine.writing():
            # Between two of its transactions somebody may undo what is there of an operation; its rest would come too
            # late for that.
            if written is not None and engine.first(_UNDOING, operation=written) is not None:
                raise DatabaseError(_("The change was undone from elsewhere while it was being made; it ends here."))
            yield
    except BaseException:
        operation.written = written  # its row was rolled back with the rest
        raise


def _part(operation: Operation, job: Job, orders: Sequence[Order]) -> list[_Done]:
    """Deal with orders in one savepoint, which costs as much as a change; where that fails, each in its own."""
    try:
        with operation.savepoint(), operation.gathering():
            return [_attempt(operation, job, order) for order in orders]
    except RuleBroken:
        # The savepoint has taken back what others of the part had done, so that all of them are done again.
        return [_attempt_alone(operation, job, order) for order in orders]


def _attempt(operation: Operation, job: Job, order: Order) -> _Done:
    try:
        done = job.carry_out(operation, order)
    except RuleBroken as refusal:
        return _Done(order.id, Outcome(order.order_id, error=str(refusal), reason=refusal.reason))
    return _Done(order.id, done.outcome)


def _attempt_alone(operation: Operation, job: Job, order: Order) -> _Done:
    """The same for an order that the database itself may refuse."""
    try:
        with operation.savepoint():
            return _attempt(operation, job, order)
    except RuleBroken as refusal:
        return _Done(order.id, Outcome(order.order_id, error=str(refusal), reason=refusal.reason))


class _Tally:
    """What became of the orders so far; its size does not grow with the orders that were changed."""

    def __init__(self) -> None:
        self.done = 0
        self._changed: list[Outcome] = []
        self._refused: list[Outcome] = []
        self._refused_keys = array("q")

    @property
    def seen(self) -> int:
        """How many orders were dealt with."""
        return self.done + len(self._refused_keys)

    def add(self, done: Sequence[_Done]) -> None:
        """Count what one transaction did, once it is stored."""
        for key, outcome in done:
            named = self._changed if outcome.ok else self._refused
            if len(named) < NAMED:
                named.append(outcome)
            if outcome.ok:
                # The keys of those that were changed are not kept: nobody asks for them, and there may be a million.
                self.done += 1
            else:
                self._refused_keys.append(key)

    def result(self, kind: OperationKind, operation: int | None, *, stopped: bool, fault: str) -> Result:
        """All of it."""
        changed, refused = tuple(self._changed), tuple(self._refused)
        return Result(kind, operation, self.done, changed, refused, self._refused_keys, stopped, fault)
