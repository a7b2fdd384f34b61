"""What most filters ask of an order is one small number in the index of the counts, so that one walk counts them all.

`store.reads.marks` tells what the number says; both change together, in a migration of their own.
"""

from peewee import Database

STATEMENTS = (
    """ALTER TABLE orders ADD COLUMN marks INTEGER GENERATED ALWAYS AS (
      CASE goods WHEN 'physical' THEN 0 WHEN 'digital' THEN 1 ELSE 2 END
      + 4 * (phone <> '') + 8 * phone_check + 16 * (receipt <> '')
      + 32 * (followed_up_at IS NOT NULL) + 64 * (access_sent_at IS NOT NULL) + 128 * (printed_at IS NOT NULL)
      + 256 * (returning_at IS NOT NULL) + 512 * (confirmation_at IS NOT NULL) + 1024 * (held_at IS NOT NULL)
    ) VIRTUAL""",
    "DROP INDEX orders_facets",
    # The time and the total come last, since they are only compared and summed.
    """CREATE INDEX orders_facets
    ON orders (fulfil, status_rank, payment_status, method, store, marks, created_at, total)
    WHERE deleted_at IS NULL""",
)
MEASURED = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"


def up(migrator: object, db: Database) -> None:
    """Add the number, and make the index anew; where there are statistics, with its own."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    if db.execute_sql(MEASURED).fetchone():
        db.execute_sql("ANALYZE orders_facets")
