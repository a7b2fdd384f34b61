"""The filters as conditions and columns of a query on `orders`; `domain.filters` says what they mean."""

from functools import reduce
from operator import or_
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from peewee import OP, SQL, Case, Expression, NodeList, fn

from orders_tui.domain.clocks import DAY
from orders_tui.domain.facts import Filter
from orders_tui.domain.filters import FACETS, Buyer, Shipment, shipment_of
from orders_tui.domain.flow import TIME_OF_STATUS
from orders_tui.domain.order import DUE_IN_FULL, Goods, Status
from orders_tui.domain.query import Range
from orders_tui.store.counted_payments import Counted, in_force
from orders_tui.store.reads.due import due
from orders_tui.store.tables import Items, Mentions, Orders, Tags


class Values(NamedTuple):
    """Where the values of a facet stand that has no fixed words."""

    column: Any
    row: Any
    """The row ids of the orders that have them."""


_TABLES = {
    "tags": Values(Tags.name, Tags.order_row),
    "product": Values(Items.name, Items.order_row),
    "mention": Values(Mentions.name, Mentions.order_row),
}


def values_of(facet: str) -> Values:
    """Where the values of a facet stand, which must have no fixed words."""
    return _TABLES.get(facet) or Values(getattr(Orders, facet), Orders.id)


def small(text: str) -> str:
    """The text as the database folds it: the letters A to Z alone."""
    return text.translate(_TO_SMALL)


_TO_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def has_several(facet: str) -> bool:
    """Whether an order may have several values of a facet."""
    return facet in _TABLES


def value_of(facet: str, *, wide: bool = False) -> Any:
    """The value that an order has of a facet, empty for none; None of a facet that is asked with words.

    Of a facet that `has_several`, all of them, with a NUL between.

    Args:
        facet: its name.
        wide: whether it is asked of so many orders that what holds for all is better found out first.
    """
    if facet in _TABLES:
        return fn.COALESCE(_values_of_order(facet), "")
    if facet == "shipment":
        return _shipment()
    if facet == "buyer":
        repeat = Orders.phone.in_(_several_times()) & _earlier() if wide else _earlier()
        return Case(None, [(~_NAMED, ""), (repeat, Buyer.REPEAT.value)], Buyer.NEW.value)
    if facet == "phone":
        return Case(None, [(Orders.phone == "", ""), (Orders.phone_check == 1, "check")], "ok")
    if FACETS[facet].filter not in (Filter.VALUES, Filter.ANY_CASE) or facet == "goods":
        return None  # sums of a few words are quicker than their text
    column = getattr(Orders, facet)
    return fn.COALESCE(column, SQL("''")) if column.null else column


def _values_of_order(facet: str) -> Any:
    column, row = _TABLES[facet]
    found = column.model.select(fn.GROUP_CONCAT(column, SQL("char(0)"))).where(row == Orders.id)
    if facet != "product":
        return found
    return found.where(is_first_of_product())


def is_first_of_product() -> Any:
    """The condition for an item with which its product, in whatever capitals, stands in the order for the first time.

    An order counts once for a product, however often it has it.
    """
    alike = (Before.order_row == Items.order_row) & (fn.LOWER(Before.name) == fn.LOWER(Items.name))
    again = fn.EXISTS(Before.select(SQL("1")).where(alike, Before.position < Items.position))
    # The first item repeats none, so that an order with a single one, as most are, is not looked through.
    return (Items.position == 0) | ~again


def of_facet(facet: str, values: frozenset[str], now: int = 0) -> Any:
    """The condition for orders that have one of these values; an empty one stands for having none.

    Args:
        facet: its name.
        values: those that are chosen.
        now: epoch seconds, where the facet asks for what is due.
    """
    match facet:
        case "tags" | "mention":
            return _named(facet, values)
        case "status":
            # By its rank, since that is the column of the indexes.
            return Orders.status_rank.in_(sorted(rank for rank, status in enumerate(Status) if status in values))
        case "product":
            folded = [fn.LOWER(value) for value in sorted(values)]
            names = fn.LOWER(Items.name).in_(folded) | (fn.LOWER(Items.sku).in_(folded) & (Items.sku != ""))
            return Orders.id.in_(Items.select(Items.order_row).where(names))
        case "buyer":
            return _any_of(values, _bought)
        case "shipment":
            return _shipment().in_(sorted(values))
        case "proof":
            return _any_of(values, lambda value: _has(value, _with_money(Counted.reported == "confirmation")))
        case "difference":
            return _any_of(values, lambda value: _has(value, _with_money(*_DIFFERENT)))
        case _:
            return _of_column(facet, values, now)


def of_range(bounds: Range, now: int) -> list[Any]:
    """The conditions for orders within these bounds.

    Args:
        bounds: rupiah, or whole days that have passed.
        now: epoch seconds.
    """
    if bounds.fact == "total":
        low, high = bounds.low, bounds.high
        conditions = [] if low is None else [Orders.total >= low]
        return conditions + ([] if high is None else [Orders.total <= high])
    since = Orders.followed_up_at if bounds.fact == "followed_days" else in_status_since()
    conditions = [] if bounds.low is None else [since <= now - bounds.low * DAY]
    # Days count once they are over: what is 3 days old stays so until the fourth is full.
    return conditions + ([] if bounds.high is None else [since > now - (bounds.high + 1) * DAY])


