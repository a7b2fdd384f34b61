"""What was done with orders that changed none of them, such as writing them to a file, is kept too."""

from peewee import Database

TABLE = """
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  via TEXT NOT NULL,
  place TEXT NOT NULL,
  deed TEXT NOT NULL CHECK (deed <> ''),
  what TEXT NOT NULL,
  orders INTEGER NOT NULL CHECK (orders >= 0)
) STRICT
"""
GUARDS = (
    """CREATE TRIGGER audit_keep BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END""",
    """CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END""",
    """CREATE TRIGGER audit_new BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END""",
)


def up(migrator: object, db: Database) -> None:
    """Make the table and its guards."""
    for statement in (TABLE, *GUARDS):
        db.execute_sql(statement)
