"""What is removed for good: what is known of a buyer who asks for it, and the orders of a trash that is emptied.

It cannot be undone, and no undo of an older change brings it back.
"""

from collections.abc import Mapping

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import COLUMNS, FACTS, GATEWAY_FACTS, Kind, facts
from orders_tui.domain.flow import Changes
from orders_tui.domain.money import number
from orders_tui.domain.order import OVER, Status, label
from orders_tui.domain.phone import normalize, whole_numbers
from orders_tui.domain.words import _, ngettext

ERASED = "erased"
"""The field of the history that says that what was known of the buyer was erased."""
EMPTIED = "emptied"
"""The field of the history that says that the order was emptied from the trash."""
OF_BUYER = frozenset(
    {"note", "tracking_note", "held_reason", *GATEWAY_FACTS, *(fact.name for fact in facts(lambda fact: fact.buyer))}
)
"""The facts that go when a buyer is erased: who it is, where it lives, and what was written of it."""
_WRITTEN = OF_BUYER | {"reason", "declined", "tracking"}
"""The fields of the history that may hold words about a buyer, whoever wrote them."""
_KEPT_KINDS = frozenset({Kind.MONEY, Kind.MOMENT, Kind.CHOICE})
"""Of an emptied order its amounts and dates are left, and the words without which it would be no order."""
_NAMES = frozenset({"order_id", "store"})


def without_buyer() -> Changes:
    """What an order has of its buyer once that was erased."""
    return {name: FACTS[name].blank for name in sorted(OF_BUYER)}


def emptied(at: int) -> Changes:
    """What an order has once it was emptied from the trash at this time, epoch seconds (UTC)."""
    gone = (fact for fact in COLUMNS if fact.kind not in _KEPT_KINDS and fact.name not in _NAMES)
    return {fact.name: fact.blank for fact in gone} | {"emptied_at": at}


def said_without_buyer(field: str, value: str | None) -> str | None:
    """What the history keeps of a field once the buyer was erased."""
    if value is None:
        return None
    match field:
        case "late":
            return value.partition("\n")[0]  # the status that was reported
        case "confirmation":
            # The bank goes, the amount stays: it is the order's, and tells nobody who paid.
            amount = value.rpartition(" ")[2]
            return amount if amount.isdecimal() else "-"
        case _:
            return "" if field in _WRITTEN else value


def spellings_of_phone(text: str) -> tuple[str, ...]:
    """The stored numbers that a typed one means, among them the text itself: a number may be stored as it was written.

    Raises:
        RuleBroken: if nothing was typed.
    """
    typed = text.strip()
    if not typed:
        raise RuleBroken(_("Give a phone number."))
    try:
        read = normalize(typed)
    except ValueError:
        read = typed
    # All forms that may be stored: with one of them overlooked, the buyer would stay in the file.
    return tuple(dict.fromkeys((read, typed, *whole_numbers(typed))))


def still_open(counts: Mapping[Status, int]) -> str:
    """How many orders of a buyer are still under way, in words; empty where none is.

    Args:
        counts: how many there are of each status.
    """
    parts = [f"{number(counts[each])} {label(each)}" for each in Status if each not in OVER and counts.get(each)]
    return _("Still open: {what}.").format(what=", ".join(parts)) if parts else ""


def check_number(meant: int, given: int | None, warning: str = "") -> None:
    """Refuse to remove anything unless the number of orders was given rightly.

    Args:
        meant: how many orders it is about.
        given: how many the actor takes it to be about.
        warning: what else is to be known before it is done.

    Raises:
        RuleBroken: naming the right one.
    """
    if given == meant:
        return
    count = ngettext("{count} order", "{count} orders", meant).format(count=number(meant))
    if given is None:
        text = _("This affects {orders} and cannot be undone. To do it, confirm the number: {count}.")
    else:
        text = _("It is {orders}, not {given}. Nothing was removed.")
    raise RuleBroken(" ".join(filter(None, [text.format(orders=count, count=meant, given=given), warning])))
