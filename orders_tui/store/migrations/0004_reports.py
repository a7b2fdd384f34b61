"""What is reported: more kinds of payments, with the gateway's own ids and fees; lines of the intake by their store.

And of an order the payment method's own word, when it was settled and returned, and whether its phone is to be checked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from peewee import Database

FACTS = (
    "ALTER TABLE orders ADD COLUMN method_word TEXT NOT NULL DEFAULT '' CHECK (instr(method_word, char(0)) = 0)",
    "ALTER TABLE orders ADD COLUMN settled_at INTEGER",
    "ALTER TABLE orders ADD COLUMN returned_at INTEGER",
    """ALTER TABLE orders ADD COLUMN phone_check INTEGER
    GENERATED ALWAYS AS (phone <> '' AND (phone NOT GLOB '+[0-9]*' OR substr(phone, 2) GLOB '*[^0-9]*')) VIRTUAL""",
    "CREATE INDEX orders_phone_check ON orders (fulfil, created_at) WHERE phone_check = 1 AND deleted_at IS NULL",
    """CREATE INDEX orders_trash_conflicts ON orders (fulfil, created_at)
    WHERE deleted_at IS NOT NULL AND payment_status = 'conflict'""",
)

# What the history tells; a payment marked by hand was not reported.
TIMES = (
    """UPDATE orders SET settled_at = coalesce(
      (SELECT max(at) FROM payment WHERE order_row = orders.id AND reported = 'settled'), paid_at
    ) WHERE payment_status = 'settled'""",
    """UPDATE orders SET returned_at = (
      SELECT max(operation.at) FROM history JOIN operation ON operation.id = operation_id
      WHERE order_row = orders.id AND field = 'status' AND new = 'rts'
    ) WHERE status = 'rts'""",
)

PAYMENT = """
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  at INTEGER NOT NULL,
  reported TEXT NOT NULL
    CHECK (reported IN ('paid', 'settled', 'conflict', 'failed', 'expired', 'refunded', 'confirmation')),
  amount INTEGER,
  bank TEXT NOT NULL DEFAULT '',
  holder TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  "transaction" TEXT NOT NULL DEFAULT '',
  fee INTEGER
) STRICT
"""
PAYMENTS = """
INSERT INTO payment (id, order_row, operation_id, at, reported, amount, bank, holder, day, note)
SELECT id, order_row, operation_id, at, reported, amount, bank, holder, day, note FROM before ORDER BY id
"""
INTAKE = """
CREATE TABLE intake (
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  store TEXT NOT NULL,
  digest TEXT NOT NULL,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  PRIMARY KEY (key, kind, store)
) STRICT, WITHOUT ROWID
"""
# What a line asks for is said otherwise now, so that what was kept of it cannot be compared.
LINES = """
INSERT INTO intake (key, kind, store, digest, order_row, operation_id)
SELECT key, kind, orders.store, '', order_row, operation_id
FROM before JOIN orders ON orders.id = order_row ORDER BY key, kind
"""


def up(migrator: object, db: Database) -> None:
    """Add the columns, fill them from what is known, and make the two tables anew."""
    for statement in FACTS:
        db.execute_sql(statement)
    # What is known of old orders is no change of them.
    with _without_triggers(db, "orders"):
        for statement in TIMES:
            db.execute_sql(statement)
    for table, create, fill in (("payment", PAYMENT, PAYMENTS), ("intake", INTAKE, LINES)):
        _made_anew(db, table, create, fill)


def _made_anew(db: Database, table: str, create: str, fill: str) -> None:
    # They go with the table, so they are written down first. SQLite drops a table without asking its triggers of
    # DELETE.
    kept = _schema(db, table, "type IN ('index', 'trigger') AND sql <> ''")
    db.execute_sql(f"CREATE TEMP TABLE before AS SELECT * FROM {table}")
    db.execute_sql(f"DROP TABLE {table}")
    for statement in (create, fill, "DROP TABLE before", *kept.values()):
        db.execute_sql(statement)


@contextmanager
def _without_triggers(db: Database, table: str) -> Iterator[None]:
    triggers = _schema(db, table, "type = 'trigger'")
    for name in triggers:
        db.execute_sql(f"DROP TRIGGER {name}")
    yield
    for statement in triggers.values():
        db.execute_sql(statement)


def _schema(db: Database, table: str, which: str) -> dict[str, str]:
    """The name and the SQL of what belongs to a table."""
    sql = f"SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND {which}"
    return dict(db.execute_sql(sql, (table,)).fetchall())
