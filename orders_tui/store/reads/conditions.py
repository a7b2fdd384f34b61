"""From an `OrderQuery` to the conditions of a query on `orders`."""

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any
from zoneinfo import ZoneInfo

from peewee import OP, SQL, Expression

from orders_tui.domain.counts import COUNTED
from orders_tui.domain.filters import FACETS
from orders_tui.domain.query import RECEIVED, OrderQuery, Role
from orders_tui.store.engine.base import Search
from orders_tui.store.reads.facets import of_facet, of_range
from orders_tui.store.tables import Orders

# Written out, as the condition of the index has it.
CONFLICT_IN_TRASH: Any = Orders.deleted_at.is_null(False) & (Orders.payment_status == SQL("'conflict'"))

_FOUND = frozenset(
    {
        *COUNTED,
        *("handler", "tags", "mention", "phone", "returning_at", "confirmation_at", "held_at"),
        *("city", "province", "source", "platform", "utm_source", "tracking_note"),
    }
)
"""Facets whose chosen orders an index finds."""


class Conditions:
    """What an `OrderQuery` asks of `Orders`, at the present time of one desk."""

    def __init__(self, search: Search, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._search = search
        self.zone = zone
        self.now = now
        """Epoch seconds."""

    def scope(self, query: OrderQuery, *, rows: bool = False, sorted_walk: bool = False) -> list[Expression]:
        """The conditions of role, trash and dates, which hold for the list whatever is searched or filtered.

        The first two are those of role and trash.

        Args:
            query: whose.
            rows: whether more is asked of the orders than the indexes have, whatever the filters ask.
            sorted_walk: whether the list is walked along the index of its sort.
        """
        role = _role(query)
        if not sorted_walk and (rows or asks_rows(query)) and not self._is_found(query):
            # As an expression, so that the orders are read as they stand in the file: by an index that begins with the
            # role, which leaves no more out, they would be read from all over it.
            role = Expression(Orders.fulfil, OP.ADD, 0) == int(query.role is Role.FULFILMENT)
        listed: Any = Orders.deleted_at.is_null(not query.trash)
        if query.trash:
            listed &= Orders.emptied_at.is_null()
        # Nothing that was paid may be out of sight: the queue of conflicts has those of the trash too.
        if query.conflicts_in_trash:
            role = _role(query)
            # Each side with all that it needs to find its orders by an index.
            paid = Orders.payment_status.in_(sorted(query.values("payment_status")))
            listed = (role & listed & paid) | (role & CONFLICT_IN_TRASH)
        return [role, listed, *self._days(query)]

    def conflicts_in_trash(self, query: OrderQuery) -> list[Expression]:
        """The conditions of role and dates for the conflicts in the trash."""
        return [_role(query), CONFLICT_IN_TRASH, *self._days(query)]

    def _is_found(self, query: OrderQuery) -> bool:
        """Whether search, filters or days find the orders by an index."""
        days = query.dates == RECEIVED and query.period.bounds(self.now(), self.zone) != (None, None)
        chosen = {facet for facet, _value in query.filters} & _FOUND
        return bool(query.text or days or chosen or query.trash) or any(each.fact == "total" for each in query.ranges)

    def _days(self, query: OrderQuery) -> list[Expression]:
        first, end = query.period.bounds(self.now(), self.zone)
        time = getattr(Orders, query.dates)
        conditions = [] if first is None else [time >= first]
        conditions += [] if end is None else [time < end]
        # Each order came in, but not each was shipped or paid: a list by such a day has only those that were.
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
        now = self.now()
        conditions += [of_facet(facet, values, now) for facet in facets if (values := query.values(facet))]
        excluded = [of_facet(facet, values, now) for facet in facets if (values := query.excluded_values(facet))]
        conditions += map(_not, excluded)
        for bounds in sorted(query.ranges):
            conditions += of_range(bounds, now)
        return conditions

    def all(self, query: OrderQuery, *, scan: bool = False, rows: bool = False) -> list[Expression]:
        """Every condition of the query; `scan` as in `narrowing`, `rows` as in `scope`."""
        return [*self.scope(query, rows=rows), *self.narrowing(query, scan=scan)]


def _role(query: OrderQuery) -> Expression:
    found: Expression = Orders.fulfil == int(query.role is Role.FULFILMENT)
    return found


def asks_rows(query: OrderQuery) -> bool:
    """Whether filters ask for more than the index of the counts has."""
    facets = {facet for facet, _value in query.filters | query.excluded}
    return not facets <= frozenset(COUNTED) or any(each.fact != "total" for each in query.ranges)


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
