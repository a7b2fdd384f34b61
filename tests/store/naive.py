"""What a list is, said once more in plain Python: a look at every order, without an index and without SQL."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from orders_tui.domain.ageing import since
from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.days import local
from orders_tui.domain.facts import FACTS, Kind, Order
from orders_tui.domain.filters import FACETS, shipment_of
from orders_tui.domain.mentions import mentioned
from orders_tui.domain.messages import due_for_follow_up
from orders_tui.domain.order import Status
from orders_tui.domain.phone import search_digits, searched, to_check
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.search import fold, several, unlabelled
from orders_tui.store.store import JAKARTA
from tests.samples import DAY, NOW
from tests.store.shop import TEMPLATES

VALUES: dict[str, Callable[[Order], str]] = {
    "status": lambda order: str(order.status),
    "payment_status": lambda order: str(order.payment_status),
    "method": lambda order: str(order.method or ""),
    "store": lambda order: order.store,
    "goods": lambda order: str(order.goods),
    "courier": lambda order: small(order.courier),
    "handler": lambda order: order.handler,
    "city": lambda order: small(order.city),
    "province": lambda order: small(order.province),
    "source": lambda order: small(order.source),
    "platform": lambda order: small(order.platform),
    "utm_source": lambda order: small(order.utm_source),
    "seller": lambda order: order.seller,
    "tracking_note": lambda order: small(order.tracking_note),
    "shipment": lambda order: str(shipment_of(order.goods, order.status, order.returning_at)),
    "phone": lambda order: "check" if to_check(order.phone) else "ok" if order.phone else "",
}
MOMENTS: dict[str, Callable[[Order], int | None]] = {
    "followed_up_at": lambda order: order.followed_up_at,
    "access_sent_at": lambda order: order.access_sent_at,
    "printed_at": lambda order: order.printed_at,
    "returning_at": lambda order: order.returning_at,
    "confirmation_at": lambda order: order.confirmation_at,
    "held_at": lambda order: order.held_at,
}
CAPITALS_COUNT = {"order_id", "store", "courier", "handler"}
"""Texts that are sorted with capitals first."""
ANY_CASE = {"courier", "city", "province", "source", "platform", "utm_source", "tracking_note"}
APART = {"buyer", "proof", "difference"}
"""Filters that ask for more than an order itself says."""

DATES: dict[str, Callable[[Order], int | None]] = {
    "created_at": lambda order: order.created_at,
    "paid_at": lambda order: order.paid_at,
    "confirmed_at": lambda order: order.confirmed_at,
    "shipped_at": lambda order: order.shipped_at,
    "completed_at": lambda order: order.completed_at,
    "returned_at": lambda order: order.returned_at,
    "settled_at": lambda order: order.settled_at,
}

KEYS: dict[str, Callable[[Order], Any]] = {
    "status": lambda order: list(Status).index(order.status),
    "status_at": since,
    "items": lambda order: small(order.items[0].name),
    "tags": lambda order: small(min(order.tags, default="")),
}
"""What orders are sorted by, where that is more than the fact itself."""


day_of = cache(lambda time: local(time, JAKARTA).date())
"""The day of a moment at the desk."""
TODAY = day_of(NOW)
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def small(text: str) -> str:
    """The text with its A to Z made small, and nothing else."""
    return text.translate(_SMALL)


def in_scope(order: Order, query: OrderQuery) -> bool:
    """Whether the order is of the role and the days, in the trash or out of it as asked."""
    return query.trash == (order.deleted_at is not None) and is_meant(order, query)


def is_meant(order: Order, query: OrderQuery) -> bool:
    """Whether the order is of the role and the days."""
    if (query.role is Role.FULFILMENT) != bool(order.seller):
        return False
    time = DATES[query.dates](order)
    days = query.period.resolve(TODAY)
    if time is None:
        return False
    day = day_of(time)
    return (days.first is None or days.first <= day) and (days.last is None or day <= days.last)


def has_value(order: Order, facet: str, wanted: frozenset[str]) -> bool:
    if facet == "tags":
        return bool(wanted & set(order.tags)) or ("" in wanted and not order.tags)
    if facet == "mention":
        names = set(mentioned(order.note))
        return bool(names & {small(name).removeprefix("@") for name in wanted - {""}}) or ("" in wanted and not names)
    if facet == "receipt":
        return ("yes" if order.receipt else "no") in wanted or small(order.receipt) in map(small, wanted)
    if facet == "product":
        names = {small(text) for item in order.items for text in (item.name, item.sku)} - {""}
        return bool(names & set(map(small, wanted)))
    if facet in MOMENTS:
        is_due = "due" in wanted and due_for_follow_up(order, TEMPLATES, NOW)
        is_open = "open" in wanted and order.confirmation_at is not None and order.held_at is None
        return is_due or is_open or ("no" if MOMENTS[facet](order) is None else "yes") in wanted
    if facet in ANY_CASE:
        wanted = frozenset(map(small, wanted))
    return VALUES[facet](order) in wanted


class Choice(NamedTuple):
    """What a query asks of a facet."""

    facet: str
    wanted: frozenset[str]
    excluded: frozenset[str]


@lru_cache
def choices(query: OrderQuery, but: str | None = None) -> list[Choice]:
    """What the query asks of facets, but for one if asked and for those that ask for more than the order."""
    asked = (Choice(facet, query.values(facet), query.excluded_values(facet)) for facet in FACETS)
    return [each for each in asked if each.facet not in (but, *APART) and (each.wanted or each.excluded)]


def chosen(order: Order, choice: Choice) -> bool:
    """Whether the order has one of the chosen values of the facet, if there are any, and none of the excluded."""
    facet, wanted, excluded = choice
    return (not wanted or has_value(order, facet, wanted)) and not has_value(order, facet, excluded)


def within(order: Order, name: str, low: int | None, high: int | None) -> bool:
    """Whether the order lies within these bounds."""
    since = order.followed_up_at
    number = order.total if name == "total" else None if since is None else (NOW - since) // DAY
    return number is not None and (low is None or number >= low) and (high is None or number <= high)


APOSTROPHE = "['`´‘’‛ʹʻʼʽʾʿˈ′＇ꞌ]"


folded = cache(fold)


def has_words(order: Order, text: str) -> bool:
    """Whether every word of the text stands somewhere in what is searched; digits alone are one number."""
    if references := several(text):
        return any(has_reference(order, reference) for reference in references)
    clean = unlabelled(text.replace("\0", " ")[:200])
    words = [clean] if search_digits(clean) else clean.split()
    return all(has_word(order, word) for word in words)


def has_word(order: Order, word: str) -> bool:
    texts = [folded(text) for text in (order.name, order.order_id, order.external_id, order.receipt)]
    texts.append(searched(order.phone))
    return any(form in text for form in forms(word) for text in texts)


@lru_cache
def forms(word: str) -> list[str]:
    """How a word of a search may be written."""
    word = word.removeprefix("#")
    plain, apart = (fold(re.sub(APOSTROPHE, mark, word)).strip() for mark in ("", " "))
    return [plain, apart, *search_digits(plain)]


def has_reference(order: Order, reference: str) -> bool:
    """Whether it is the order id, the external id or the receipt number, in the same or in other capitals."""
    known = {order.order_id, order.external_id, order.receipt} - {""}
    return bool({reference, reference.upper(), reference.lower()} & known)


def leads(order: Order, query: OrderQuery) -> int:
    """How far the order comes first in the usual sort, since the search is its whole id, number or phone."""
    text = query.text.replace("\0", " ")[:200].strip()
    if query.sort != "created_at" or not query.descending:
        return 0
    text = text.removeprefix("#")
    if text.upper() == order.order_id:
        return 2
    if len(text.split()) == 1 and has_reference(order, text):
        return 1
    number = "".join(char for char in text if char not in " ().-")
    if number.startswith(("+", "00")):
        number = "+" + number.removeprefix("+").removeprefix("00")
    elif number.startswith("62"):
        number = f"+{number}"
    elif number.isdecimal():
        number = f"+62{number.removeprefix('0')}"
    return len(text) >= 8 and number.replace("+620", "+62") == order.phone


def fits(order: Order, query: OrderQuery, but: str | None = None) -> bool:
    """Whether the list shows the order, with the choices of one facet left out if asked."""
    paid_in_trash = (
        order.deleted_at is not None
        and order.payment_status == "conflict"
        and "conflict" in query.values("payment_status") | ({"conflict"} if but == "payment_status" else set())
    )
    return (
        (in_scope(order, query) or (paid_in_trash and not query.trash and is_meant(order, query)))
        and has_words(order, query.text)
        and all(chosen(order, choice) for choice in choices(query, but))
        and all(within(order, *bounds) for bounds in query.ranges)
    )


def key(name: str, order: Order) -> Any:
    """What orders are compared by; those without it come first."""
    if name in KEYS:
        return KEYS[name](order)
    value = getattr(order, name)
    if value is None:
        return (0,)
    any_case = FACTS[name].kind in (Kind.TEXT, Kind.LINES) and name not in CAPITALS_COUNT
    return (1, small(value) if any_case else value)


def listed(orders: Iterable[Order], query: OrderQuery) -> list[int]:
    """The row ids of the list, in its order."""
    known = list(orders)
    buyers = Counter((order.phone, bool(order.seller)) for order in known if order.deleted_at is None and tells(order))

    def value(name: str, order: Order) -> Any:
        return buyers[(order.phone, bool(order.seller))] * tells(order) if name == "past" else key(name, order)

    found = [order for order in known if fits(order, query)]
    found.sort(key=lambda order: order.id, reverse=query.descending)
    if query.then:
        found.sort(key=lambda order: value(query.then, order), reverse=query.then_descending)
    found.sort(key=lambda order: (leads(order, query), value(query.sort, order)), reverse=query.descending)
    return [order.id for order in found]


def tells(order: Order) -> bool:
    """Whether the phone tells who the buyer is."""
    return bool(order.phone) and not to_check(order.phone)


def counted(orders: Iterable[Order], query: OrderQuery) -> Counts:
    """The numbers of the list."""
    known = list(orders)
    found = [order for order in known if fits(order, query)]
    facets = {
        facet: dict(Counter(VALUES[facet](order) for order in known if fits(order, query, but=facet)))
        for facet in COUNTED
    }
    received = sum(in_scope(order, query) for order in known)
    return Counts(len(found), sum(order.total for order in found), received, facets)


def facet_counted(orders: Iterable[Order], query: OrderQuery, facet: str, words: Iterable[str]) -> dict[str, int]:
    """How many orders each of these values of a facet would give, whatever is chosen of it."""
    found = [order for order in orders if fits(order, query, but=facet)]
    return {word: sum(has_value(order, facet, frozenset({word})) for order in found) for word in words}
