"""What was changed of the texts that a shop writes for its buyers; only ever added to, as the history of orders is."""

from peewee import Database

STATEMENTS = (
    """
CREATE TABLE text_change (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  kind TEXT NOT NULL CHECK (kind IN ('template', 'instruction', 'access', 'sender')),
  name TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT
""",
    "CREATE INDEX text_change_operation ON text_change (operation_id)",
    """
CREATE TRIGGER text_change_keep BEFORE DELETE ON text_change
BEGIN SELECT RAISE(ABORT, 'the log of texts is only ever added to'); END
""",
    """
CREATE TRIGGER text_change_fixed BEFORE UPDATE ON text_change
BEGIN SELECT RAISE(ABORT, 'the log of texts is only ever added to'); END
""",
    # REPLACE removes a row without asking the trigger of DELETE.
    """
CREATE TRIGGER text_change_new BEFORE INSERT ON text_change
WHEN EXISTS (SELECT 1 FROM text_change WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the log of texts is only ever added to'); END
""",
)


def up(migrator: object, db: Database) -> None:
    """Make the log."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
