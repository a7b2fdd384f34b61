"""What a shop writes for its buyers, and when an order's access was sent and its label printed."""

from peewee import Database

COLUMNS = (
    "ALTER TABLE orders ADD COLUMN access_sent_at INTEGER",
    "ALTER TABLE orders ADD COLUMN printed_at INTEGER",
)

# An empty store, product, kind or method stands for all of them.
TEXTS = (
    """
CREATE TABLE template (
  name TEXT NOT NULL PRIMARY KEY CHECK (name <> '' AND instr(name, char(0)) = 0),
  stage TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('transfer', 'cod', 'e_payment')),
  store TEXT NOT NULL CHECK (instr(store, char(0)) = 0),
  product TEXT NOT NULL CHECK (instr(product, char(0)) = 0),
  hours INTEGER NOT NULL CHECK (hours >= 0),
  text TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE instruction (
  method TEXT NOT NULL,
  store TEXT NOT NULL CHECK (instr(store, char(0)) = 0),
  text TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0),
  PRIMARY KEY (method, store)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE access (
  product TEXT NOT NULL PRIMARY KEY CHECK (product <> '' AND instr(product, char(0)) = 0),
  text TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE sender (
  store TEXT NOT NULL PRIMARY KEY CHECK (store <> '' AND instr(store, char(0)) = 0),
  text TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0)
) STRICT, WITHOUT ROWID
""",
)


def up(migrator: object, db: Database) -> None:
    """Add the columns and make the tables."""
    for statement in (*COLUMNS, *TEXTS):
        db.execute_sql(statement)
