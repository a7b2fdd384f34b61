"""Two columns are named for what they hold: what was done in the audit, and the text of a report."""

from peewee import Database

STATEMENTS = (
    "ALTER TABLE audit RENAME COLUMN deed TO action",
    "ALTER TABLE report RENAME COLUMN told TO text",
)


def up(migrator: object, db: Database) -> None:
    """Rename them; checks, indexes and guards follow."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
