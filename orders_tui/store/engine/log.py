"""Folding SQLite's write-ahead log into the file."""

from orders_tui.store.engine.statements import Statements

WORTH_FOLDING = 2000
"""Pages in the log: the more there are, the more of them are of one page of the file, which is written only once."""
AT_ONCE = 2 * WORTH_FOLDING
"""So many are folded within a commit. That is its slow part, and every other writer waits meanwhile: what writes much
folds in between, and a single change then hardly ever finds that much in the log."""


def fold(statements: Statements) -> None:
    """Fold the log where that is worth the wait for the disk; others read and write meanwhile."""
    # A SQLite that does not know NOOP folds at once.
    _busy, pages, folded = statements.rows("PRAGMA wal_checkpoint(NOOP)")[0]
    if pages - folded >= WORTH_FOLDING:
        # PASSIVE waits for nobody, and nobody for it. Where it cannot finish now, a later one does.
        statements.rows("PRAGMA wal_checkpoint(PASSIVE)")
