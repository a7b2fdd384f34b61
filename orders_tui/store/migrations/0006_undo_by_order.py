"""The guards of an undo find what it takes back by the order, since an operation may have changed a million of them."""

from peewee import Database

GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ('orders_step', 'orders_into_trash')"
# With a sign before the column the planner takes the index of the other one.
BEFORE, AFTER = "WHERE operation_id = reversal.undoes", "WHERE +operation_id = reversal.undoes"


def up(migrator: object, db: Database) -> None:
    """Make both triggers anew; they refuse and allow the same as before."""
    for name, sql in db.execute_sql(GUARDS).fetchall():
        db.execute_sql(f"DROP TRIGGER {name}")
        db.execute_sql(sql.replace(BEFORE, AFTER))
