"""The rules of an import: what becomes of each order of a file, decided before anything is written.

An order of the file is either new to the shop or known there, by the desk's own id, by its id in another system, or,
where the file has neither, by all that the file says of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from orders_tui.domain import flow
from orders_tui.domain.commands import AddOrder, Change, ChangeOrder, RuleBroken
from orders_tui.domain.facts import CORRECTED, FACTS, FOLLOWING, GIVEN, Kind, Order, Value, total_of
from orders_tui.domain.file_orders import (
    NO_STORE,
    Decision,
    Fault,
    FileOrder,
    ImportVerdict,
    Mode,
    NewOrder,
    StoredOrder,
)
from orders_tui.domain.flow import TIME_OF_STATUS, Changes
from orders_tui.domain.fulfilment import check_fulfilment
from orders_tui.domain.limits import check_new, checked, trimmed
from orders_tui.domain.money import rupiah
from orders_tui.domain.oddities import happened, of_future, warnings
from orders_tui.domain.order import ORDER_ID, Goods, Method, PaymentStatus, Status
from orders_tui.domain.tags import join_tags, spelled
from orders_tui.domain.words import N_, _

FirstLine = Callable[[int, int], int | None]
"""Says on which line a number came first, and keeps it with its line where it has not come yet: then None."""


class SeenOrders:
    """The orders of a file that were read so far, so that one which comes again is known."""

    def __init__(self, first_line: FirstLine) -> None:
        """Begin with none.

        Args:
            first_line: keeps a number and a line of each; millions are not to be held in memory.
        """
        self._first_line = first_line

    def refused(self, order: FileOrder) -> Decision | None:
        """The refusal of an order that stands further up already; None for one that comes for the first time."""
        # The desk's own id is the only one of its kind; that of another system only within its store.
        store = "" if "order_id" in order.facts else order.facts.get("store")
        # Python salts its hashes in each process, so that no file is made to have two orders of one number. By chance
        # two of a million orders share one once in millions of files.
        first = self._first_line(hash((store, order.reference or order.digest)), order.line)
        if first is None:
            return None
        text = _("The order is already on line {line}.")
        name = "order_id" if "order_id" in order.facts else "external_id"
        return Decision(order, ImportVerdict.REFUSED, faults=(order.fault(name, text.format(line=first)),))


def decide(
    order: FileOrder, known: StoredOrder | None, mode: Mode, now: int, spelling: Callable[[str], str] = str
) -> Decision:
    """What becomes of an order of a file.

    Args:
        order: as the file tells it.
        known: the order of the shop that it is, if there is one.
        mode: what the import may do.
        now: epoch seconds (UTC).
        spelling: what the shop writes for a tag.
    """
    if not order.tags:
        return _decided(order, known, mode, now)
    # The decision keeps the order as the file has it, by which it is recognised when the file comes again.
    ours = replace(order, tags=spelled(order.tags, spelling))
    return replace(_decided(ours, known, mode, now), order=order)


def _decided(order: FileOrder, known: StoredOrder | None, mode: Mode, now: int) -> Decision:
    try:
        if order.faults:
            return Decision(order, ImportVerdict.REFUSED, faults=order.faults)
        if known is None:
            return _created(order, mode, now)
        return _updated(order, known, mode, now)
    except _Refused as refused:
        return Decision(order, ImportVerdict.REFUSED, known.order.order_id if known else "", faults=(refused.fault,))
    except RuleBroken as refusal:
        fault = Fault(order.line, "", order.reference, str(refusal))
        return Decision(order, ImportVerdict.REFUSED, known.order.order_id if known else "", faults=(fault,))


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def _created(order: FileOrder, mode: Mode, now: int) -> Decision:
    name = "order_id" if "order_id" in order.facts else "external_id"
    if not mode.adds:
        raise _Refused(order.fault(name, _("The shop has no such order.")))
    if order.reference and not order.items:
        raise _Refused(order.fault(name, _("The shop has no such order, and there are no items for a new one.")))
    remarks = [*order.remarks]
    new = _new_order(order, now, remarks)
    remarks += warnings(new.order, now)
    return Decision(order, ImportVerdict.CREATE, str(new.now.get("order_id", "")), new, remarks=tuple(remarks))


_AS_GIVEN = frozenset({fact.name for fact in GIVEN} - {"items", "tags", "method", "created_at"})
"""The facts that an `AddOrder` takes as they are."""


def _new_order(order: FileOrder, now: int, remarks: list[str]) -> NewOrder:
    facts = dict(order.facts)
    method = None if facts.get("method") is None else Method(str(facts["method"]))
    status = Status(str(facts.get("status") or flow.first_status(method)))
    # The database holds it too: beyond Created an order has a payment method.
    if method is None and status not in (Status.CREATED, Status.CANCELED):
        method = Method.OTHER
        remarks.append(_("No payment method is given; it is kept as Other."))
    if method is not None and status is Status.CREATED:
        status = Status.PENDING
        remarks.append(_("An order with a payment method is Pending, not Created."))
    if not order.exact:
        facts |= _balanced(order, remarks)
    given = {name: value for name, value in facts.items() if name in _AS_GIVEN}
    if not str(facts.get("store") or "").strip():
        raise _Refused(order.fault("store", _(NO_STORE)))
    if total_of(order.items, facts) < 0:
        raise _Refused(order.fault("discount", _("The deductions exceed the sum of items, shipping and fees.")))
    at = facts.get("created_at")
    remarks += of_future(None if at is None else int(at), now)
    new = trimmed(
        AddOrder(
            # The desk's own file says where its orders came from, even where it says nothing.
            facts=given if order.exact else {"source": "import"} | given,
            items=order.items,
            method=method,
            tags=order.tags or (),
            at=happened(int(at), now) if at is not None else None,
        )
    )
    check_new(new)
    _check_sums(order, new)
    return NewOrder(new, _state(order, status, now))


def _state(order: FileOrder, status: Status, now: int) -> Changes:
    """The columns that say how far the order has come by now."""
    facts = order.facts
    paid = PaymentStatus.UNPAID if facts.get("paid_at") is None else PaymentStatus.PAID
    state: Changes = {"status": status.value, "payment_status": str(facts.get("payment_status") or paid.value)}
    for name, value in facts.items():
        fact = FACTS[name]
        # What a new order has by itself, or what follows from its parts, is none of its state.
        if name in _AS_GIVEN or name in FOLLOWING or name in state or name in ("method", "created_at"):
            continue
        if fact.kind is Kind.MOMENT and value is not None and int(value) > now:
            raise _Refused(order.fault(name, _("The time is in the future.")))
        state[name] = checked(fact, value) if fact.kind in (Kind.TEXT, Kind.LINES) else value
    if state.get("deleted_at") is not None and status not in flow.DELETABLE:
        raise _Refused(order.fault("deleted_at", _("Only Created and Canceled orders can be in the trash.")))
    if state.get("emptied_at") is not None:
        raise _Refused(order.fault("emptied_at", _("It was emptied from the trash, and cannot be imported.")))
    if "order_id" in state and not ORDER_ID.fullmatch(str(state["order_id"])):
        raise _Refused(order.fault("order_id", _("Not an order id of orders-tui: six digits, then six letters.")))
    return state


def _balanced(order: FileOrder, remarks: list[str]) -> Changes:
    """The charges that make the total that of the file, which is what the buyer pays."""
    wanted = order.facts.get("total")
    if wanted is None or not order.items:
        return {}
    missing = int(wanted) - total_of(order.items, order.facts)
    if not missing:
        return {}
    name = "fees" if missing > 0 else "discount"
    text = _("The parts add up to {sum}, the total is {total}: the difference is kept under {field}.")
    total = total_of(order.items, order.facts)
    remarks.append(text.format(sum=rupiah(total), total=rupiah(int(wanted)), field=FACTS[name].title))
    return {name: int(order.facts.get(name) or 0) + abs(missing)}


def _check_sums(order: FileOrder, new: AddOrder) -> None:
    """Refuse sums in the desk's own file that are not those of its parts, or goods that are not those of the items."""
    sums: dict[str, Value] = {
        "subtotal": total_of(new.items, {}),
        "total": total_of(new.items, new.facts),
        "goods": Goods.of({item.kind for item in new.items}).value,
    }
    for name, value in sums.items():
        if order.exact and order.facts.get(name) not in (None, value):
            text = _("From the items and charges it is {value}.")
            shown = rupiah(int(value)) if isinstance(value, int) else value
            raise _Refused(order.fault(name, text.format(value=shown)))


