"""Selecting orders for a change: their row ids and versions, and how many there are of each kind."""

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from functools import reduce
from typing import Any, NamedTuple

from peewee import OP, Expression, Table, fn

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method
from orders_tui.domain.plans import NAMED_FIRST, Group, Selection
from orders_tui.domain.row_set import RowSet
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import numbers, once
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Orders
from orders_tui.store.whole_orders import read_orders

_TOGETHER = 5_000
"""How many orders are read at once, so that memory stays flat."""
_FEW = 20_000
"""So many chosen orders are asked for by their row ids, more are found by a walk along the list."""


class _Selected(NamedTuple):
    id: int
    version: int
    kind: str
    """What the rules ask of an order, as one text: orders with the same one have the same actions."""


def _kind() -> Any:
    # The same questions as `domain.actions.alike_of`, asked by the database: a million orders are not read for them.
    parts = (
        Orders.status,
        Orders.payment_status,
        Orders.method.is_null(),
        fn.COALESCE(Orders.method, "") == Method.COD.value,
        fn.COALESCE(Orders.method, "") == Method.BANK_TRANSFER.value,
        Orders.goods,
        Orders.courier == "",
        Orders.receipt == "",
        Orders.confirmation_at.is_null(),
        Orders.held_at.is_null(),
        Orders.deleted_at.is_null(),
        Orders.emptied_at.is_null(),
    )
    return reduce(lambda one, other: Expression(Expression(one, OP.CONCAT, " "), OP.CONCAT, other), parts)


class Selecting:
    """Selects orders beside one list."""

    def __init__(self, engine: Engine, sight: Sight, positions: Table) -> None:
        """Make the selecting.

        Args:
            engine: the database.
            sight: what is seen of the orders.
            positions: the list, as `Views.positions` gives it.
        """
        self._engine = engine
        self._sight = sight
        self._positions = positions
        # Twelve bytes an order, so that a million of them can be selected; lists of numbers would take several times
        # as much.
        self._keys = array("q")
        self._versions = array("i")
        self._kinds = array("i")
        """The kind of each, by the place of its sample."""
        self._samples: dict[str, int] = {}
        """The row id of one order of each kind."""

    def select(self, rows: Collection[int], *, all_but: bool) -> Selection:
        """The orders of these row ids, or all of the list but these."""
        unseen, chosen = 0, RowSet.of(rows)
        if all_but:
            self._take_list(chosen, all_but=True)
        else:
            unseen = self._take_rows(chosen)
        sizes, found = Counter(self._kinds), list(self._samples.items())
        places = sorted(range(len(found)), key=found.__getitem__)
        groups = tuple(Group(self._orders([found[place][1]])[0], sizes[place]) for place in places)
        of_each = {place: sorted_place for sorted_place, place in enumerate(places)}
        kinds = array("i", map(of_each.__getitem__, self._kinds))
        return Selection(self._keys, self._versions, kinds, groups, self._orders(self._keys[:NAMED_FIRST]), unseen)

    def _take_list(self, chosen: RowSet, *, all_but: bool) -> None:
        """Take those of the list that are chosen, or all but those."""
        positions = self._positions
        listed = Orders.select(Orders.id, Orders.version, _kind().alias("kind")).join(
            positions, on=(positions.c.id == Orders.id)
        )
        after = 0
        # By position: with an offset the list would be walked anew for each part.
        # Positions have no gaps and orders are never removed, so that an empty part is the end.
        while found := self._read(listed.where(positions.c.pos.between(after + 1, after + _TOGETHER))):
            whole = all_but and not chosen
            self._take(found if whole else [row for row in found if (row.id in chosen) is not all_but])
            after += _TOGETHER

    def _take_rows(self, chosen: RowSet) -> int:
        """Take these orders, those of the list first; how many the list does not have."""
        if len(chosen) > _FEW:
            # So many are found sooner by a walk along the list; in one question they would take a hundred megabytes.
            self._take_list(chosen, all_but=False)
            unseen = array("q", chosen.difference(self._keys))
        else:
            positions = self._positions
            listed = positions.select(positions.c.id).where(positions.c.id.in_(numbers(chosen)))
            shown = self._engine.select(once(listed.order_by(positions.c.pos), int))
            self._take_ids(shown)
            unseen = array("q", chosen.difference(shown))
        self._take_ids(unseen)
        return len(unseen)

    def _take_ids(self, ids: Sequence[int]) -> None:
        for start in range(0, len(ids), _TOGETHER):
            part = ids[start : start + _TOGETHER]
            wanted = Orders.select(Orders.id, Orders.version, _kind().alias("kind")).where(Orders.id.in_(numbers(part)))
            found = {row.id: row for row in self._read(wanted)}
            self._take([found[row] for row in part if row in found])

    def _read(self, query: Any) -> list[_Selected]:
        return self._engine.select(once(query, _Selected))

    def _take(self, found: Sequence[_Selected]) -> None:
        self._keys.extend([row.id for row in found])
        self._versions.extend([row.version for row in found])
        kinds = [row.kind for row in found]
        # Only a part of the list that brings a new kind is looked through for a sample.
        for row in () if self._samples.keys() >= set(kinds) else found:
            self._samples.setdefault(row.kind, row.id)
        places = {kind: place for place, kind in enumerate(self._samples)}
        self._kinds.extend([places[kind] for kind in kinds])

    def _orders(self, rows: Sequence[int]) -> tuple[Order, ...]:
        return self._sight.orders(read_orders(self._engine, rows))
