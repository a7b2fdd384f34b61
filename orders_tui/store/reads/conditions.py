"""From an `OrderQuery` to the conditions of a query on `orders`."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any
from zoneinfo import ZoneInfo

from peewee import SQL, Expression, fn

from orders_tui.domain.facts import Filter
from orders_tui.domain.order import Status
from orders_tui.domain.query import FACETS, OrderQuery, Role
from orders_tui.store.engine.base import Search
from orders_tui.store.reads.due import due
from orders_tui.store.tables import Orders, Tags

# Written out, as the condition of the index has it.
CONFLICT_IN_TRASH: Any = Orders.deleted_at.is_null(False) & (Orders.payment_status == SQL("'conflict'"))


class Conditions:
    """What an `OrderQuery` asks of `Orders`, at the present time of one desk."""

    def __init__(self, search: Search, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._search = search
        self._zone = zone
        self._now = now

    def scope(self, query: OrderQuery) -> list[Expression]:
        """The conditions of role, trash and dates, which hold for the list whatever is searched or filtered.

        The first two are those of role and trash.
        """
        role = Orders.fulfil == int(query.role is Role.FULFILMENT)
        listed: Any = Orders.deleted_at.is_null(not query.trash)
        if query.trash:
            listed &= Orders.emptied_at.is_null()
        if query.conflicts_in_trash:
            # Each side with all that it needs to find its orders by an index.
            paid = Orders.payment_status.in_(sorted(query.values("payment_status")))
            listed = (role & listed & paid) | (role & CONFLICT_IN_TRASH)
        return [role, listed, *self._days(query)]

    def conflicts_in_trash(self, query: OrderQuery) -> list[Expression]:
        """The conditions of role and dates for the conflicts in the trash."""
        role = Orders.fulfil == int(query.role is Role.FULFILMENT)
        return [role, CONFLICT_IN_TRASH, *self._days(query)]

    def _days(self, query: OrderQuery) -> list[Expression]:
        first, end = query.period.bounds(self._now(), self._zone)
        time = getattr(Orders, query.dates)
        conditions = [] if first is None else [time >= first]
        conditions += [] if end is None else [time < end]
        if query.dates != "created_at" and first is None and end is None:
            conditions.append(time.is_null(False))
        return conditions

    def searching(self, query: OrderQuery, *, sift: bool = False) -> list[Expression]:
        """The conditions of the search alone; `sift` as in `Search.matching`."""
        return self._search.matching(query.text, sift=sift)

    def narrowing(
        self, query: OrderQuery, *, scan: bool = False, but: frozenset[str] = frozenset()
    ) -> list[Expression]:
        """The conditions of search and filters.

        Args:
            query: whose.
            scan: for a walk over few rows rather than for the search index.
            but: facets to leave out.
        """
        conditions = self._search.scanning(query.text) if scan else self.searching(query)
        facets = [facet for facet in FACETS if facet not in but]
        now = self._now()
        conditions += [of_facet(facet, values, now) for facet in facets if (values := query.values(facet))]
        excluded = [of_facet(facet, values, now) for facet in facets if (values := query.excluded_values(facet))]
        conditions += map(_not, excluded)
        conditions += [] if query.total_from is None else [Orders.total >= query.total_from]
        conditions += [] if query.total_to is None else [Orders.total <= query.total_to]
        return conditions

    def all(self, query: OrderQuery, *, scan: bool = False) -> list[Expression]:
        """Every condition of the query; `scan` as in `narrowing`."""
        return [*self.scope(query), *self.narrowing(query, scan=scan)]


def ordered_by_arrival(query: OrderQuery) -> list[Expression]:
    """The condition of one chosen value whose orders an index has in the order of arrival; empty if there is none."""
    for facet in ("status", "store", "payment_status"):
        if len(values := query.values(facet)) == 1:
            return [of_facet(facet, values)]
    return []


def all_of(conditions: list[Expression]) -> Expression:
    """One condition that holds where all do."""
    return reduce(and_, conditions)


def _not(condition: Any) -> Expression:
    """The condition for the other orders, with those for which the first one is unknown: they have no such value."""
    return Expression(condition, "IS NOT", SQL("TRUE"))


def of_facet(facet: str, values: frozenset[str], now: int = 0) -> Any:
    """The condition for orders that have one of these values; an empty one stands for having none.

    Args:
        facet: the name of a fact.
        values: those that are chosen.
        now: epoch seconds, where the facet asks for what is due.
    """
    if facet == "tags":
        return _tagged(values)
    if facet == "status":
        # By its rank, since that is the column of the indexes.
        return Orders.status_rank.in_(sorted(rank for rank, status in enumerate(Status) if status in values))
    column: Any = getattr(Orders, facet)
    match FACETS[facet].filter:
        case Filter.PRESENCE | Filter.DUE | Filter.OPEN:
            return reduce(or_, [_present(column, value, now) for value in sorted(values)])
        case Filter.CHECK:
            return reduce(or_, [_checked(column, value) for value in sorted(values)])
        case Filter.ANY_CASE:
            # The database folds both sides, since Python folds letters beyond A to Z differently.
            return fn.LOWER(column).in_([fn.LOWER(value) for value in sorted(values)])
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


def _tagged(values: frozenset[str]) -> Expression:
    wanted = Orders.id.in_(Tags.select(Tags.order_row).where(Tags.name.in_(sorted(values))))
    return wanted | Orders.id.not_in(Tags.select(Tags.order_row)) if "" in values else wanted
