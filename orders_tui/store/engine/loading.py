"""Filling an empty SQLite database in bulk: indexes, triggers and links are left out until all rows are there."""

from collections.abc import Iterator
from contextlib import contextmanager

from orders_tui.store.engine.statements import Statements

_SETTINGS: dict[str, str | int] = {
    "journal_mode": "delete",
    "foreign_keys": 0,
    "ignore_check_constraints": 1,
    # Negative: kibibytes, not pages.
    "cache_size": -32 * 1024,
}
"""With a rollback journal the pages of a new file are written once, not to a log first. Constraints are not checked row
by row: what is loaded was made by the rules, and `check` finds what was not."""

# The indexes of the other tables stay: their rows come almost in order, and sorting the whole history at once would
# take hundreds of megabytes.
_DROPPED = """
SELECT type, name, sql FROM sqlite_master
WHERE type = 'trigger' OR (type = 'index' AND tbl_name = 'orders' AND sql <> '')
ORDER BY type
"""


@contextmanager
def settings_for_loading(statements: Statements) -> Iterator[None]:
    """The connection with the settings for loading, then with its own again; around the transaction, not inside it."""
    # Outside the transaction, in which SQLite passes over `foreign_keys` without an error.
    before = {name: statements.rows(f"PRAGMA {name}")[0][0] for name in _SETTINGS}
    try:
        for name, value in _SETTINGS.items():
            statements.rows(f"PRAGMA {name} = {value}")
        yield
    finally:
        for name, value in before.items():
            statements.rows(f"PRAGMA {name} = {value}")


@contextmanager
def indexes_at_the_end(statements: Statements) -> Iterator[None]:
    """Without triggers and the indexes of the orders, which are made again from their own SQL at the end."""
    dropped = statements.rows(_DROPPED)
    for kind, name, _sql in dropped:
        statements.run(f"DROP {kind} {name}")
    yield
    for _kind, _name, sql in dropped:
        statements.run(sql)
    # The triggers that keep the search index were away: it is made of all texts at once.
    statements.run("INSERT INTO search (search) VALUES ('rebuild')")
    # The empty database had nothing to measure, and without statistics the planner picks poor indexes.
    statements.run("ANALYZE")
