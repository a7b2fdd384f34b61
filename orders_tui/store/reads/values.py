"""Reading which values orders have of a filter, whatever their role, in the trash or not."""

from dataclasses import replace

from peewee import SQL, fn

from orders_tui.domain.filters import FACETS, known_values
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.search import fold
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, once
from orders_tui.store.reads.facets import of_facet, values_of
from orders_tui.store.tables import Orders

_IN_PART = ("city", "product", "tracking_note")
"""The facets whose values are so long that a part of one is typed."""
_MOST = 500
"""How many values a part may stand for."""
_NEWEST = 5_000
"""How many orders tell which values are in use."""


class ValueReads:
    """What tells a mistyped value from one that no order of a list happens to have."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def absent(self, query: OrderQuery) -> tuple[tuple[str, str], ...]:
        """The chosen and excluded values that no order has, each with its facet; words of fixed sets are none."""
        asked = sorted(query.filters | query.excluded)
        return tuple((facet, value) for facet, value in asked if _free(facet, value) and not self._had(facet, value))

    def in_full(self, query: OrderQuery) -> OrderQuery:
        """The query with the values that have what was typed in them, where no order has that as it stands."""
        for facet, part in self.absent(query):
            if facet in _IN_PART and (values := self._with_part(facet, part)):
                typed, full = frozenset({(facet, part)}), frozenset((facet, value) for value in values)
                filters, excluded = (
                    pairs - typed | full if typed <= pairs else pairs for pairs in (query.filters, query.excluded)
                )
                query = replace(query, filters=filters, excluded=excluded)
        return query

    def _with_part(self, facet: str, part: str) -> tuple[str, ...]:
        column = values_of(facet).column
        has = fn.INSTR(self._engine.folded(column), fold(part)) > 0
        return tuple(self._engine.select(once(column.model.select(column).distinct().where(has).limit(_MOST), str)))

    def known(self, facet: str, most: int) -> tuple[str, ...]:
        """The values that orders have of a facet, at most so many."""
        column = values_of(facet).column
        found = column.model.select(column).distinct().where(column != "").limit(most)
        return tuple(self._engine.select(once(found, str)))

    def recent(self, facet: str, most: int) -> tuple[str, ...]:
        """The values of the newest orders, the most frequent first, at most so many."""
        newest = Orders.select(Orders.id).order_by(Orders.id.desc()).limit(_NEWEST)
        column, row = values_of(facet)
        found = column.model.select(column).where(row.in_(newest), column != "").group_by(column)
        return tuple(self._engine.select(once(found.order_by(fn.COUNT(SQL("*")).desc(), column).limit(most), str)))

    def _had(self, facet: str, value: str) -> bool:
        found = Orders.select(SQL("1")).where(of_facet(facet, frozenset({value}))).limit(ONE_ROW)
        return self._engine.first(once(found, int)) is not None


def _free(facet: str, value: str) -> bool:
    return bool(value) and value not in known_values(FACETS[facet])
