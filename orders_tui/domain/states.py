"""What other systems report of an order's state, late, twice and in any order: the newest of each thing counts.

What a report says is kept with its time, whatever it changed, so that the order ends the same in whichever order
reports come. What staff changed after the time of a report stays as they left it.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from orders_tui.domain.commands import (
    ChangeOrder,
    RecordDeletion,
    RecordHold,
    RecordStatus,
    RecordStep,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
    StateReport,
)
from orders_tui.domain.days import stamp
from orders_tui.domain.editing import fixed_facts, items_of, items_text
from orders_tui.domain.facts import FACTS, Kind, Order
from orders_tui.domain.flow import (
    DELETABLE,
    NOT_YET,
    TIME_OF_STATUS,
    Changes,
    change,
    check_not_emptied,
    check_present,
    path,
    reported_step,
)
from orders_tui.domain.known_state import (
    DELETED,
    HELD,
    HOLD,
    RELEASE,
    STATUS,
    TRACKING,
    UNPAID,
    KnownState,
    ReportedValue,
    rank,
)
from orders_tui.domain.limits import check_text, checked
from orders_tui.domain.order import ENDED, Goods, Method, Status, label
from orders_tui.domain.reports import Recorded, late_step, paid_by, record_step, steps_before
from orders_tui.domain.tags import checked_tags, join_tags, split_tags
from orders_tui.domain.tracking import is_returning
from orders_tui.domain.words import N_, _

_RANKS = {status: rank for rank, status in enumerate(Status)}


class Reported(NamedTuple):
    """What a report writes, and what is kept of it."""

    recorded: Recorded
    reports: tuple[ReportedValue, ...]
    sent: str = ""
    """When it was sent, where that is to be kept with them."""


def record_state(order: Order, command: StateReport, at: int, known: KnownState) -> Reported:
    """What a report of another system changes.

    Args:
        order: as it is stored.
        command: what was reported.
        at: when it was so, epoch seconds (UTC).
        known: what is known of the order already.

    Raises:
        RuleBroken: if no way leads to the reported status, or a fact cannot have its value, or words would be kept of
            an order that was emptied from the trash.
    """
    if not isinstance(command, RecordUnpaid | RecordDeletion):
        check_not_emptied(order)
    match command:
        case RecordStep() | RecordStatus():
            return _status(order, command, at, known)
        case RecordUpdate():
            return _update(order, command, at, known)
        case RecordHold():
            return _hold(order, command, at, known)
        case RecordTracking():
            return _tracking(order, command, at, known)
        case RecordUnpaid():
            return _unpaid(order, at, known)
        case RecordDeletion():
            return _deletion(order, at, known)


def _noted(what: str, at: int, *said: str) -> Recorded:
    """A report that says less than is known, for the history."""
    return Recorded(({"late": "\n".join([what, *filter(None, said), stamp(at)])},), late=True)


# Statuses


def _status(order: Order, command: RecordStep | RecordStatus, at: int, known: KnownState) -> Reported:
    new = ReportedValue(at, STATUS, command.status)
    if _is_stale(order, new, command, known):
        facts = command.facts if isinstance(command, RecordStep) else {}
        step = RecordStep(order_id=order.order_id, status=command.status, facts=facts, reason=command.reason, at=at)
        recorded = Recorded((late_step(order, step, at),), late=True)
    elif isinstance(command, RecordStep):
        recorded = record_step(order, command, at, known.taken_back)
        if recorded.late and at > _last(known):
            return Reported(recorded, ())  # it is a step back on the route, which does not count whenever it was
    else:
        recorded = _stepped(order, command, at)
    reports = [*known.of(STATUS), new]
    return Reported(_with_end(order, recorded, reports, known), (new,))


def _last(known: KnownState) -> int:
    return max((report.at for report in known.of(STATUS)), default=-1)


def _is_stale(order: Order, new: ReportedValue, command: RecordStep | RecordStatus, known: KnownState) -> bool:
    if order.deleted_at is not None and any(report.at >= new.at for report in known.of(DELETED)):
        return True
    if isinstance(command, RecordStatus) and known.staff.get(STATUS, -1) > new.at:
        return True
    # What is reported without a time has just happened.
    since = new.at + 1 if command.at is None else new.at
    return any(report.at > since or (report.at == since and _rank(report) > _rank(new)) for report in known.of(STATUS))


def _rank(report: ReportedValue) -> int:
    return _RANKS[Status(report.text)]


def _stepped(order: Order, command: RecordStatus, at: int) -> Recorded:
    """All steps that lead to the status, the last of them with what is known of it."""
    if order.status is command.status:
        return _noted(command.status, at, command.reason)
    check_present(order)
    passed, order = steps_before(order, command.status)
    return Recorded((*passed, reported_step(order, command.status, command.reason.strip(), at)))


def _with_end(order: Order, recorded: Recorded, reports: Iterable[ReportedValue], known: KnownState) -> Recorded:
    """With the times that follow from all reports, and with the deletion that waited for a cancellation."""
    *above, last = recorded.steps
    for step in above:
        order = order._replace(**_columns(step))
    after = order._replace(**_columns(last))
    timed = last | _times(after, tuple(reports))
    # A time that is the same again is no change.
    last = {name: value for name, value in timed.items() if name == STATUS or value != getattr(order, name, None)}
    deleted = max((each.at for each in known.of(DELETED)), default=None)
    ends = after.deleted_at is None and deleted is not None and after.status in DELETABLE
    # What staff did about the trash since is not undone by a deletion that was reported long before.
    gone: tuple[Changes, ...] = ({"deleted_at": deleted},) if ends and known.staff.get(DELETED, -1) < 0 else ()
    return recorded._replace(steps=(*above, last, *gone))


def _columns(changes: Changes) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name in Order._fields}


def _times(order: Order, reports: tuple[ReportedValue, ...]) -> Changes:
    """The times of the steps as the reports give them; one that no report gave is the staff's, and stays."""
    reported = {each.at for each in reports}
    times = _folded(reports, order.goods)
    changes: Changes = {}
    for name in TIME_OF_STATUS.values():
        now = getattr(order, name)
        if name not in NOT_YET.get(order.status, ()) and (now is None or now in reported) and now != times.get(name):
            changes[name] = times.get(name)
    return changes


