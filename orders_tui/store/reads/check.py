"""Looking the whole database over: the file, the links between tables, the search index, the totals, the history."""

from typing import NamedTuple

from orders_tui.domain.flow import all_steps
from orders_tui.domain.words import _, later
from orders_tui.store.engine.sqlite import Engine

SHOWN = 20
"""How many cases of one kind are named."""


class Finding(NamedTuple):
    """One thing that is wrong; `where` names the order or the part of the file."""

    what: str
    where: str


_ROWS: tuple[tuple[str, str], ...] = (
    (
        later("the total is not what its items and charges add up to"),
        """
        SELECT order_id FROM orders WHERE subtotal <> coalesce(
          (SELECT sum(price * quantity) FROM item WHERE order_row = orders.id), -1)
        """,
    ),
    (
        later("the kind of goods is not that of its items"),
        """
        SELECT order_id FROM orders WHERE goods <> (
          SELECT CASE WHEN count(DISTINCT kind) > 1 THEN 'mixed' ELSE max(kind) END
          FROM item WHERE order_row = orders.id)
        """,
    ),
    (
        later("its history does not begin with a new order"),
        """
        SELECT order_id FROM orders WHERE NOT EXISTS (
          SELECT 1 FROM history WHERE order_row = orders.id AND field = 'status' AND old IS NULL)
        """,
    ),
    (
        later("a step in its history does not follow the one before"),
        """
        SELECT DISTINCT order_id FROM (
          SELECT order_row, old, lag(new) OVER (PARTITION BY order_row ORDER BY id) AS before
          FROM history WHERE field = 'status')
        JOIN orders ON orders.id = order_row WHERE old IS NOT before
        """,
    ),
    (
        later("a step in its history is not in the transition table"),
        """
        SELECT DISTINCT order_id FROM history AS h
        JOIN orders ON orders.id = h.order_row JOIN operation ON operation.id = h.operation_id
        WHERE h.field = 'status' AND h.old IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM step WHERE goods = orders.goods AND src = h.old AND dst = h.new)
          AND NOT (
            h.new IS (
              SELECT old FROM history WHERE operation_id = operation.undoes AND order_row = h.order_row
                AND field = 'status' ORDER BY id LIMIT 1)
            AND h.old IS (
              SELECT new FROM history WHERE operation_id = operation.undoes AND order_row = h.order_row
                AND field = 'status' ORDER BY id DESC LIMIT 1))
        """,
    ),
    (
        later("its last operation is not in its history"),
        """
        SELECT order_id FROM orders WHERE NOT EXISTS (
          SELECT 1 FROM history WHERE order_row = orders.id AND operation_id = last_operation)
        """,
    ),
)


_ENDS = {
    "status": later("its history does not end with its status"),
    "payment_status": later("its history does not end with its payment status"),
    "method": later("its history does not end with its payment method"),
    "courier": later("its history does not end with its courier"),
    "receipt": later("its history does not end with its receipt number"),
    "handler": later("its history does not end with its handler"),
    "note": later("its history does not end with its note"),
    "deleted_at": later("its history does not end with its being in the trash or not"),
}
"""The fields that are as the last change of them left them, if there was one: a new order notes its status alone."""
_VERSION = later("its version is not what its history counts")


def _endings() -> str:
    """One walk over the history: for each order and field, whether its last change is what the order has.

    An operation counts the version up once or more, and leaves at least a row each time.
    """
    last = ", ".join(f"max(id) FILTER (WHERE field = '{name}') AS {name}" for name in _ENDS)
    wrong = ", ".join(
        f"last.{name} IS NOT NULL AND CAST(orders.{name} AS TEXT) IS NOT"
        f" (SELECT new FROM history WHERE id = last.{name}) AS {name}"
        for name in _ENDS
    )
    return f"""
        SELECT * FROM (
          SELECT order_id, {wrong}, version NOT BETWEEN operations AND changes AS version
          FROM (
            SELECT order_row, {last}, count(DISTINCT operation_id) AS operations, count(*) AS changes
            FROM history GROUP BY order_row) AS last
          JOIN orders ON orders.id = order_row)
        WHERE {" OR ".join(_ENDS)} OR version LIMIT {SHOWN * len(_ENDS)}
        """


def check(engine: Engine) -> list[Finding]:
    """Everything that is wrong; at most `SHOWN` cases of a kind."""
    findings = [
        Finding(_("the file is damaged"), str(line))
        for (line,) in engine.rows(f"PRAGMA integrity_check({SHOWN})")
        if line != "ok"
    ]
    findings += [
        Finding(_("a link leads nowhere"), f"{table} {row} → {parent}")
        for table, row, parent, _key in engine.rows("PRAGMA foreign_key_check")[:SHOWN]
    ]
    stored = set(engine.rows("SELECT goods, src, dst FROM step"))
    if stored != {(str(goods), str(src), str(dst)) for goods, src, dst in all_steps()}:
        findings.append(Finding(_("the transition table is not the program's"), "step"))
    findings += _search(engine)
    for what, sql in _ROWS:
        found = engine.rows(f"{sql} LIMIT {SHOWN}")
        findings += [Finding(_(what), order_id) for (order_id,) in found]
    return findings + _ended(engine)


def _ended(engine: Engine) -> list[Finding]:
    rows = engine.rows(_endings())
    kinds = enumerate((*_ENDS.values(), _VERSION), 1)
    return [Finding(_(what), row[0]) for at, what in kinds for row in [row for row in rows if row[at]][:SHOWN]]


def _search(engine: Engine) -> list[Finding]:
    trouble = engine.search_trouble()
    return [Finding(_("the search index does not fit the orders"), trouble)] if trouble else []
