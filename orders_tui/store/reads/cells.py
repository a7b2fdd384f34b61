"""Counting orders in cells: those that are alike in what most filters ask, together with how many they are.

From the cells of a list follow the counts of all these filters, each with the choices of the others but not of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from peewee import SQL, Alias, Expression, fn

from orders_tui.domain.counts import COUNTED
from orders_tui.domain.filters import FACETS
from orders_tui.domain.order import Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.reads.conditions import Conditions, all_of, asks_rows
from orders_tui.store.reads.left_out import parts
from orders_tui.store.reads.marks import MARKED, is_covered, words_of
from orders_tui.store.tables import Orders

_STATUSES = tuple(Status)
_PAYMENT = COUNTED.index("payment_status")
_UNMARKED = (Orders.status_rank, Orders.payment_status, Orders.method, Orders.store)
"""In which the orders of a cell are alike where nothing is asked of the marks: these make twice as many cells."""
_COLUMNS = (*_UNMARKED, Orders.marks)
_FACETS = (*COUNTED, *MARKED)
"""The facets of which a cell has one value."""
_ALIKE = len(_COLUMNS)

Scope = Callable[[OrderQuery], list[Expression]]
Columns = tuple[Any, ...]


class Cell(NamedTuple):
    """Orders that are alike in what the cells tell."""

    status_rank: int
    payment_status: str
    method: str | None
    store: str
    marks: int
    orders: int
    value: int
    """The sum of their totals, in rupiah."""

    def values(self) -> tuple[str, ...]:
        """The values of `_FACETS`, in their order."""
        counted = (_STATUSES[self.status_rank], self.payment_status, self.method or "", self.store)
        return (*counted, *words_of(self.status_rank, self.marks))


class _Compared(NamedTuple):
    """A cell beside the choices of a list."""

    cell: Cell
    values: tuple[str, ...]
    misses: list[int]
    """The places in `_FACETS` of those of whose choice its orders are none."""
    in_trash: bool


class Tally(NamedTuple):
    """What was counted of a list."""

    orders: int
    value: int
    """The sum of their totals, in rupiah."""
    wide: int
    """How many orders the list had without the choices that the cells tell."""
    facets: dict[str, dict[str, int]]


class Cells:
    """The cells of lists."""

    def __init__(self, engine: Engine, conditions: Conditions) -> None:
        self._engine = engine
        self._conditions = conditions

    def tally(self, query: OrderQuery, facets: Sequence[str]) -> Tally:
        """The numbers of a list, and how many orders each value of these facets would give.

        Args:
            query: the list.
            facets: of which `tells` holds.

        Raises:
            Interrupted: if another thread stopped it.
        """
        places = {_FACETS.index(facet): Counter[str]() for facet in facets}
        orders = value = wide = 0
        for cell, values, misses, in_trash in self._compared(query, facets):
            if not misses:
                orders, value = orders + cell.orders, value + cell.value
            # The counts of a facet leave its own choice out.
            if len(misses) < 2:
                for at in places.keys() & misses if misses else places:
                    places[at][values[at]] += cell.orders
            wide += 0 if in_trash else cell.orders
        return Tally(orders, value, wide, {_FACETS[at]: dict(counts) for at, counts in places.items()})

    def of(self, query: OrderQuery) -> list[Cell]:
        """The cells of a list; those that are alike may stand in it twice.

        Raises:
            Interrupted: if another thread stopped it.
        """
        return [cell for cell, _values, misses, _in_trash in self._compared(query, _FACETS) if not misses]

    def _compared(self, query: OrderQuery, facets: Sequence[str]) -> Iterator[_Compared]:
        """The cells of a list whatever is chosen of what they tell, and those of the conflicts in the trash.

        Args:
            query: the list.
            facets: those whose values are asked for; of others that are not chosen either, the values may be any.
        """
        told = [(at, facet) for at, facet in enumerate(_FACETS) if tells(query, facet)]
        choices = [(at, *chosen) for at, facet in told if any(chosen := _chosen(query, facet))]
        asked = {*facets, *(_FACETS[at] for at, _wanted, _out in choices)}
        columns = _UNMARKED if asked.isdisjoint(MARKED) else _COLUMNS
        cells = [(cell, False) for cell in self._of(query, self._conditions.scope, columns)]
        if not query.trash:
            cells += [(cell, True) for cell in self._of(query, self._conditions.conflicts_in_trash, columns)]
        for cell, in_trash in cells:
            values = cell.values()
            misses = [at for at, wanted, out in choices if (wanted and values[at] not in wanted) or values[at] in out]
            if in_trash and not query.conflicts_in_trash and _PAYMENT not in misses:
                misses.append(_PAYMENT)  # a conflict in the trash has to be chosen
            yield _Compared(cell, values, misses, in_trash)

    def rest(self, query: OrderQuery) -> list[Expression]:
        """The conditions of search and filters beside those that the cells tell."""
        return self._conditions.narrowing(_beyond(query))

    def _of(self, query: OrderQuery, scope: Scope, columns: Columns) -> list[Cell]:
        """The cells of a list whatever is chosen of what they tell.

        Args:
            query: the list.
            scope: gives the conditions of role and days.
            columns: in which orders of one cell are alike; the others are 0.
        """
        others = [facet for facet in FACETS if not tells(query, facet)]
        if found := parts(self._engine, query, others, lambda each: self._where(each, scope)):
            # Once more for what is left of the query, since each of several choices may leave few orders out.
            return _less(self._of(found.before, scope, columns), self._grouped(found.out, scope, columns))
        return self._grouped(query, scope, columns)

    def _grouped(self, query: OrderQuery, scope: Scope, columns: Columns) -> list[Cell]:
        # An index in the order of the cells would lead to the rows one by one, all over the file.
        rows = bool(query.text) or asks_rows(_beyond(query))
        keys = {column.name: self._engine.unindexed(column) if rows else column for column in columns}
        alike = [Alias(keys.get(column.name, SQL("0")), column.name) for column in _COLUMNS]
        counted = Orders.select(*alike, fn.COUNT(SQL("*")).alias("orders"), fn.SUM(Orders.total).alias("value"))
        return self._engine.select(once(counted.where(self._where(query, scope)).group_by(*keys.values()), Cell))

    def _where(self, query: OrderQuery, scope: Scope) -> Expression:
        return all_of([*scope(_beyond(query)), *self.rest(query)])


def _beyond(query: OrderQuery) -> OrderQuery:
    """The list without the choices that its cells tell."""
    return query.without(*(facet for facet in _FACETS if tells(query, facet)))


def tells(query: OrderQuery, facet: str) -> bool:
    """Whether the cells tell which orders the choice of a facet leaves."""
    return facet in COUNTED or is_covered(facet, frozenset[str]().union(*_chosen(query, facet)))


def _chosen(query: OrderQuery, facet: str) -> tuple[frozenset[str], frozenset[str]]:
    return query.values(facet), query.excluded_values(facet)


def _less(cells: list[Cell], out: list[Cell]) -> list[Cell]:
    """The cells without the orders that are in those of `out` too."""
    left = {cell[:_ALIKE]: cell for cell in cells}
    for cell in out:
        # What others stored between the two walks may be in the second alone; the list is soon counted again for it.
        if before := left.get(cell[:_ALIKE]):
            left[cell[:_ALIKE]] = before._replace(orders=before.orders - cell.orders, value=before.value - cell.value)
    return [cell for cell in left.values() if cell.orders > 0]
