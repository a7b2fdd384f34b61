"""What was typed into a form and not saved yet, so that a line that drops loses nothing."""

from peewee import Database

DRAFT = """
CREATE TABLE draft (
  owner TEXT NOT NULL,
  place TEXT NOT NULL,
  order_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (instr(text, char(0)) = 0),
  PRIMARY KEY (owner, place, order_id)
) STRICT, WITHOUT ROWID
"""


def up(migrator: object, db: Database) -> None:
    """Make the table."""
    db.execute_sql(DRAFT)
