"""What lists are narrowed by: the facts of an order that can be asked for, and what follows from several of them."""

from collections.abc import Mapping
from enum import StrEnum

from orders_tui.domain.facts import FACTS, Fact, Filter, Kind, named
from orders_tui.domain.order import ENDED, Goods, Status, labels
from orders_tui.domain.words import N_


class Buyer(StrEnum):
    """Whether the phone of an order had ordered before."""

    NEW = "new"
    REPEAT = "repeat"


class Shipment(StrEnum):
    """Where the parcel of an order is."""

    WAITING = "waiting"
    UNDERWAY = "underway"
    RETURNING = "returning"
    DELIVERED = "delivered"
    RETURNED = "returned"
    NONE = "nothing"
    """There is none: the goods are digital, or the order has ended without a parcel that came anywhere."""


_LABELS: dict[StrEnum, str] = {
    Buyer.NEW: N_("First order"),
    Buyer.REPEAT: N_("Bought before"),
    Shipment.WAITING: N_("Not sent yet"),
    Shipment.UNDERWAY: N_("With the courier"),
    Shipment.RETURNING: N_("Coming back"),
    Shipment.DELIVERED: N_("Delivered"),
    Shipment.RETURNED: N_("Came back"),
    Shipment.NONE: N_("No parcel"),
}

DERIVED: dict[str, Fact] = {
    name: named(name, fact)
    for name, fact in {
        "product": Fact(N_("Product"), filter=Filter.ANY_CASE, optional=True),
        "mention": Fact(N_("Mentioned"), filter=Filter.ANY_CASE, optional=True),
        "buyer": Fact(N_("Buyer"), Kind.CHOICE, Buyer, filter=Filter.VALUES, optional=True),
        "shipment": Fact(N_("Shipment"), Kind.CHOICE, Shipment, filter=Filter.VALUES),
        "proof": Fact(N_("Proof of transfer"), Kind.MOMENT, filter=Filter.PRESENCE),
        "difference": Fact(N_("Money difference"), Kind.MONEY, filter=Filter.PRESENCE),
        "status_days": Fact(N_("Days in this status"), Kind.COUNT, words=("days",), filter=Filter.RANGE),
        "followed_days": Fact(N_("Days since follow-up"), Kind.COUNT, words=("followed",), filter=Filter.RANGE),
    }.items()
}
"""What lists are narrowed by that no order has as a fact of its own, by name."""

_WORDS = {
    Filter.PRESENCE: {"yes": N_("yes"), "no": N_("no")},
    Filter.DUE: {"due": N_("due"), "yes": N_("yes"), "no": N_("no")},
    Filter.OPEN: {"open": N_("open"), "no": N_("no")},
    Filter.CHECK: {"check": N_("to check"), "ok": N_("ok")},
}
"""The words of filters that look at no value itself, each with its label."""
SAID = {
    ("receipt", "yes"): N_("With receipt number"),
    ("receipt", "no"): N_("Without receipt number"),
    ("followed_up_at", "due"): N_("Follow-up due"),
    ("followed_up_at", "yes"): N_("Followed up before"),
    ("followed_up_at", "no"): N_("Not followed up yet"),
    ("phone", "check"): N_("Phone to check"),
    ("phone", "ok"): N_("Phone is fine"),
    ("phone", ""): N_("Without phone"),
    ("access_sent_at", "yes"): N_("Access delivered"),
    ("access_sent_at", "no"): N_("Access not delivered yet"),
    ("printed_at", "yes"): N_("Label printed"),
    ("printed_at", "no"): N_("Label not printed yet"),
    ("returning_at", "yes"): N_("On its way back"),
    ("returning_at", "no"): N_("Not on its way back"),
    ("confirmation_at", "open"): N_("Transfer to check"),
    ("confirmation_at", "no"): N_("No transfer to check"),
    ("held_at", "yes"): N_("Suspicious"),
    ("held_at", "no"): N_("Not suspicious"),
    ("proof", "yes"): N_("With proof of transfer"),
    ("proof", "no"): N_("Without proof of transfer"),
    ("difference", "yes"): N_("Money difference"),
    ("difference", "no"): N_("No money difference"),
}
"""What a list says of its orders that is narrowed to one of those words, by the name of the filter and the word."""
_BY_VALUE = (Filter.VALUES, Filter.ANY_CASE, *_WORDS)

NARROWING: dict[str, Fact] = {name: fact for name, fact in {**FACTS, **DERIVED}.items() if fact.filter}
"""Everything that lists are narrowed by, by name."""
FACETS: dict[str, Fact] = {name: fact for name, fact in NARROWING.items() if fact.filter in _BY_VALUE}
"""Those of which some values can be chosen, by name."""
DAYS: dict[str, Fact] = {name: fact for name, fact in NARROWING.items() if fact.filter is Filter.DAYS}
"""The facts whose day the date range can apply to, by name."""
RANGES: dict[str, Fact] = {name: fact for name, fact in NARROWING.items() if fact.filter is Filter.RANGE}
"""The amounts and ages that have a smallest and a largest, by name."""
FILTERS: dict[str, Fact] = {word: fact for fact in NARROWING.values() for word in fact.words}
"""What lists are narrowed by, by every word for it."""

_ROUTE = {Status.COMPLETED: Shipment.DELIVERED, Status.RTS: Shipment.RETURNED}


def known_values(fact: Fact) -> Mapping[str, str]:
    """The words that can be chosen of a facet, each with its label before translation; empty where orders have any."""
    if words := fact.filter and _WORDS.get(fact.filter):
        return words
    if fact.choices is None:
        return {}
    if fact.choices in (Buyer, Shipment):
        return {str(word): _LABELS[word] for word in fact.choices}
    return {str(word): label for word, label in labels(fact.choices).items()}


def shipment_of(goods: Goods, status: Status, returning_at: int | None) -> Shipment:
    """Where the parcel is of an order with these facts."""
    if goods is Goods.DIGITAL or status in ENDED:
        return Shipment.NONE
    if status is Status.SHIPPED:
        return Shipment.UNDERWAY if returning_at is None else Shipment.RETURNING
    return _ROUTE.get(status, Shipment.WAITING)