def in_status_since() -> Any:
    """Since when an order has its status, epoch seconds, as `domain.ageing.since` says it."""
    stages = [(list(Status).index(status), getattr(Orders, name)) for status, name in TIME_OF_STATUS.items()]
    return fn.COALESCE(Orders.status_at, Case(Orders.status_rank, stages), Orders.created_at)


def _any_of(values: frozenset[str], condition: Any) -> Any:
    return reduce(or_, map(condition, sorted(values)))


def _has(value: str, rows: Any) -> Any:
    return Orders.id.in_(rows) if value == "yes" else Orders.id.not_in(rows)


Before = Items.alias("before")
Owed = Orders.alias("owed")
_DIFFERENT = (
    Counted.reported.in_(sorted(DUE_IN_FULL)),
    Counted.amount.is_null(False),
    Counted.amount != Owed.total,
)


def _with_money(*conditions: Any) -> Any:
    """The row ids of the orders with a payment that counts and for which the conditions hold."""
    found = Counted.select(Counted.order_row).join(Owed, on=(Owed.id == Counted.order_row))
    return found.where(*conditions, in_force())


Earlier = Orders.alias("earlier")


_NAMED = (Orders.phone_check == 0) & (Orders.phone != "")
"""Whether the phone of an order tells who the buyer is."""


def _earlier() -> Any:
    """Whether the phone of an order is that of an earlier one which is not in the trash."""
    return fn.EXISTS(
        Earlier.select(SQL("1")).where(
            Earlier.phone == Orders.phone,
            Earlier.phone > "",  # the condition of the index
            Earlier.created_at < Orders.created_at,
            # As an expression, so that the planner leaves the many indexes that begin with it alone.
            Expression(Earlier.fulfil, OP.ADD, 0) == Orders.fulfil,
            Earlier.deleted_at.is_null(),
        )
    )


def _several_times() -> Any:
    """The phones of several orders: few, and found by one walk over their index."""
    of_phone = Earlier.select(Earlier.phone).where(Earlier.phone > "", Earlier.deleted_at.is_null())
    return of_phone.group_by(Earlier.phone).having(fn.COUNT(SQL("*")) > 1)


def _bought(value: str) -> Any:
    """Whether the phone of an order is that of an earlier one which is not in the trash, or is none."""
    match value:
        case Buyer.REPEAT:
            return _NAMED & _earlier()
        case Buyer.NEW:
            return _NAMED & ~_earlier()
        case _:
            return ~_NAMED


def _shipment() -> Any:
    """The word for where the parcel of an order is, as `shipment_of` says it."""
    returning_at: Any = getattr(Orders, "returning_at")  # noqa: B009 - the columns of facts are added at run time
    returning = Case(None, [(returning_at.is_null(), Shipment.UNDERWAY.value)], Shipment.RETURNING.value)
    words: list[tuple[int, Any]] = [
        (rank, returning if status is Status.SHIPPED else shipment_of(Goods.PHYSICAL, status, None).value)
        for rank, status in enumerate(Status)
    ]
    return Case(None, [(Orders.goods == Goods.DIGITAL.value, Shipment.NONE.value)], Case(Orders.status_rank, words))


def _of_column(facet: str, values: frozenset[str], now: int) -> Any:
    column: Any = getattr(Orders, facet)
    match FACETS[facet].filter:
        case Filter.PRESENCE | Filter.DUE | Filter.OPEN:
            return _any_of(values, lambda value: _present(column, value, now))
        case Filter.CHECK:
            return _any_of(values, lambda value: _checked(column, value))
        case Filter.ANY_CASE:
            # As the indexes compare them, which make the letters A to Z alone the same.
            return Expression(NodeList((column, SQL("COLLATE NOCASE"))), OP.IN, sorted(values))
        case _ if column.null and "" in values:
            return column.is_null() | column.in_(sorted(values - {""}))
        case _:
            return column.in_(sorted(values))


def _present(column: Any, value: str, now: int) -> Any:
    """Whether an order has the fact, or has it not, or in which way, or has it with this very value."""
    match value:
        case "due":
            return due(now)
        case "open":
            # What is on hold stands in no other queue.
            return column.is_null(False) & Orders.held_at.is_null()
        case "yes" | "no" if column.null:
            return column.is_null(value == "no")
        case "yes":
            return column != ""
        case "no":
            return column == ""
        case _:
            # Both by the database, which makes the letters A to Z small and no others; Python would make all of them
            # small.
            return fn.LOWER(column) == fn.LOWER(value)


def _checked(column: Any, value: str) -> Any:
    """Whether the value of a fact has to be checked, or not, or there is none."""
    odd = getattr(Orders, f"{column.name}_check") == SQL("1")  # the condition of the index
    match value:
        case "check":
            return odd
        case "ok":
            return ~odd & (column != "")
        case _:
            return column == ""


def _named(facet: str, values: frozenset[str]) -> Expression:
    """The condition for orders that have one of these words, as tags or as mentions."""
    column, row = _TABLES[facet]
    names = {_mention(value) for value in values} if facet == "mention" else values
    wanted = Orders.id.in_(column.model.select(row).where(column.in_(sorted(names))))
    return wanted | Orders.id.not_in(column.model.select(row)) if "" in values else wanted


def _mention(typed: str) -> str:
    """A name as mentions keep it; the sign before it may be typed too."""
    return typed.removeprefix("@").lower()
