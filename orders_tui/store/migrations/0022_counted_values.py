"""Indexes in the order of the values that filters count, so that each is counted by one walk over a small index."""

from peewee import Database

# Of the last ones few shops have any, and orders that have none take no entry.
CONDITIONS = {
    "city": "",
    "province": "",
    "source": "",
    "platform": "platform > '' AND ",
    "utm_source": "utm_source > '' AND ",
    "tracking_note": "tracking_note > '' AND ",
}

STATEMENTS = (
    # Unlike other indexes they do not begin with the role: the planner would take one of them for any walk over it.
    *(
        f"CREATE INDEX orders_{column} ON orders ({column} COLLATE NOCASE, fulfil) WHERE {condition}deleted_at IS NULL"
        for column, condition in CONDITIONS.items()
    ),
    "CREATE INDEX item_product ON item (name COLLATE NOCASE, order_row)",
    # With role and trash in the index, the orders of every buyer are counted without a look at the orders.
    "DROP INDEX orders_phone",
    "CREATE INDEX orders_phone ON orders (phone, created_at, fulfil, deleted_at) WHERE phone > ''",
)
MEASURED = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"


def up(migrator: object, db: Database) -> None:
    """Make the indexes; where there are statistics, with theirs, since the planner misjudges those without."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    if db.execute_sql(MEASURED).fetchone():
        db.execute_sql("ANALYZE")
