"""How many new orders of a store were given to whom on which day, so that the next one goes by share."""

from peewee import Database

SHARED_OUT = """
CREATE TABLE shared_out (
  store TEXT NOT NULL CHECK (store <> ''),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  handler TEXT NOT NULL CHECK (handler <> ''),
  orders INTEGER NOT NULL CHECK (orders > 0),
  PRIMARY KEY (store, day, handler)
) STRICT, WITHOUT ROWID
"""


def up(migrator: object, db: Database) -> None:
    """Make the table."""
    db.execute_sql(SHARED_OUT)
