"""What becomes of an order of a file, in words: its line, and what is added, changed or refused."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import Change
from orders_tui.domain.days import local
from orders_tui.domain.facts import FACTS, Kind, total_of
from orders_tui.domain.file_orders import Decision, Fault, ImportVerdict, NewOrder
from orders_tui.domain.history import describe
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import PaymentStatus, Status, label
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _

_SHOWN_KINDS = (Kind.CHOICE, Kind.MONEY, Kind.ITEMS)
"""What the history tells with what was before."""
_ITEMS = 2
"""How many items of an order are named."""


def decision_lines(decision: Decision, zone: ZoneInfo) -> Iterator[str]:
    """What becomes of an order and why, and what is odd about it; fit for a terminal.

    Args:
        decision: what becomes of it.
        zone: by whose clocks times are written.
    """
    line = decision.order.line
    match decision.verdict:
        case ImportVerdict.REFUSED:
            for fault in decision.faults:
                yield _refusal(fault)
        case ImportVerdict.UPDATE:
            changes = "; ".join(words for change in decision.shown for words in _change(change))
            text = _("Line {line}: {order}: {changes}")
            yield text.format(line=line, order=decision.order_id, changes=changes)
        case ImportVerdict.UNCHANGED:
            yield _("Line {line}: {order}: unchanged").format(line=line, order=decision.order_id)
        case ImportVerdict.CREATE:
            yield _("Line {line}: new: {what}").format(line=line, what=_new(decision, zone))
    for remark in decision.remarks:
        yield f"  {show(remark)}"


def _change(change: Change) -> Iterator[str]:
    """A change with what the order has before, which the history names in the line above."""
    fact = FACTS.get(change.field)
    for words in describe(change):
        if fact is None or fact.kind in _SHOWN_KINDS or not change.old:
            yield words
        else:
            before = next(describe(Change(change.field, None, change.old)))
            yield f"{before} → {words.removeprefix(f'{fact.title}: ')}"


def _new(decision: Decision, zone: ZoneInfo) -> str:
    facts, new = decision.order.facts, decision.new
    parts = [excerpt(str(facts.get("name") or facts.get("phone") or "–"))]
    if reference := decision.order_id or decision.order.reference:
        parts.insert(0, excerpt(reference))
    if new is not None:
        items = [excerpt(f"{item.name} ×{item.quantity}") for item in new.order.items]
        parts.append(", ".join([*items[:_ITEMS], *(["…"] if len(items) > _ITEMS else [])]))
        parts.append(rupiah(total_of(new.order.items, new.order.facts)))
        parts += _state(new)
        # A time that cannot be is replaced by that of the import, which is not known yet.
        if new.order.at is not None and new.order.at == facts.get("created_at"):
            parts.append(f"{local(new.order.at, zone):%Y-%m-%d %H:%M}")
    return " · ".join(parts)


def _state(new: NewOrder) -> list[str]:
    """How far a new order has come by now, in words."""
    payment = PaymentStatus(str(new.now["payment_status"]))
    paid = [] if payment is PaymentStatus.UNPAID else [label(payment)]
    return [label(Status(str(new.now["status"]))), *paid]


def _refusal(fault: Fault) -> str:
    text = _("Line {line}: refused: {column}: {reason}") if fault.column else _("Line {line}: refused: {reason}")
    sentence = text.format(line=fault.line, column=excerpt(fault.column), reason=fault.reason)
    quoted = excerpt(fault.value)
    # Many reasons quote the cell themselves: then it is not said a second time.
    said = re.search(rf"(?<!\w){re.escape(quoted)}(?!\w)", fault.reason)
    return sentence if not fault.value or said else f"{sentence} ({quoted})"
