"""A step in the history keeps since when the order had its old status, so that undoing it need not look that up.

Older lines do not say it: there it is found among the steps before.
"""

from peewee import Database

COLUMN = "ALTER TABLE history ADD COLUMN since INTEGER"
FIXED = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'history_fixed'"
LAST = "NEW.field IS NOT OLD.field"


def up(migrator: object, db: Database) -> None:
    """Add the column, and let the guard of the history hold it too."""
    [sql] = db.execute_sql(FIXED).fetchone()
    for statement in (
        COLUMN,
        "DROP TRIGGER history_fixed",
        sql.replace(LAST, f"{LAST} OR NEW.since IS NOT OLD.since"),
    ):
        db.execute_sql(statement)
