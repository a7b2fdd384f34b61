"""Orders are found by their receipt number, and payments by their transaction, without reading all of them."""

from peewee import Database

# The expression is that of `tables.receipt_key`: capitals and blanks make no other receipt number.
INDEXES = (
    "CREATE INDEX orders_receipt_key ON orders (upper(replace(receipt, ' ', ''))) WHERE receipt > ''",
    """CREATE INDEX payment_transaction ON payment ("transaction") WHERE "transaction" > ''""",
)


def up(migrator: object, db: Database) -> None:
    """Make the indexes."""
    for statement in INDEXES:
        db.execute_sql(statement)
