"""Orders know on which platform the buyer ordered, and which advertisement or link led there."""

from peewee import Database

COLUMNS = ("platform", "utm_source")


def up(migrator: object, db: Database) -> None:
    """Add the columns; nobody knows it of the orders that there are."""
    for column in COLUMNS:
        db.execute_sql(
            f"ALTER TABLE orders ADD COLUMN {column} TEXT NOT NULL DEFAULT '' CHECK (instr({column}, char(0)) = 0)"
        )
