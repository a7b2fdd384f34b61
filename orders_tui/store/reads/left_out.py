"""Lists that few orders are left out of by a filter, counted as what they were before less what was left out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from peewee import SQL, Expression, Select, fn

from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.tables import Orders

FEW = 50_000
"""So many orders that were left out are counted sooner than those that are left."""


class Parts(NamedTuple):
    """A list as the difference of two."""

    before: OrderQuery
    """The list with the orders that were left out of it."""
    out: OrderQuery
    """These orders alone, all of which the other list has."""


def parts(
    engine: Engine, query: OrderQuery, facets: Iterable[str], where: Callable[[OrderQuery], Expression]
) -> Parts | None:
    """A list as such a difference, by the first of the facets whose choice leaves few orders out.

    Args:
        engine: the database.
        query: the list.
        facets: those that are looked at.
        where: the condition for the orders of a list.
    """
    for facet in facets:
        # Those that are not chosen, or those that are excluded; with both, they would be either.
        if bool(query.values(facet)) != bool(query.excluded_values(facet)):
            before = query.without(facet)
            chosen, excluded = query.filters - before.filters, query.excluded - before.excluded
            out = replace(before, filters=before.filters | excluded, excluded=before.excluded | chosen)
            if _are_few(engine, where(out)):
                return Parts(before, out)
    return None


def _are_few(engine: Engine, condition: Expression) -> bool:
    few = Orders.select(Orders.id).where(condition).limit(FEW).alias("few")
    return (engine.first(once(Select([few], [fn.COUNT(SQL("*"))]), int)) or 0) < FEW
