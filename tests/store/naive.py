"""What a list is, said once more in plain Python: a look at every order, without an index and without SQL."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.days import local
from orders_tui.domain.order import Order, Status
from orders_tui.domain.phone import search_digits
from orders_tui.domain.query import DateField, Facet, OrderQuery, Role, Sort
from orders_tui.store.store import JAKARTA
from tests.store.shop import NOW

VALUES: dict[Facet, Callable[[Order], str]] = {
    Facet.STATUS: lambda order: str(order.status),
    Facet.PAYMENT: lambda order: str(order.payment_status),
    Facet.METHOD: lambda order: str(order.method or ""),
    Facet.STORE: lambda order: order.store,
    Facet.GOODS: lambda order: str(order.goods),
    Facet.COURIER: lambda order: small(order.courier),
    Facet.HANDLER: lambda order: order.handler,
    Facet.CITY: lambda order: small(order.customer.address.city),
    Facet.PROVINCE: lambda order: small(order.customer.address.province),
    Facet.SOURCE: lambda order: small(order.source),
    Facet.SELLER: lambda order: order.seller,
    Facet.RECEIPT: lambda order: "yes" if order.receipt else "no",
}
ANY_CASE = {Facet.COURIER, Facet.CITY, Facet.PROVINCE, Facet.SOURCE}

DATES: dict[DateField, Callable[[Order], int | None]] = {
    DateField.RECEIVED: lambda order: order.created_at,
    DateField.PAID: lambda order: order.paid_at,
    DateField.CONFIRMED: lambda order: order.confirmed_at,
    DateField.SHIPPED: lambda order: order.shipped_at,
    DateField.COMPLETED: lambda order: order.completed_at,
}

KEYS: dict[Sort, Callable[[Order], Any]] = {
    Sort.RECEIVED: lambda order: order.created_at,
    Sort.ORDER_ID: lambda order: order.order_id,
    Sort.CUSTOMER: lambda order: small(order.customer.name),
    Sort.STATUS: lambda order: list(Status).index(order.status),
    Sort.PAYMENT: lambda order: order.payment_status,
    Sort.METHOD: lambda order: order.method or "",
    Sort.STORE: lambda order: order.store,
    Sort.TOTAL: lambda order: order.total,
    Sort.COURIER: lambda order: order.courier,
    Sort.HANDLER: lambda order: order.handler,
    Sort.FOLLOW_UPS: lambda order: order.follow_ups,
}


def small(text: str) -> str:
    """The text with its A to Z made small, and nothing else."""
    return "".join(char.lower() if char.isascii() else char for char in text)


def in_scope(order: Order, query: OrderQuery) -> bool:
    """Whether the order is of the role and the days, in the trash or out of it as asked."""
    if (query.role is Role.FULFILMENT) != bool(order.seller) or query.trash != (order.deleted_at is not None):
        return False
    time = DATES[query.dates](order)
    days = query.period.resolve(local(NOW, JAKARTA).date())
    if time is None:
        return False
    day = local(time, JAKARTA).date()
    return (days.first is None or days.first <= day) and (days.last is None or day <= days.last)


def has_value(order: Order, facet: Facet, wanted: frozenset[str]) -> bool:
    if facet is Facet.TAG:
        return bool(wanted & set(order.tags)) or ("" in wanted and not order.tags)
    if facet in ANY_CASE:
        wanted = frozenset(map(small, wanted))
    return VALUES[facet](order) in wanted


def has_words(order: Order, text: str) -> bool:
    """Whether every word of the text stands somewhere in what is searched; digits alone are one number."""
    clean = text.replace("\0", " ")[:200].strip()
    words = [clean] if search_digits(clean) else clean.split()
    return all(has_word(order, word) for word in words)


def has_word(order: Order, word: str) -> bool:
    fields = (order.customer.name, order.customer.phone, order.order_id, order.receipt)
    # Of words of one or two letters only A to Z are found in both cases.
    alike = str.lower if len(word) >= 3 else small
    return any(alike(word) in alike(field) for field in fields) or any(
        form in order.customer.phone for form in search_digits(word)
    )


def leads(order: Order, query: OrderQuery) -> bool:
    """Whether the search is the whole order id or phone number, and the sort the usual one."""
    text = query.text.replace("\0", " ")[:200].strip()
    if query.sort is not Sort.RECEIVED or not query.descending or len(text) < 8:
        return False
    number = "".join(char for char in text if char not in " ().-")
    if number.startswith(("+", "00")):
        number = "+" + number.removeprefix("+").removeprefix("00")
    elif number.startswith("62"):
        number = f"+{number}"
    elif number.isdecimal():
        number = f"+62{number.removeprefix('0')}"
    return text.upper() == order.order_id or number.replace("+620", "+62") == order.customer.phone


def fits(order: Order, query: OrderQuery, but: Facet | None = None) -> bool:
    """Whether the list shows the order, with the choices of one facet left out if asked."""
    return (
        in_scope(order, query)
        and has_words(order, query.text)
        and all(
            has_value(order, facet, wanted) for facet in Facet if facet is not but and (wanted := query.values(facet))
        )
        and (query.total_from is None or order.total >= query.total_from)
        and (query.total_to is None or order.total <= query.total_to)
    )


def listed(orders: Iterable[Order], query: OrderQuery) -> list[int]:
    """The row ids of the list, in its order."""
    found = [order for order in orders if fits(order, query)]
    found.sort(key=lambda order: (leads(order, query), KEYS[query.sort](order), order.id), reverse=query.descending)
    return [order.id for order in found]


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
