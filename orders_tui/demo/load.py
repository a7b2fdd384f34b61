"""Loading a fresh database in bulk: no index, guard or link is looked after until everything is in."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter

from orders_tui.demo.life import Life, Step
from orders_tui.domain.flow import Changes
from orders_tui.store.engine.sqlite import Engine, Row
from orders_tui.store.writes.new_orders import columns, insert_order

_LATER = 2**31 - 1
"""Stands for the last operation until it is known; no narrower than that, so that no row outgrows its page."""
_WAITING = 50_000
"""How many steps are kept in memory until their turn comes."""


def _insert(table: str, columns: str) -> str:
    places = ", ".join("?" for _column in columns.split(","))
    return f"INSERT INTO {table} ({columns}) VALUES ({places})"


_INSERT_ITEM = _insert("item", "order_row, position, name, sku, price, quantity, kind")
_INSERT_TAG = _insert("tag", "order_row, name")
_INSERT_OPERATION = "INSERT INTO operation (id, at, by, via, place, kind) VALUES (?, ?, ?, ?, ?, 'change')"
_INSERT_HISTORY = _insert("history", "operation_id, order_row, field, old, new")
_INSERT_PAYMENT = _insert("payment", "order_row, operation_id, at, reported, amount, bank, holder, day, note")
_INSERT_FOLLOW_UP = _insert("followup", "order_row, operation_id, at, template")
_INSERT_INTAKE = _insert("intake", "kind, key, digest, order_row, operation_id")


class Batches:
    """Writes orders as they come; their steps are numbered over all orders, in the order in which they were taken.

    In a very large shop that order is kept within each order only: more steps would have to wait than there is room.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._orders: list[Changes] = []
        self._items: list[Row] = []
        self._tags: list[Row] = []
        self._steps: list[Step] = []
        self._operations = 0

    def add(self, life: Life) -> None:
        """Take one order as it stands now; it is written with the next batch."""
        self._orders.append(_order(life))
        self._items += [
            (life.row, n, item.name, item.sku, item.price, item.quantity, str(item.kind))
            for n, item in enumerate(life.new.items)
        ]
        self._tags += [(life.row, tag) for tag in life.standing.tags]
        self._steps += life.steps

    def write(self, until: int | None = None) -> None:
        """Write the orders, and of their steps those until this time; those that others may precede wait."""
        at = attrgetter("at")
        self._steps.sort(key=at)
        due = len(self._steps)
        if until is not None:
            due = max(bisect_right(self._steps, until, key=at), due - _WAITING)
        if self._orders:
            insert = insert_order(tuple(self._orders[0]))
            self._engine.run_many(insert, [tuple(order.values()) for order in self._orders])
        self._engine.run_many(_INSERT_ITEM, self._items)
        self._engine.run_many(_INSERT_TAG, self._tags)
        self._write_steps(list(enumerate(self._steps[:due], self._operations + 1)))
        self._operations += due
        self._orders, self._items, self._tags, self._steps = [], [], [], self._steps[due:]

    def _write_steps(self, steps: list[tuple[int, Step]]) -> None:
        run = self._engine.run_many
        run(_INSERT_OPERATION, [(n, step.at, step.by.name, step.by.via, step.by.place) for n, step in steps])
        run(_INSERT_HISTORY, [(n, step.row, *field) for n, step in steps for field in step.fields])
        run(_INSERT_PAYMENT, [(step.row, n, step.at, *step.money) for n, step in steps if step.money])
        run(_INSERT_FOLLOW_UP, [(step.row, n, step.at, step.template) for n, step in steps if step.template])
        run(_INSERT_INTAKE, [(*step.line, "", step.row, n) for n, step in steps if step.line])


def _order(life: Life) -> Changes:
    """The order's row, column by column."""
    now = life.standing
    return columns(life.new) | {
        "id": life.row,
        "order_id": now.order_id,
        "slug": life.slug,
        "status": str(now.status),
        "payment_status": str(now.payment_status),
        "method": now.method and str(now.method),
        "courier": now.courier,
        "receipt": now.receipt,
        "handler": now.handler,
        "note": now.note,
        "follow_ups": life.follow_ups,
        "followed_up_at": life.followed_up_at,
        "created_at": life.created_at,
        **life.times,
        "deleted_at": life.deleted_at,
        "version": now.version,
        "last_operation": _LATER,
    }


_BARE: dict[str, str | int] = {
    "journal_mode": "delete",
    "foreign_keys": 0,
    "ignore_check_constraints": 1,
    "cache_size": -32 * 1024,
}
"""Settings for the load: with a rollback journal the pages of a fresh file are written once, not into a log first;
what holds for each row is left to the rules that made it, and `check` would find where it did not."""

# The indexes of the other tables stay: their rows come almost in order, and sorting all of the history at once would
# take hundreds of megabytes.
_ASIDE = """
SELECT type, name, sql FROM sqlite_master
WHERE type = 'trigger' OR (type = 'index' AND tbl_name = 'orders' AND sql <> '')
"""

_LAST_OPERATIONS = """
UPDATE orders SET last_operation = (SELECT max(operation_id) FROM history WHERE order_row = orders.id)
""".strip()


@contextmanager
def loading(engine: Engine) -> Iterator[Batches]:
    """One transaction in which a fresh database is filled: whole, or not at all.

    Triggers and the indexes of the orders are put aside, and put back from their own SQL when everything is in.
    """
    with _settings(engine, _BARE), engine.writing():
        aside = engine.rows(_ASIDE)
        for kind, name, _sql in aside:
            engine.run(f"DROP {kind} {name}")
        batches = Batches(engine)
        yield batches
        batches.write()
        _put_back(engine, "index", aside)
        engine.run(_LAST_OPERATIONS)
        _put_back(engine, "trigger", aside)
        engine.run("INSERT INTO search (search) VALUES ('rebuild')")
        engine.run("ANALYZE")


def _put_back(engine: Engine, wanted: str, aside: list[Row]) -> None:
    for kind, _name, sql in aside:
        if kind == wanted:
            engine.run(sql)


@contextmanager
def _settings(engine: Engine, pragmas: dict[str, str | int]) -> Iterator[None]:
    """The connection with other settings for a while."""
    before = {name: engine.rows(f"PRAGMA {name}")[0][0] for name in pragmas}
    try:
        for name, value in pragmas.items():
            engine.rows(f"PRAGMA {name} = {value}")
        yield
    finally:
        for name, value in before.items():
            engine.rows(f"PRAGMA {name} = {value}")
