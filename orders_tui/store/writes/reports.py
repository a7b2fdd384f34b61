"""How reports of other systems are written: what they change, and what is kept of them for those that come later."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from peewee import fn

from orders_tui.domain import reports, states
from orders_tui.domain.commands import Change, RecordPayment, StateReport
from orders_tui.domain.facts import Order
from orders_tui.domain.known_state import SENT, KnownState, ReportedValue, rank
from orders_tui.domain.limits import check_amount, check_text
from orders_tui.domain.oddities import happened
from orders_tui.domain.reports import Recorded, fee
from orders_tui.domain.words import N_
from orders_tui.store.counted_payments import reported_money
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, insertion, parameter
from orders_tui.store.tables import History, Operations, Payments, Reports
from orders_tui.store.writes.fields import write
from orders_tui.store.writes.operation import Operation, Written
from orders_tui.store.writes.stored import load_row

INSERT_PAYMENT = insertion(
    Payments,
    *("order_row", "operation_id", "at", "reported", "amount", "bank", "holder", "day", "note", "transaction", "fee"),
)
_INSERT_REPORT = insertion(Reports, "order_row", "operation_id", "at", "what", "text")


class _Report(NamedTuple):
    operation: int
    at: int
    what: str
    text: str


_REPORTS = Read(
    lambda: (
        Reports.select(Reports.operation_id.alias("operation"), Reports.at, Reports.what, Reports.text)
        .where(Reports.order_row == parameter("row"))
        .order_by(Reports.id)
    ),
    _Report,
)


class _Touched(NamedTuple):
    field: str
    at: int


_BY_STAFF = Read(
    lambda: (
        History.select(History.field, fn.MAX(Operations.at).alias("at"))
        .join(Operations, on=(Operations.id == History.operation_id))
        .where(History.order_row == parameter("row"), Operations.via != "intake", ~_makes_it())
        .group_by(History.field)
    ),
    _Touched,
)


_TAKEN_BACK = Read(
    lambda: (
        History.select(Operations.at)
        .join(Operations, on=(Operations.id == History.operation_id))
        .where(History.order_row == parameter("row"), History.field == "shipped_at", History.new.is_null())
        .order_by(History.id.desc())
        .limit(ONE_ROW)
    ),
    int,
)
"""When an order was last moved back from being shipped, epoch seconds (UTC)."""


def _makes_it() -> Any:
    """That an entry of the history is the first of its order."""
    return (History.field == "status") & History.old.is_null()


def record_state(operation: Operation, order: Order, command: StateReport) -> Written:
    """Write what another system reports of an order's state.

    Raises:
        RuleBroken: as `states.record_state`.
    """
    at = happened(command.at, operation.at)
    reported = states.record_state(order, command, at, _known(operation.engine, order))
    done = _write_steps(operation, order, reported.recorded)
    kept = [(each.at, each.what, each.text) for each in reported.reports]
    if reported.sent:
        kept.append((at, SENT, reported.sent))
    operation.engine.insert_many(_INSERT_REPORT, [(order.id, operation.write(), *each) for each in kept])
    return done


def _known(engine: Engine, order: Order) -> KnownState:
    staff = {touched.field: touched.at for touched in engine.select(_BY_STAFF, row=order.id)}
    reports, taken_back = tuple(_reports(engine, order)), engine.first(_TAKEN_BACK, row=order.id)
    return KnownState(reports, staff, reported_money(engine, order.id), taken_back)


def _reports(engine: Engine, order: Order) -> Iterator[ReportedValue]:
    """What was reported of an order; what came together, by one operation, has one rank."""
    for _operation, together in groupby(engine.select(_REPORTS, row=order.id), attrgetter("operation")):
        # Grouped by what arrived together, not by time: two reports may be of the same second.
        said = list(together)
        sent = next((each.text for each in said if each.what == SENT), "")
        values = [each for each in said if each.what != SENT]
        place = rank(sent, ((each.what, each.text) for each in values))
        yield from (ReportedValue(each.at, each.what, each.text, place) for each in values)


def record_payment(operation: Operation, order: Order, command: RecordPayment) -> Written:
    """Write what a gateway or a bank reports of money.

    Raises:
        RuleBroken: if its amount or its text cannot be stored.
    """
    if command.amount is not None:
        check_amount(N_("Amount"), command.amount)
    check_text(N_("Transaction"), command.transaction)
    at = happened(command.at, operation.at)
    # Before the report is added: it is none of what was known.
    known = _known(operation.engine, order)
    operation.engine.insert(
        INSERT_PAYMENT,
        order_row=order.id,
        operation_id=operation.write(),
        at=at,
        reported=command.reported,
        amount=command.amount,
        transaction=command.transaction,
        fee=fee(order, command, known.money),
        **dict.fromkeys(("bank", "holder", "day", "note"), ""),
    )
    recorded = reports.record_payment(
        order,
        command,
        at,
        known.money,
        unpaid_at=known.unpaid_at,
        by_reports="payment_status" not in known.staff,
    )
    return _write_steps(operation, order, recorded)


def _write_steps(operation: Operation, order: Order, recorded: Recorded) -> Written:
    """Write what a report changes, step by step as the database's guard wants them."""
    changes: tuple[Change, ...] = ()
    for step in recorded.steps:
        if changes:
            # The step before counted the version up, which the next update has in its condition.
            operation.write_orders()
            order = load_row(operation.engine, order.id)
        changes += write(operation, order, step).changes
    return Written(order.id, order.order_id, changes, recorded.late, recorded.warning)
