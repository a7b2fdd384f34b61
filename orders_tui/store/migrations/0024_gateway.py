"""Orders keep what the gateway gave for the payment: where the buyer pays, by which link, and under which reference."""

from peewee import Database

COLUMNS = ("pay_code", "pay_link", "pay_reference")


def up(migrator: object, db: Database) -> None:
    """Add the columns; no order has anything in them yet."""
    for column in COLUMNS:
        db.execute_sql(
            f"ALTER TABLE orders ADD COLUMN {column} TEXT NOT NULL DEFAULT '' CHECK (instr({column}, char(0)) = 0)"
        )
