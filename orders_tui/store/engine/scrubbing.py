"""Making a SQLite database forget: what was removed from its tables stays in its files until they are written anew."""

from orders_tui.store.engine.statements import Statements

_MERGED = 500
"""How many pages of the search index are merged at once."""
_SAMPLES = "SELECT name FROM sqlite_master WHERE name = 'sqlite_stat4'"
_MERGE = "INSERT INTO search (search, rank) VALUES ('merge', ?)"


def merge_search(statements: Statements, *, first: bool) -> bool:
    """Merge a part of the search index, in which removed texts leave their traces; whether more is left to merge.

    Args:
        statements: the database, in a write transaction.
        first: whether this begins, with all parts of the index; later calls go on with that.
    """
    changes = "SELECT total_changes()"
    before = statements.rows(changes)[0][0]
    # To FTS5 a negative number says that all parts are to become one; positive ones go on with that, so many pages at
    # a time.
    statements.run(_MERGE, (-_MERGED if first else _MERGED,))
    return int(statements.rows(changes)[0][0]) - int(before) >= 2  # so FTS5 says that there was something to do


def sample_anew(statements: Statements) -> None:
    """Gather the planner's statistics anew where it has samples, which are copies of what is indexed."""
    if statements.rows(_SAMPLES):
        statements.run("ANALYZE")


def write_anew(statements: Statements) -> bool:
    """Write the file anew and empty its log; whether nobody who reads kept the log from that."""
    statements.run("VACUUM")
    busy, _pages, _copied = statements.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]
    return not busy
