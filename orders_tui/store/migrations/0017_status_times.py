"""Orders know when they came to the status that they have, so that lists can show and sort by it."""

from peewee import Database

COLUMN = "ALTER TABLE orders ADD COLUMN status_at INTEGER"
KNOWN = """
UPDATE orders SET status_at = CASE status
  WHEN 'confirmed' THEN confirmed_at
  WHEN 'shipped' THEN shipped_at
  WHEN 'completed' THEN completed_at
  WHEN 'rts' THEN returned_at
  ELSE (
    SELECT operation.at FROM history JOIN operation ON operation.id = history.operation_id
    WHERE history.order_row = orders.id AND history.field = 'status' AND history.old IS NOT NULL
    ORDER BY history.id DESC LIMIT 1
  )
END
WHERE status <> 'created'
"""


def up(migrator: object, db: Database) -> None:
    """Add the column, and fill it from the history; that is no change of an order, so the version stays."""
    guard = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'orders_version'").fetchone()
    for statement in (COLUMN, "DROP TRIGGER orders_version", KNOWN, guard[0]):
        db.execute_sql(statement)
