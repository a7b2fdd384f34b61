"""The rule of undo and redo: what of an operation comes back on one order, field by field, and what has to stay.

A field comes back if nobody changed that field since; changes that were undone in between do not count. A redo takes
an undo back by the same rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from orders_tui.domain.editing import following, no_longer_fits
from orders_tui.domain.facts import FACTS, FOLLOWING, Kind, Order, Value
from orders_tui.domain.flow import STEP_TIMES, Changes, pay
from orders_tui.domain.money import number
from orders_tui.domain.order import PaymentStatus
from orders_tui.domain.removal import EMPTIED, ERASED, OF_BUYER
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext

MONEY = frozenset({"payment", "confirmation"})
"""Fields of the history that stand for money that was reported."""
SAID = MONEY | {"follow_up"}
"""Fields of the history that are no columns and come back: money that was reported, and messages to the buyer."""
_STEP_FACTS = frozenset({"method", "courier", "receipt"})
"""What a step may bring along; where the step stays, so do they."""
_PAID = frozenset({"payment_status", "paid_at", "settled_at"})
"""What is known of the money; it comes back together."""
_MESSAGE = frozenset({"follow_up", "follow_ups", "followed_up_at"})
"""What is known of the messages to the buyer; it comes back together."""
_NAMED_BY = (
    dict.fromkeys(STEP_TIMES, "status")
    | dict.fromkeys(_PAID, "payment_status")
    | dict.fromkeys(MONEY, "payment_status")
    | dict.fromkeys(_MESSAGE, "follow_ups")
)
"""The fact that a person knows a field by: its time changes with it."""
_IN_SIGHT = frozenset({"status", "payment_status", "deleted_at"})
"""What nobody may have changed since for an order to go into the trash: nothing that was paid is put out of sight."""
_NEVER_BACK = frozenset({"reason", "late", "printed", "declined", "tracking", "copy_of", ERASED, EMPTIED, *FOLLOWING})
"""Fields of the history that do not come back: what was said of a step or printed, and what follows from others.

