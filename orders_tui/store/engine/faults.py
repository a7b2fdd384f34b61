"""What is wrong with the search of a SQLite database: the texts that it looks into, and their index."""

from typing import Any

from orders_tui.domain.search import SEARCHED, sought
from orders_tui.domain.text import show
from orders_tui.store.engine.translate import sqlite3

_STALE = f"""
SELECT order_id FROM orders LEFT JOIN sought ON order_row = id
WHERE text IS NOT sought({", ".join(SEARCHED)}) LIMIT ?
"""


def stale_texts(connection: Any, most: int) -> list[str]:
    """The ids of orders whose searched text is not the one that they should have; at most so many."""
    connection.create_function("sought", len(SEARCHED), sought)
    return [order_id for (order_id,) in connection.execute(_STALE, (most,))]


def index_faults(connection: Any) -> list[str]:
    """How the search index differs from its texts; in a write transaction, without which SQLite does not compare."""
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return [show(str(error))]
    return []
