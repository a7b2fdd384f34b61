"""How lists are sorted: by any fact of an order, and where that is the same by a second one and by arrival."""

from typing import Any

from peewee import SQL, NodeList, fn

from orders_tui.domain.facts import FACTS, PAST, Kind
from orders_tui.domain.query import RECEIVED, OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.reads import by_past
from orders_tui.store.reads.facets import in_status_since
from orders_tui.store.tables import Items, Orders, Tags

INDEXED = frozenset(
    {
        RECEIVED,
        "order_id",
        "status",
        "payment_status",
        "method",
        "store",
        "name",
        "total",
        "courier",
        "handler",
        "follow_ups",
        "city",
        "province",
        "source",
    }
)
"""What an index has the orders sorted by; these can be walked from the top."""
_AS_WRITTEN = INDEXED - {"name", "city", "province", "source"}
"""Texts that are sorted with capitals before small letters, as their index has them."""


def in_order(engine: Engine, chosen: Any, query: OrderQuery, *, leader: Any = None, indexed: bool = True) -> Any:
    """A selection of orders in the order of the list.

    Args:
        engine: the database.
        chosen: the selection.
        query: the list.
        leader: what comes before the sort, where something does.
        indexed: whether the index of the sort may be walked.
    """
    way = SQL("DESC" if query.descending else "ASC")
    first = [] if leader is None else [NodeList((leader, way))]
    column = _column(engine, query, query.sort)
    keys = [NodeList((column if indexed else engine.unindexed(column), way))]
    if query.then:
        then_way = SQL("DESC" if query.then_descending else "ASC")
        keys.append(NodeList((engine.unindexed(_column(engine, query, query.then)), then_way)))
    if PAST.name in (query.sort, query.then):
        chosen = by_past.joined(chosen, query)
    # The row id last: orders that are otherwise the same keep one order, on every page and at each reading.
    return chosen.order_by(*first, *keys, NodeList((Orders.id, way)))


def _column(engine: Engine, query: OrderQuery, name: str) -> Any:
    match name:
        case "status":
            return Orders.status_rank  # the order of the route
        case "status_at":
            return in_status_since()
        case "items":
            return _first(Items.select(Items.name).where(Items.order_row == Orders.id, Items.position == 0), engine)
        case "tags":
            return _first(Tags.select(fn.MIN(Tags.name)).where(Tags.order_row == Orders.id), engine)
        case PAST.name:
            return by_past.number_of(query)
        case _ if FACTS[name].kind in (Kind.TEXT, Kind.LINES) and name not in _AS_WRITTEN:
            return engine.ignoring_case(getattr(Orders, name))
        case _:
            return getattr(Orders, name)


def _first(text: Any, engine: Engine) -> Any:
    """The text of the first of several in the rows of another table; empty where there is none."""
    return engine.ignoring_case(fn.COALESCE(text, ""))
