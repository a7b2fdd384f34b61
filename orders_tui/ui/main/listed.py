"""The list on the screen as others ask for it: what is in it, what is marked, and what it shows."""

from collections.abc import Awaitable, Callable, Sequence

from orders_tui.domain.query import OrderQuery


class Listed:
    """The list on the screen, as far as an export is about it."""

    def __init__(
        self,
        rows: Callable[[], Awaitable[Sequence[int]]],
        marked: Callable[[], Awaitable[Sequence[int]]],
        query: Callable[[], OrderQuery],
        columns: Callable[[], Sequence[str]],
    ) -> None:
        """Name what is asked.

        Args:
            rows: the row ids of those of its orders that still fit it, in its order.
            marked: those of the marked orders.
            query: what it was asked for.
            columns: the names of the facts whose columns it shows.
        """
        self.rows, self.marked, self.query, self.columns = rows, marked, query, columns
