"""Orders keep what the courier said about the parcel."""

from peewee import Database


def up(migrator: object, db: Database) -> None:
    """Add the column; no order has anything in it yet."""
    column = "tracking_note TEXT NOT NULL DEFAULT '' CHECK (instr(tracking_note, char(0)) = 0)"
    db.execute_sql(f"ALTER TABLE orders ADD COLUMN {column}")
