"""Operations are taken back part by part, and what is known of buyers and of emptied orders can be removed.

How far an operation was taken back is kept beside it, so that several undos may share it. The guards of the history
and the payments let through what is erased, and nothing else.
"""

from peewee import Database

atomic = False
"""Looking after links would take most of the time, and that can be left off only outside a transaction."""

OPERATION = """
CREATE TABLE operations (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  via TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  undoes INTEGER REFERENCES operation (id),
  CHECK ((kind IN ('undo', 'redo')) = (undoes IS NOT NULL))
) STRICT
"""
MADE_ANEW = (
    "INSERT INTO operations (id, at, by, via, place, kind, undoes)"
    " SELECT id, at, by, via, place, kind, undoes FROM operation ORDER BY id",
    "DROP TABLE operation",
    "ALTER TABLE operations RENAME TO operation",
    "CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL",
)

TAKEN_BACK = (
    """
CREATE TABLE taken_back (
  operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
  entry INTEGER NOT NULL
) STRICT
""",
    """
INSERT INTO taken_back (operation_id, entry)
SELECT undoes, coalesce((SELECT max(id) FROM history WHERE operation_id = undoes), 0)
FROM operation WHERE undoes IS NOT NULL
""",
)

ERASING = (
    "ALTER TABLE orders ADD COLUMN emptied_at INTEGER",
    # What was emptied is in no list.
    "DROP INDEX IF EXISTS orders_trash",
    "CREATE INDEX orders_trash ON orders (fulfil, created_at) WHERE deleted_at IS NOT NULL AND emptied_at IS NULL",
    "CREATE TABLE erasing (order_row INTEGER PRIMARY KEY REFERENCES orders (id)) STRICT",
)
FIXED = {
    "history": ("id", "operation_id", "order_row", "field"),
    "payment": ("id", "operation_id", "order_row", "at", "reported", "amount", "fee"),
}
"""What even erasing leaves as it is."""
SAYS = {"history": "history is only ever added to", "payment": "payments are only ever added to"}


def guards(table: str) -> tuple[str, ...]:
    """The guards of a table to whose rows only those of an order that is being erased are an exception."""
    stands = "NOT EXISTS (SELECT 1 FROM erasing WHERE order_row = OLD.order_row)"
    moved = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FIXED[table])
    refused = f"BEGIN SELECT RAISE(ABORT, '{SAYS[table]}'); END"
    return (
        f"DROP TRIGGER {table}_keep",
        f"DROP TRIGGER {table}_fixed",
        f"CREATE TRIGGER {table}_keep BEFORE DELETE ON {table} WHEN {stands} {refused}",
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} WHEN {stands} OR {moved} {refused}",
    )


def up(migrator: object, db: Database) -> None:
    """Make the table of operations anew, whole or not at all, and add what the rest needs."""
    if db.table_exists("taken_back"):
        return  # it was cut off after that
    db.execute_sql("PRAGMA foreign_keys = 0")
    # Otherwise the renaming would want every trigger that reads operations to find them.
    db.execute_sql("PRAGMA legacy_alter_table = 1")
    try:
        with db.atomic():
            sql = "SELECT sql FROM sqlite_master WHERE tbl_name = 'operation' AND type = 'trigger'"
            triggers = [sql for (sql,) in db.execute_sql(sql).fetchall()]
            guarded = [statement for table in FIXED for statement in guards(table)]
            for statement in (OPERATION, *MADE_ANEW, *triggers, *TAKEN_BACK, *ERASING, *guarded):
                db.execute_sql(statement)
    finally:
        db.execute_sql("PRAGMA legacy_alter_table = 0")
        db.execute_sql("PRAGMA foreign_keys = 1")
