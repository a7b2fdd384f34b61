"""What other systems report is kept with its time; orders can be on hold, and wait for a confirmation to be checked."""

from peewee import Database

COLUMNS = (
    "ALTER TABLE orders ADD COLUMN returning_at INTEGER",
    "ALTER TABLE orders ADD COLUMN confirmation_at INTEGER",
    "ALTER TABLE orders ADD COLUMN held_at INTEGER",
    "ALTER TABLE orders ADD COLUMN held_reason TEXT NOT NULL DEFAULT '' CHECK (instr(held_reason, char(0)) = 0)",
)

TABLES = (
    """
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  told TEXT NOT NULL CHECK (instr(told, char(0)) = 0)
) STRICT
""",
    "CREATE INDEX report_order ON report (order_row)",
    """
CREATE TABLE body (
  id INTEGER PRIMARY KEY,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  at INTEGER NOT NULL,
  sender TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX body_order ON body (order_row)",
    """
CREATE TABLE blocked_phone (
  phone TEXT NOT NULL PRIMARY KEY CHECK (phone <> ''),
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    # As with the history, those of an order that is being erased are an exception.
    """CREATE TRIGGER report_keep BEFORE DELETE ON report
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE order_row = OLD.order_row)
BEGIN SELECT RAISE(ABORT, 'reports are only ever added to'); END""",
    """CREATE TRIGGER report_fixed BEFORE UPDATE ON report
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE order_row = OLD.order_row)
BEGIN SELECT RAISE(ABORT, 'reports are only ever added to'); END""",
    # REPLACE removes a row without asking the triggers of DELETE.
    """CREATE TRIGGER report_new BEFORE INSERT ON report WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'reports are only ever added to'); END""",
)

# Few orders are in these queues; and the orders of one buyer are found by the phone.
INDEXES = (
    "CREATE INDEX orders_held ON orders (fulfil, created_at) WHERE held_at IS NOT NULL AND deleted_at IS NULL",
    """CREATE INDEX orders_returning ON orders (fulfil, created_at)
    WHERE returning_at IS NOT NULL AND deleted_at IS NULL""",
    """CREATE INDEX orders_confirmation ON orders (fulfil, created_at)
    WHERE confirmation_at IS NOT NULL AND deleted_at IS NULL""",
    "CREATE INDEX orders_phone ON orders (phone, created_at) WHERE phone > ''",
)

# A confirmation whose order is not paid yet waits to be checked, unless it was taken back.
OPEN = """
SELECT order_row, max(at) FROM payment
WHERE reported = 'confirmation' AND operation_id NOT IN (SELECT undoes FROM operation WHERE undoes IS NOT NULL)
GROUP BY order_row
"""
FILL = """
UPDATE orders SET confirmation_at = (SELECT at FROM waiting WHERE order_row = orders.id)
WHERE id IN (SELECT order_row FROM waiting) AND payment_status IN ('unpaid', 'conflict')
"""


def up(migrator: object, db: Database) -> None:
    """Add the columns and tables, and open what waits."""
    for statement in (*COLUMNS, *TABLES):
        db.execute_sql(statement)
    # What is known of old orders is no change of them.
    triggers = db.execute_sql(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'orders' AND type = 'trigger'"
    ).fetchall()
    for name, _sql in triggers:
        db.execute_sql(f"DROP TRIGGER {name}")
    db.execute_sql("CREATE TEMP TABLE waiting (order_row INTEGER PRIMARY KEY, at INTEGER)")
    db.execute_sql(f"INSERT INTO waiting {OPEN}")
    db.execute_sql(FILL)
    db.execute_sql("DROP TABLE waiting")
    for _name, sql in triggers:
        db.execute_sql(sql)
    for statement in INDEXES:
        db.execute_sql(statement)
