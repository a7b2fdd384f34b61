"""Lines of the intake are found by type and id, with a hash of their command; payments are never changed or removed.

An index finds the order that has a receipt number.
"""

from peewee import Database

atomic = False
"""Looking after links would take most of the time, and that can be left off only outside a transaction."""

# What each line was, from what its operation wrote.
KINDS = """
INSERT OR IGNORE INTO kinds
SELECT operation_id, CASE
  WHEN field IN ('payment', 'confirmation') THEN field
  WHEN old IS NULL THEN 'order'
  WHEN new = 'shipped' THEN 'shipment'
  WHEN new = 'completed' THEN 'delivered'
  ELSE 'returned' END
FROM history
WHERE field IN ('payment', 'confirmation')
  OR field = 'status' AND (old IS NULL OR new IN ('shipped', 'completed', 'rts'))
"""

INTAKE = """
CREATE TABLE intake (
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  PRIMARY KEY (key, kind)
) STRICT, WITHOUT ROWID
"""

LINES = """
INSERT INTO intake (key, kind, digest, order_row, operation_id)
SELECT key, coalesce(kind, 'order'), '', order_row, operation_id FROM lines LEFT JOIN kinds ON id = operation_id
"""

# Worded so that no list takes it for an index of all orders with a receipt number.
RECEIPTS = "CREATE INDEX orders_receipt ON orders (receipt) WHERE receipt > ''"

TRIGGERS = (
    "CREATE TRIGGER payment_keep BEFORE DELETE ON payment"
    " BEGIN SELECT RAISE(ABORT, 'payments are only ever added to'); END",
    "CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment"
    " BEGIN SELECT RAISE(ABORT, 'payments are only ever added to'); END",
    # REPLACE removes a row without asking the triggers of DELETE.
    "CREATE TRIGGER payment_new BEFORE INSERT ON payment WHEN EXISTS (SELECT 1 FROM payment WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'payments are only ever added to'); END",
)


def up(migrator: object, db: Database) -> None:
    """Make the table of the intake anew, whole or not at all."""
    if any(column.name == "kind" for column in db.get_columns("intake")):
        return  # it was cut off after that
    db.execute_sql("PRAGMA foreign_keys = 0")
    try:
        with db.atomic():
            db.execute_sql("CREATE TEMP TABLE kinds (id INTEGER PRIMARY KEY, kind TEXT)")
            db.execute_sql(KINDS)
            db.execute_sql("CREATE TEMP TABLE lines AS SELECT key, order_row, operation_id FROM intake")
            db.execute_sql("DROP TABLE intake")
            for statement in (INTAKE, LINES, RECEIPTS, *TRIGGERS):
                db.execute_sql(statement)
            db.execute_sql("DROP TABLE lines")
            db.execute_sql("DROP TABLE kinds")
    finally:
        db.execute_sql("PRAGMA foreign_keys = 1")
