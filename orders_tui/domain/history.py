"""A line of an order's history in words: what each field is called, and what its values mean."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from orders_tui.domain.choices import meant
from orders_tui.domain.commands import Change
from orders_tui.domain.days import long_time, parse_stamp
from orders_tui.domain.editing import items_of
from orders_tui.domain.facts import FACTS, Fact, Kind
from orders_tui.domain.holding import reason_said
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import Event, PaymentReport, Status, label
from orders_tui.domain.phone import pretty
from orders_tui.domain.removal import EMPTIED, ERASED
from orders_tui.domain.templates import STAGE_LABELS
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _
from orders_tui.domain.written import item_lines

NOTED = {
    "reason": N_("Reason"),
    "late": N_("Late report"),
    "payment": N_("Reported"),
    "confirmation": N_("Buyer says paid"),
    "declined": N_("Confirmation declined"),
    "tracking": N_("Tracking"),
    "follow_up": N_("Follow-up"),
    "printed": N_("Label printed"),
    "copy_of": N_("Copy of"),
}
"""The fields of the history that are no facts of the order, with what they are called."""
_TURNS = {
    "deleted_at": (N_("into the trash"), N_("out of the trash")),
    "held_at": (N_("on hold: suspicious"), N_("released: not suspicious")),
    ERASED: (N_("buyer's data erased"),) * 2,
    EMPTIED: (N_("emptied from the trash"),) * 2,
}
"""Fields of which only matters whether they have a value: what is said once they have one, and once they lack it."""
_STATUSES = frozenset(Status)
_REPORTS = {
    "update": N_("update"),
    "hold": N_("hold"),
    "release": N_("release"),
    "unpaid": N_("Unpaid"),
    "delete": N_("deletion"),
}
"""What a late report was about where it was no status."""
_UTC = ZoneInfo("UTC")


def describe(event: Event | Change, zone: ZoneInfo = _UTC) -> Iterator[str]:
    """One change in words; nothing for what only repeats another line, such as the time of a step.

    Args:
        event: the change.
        zone: the time zone in which a time that was reported is written.
    """
    name, old, new = event.field, event.old, event.new
    fact = FACTS.get(name)
    if turns := _TURNS.get(name):
        yield _(turns[new is None])
    elif title := NOTED.get(name):
        if name == "follow_up" and old and new is None:
            yield f"{_(title)}: {_report(name, old, zone)} → –"
            return
        # A buyer may say no more than that it was paid.
        yield _(title) if new == "" else f"{_(title)}: {_report(name, new or '', zone)}"
    elif (
        fact is None
        or fact.kind in (Kind.MOMENT, Kind.COUNT)
        or name == "subtotal"
        or (name == "held_reason" and not new)
    ):
        return
    elif fact.kind is Kind.CHOICE:
        yield _value(fact, new) if old is None else f"{_value(fact, old)} → {_value(fact, new)}"
    elif fact.kind in (Kind.MONEY, Kind.ITEMS):
        yield f"{fact.title}: {_value(fact, old)} → {_value(fact, new)}"
    else:
        yield f"{fact.title}: {_value(fact, new)}"


def _report(name: str, new: str, zone: ZoneInfo) -> str:
    """What was reported, in words: of stored texts such as `paid 180000 TX-1`, or a status and a line for each fact."""
    if not new:
        return "–"  # it was undone
    match name:
        case "late":
            what, *rest = new.split("\n")
            word = label(Status(what)) if what in _STATUSES else _(_REPORTS.get(what, what))
            return ", ".join([word, *(_late_part(part, zone) for part in rest)])
        case "payment":
            # Filled up, since a report may have neither amount nor transaction; the latter may hold blanks.
            word, amount, transaction = [*new.split(" ", 2), "", ""][:3]
            parts = [_amount(amount)] if amount not in ("", "-") else []
            return ", ".join([label(PaymentReport(word)), *parts, *filter(None, [show(transaction)])])
        case "follow_up":
            return show(_(STAGE_LABELS[stage])) if (stage := meant(new, STAGE_LABELS)) else _text(new)
        case "confirmation":
            bank, _blank, amount = new.rpartition(" ")
            return show(bank) if amount == "-" else f"{show(bank)} {_amount(amount)}".strip()
        case "tracking":
            return ", ".join(_late_part(part, zone) for part in new.split("\n"))
        case _:
            return _text(new)


def _late_part(part: str, zone: ZoneInfo) -> str:
    """A fact of a late report, or the time at which it says that it happened."""
    try:
        return long_time(parse_stamp(part), zone)
    except ValueError:
        return show(part)


def _amount(text: str) -> str:
    return rupiah(int(text)) if text.isascii() and text.isdecimal() and len(text) < 16 else show(text)


def _value(fact: Fact, stored: str | None) -> str:
    """A value as the history keeps it, in words."""
    if not stored:
        return "–"
    match fact.kind:
        case Kind.CHOICE if fact.choices is not None:
            return label(fact.choices(stored))
        case Kind.MONEY:
            return rupiah(int(stored))
        case Kind.PHONE:
            return show(pretty(stored))
        case Kind.ITEMS:
            return item_lines(items_of(stored)).replace("\n", ", ")
        case _:
            return _text(reason_said(stored) if fact.name == "held_reason" else stored)


def _text(stored: str | None) -> str:
    return show((stored or "–").replace("\n", ", "))


def redone(history: Iterable[Event]) -> frozenset[int]:
    """The operations of an order's history that undid an undo, and so redid a change.

    Args:
        history: the oldest first.
    """
    undos: set[int] = set()
    redos: set[int] = set()
    for event in history:
        if event.undoes is not None:
            # An undo of an undo is a redo, an undo of that an undo again: each is known by what it takes back.
            (redos if event.undoes in undos else undos).add(event.operation)
    return frozenset(redos)
