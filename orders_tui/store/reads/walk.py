"""Reading long lists part by part of the row ids, so that what is read of each part is one row."""

from typing import Any

from peewee import JOIN, SQL, Expression

from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Query
from orders_tui.store.reads.conditions import all_of
from orders_tui.store.tables import Orders

PART = 2_048
"""The row ids of one part; what their orders take in the file fits the cache of a connection."""


def in_parts(engine: Engine, columns: list[Any], conditions: list[Expression]) -> Query:
    """The query for these columns of a list, each of which is about a whole part; a row for each part with orders."""
    starts = engine.views.starts(PART)
    within = Orders.id.between(starts.c.first, starts.c.first + SQL(str(PART - 1)))
    walk = Orders.select(*columns).from_(starts.join(Orders, JOIN.CROSS, on=within))
    # As an expression, so that each part is a range of the rows, and not a walk over a whole index.
    return walk.where(engine.unindexed(all_of(conditions))).group_by(starts.c.first)