def _folded(reports: tuple[ReportedValue, ...], goods: Goods) -> dict[str, int]:
    """The times that an order has after these steps, one after the other."""
    status, times = Status.PENDING, dict[str, int]()
    # Within one second in the order of the route, in which the steps must have been taken.
    for each in sorted(reports, key=lambda each: (each.at, _rank(each))):
        to = Status(each.text)
        way = path(status, to, goods)
        if not way and to is not status:
            continue
        for name in (name for between in way for name in NOT_YET.get(between, ())):
            times.pop(name, None)
        if stage := TIME_OF_STATUS.get(to):
            times.setdefault(stage, each.at)
        status = to
    return times


# Facts


def _update(order: Order, command: RecordUpdate, at: int, known: KnownState) -> Reported:
    values = _values(command)
    place = rank(command.sent, values.items())
    reports = tuple(ReportedValue(at, name, value, place) for name, value in values.items())
    new = {each.what: known.standing(each, whole=command.whole) for each in reports}
    changed = {name: text for name, text in new.items() if text is not None and text != _current(order, name)}
    if not changed:
        return Reported(_unchanged(reports, known), reports, command.sent)
    tags = split_tags(changed["tags"]) if "tags" in changed else order.tags
    facts = {name: text for name, text in changed.items() if name not in ("items", "method", "tags")}
    asked = ChangeOrder(
        order_id=order.order_id,
        facts={name: int(text) if FACTS[name].kind is Kind.MONEY else text for name, text in facts.items()},
        items=items_of(changed["items"]) if "items" in changed else None,
        method=Method(changed["method"]) if "method" in changed else None,
        add_tags=tuple(sorted(set(tags) - set(order.tags))),
        remove_tags=tuple(sorted(set(order.tags) - set(tags))),
    )
    # What is said of an order in the trash is kept there, but it takes no step.
    kept = order if asked.method and order.status is Status.CREATED else order._replace(deleted_at=None)
    if not fixed_facts(kept).isdisjoint(changed):
        # What was bought is theirs to say, even if it comes after the end.
        kept = kept._replace(status=Status.CONFIRMED)
    return Reported(Recorded((_repaid(order, change(kept, asked, at), known),)), reports, command.sent)


