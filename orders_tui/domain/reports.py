"""What couriers, gateways and banks report: which of it changes an order, and which is only recorded.

Reports come late, twice and in any order. None takes an order back, and none about money is refused.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from orders_tui.domain.commands import ChangeOrder, RecordPayment, RecordStep
from orders_tui.domain.days import stamp
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.flow import TIME_OF_STATUS, Changes, change, passing, path, pay
from orders_tui.domain.limits import checked
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import ENDED, Goods, Method, Money, PaymentReport, PaymentStatus, Status, label
from orders_tui.domain.words import _

_ROUTE = {Status.SHIPPED: 0, Status.COMPLETED: 1, Status.RTS: 2}
"""The statuses that couriers report; of a delivery and a return at the same time the return counts."""
PAYING = (PaymentReport.PAID, PaymentReport.SETTLED)
"""The reports that say that money came in."""
_OPEN_METHODS = (Method.PAYMENT_LINK, Method.OTHER)
"""Methods that do not say how the buyer pays."""


class Recorded(NamedTuple):
    """What a report writes."""

    steps: tuple[Changes, ...]
    """One after another; each is a change that the transition table has."""
    late: bool = False
    """It says less than is known."""
    warning: str = ""


def record_step(order: Order, command: RecordStep, at: int, taken_back: int | None = None) -> Recorded:
    """What a courier's report changes.

    Where the sender left steps out, the order takes them all. Of one that comes late the order keeps what it
    lacks, such as the receipt number.

    Args:
        order: as it is stored.
        command: what was reported.
        at: when it happened, epoch seconds (UTC).
        taken_back: when the order was last moved back from being shipped, if it ever was.

    Raises:
        RuleBroken: if no way leads to the reported status, or the step needs something that is not known.
    """
    if order.deleted_at is None and _is_late(order, command, at, taken_back):
        return Recorded((_late(order, command, at),), late=True)
    warning = _unconfirmed(order, command)
    known = command.status is order.status
    asked = ChangeOrder(
        order_id=order.order_id,
        status=None if known else command.status,
        facts=command.facts,
        reason="" if known else command.reason,
    )
    passed, order = steps_before(order, command.status)
    return Recorded((*passed, change(order, asked, at)), warning=warning)


def steps_before(order: Order, to: Status) -> tuple[tuple[Changes, ...], Order]:
    """The steps that a report left out on the way to a status, but for the last one, and the order after them."""
    steps: list[Changes] = []
    # A Created order lacks the payment method that every other status but Canceled has; only a person gives it one.
    way = () if order.status is Status.CREATED else path(order.status, to, order.goods)
    for between in way[:-1]:
        passed: dict[str, Any] = passing(order, between)
        steps.append(passed)
        order = order._replace(**passed)
    return tuple(steps), order


def _unconfirmed(order: Order, command: RecordStep) -> str:
    """A warning of a parcel that came to its end though nobody confirmed its payment or shipped it; else empty."""
    waits = order.status is Status.PENDING and order.payment_status is PaymentStatus.UNPAID
    if not waits or order.method is Method.COD or command.status is Status.SHIPPED or order.receipt:
        return ""
    text = _("{order} was Pending, Unpaid and without a receipt number; now it is {status}: look at its payment.")
    return text.format(order=order.order_id, status=label(command.status))


def _is_late(order: Order, command: RecordStep, at: int, taken_back: int | None) -> bool:
    if order.status not in _ROUTE:
        # Whoever moved it back knew of the parcel, and decided otherwise.
        return taken_back is not None and at < taken_back
    # Whatever its time: what was delivered has been shipped.
    if order.status is Status.COMPLETED and command.status is Status.SHIPPED:
        return True
    since = getattr(order, TIME_OF_STATUS[order.status])
    if since is not None and at < since:
        return True
    # What is reported without a time has just happened.
    if since == command.at and _ROUTE[command.status] < _ROUTE[order.status]:
        return True
    if command.at is None and order.status is Status.RTS and command.status is Status.SHIPPED:
        # Without a time, only another number tells a parcel that is sent out again from the one that came back.
        return bool(command.facts.get("receipt")) and "receipt" not in _news(order, command)
    return command.status is order.status and not _news(order, command)


def _news(order: Order, command: RecordStep) -> Changes:
    """The facts of the report that the order has otherwise."""
    wanted = {name: checked(FACTS[name], value) for name, value in command.facts.items()}
    return {name: value for name, value in wanted.items() if value != getattr(order, name)}


def _late(order: Order, command: RecordStep, at: int) -> Changes:
    late = late_step(order, command, at)
    parcel = order.status in _ROUTE and order.goods is not Goods.DIGITAL
    if parcel and command.status is Status.SHIPPED and order.shipped_at is None:
        late["shipped_at"] = at
    return late


def late_step(order: Order, command: RecordStep, at: int) -> Changes:
    """What a step writes that says less than is known: a line of the history, and the facts that the order lacks."""
    parts = (command.status, *(str(value) for value in command.facts.values()), command.reason, stamp(at))
    lacking: Changes = {}
    if order.status in _ROUTE and order.goods is not Goods.DIGITAL:  # digital goods have no parcel
        lacking |= {name: value for name, value in _news(order, command).items() if not getattr(order, name)}
    return lacking | {"late": "\n".join(part for part in parts if part)}


def record_payment(
    order: Order,
    command: RecordPayment,
    at: int,
    earlier: Iterable[Money],
    *,
    unpaid_at: int | None = None,
    by_reports: bool = False,
) -> Recorded:
    """What a report about money changes; none is refused.

    Args:
        order: as it is stored.
        command: what was reported.
        at: when, epoch seconds (UTC).
        earlier: what was reported of this order before, whatever the amounts.
        unpaid_at: when another system last reported it unpaid; what was paid before that counts no more.
        by_reports: whether its payment status follows from reports alone, so that one which comes late is put where
            it belongs among them.
    """
    before = tuple(money for money in earlier if unpaid_at is None or money.at > unpaid_at)
    # What is reported without a time has just happened, and of a second the last that came counts.
    since = at if command.at is None else at - 1
    if unpaid_at is not None and since < unpaid_at:
        return Recorded(({"payment": _money_text(command)},), late=True)
    if by_reports and any(money.at >= at for money in before if money.reported != "confirmation"):
        changes = paid_by(
            order, (*before, Money(at, command.reported, command.amount, transaction=command.transaction))
        )
    else:
        to = _payment_status(order, command, before)
        changes = {} if to is None else pay(order, to, at)
    came_in = command.reported in PAYING
    news = came_in and not _is_known(command, before)
    if came_in and command.method is not None and order.method in _OPEN_METHODS:
        changes |= {"method": command.method} if command.method is not order.method else {}
    warning = (_out_of_sight(order) or _costly(order, command, before)) if news else ""
    return Recorded((changes | {"payment": _money_text(command)},), warning=warning)


def paid_by(order: Order, reported: Iterable[Money]) -> Changes:
    """What these reports, taken by their times, make of the payment of an order that was unpaid before them."""
    here = order._replace(payment_status=PaymentStatus.UNPAID, paid_at=None, settled_at=None)
    before: tuple[Money, ...] = ()
    for money in sorted((each for each in reported if each.reported != "confirmation"), key=_by_time):
        command = RecordPayment(
            order_id=order.order_id,
            reported=PaymentReport(money.reported),
            amount=money.amount,
            transaction=money.transaction,
        )
        to = _payment_status(here, command, before)
        taken: dict[str, Any] = {} if to is None else pay(here, to, money.at)
        here, before = here._replace(**taken), (*before, money)
    names = ("payment_status", "paid_at", "settled_at", "confirmation_at")
    return {name: getattr(here, name) for name in names if getattr(here, name) != getattr(order, name)}


def _by_time(money: Money) -> tuple[int, int, str, int]:
    # Reports of one second get an order too, so that the outcome does not depend on which of them came first.
    amount = -1 if money.amount is None else money.amount
    return money.at, list(PaymentReport).index(PaymentReport(money.reported)), money.transaction, amount


def fee(order: Order, command: RecordPayment, earlier: Iterable[Money]) -> int | None:
    """What the gateway kept of a settlement, in rupiah: what the buyer paid less what reached the seller."""
    if command.reported is not PaymentReport.SETTLED or command.amount is None:
        return None
    return _gross(order, command, earlier) - command.amount


def _gross(order: Order, command: RecordPayment, earlier: Iterable[Money]) -> int:
    """What the buyer paid of what is settled, in rupiah: the total where that was not reported."""
    came_in = [money for money in earlier if money.reported in PAYING]
    settled = {money.transaction for money in came_in if money.reported == PaymentReport.SETTLED}
    paid = [money for money in came_in if money.reported == PaymentReport.PAID]
    own = [money for money in paid if _may_be_same(command, money)]
    open_ones = [money for money in paid if money.transaction not in settled]
    # A settlement under an id of its own is taken for that of a payment that is not settled yet.
    return next((money.amount for money in own or open_ones if money.amount is not None), order.total)


def _costly(order: Order, command: RecordPayment, before: tuple[Money, ...]) -> str:
    """A warning of a settlement of which the gateway kept more than half; else empty."""
    kept, gross = fee(order, command, before), _gross(order, command, before)
    if command.amount is None or kept is None or kept * 2 <= gross:
        return ""
    text = _("{order}: only {amount} of {gross} was settled; the rest is recorded as the fee. Look at its payment.")
    return text.format(order=order.order_id, amount=rupiah(command.amount), gross=rupiah(gross))


def _payment_status(order: Order, command: RecordPayment, before: tuple[Money, ...]) -> PaymentStatus | None:
    """The payment status that follows; None where it stays as it is."""
    match command.reported:
        case PaymentReport.FAILED | PaymentReport.EXPIRED:
            return None
        case PaymentReport.CONFLICT | PaymentReport.REFUNDED:
            return PaymentStatus.CONFLICT
        case PaymentReport.PAID:
            return _paid(order, command, before)
        case PaymentReport.SETTLED:
            return _settled(order, command, before)


def _paid(order: Order, command: RecordPayment, before: tuple[Money, ...]) -> PaymentStatus | None:
    # Some gateways name no amount: then there is nothing to differ.
    if command.amount not in (None, order.total):
        return PaymentStatus.CONFLICT
    if _is_known(command, before):
        return None
    too_much = any(money.reported == PaymentReport.SETTLED and (money.amount or 0) > order.total for money in before)
    if too_much or _is_second(command, before) or _out_of_sight(order):
        return PaymentStatus.CONFLICT
    return None if order.payment_status is PaymentStatus.SETTLED else PaymentStatus.PAID


def _settled(order: Order, command: RecordPayment, before: tuple[Money, ...]) -> PaymentStatus | None:
    if _is_known(command, before):
        return None
    if _is_second(command, before) or _out_of_sight(order):
        return PaymentStatus.CONFLICT
    if (kept := fee(order, command, before)) is not None and kept < 0:
        return PaymentStatus.CONFLICT  # no fee makes more of what was paid
    paid = any(money.reported == PaymentReport.PAID for money in before)
    # That the money has reached the seller does not answer what was wrong with it.
    return None if paid and order.payment_status is PaymentStatus.CONFLICT else PaymentStatus.SETTLED


def _is_known(command: RecordPayment, before: tuple[Money, ...]) -> bool:
    """Whether the same was reported of the same transaction, or more: that it was paid follows from a settlement."""
    known = PAYING if command.reported is PaymentReport.PAID else (command.reported,)
    repeated = any(money.reported in known and _is_same(command, money) for money in before)
    return repeated and not _is_second(command, before)


def _is_second(command: RecordPayment, before: tuple[Money, ...]) -> bool:
    """Whether other money than that of before came in."""
    reports = [(PaymentReport(money.reported), money.transaction) for money in before if money.reported in PAYING]
    known = _payments(reports)
    return known > 0 and _payments([*reports, (command.reported, command.transaction)]) > known


def _payments(reports: Sequence[tuple[PaymentReport, str]]) -> int:
    """How many payments these reports are of, each given with its transaction.

    A settlement is of the payment that has its transaction. One that comes under an id of its own, as gateways and
    banks write it for cards, is of a payment that is not settled yet; only where none is left it is of another one.
    One without any id may be of each.
    """
    paid = [transaction for report, transaction in reports if report is PaymentReport.PAID]
    named = set(filter(None, paid))
    settled = {transaction for report, transaction in reports if report is PaymentReport.SETTLED} - {""}
    payments = len(named) + paid.count("")
    unsettled = len(named - settled) + paid.count("")
    return max(payments + max(0, len(settled - named) - unsettled), min(1, len(reports)))


def _is_same(command: RecordPayment, money: Money) -> bool:
    return bool(command.transaction) and command.transaction == money.transaction


def _may_be_same(command: RecordPayment, money: Money) -> bool:
    return "" in (command.transaction, money.transaction) or _is_same(command, money)


def _out_of_sight(order: Order) -> str:
    """A warning of money for an order that nobody works on any more; empty where somebody does."""
    if order.deleted_at is not None:
        text = _("Money came in for {order}, which is in the trash: see the list of conflicts.")
    elif order.status in ENDED:
        text = _("Money came in for {order}, which is {status}: see the list of conflicts.")
    else:
        return ""
    return text.format(order=order.order_id, status=label(order.status))


def _money_text(command: RecordPayment) -> str:
    """The report as the history keeps it: `paid 180000 TX-1`."""
    amount = "-" if command.amount is None else str(command.amount)
    if command.transaction:
        return f"{command.reported} {amount} {command.transaction}"
    return f"{command.reported} {amount}" if command.amount is not None else str(command.reported)
