"""Who of the staff was given how many new orders of a store, so that the next goes by share, and whom notes mention."""

from peewee import Database

from orders_tui.domain.mentions import mentioned

STATEMENTS = (
    """
CREATE TABLE shared_out (
  store TEXT NOT NULL CHECK (store <> ''),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  handler TEXT NOT NULL CHECK (handler <> ''),
  orders INTEGER NOT NULL CHECK (orders > 0),
  PRIMARY KEY (store, day, handler)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE mention (
  order_row INTEGER NOT NULL REFERENCES orders (id),
  name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (order_row, name)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX mention_name ON mention (name, order_row)",
)


def up(migrator: object, db: Database) -> None:
    """Make the tables, and find the mentions in the notes that there are."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    for row, note in db.execute_sql("SELECT id, note FROM orders WHERE instr(note, '@') > 0").fetchall():
        for name in mentioned(note):
            db.execute_sql("INSERT INTO mention (order_row, name) VALUES (?, ?)", (row, name))