def _unchanged(reports: tuple[ReportedValue, ...], known: KnownState) -> Recorded:
    """What the history says of an update that changes nothing; nothing if the same was said before, at another time."""
    there = {(each.at, each.what, each.text) for each in known.reports}
    if all((each.at, each.what, each.text) in there for each in reports):
        return Recorded((), late=True)
    return _noted("update", reports[0].at, ", ".join(FACTS[each.what].title for each in reports))


def _repaid(order: Order, changes: Changes, known: KnownState) -> Changes:
    """With the payment that follows from all reports of money, whether the total changed before or after them."""
    ended = order.status in ENDED or order.deleted_at is not None
    if "total" not in changes or "payment_status" in known.staff or not known.money or ended:
        return changes
    unpaid = -1 if known.unpaid_at is None else known.unpaid_at
    money = (each for each in known.money if each.at > unpaid)
    paying = ("payment_status", "paid_at", "settled_at", "confirmation_at")
    others = {name: value for name, value in changes.items() if name not in paying}
    return others | paid_by(order._replace(total=int(str(changes["total"]))), money)


def _values(command: RecordUpdate) -> dict[str, str]:
    values = {name: str(checked(FACTS[name], value)) for name, value in command.facts.items()}
    values |= {} if command.items is None else {"items": items_text(command.items)}
    values |= {} if command.method is None else {"method": command.method.value}
    if command.tags is not None:
        values["tags"] = join_tags(tuple(sorted(checked_tags(command.tags))))
    return values


def _current(order: Order, name: str) -> str:
    value = {"tags": join_tags(order.tags), "items": items_text(order.items)}.get(name, getattr(order, name))
    return "" if value is None else str(value)


# Suspicion, tracking, money, deletion


def _hold(order: Order, command: RecordHold, at: int, known: KnownState) -> Reported:
    reason = check_text(N_("Reason"), command.reason.strip()) or _("reported as suspicious")
    reports = (ReportedValue(at, HELD, f"{HOLD} {reason}" if command.held else RELEASE),)
    wanted: Changes = {"held_at": at, "held_reason": reason} if command.held else {"held_at": None, "held_reason": ""}
    changes = {name: value for name, value in wanted.items() if value != getattr(order, name)}
    # What the shop's own rules, or staff, have put on hold is not the sender's to release.
    ours = not command.held and not any(each.text != RELEASE for each in known.of(HELD))
    if known.is_stale(reports[0]) or not changes or ours:
        return Reported(_noted(HOLD if command.held else RELEASE, at, command.reason.strip()), reports)
    return Reported(Recorded((changes,)), reports)


def _tracking(order: Order, command: RecordTracking, at: int, known: KnownState) -> Reported:
    new = ReportedValue(at, TRACKING, check_text(N_("Tracking"), command.words.strip()))
    changes: Changes = {"tracking": f"{new.text}\n{stamp(at)}"}
    returning = [report.at for report in (*known.of(TRACKING), new) if is_returning(report.text)]
    if returning and order.returning_at != min(returning):
        # The earliest counts, whichever comes first: couriers repeat it at every station.
        changes["returning_at"] = min(returning)
    is_known = any((each.at, each.text) == (new.at, new.text) for each in known.of(TRACKING))
    return Reported(Recorded((changes,), late=is_known), () if is_known else (new,))


def _unpaid(order: Order, at: int, known: KnownState) -> Reported:
    new = ReportedValue(at, UNPAID, "")
    since = known.unpaid_at
    if (since is not None and since >= at) or known.staff.get("payment_status", -1) > at:
        return Reported(_noted(UNPAID, at), (new,))
    changes = paid_by(order, (money for money in known.money if money.at > at))
    return Reported(Recorded((changes,)) if changes else _noted(UNPAID, at), (new,))


def _deletion(order: Order, at: int, known: KnownState) -> Reported:
    new = ReportedValue(at, DELETED, "")
    if order.deleted_at is not None or known.staff.get(DELETED, -1) > at:
        return Reported(_noted("delete", at), (new,))
    if order.status in DELETABLE:
        return Reported(Recorded(({"deleted_at": at},)), (new,))
    text = _("{order} is {status}; it goes to the trash once it is canceled.")
    warning = text.format(order=order.order_id, status=label(order.status))
    return Reported(_noted("delete", at)._replace(late=False, warning=warning), (new,))