What follows is reckoned anew from the items and charges that come back.
"""
_AN_HOUR = 3600
_NUMBERS = frozenset(name for name, fact in FACTS.items() if fact.kind in (Kind.MONEY, Kind.MOMENT, Kind.COUNT))


class UndoOffer(NamedTuple):
    """An operation that can be undone or redone, told before it is done."""

    operation: int
    at: int
    """When it was made, epoch seconds (UTC)."""
    by: str
    via: str
    place: str
    orders: int
    """How many it changed."""
    first: tuple[Order, ...]
    """The first ones, as they are now."""
    rows: tuple[int, ...]
    """The row ids of the orders, up to some hundreds."""
    changes: tuple[str, ...]
    """In words, what it changed of the first one, or a redo changes anew; of one that added orders, how many."""

    def is_recent(self, via: str, now: int) -> bool:
        """Whether it was made in this way within the hour, so that who takes it back still knows what it was."""
        return self.via == via and self.at >= now - _AN_HOUR


def in_sum(added: int, orders: int) -> tuple[str, ...]:
    """What an operation did that added orders, as the import of a file does: how many, and how many it changed."""
    parts = [ngettext("{count} order added", "{count} orders added", added).format(count=number(added))]
    if changed := orders - added:
        parts.append(ngettext("{count} changed", "{count} changed", changed).format(count=number(changed)))
    return tuple(parts)


class HistoryEntry(NamedTuple):
    """One field that one operation changed of one order."""

    id: int
    """Its place in the history."""
    order_row: int
    operation: int
    undoes: int | None
    """The operation that this one takes back."""
    by: str
    field: str
    old: str | None
    new: str | None
    since: int | None = None
    """When the order had come to the old status, epoch seconds (UTC); 0 if it came in with it, None if not known."""


class Blocked(NamedTuple):
    """A field that was changed since, for which reason it or another one stays."""

    field: str
    by: str
    """Who changed it."""

    def __str__(self) -> str:
        if self.field == "deleted_at":
            return _("it was put into or taken out of the trash by {name} since").format(name=show(self.by))
        if self.field == ERASED:
            return _("the buyer's data was erased by {name} since").format(name=show(self.by))
        return _("{fact} was changed by {name} since").format(fact=FACTS[self.field].title, name=show(self.by))


class Reversal(NamedTuple):
    """What comes back on one order, and why other fields stay."""

    changes: Changes
    blocked: dict[Blocked, tuple[str, ...]]
    """For each reason the titles of the facts that stay for it, but for the one that was changed itself."""

    @property
    def reasons(self) -> str:
        """Why fields stay, in words."""
        return "; ".join(_with_others(why, titles) for why, titles in self.blocked.items())


def _with_others(why: Blocked, titles: Sequence[str]) -> str:
    if not titles:
        return str(why)
    return _("{reason}, so this stays too: {facts}").format(reason=why, facts=", ".join(titles))


def reversal(order: Order, undone: Sequence[HistoryEntry], since: Iterable[HistoryEntry], at: int) -> Reversal:
    """What of an operation comes back on an order.

    Args:
        order: as it is stored.
        undone: what the operation changed of it.
        since: what happened to it after that, the oldest first.
        at: when it is taken back, epoch seconds (UTC).
    """
    changed = changed_since(undone, since)
    first: dict[str, HistoryEntry] = {}
    for entry in undone:
        # Where one operation changed a field several times, the value before the first of them is the old one.
        first.setdefault(entry.field, entry)
    if "status" in first and first["status"].old is None:
        # It made the order: undoing it puts the order into the trash.
        blocked = _blocked(_IN_SIGHT, changed)
        return Reversal({} if blocked else {"deleted_at": at}, dict.fromkeys(blocked, ()))
    fields = [field for field in first if field not in _NEVER_BACK]
    stays = {field: _blocked(guards(field, first), changed) for field in fields}
    comes_out = "deleted_at" in stays and not stays["deleted_at"]
    if "status" in stays and order.deleted_at is not None and not comes_out:
        stays["status"] += (Blocked("deleted_at", changed.get("deleted_at", "")),)  # in the trash it takes no step
    if stays.get("status"):
        stays |= dict.fromkeys(stays.keys() & (STEP_TIMES | _STEP_FACTS), stays["status"])
    if ERASED in changed:
        stays |= dict.fromkeys(stays.keys() & OF_BUYER, (Blocked(ERASED, changed[ERASED]),))
    back: Changes = {field: _stored(first[field]) for field in fields if not stays[field]}
    return Reversal(back | _follows(order, back, at), _by_reason(stays))


def _follows(order: Order, back: Changes, at: int) -> Changes:
    """What follows from the items and charges that come back beside those that somebody changed since."""
    follows = following(order, back)
    unfit = no_longer_fits(order, follows) and "payment_status" not in back
    return follows | (pay(order, PaymentStatus.CONFLICT, at) if unfit else {})


def _by_reason(stays: Mapping[str, tuple[Blocked, ...]]) -> dict[Blocked, tuple[str, ...]]:
    """The reasons for which fields stay; what is told by its time or its report is named by the fact itself."""
    facts: dict[Blocked, dict[str, None]] = {}
    for field, reasons in stays.items():
        for why in reasons:
            named = why._replace(field=_NAMED_BY.get(why.field, why.field))
            titles = facts.setdefault(named, {})
            fact = _NAMED_BY.get(field, field)
            if fact in FACTS and fact not in (named.field, "deleted_at"):
                titles[FACTS[fact].title] = None
    return {why: tuple(titles) for why, titles in facts.items()}


def guards(field: str, changed: Mapping[str, HistoryEntry]) -> frozenset[str]:
    """The fields that nobody may have changed since for this field to come back.

    Args:
        field: a field that the operation changed.
        changed: all that it changed, by field.
    """
    if field == "confirmation":
        return frozenset()  # one report does not replace another
    if field in _PAID or field == "payment":
        return _PAID
    if field in _MESSAGE:
        return frozenset({"follow_ups"})
    if field in STEP_TIMES:
        return frozenset({"status"})
    if field == "status" and "method" in changed and None in (changed["method"].old, changed["method"].new):
        return frozenset({"status", "method"})  # a Created order has no payment method
    if field == "deleted_at" and changed["deleted_at"].old is not None:
        return _IN_SIGHT
    return frozenset({field})


def changed_since(undone: Sequence[HistoryEntry], since: Iterable[HistoryEntry]) -> dict[str, str]:
    """The fields that were changed after an operation and not taken back, each with the name of who did it.

    An undo brings back the state before the operation that it undoes, whichever that is.
    """
    # The state of a field is the operation that gave it its value. An undo puts the state back that was there before
    # the operation which it undoes, so that what was changed and taken back leaves no trace.
    absent, earlier = object(), object()
    state: dict[str, object] = {}
    before: dict[tuple[int, str], object] = {(entry.operation, entry.field): earlier for entry in undone}
    by: dict[str, str] = {}
    for entry in since:
        field = entry.field
        before.setdefault((entry.operation, field), state.get(field, absent))
        state[field] = entry.operation if entry.undoes is None else before.get((entry.undoes, field), earlier)
        by[field] = entry.by
    return {field: by[field] for field, now in state.items() if now is not absent}


def _blocked(fields: frozenset[str], changed: Mapping[str, str]) -> tuple[Blocked, ...]:
    if not changed:
        return ()  # nearly always, and there may be a million orders
    return tuple(Blocked(field, changed[field]) for field in sorted(fields) if field in changed)


def _stored(entry: HistoryEntry) -> Value:
    """The old value as its column stores it; the history has texts."""
    return int(entry.old) if entry.field in _NUMBERS and entry.old is not None else entry.old