UPDATED = ("courier", "receipt", "tracking_note", "handler", "note")
"""The facts that a file of another system updates, besides status, payment, method and tags; corrections that staff
made to the buyer's name or address since are not undone by it."""


def _updated(order: FileOrder, known: StoredOrder, mode: Mode, now: int) -> Decision:
    stored, comes_back = known.order, False
    if stored.deleted_at is not None and order.facts.get("deleted_at") is None:
        # What an import made and its undo put into the trash comes back with the same file; staff's own deletions stay.
        if not (known.taken_back and mode.adds):
            text = _("{order} is in the trash; restore it first.")
            raise RuleBroken(text.format(order=stored.order_id))
        stored, comes_back = stored._replace(deleted_at=None), True
    changes: Changes = {"deleted_at": None} if comes_back else {}
    remarks = [*order.remarks]
    if mode.updates and not known.by_content and stored.deleted_at is None:
        changes |= _wanted(order, stored, now)
        remarks += _not_imported(order, stored, changes)
    verdict = ImportVerdict.UPDATE if changes else ImportVerdict.UNCHANGED
    shown = tuple(Change(name, _text(_before(known.order, name)), _text(value)) for name, value in changes.items())
    kept = sum(bool(getattr(stored, name)) for name in order.blanks - order.cleared) if mode.updates else 0
    return Decision(order, verdict, stored.order_id, None, changes, shown, kept, remarks=tuple(remarks))


