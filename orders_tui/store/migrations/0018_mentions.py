"""Whom the notes of orders mention, so that the orders are found by it."""

from peewee import SqliteDatabase

from orders_tui.domain.mentions import mentioned

STATEMENTS = (
    """
CREATE TABLE mention (
  order_row INTEGER NOT NULL REFERENCES orders (id),
  name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (order_row, name)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX mention_name ON mention (name, order_row)",
)


def up(migrator: object, db: SqliteDatabase) -> None:
    """Make the table, and find the mentions in the notes that there are."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    for row, note in db.execute_sql("SELECT id, note FROM orders WHERE instr(note, '@') > 0").fetchall():
        for name in mentioned(note):
            db.execute_sql("INSERT INTO mention (order_row, name) VALUES (?, ?)", (row, name))
