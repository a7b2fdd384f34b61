"""Which orders of the shop those of a file are, looked up for many at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from orders_tui.domain.file_orders import FileOrder, StoredOrder
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, once, parameter
from orders_tui.store.tables import IntakeLines, Operations, Orders, Stores
from orders_tui.store.whole_orders import read_orders

LINE_KIND = "import"
"""As what an order without any id is remembered among the lines that came in."""


class _Found(NamedTuple):
    id: int
    key: str


_STORES = Read(lambda: Stores.select(Stores.name), str)
_LAST_KIND = Read(
    lambda: (
        Operations.select(Operations.kind)
        .join(Orders, on=(Orders.last_operation == Operations.id))
        .where(Orders.id == parameter("row"))
    ),
    str,
)


def find_known(engine: Engine, orders: Sequence[FileOrder]) -> list[StoredOrder | None]:
    """For each order of a file the one of the shop that it is; None for one that is new."""
    rows = _rows(engine, orders)
    stored = {order.id: order for order in read_orders(engine, sorted({row for row, _content in rows.values()}))}
    known: list[StoredOrder | None] = []
    for at in range(len(orders)):
        if at not in rows:
            known.append(None)
            continue
        row, by_content = rows[at]
        order = stored[row]
        # What an import made goes to the trash where the import is undone: the same file then brings it back. What a
        # person deleted stays deleted.
        back = order.deleted_at is not None and engine.first(_LAST_KIND, row=row) == OperationKind.UNDO
        known.append(StoredOrder(order, back, by_content))
    return known


Indexes = dict[str, list[int]]
"""Where in a sequence of orders each key stands."""


def _rows(engine: Engine, orders: Sequence[FileOrder]) -> dict[int, tuple[int, bool]]:
    """The row ids by the index in the sequence, and whether each was found by its content alone."""
    own: Indexes = defaultdict(list)
    external: dict[str, Indexes] = defaultdict(lambda: defaultdict(list))
    content: dict[str, Indexes] = defaultdict(lambda: defaultdict(list))
    for at, order in enumerate(orders):
        facts, store = order.facts, str(order.facts.get("store") or "").strip()
        # The surest sign alone counts: an order with our id that is not known here is new, whatever its other ids
        # say.
        if order_id := facts.get("order_id"):
            own[str(order_id).upper()].append(at)
        elif external_id := facts.get("external_id"):
            external[store][str(external_id)].append(at)
        else:
            content[store][order.digest].append(at)
    found = {at: (row, False) for row, key in _by_order_id(engine, list(own)) for at in own[key]}
    for store, indexes in external.items():
        found |= {at: (row, False) for row, key in _by_external_id(engine, store, list(indexes)) for at in indexes[key]}
    for store, indexes in content.items():
        found |= {at: (row, True) for row, key in _by_content(engine, store, list(indexes)) for at in indexes[key]}
    return found


def _by_order_id(engine: Engine, keys: Sequence[str]) -> list[_Found]:
    return _looked_up(engine, Orders.id, Orders.order_id, keys)


def _by_external_id(engine: Engine, store: str, keys: Sequence[str]) -> list[_Found]:
    """The orders of these external ids; where no store is named, those that only one store has."""
    hits: dict[str, list[_Found]] = defaultdict(list)
    # Store by store, since the index of external ids begins with the store.
    for name in [store] if store else engine.select(_STORES):
        own = (Orders.store == name, Orders.external_id != "")  # the latter is the condition of the index
        for found in _looked_up(engine, Orders.id, Orders.external_id, keys, *own):
            hits[found.key].append(found)
    return [found[0] for found in hits.values() if len(found) == 1]


def _by_content(engine: Engine, store: str, keys: Sequence[str]) -> list[_Found]:
    own = (IntakeLines.kind == LINE_KIND, IntakeLines.store == store)
    return _looked_up(engine, IntakeLines.order_row, IntakeLines.key, keys, *own)


def _looked_up(engine: Engine, row: Any, key: Any, keys: Sequence[str], *conditions: Any) -> list[_Found]:
    if not keys:
        return []
    query = key.model.select(row.alias("id"), key.alias("key")).where(key.in_(keys), *conditions)
    return engine.select(once(query, _Found))