def _wanted(order: FileOrder, stored: Order, now: int) -> Changes:
    """What the file changes of an order that is there, by the rules of a person's change."""
    facts = order.facts
    status = _other(facts.get("status"), stored.status)
    payment = _other(facts.get("payment_status"), stored.payment_status)
    method = _other(facts.get("method"), stored.method)
    added, removed = _tags(order, stored)
    values = _values(order, stored)
    to = Status(str(status)) if status is not None else None
    command = ChangeOrder(
        order_id=stored.order_id,
        status=to,
        payment=PaymentStatus(str(payment)) if payment is not None else None,
        method=Method(str(method)) if method is not None else None,
        facts=values,
        reason=(order.reason or _(FROM_FILE)) if to in flow.REASON_NEEDED else "",
        add_tags=added,
        remove_tags=removed,
    )
    # The rule refuses a command that changes nothing; in a file it is the usual case.
    if not (to or command.payment or command.method or values or added or removed):
        return {}
    check_fulfilment(stored, command)
    changes = flow.change(stored, command, now)
    return changes | {
        # The file knows when a step was taken; the rule has written the time of the import.
        name: facts[name]
        for name in (*TIME_OF_STATUS.values(), "paid_at", "settled_at")
        if changes.get(name) is not None and facts.get(name) is not None
    }


FROM_FILE = N_("as in the imported file")
"""The reason of a step that needs one, where the file gives none."""


def _other(wanted: Value, stored: object) -> Value:
    return None if wanted is None or wanted == stored else wanted


def _values(order: FileOrder, stored: Order) -> Changes:
    ours = [fact.name for fact in CORRECTED]
    names = ours if order.exact else UPDATED
    given: Changes = {name: order.facts[name] for name in names if name in order.facts}
    given |= {name: "" for name in ours if name in order.cleared}
    wanted = {name: checked(FACTS[name], value) for name, value in given.items()}
    # Other systems name the service too, or leave it out; staff's own wording is kept.
    if "courier" in wanted and not order.exact and _same_courier(str(wanted["courier"]), stored.courier):
        del wanted["courier"]
    return {name: value for name, value in wanted.items() if value != getattr(stored, name)}


def _same_courier(one: str, other: str) -> bool:
    """Whether two texts name the same courier, one perhaps with the service behind it: `JNE` and `JNE REG`."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    return bool(short) and (long == short or long.startswith(f"{short} "))


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isalnum() or char == "&" else " " for char in text.casefold()).split())


def _tags(order: FileOrder, stored: Order) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags to add and to remove; only the desk's own file removes what it does not name."""
    if "tags" in order.cleared:
        return (), stored.tags
    if order.tags is None:
        return (), ()
    wanted, there = {tag.strip() for tag in order.tags} - {""}, set(stored.tags)
    return tuple(sorted(wanted - there)), tuple(sorted(there - wanted)) if order.exact else ()


def _not_imported(order: FileOrder, stored: Order, changes: Changes) -> Iterator[str]:
    """What the file says otherwise of an order that is there, though an import does not change it."""
    names = order.facts.keys() if order.exact else order.facts.keys() & {"total"}
    differing = [
        FACTS[name].title
        for name in FACTS
        if name in names and name not in changes and order.facts[name] != _before(stored, name) and name not in _STEPS
    ]
    if order.exact and order.items and order.items != stored.items:
        differing.append(FACTS["items"].title)
    if differing:
        text = _("The file has other values, which an import does not change: {fields}.")
        yield text.format(fields=", ".join(differing))


_STEPS = frozenset({*TIME_OF_STATUS.values(), "paid_at", "settled_at", "order_id"})
"""The times that belong to steps, which change with these alone."""


def _before(order: Order, name: str) -> Value:
    if name == "tags":
        return join_tags(order.tags)
    value: Value = getattr(order, name, None)
    return value


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
