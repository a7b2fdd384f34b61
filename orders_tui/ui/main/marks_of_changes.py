"""Which marks a change leaves, and which it took away, so that undoing it marks the same orders again."""

from array import array
from collections.abc import Sequence

from orders_tui.domain.plans import Result, Selection
from orders_tui.domain.row_set import NO_ROWS, RowSet

_KEPT = 20
"""Of how many changes the marks are known."""


def left_as_they_were(meant: Selection, tried: Selection, result: Result) -> RowSet:
    """The orders that a change did not change, by row id; they stay marked, for the next try.

    Args:
        meant: all orders that were chosen for it.
        tried: those of them that it was carried out on.
        result: what became of these; a change that was stopped dealt with the first of them.
    """
    rest = tried.keys[result.done + len(result.refused_keys) :]
    # Most changes pass nobody over, and of a million orders that takes a moment to find out.
    passed_over = RowSet(meant.keys).difference(tried.keys) if len(meant) > len(tried) else NO_ROWS
    return passed_over.union(rest).union(result.refused_keys)


class MarksOfChanges:
    """The orders that changes unmarked, by the operation that undo or redo takes back."""

    def __init__(self) -> None:
        self._rows: dict[int, array[int]] = {}

    def note(self, rows: Sequence[int], result: Result) -> None:
        """Note that a change of these orders, in their order, took the marks off those that it changed."""
        self._keep(result, _dealt_with(rows, result))

    def reversed(self, operation: int, result: Result) -> RowSet:
        """The orders whose marks an undo or redo of this operation turns round; it can itself be turned round."""
        rows = self._rows.pop(operation, None)
        if rows is None:
            return NO_ROWS
        turned = _dealt_with(rows, result)
        self._keep(result, turned)
        if result.stopped:
            # The next undo goes on with the rest, by the same operation.
            self._rows[operation] = rows[result.done + len(result.refused_keys) :]
        return RowSet(turned)

    def _keep(self, result: Result, rows: "array[int]") -> None:
        if result.operation is None:
            return
        self._rows[result.operation] = rows
        while len(self._rows) > _KEPT:
            # The oldest, since a dict keeps the order in which its keys came.
            del self._rows[next(iter(self._rows))]


def _dealt_with(rows: Sequence[int], result: Result) -> "array[int]":
    refused = RowSet(result.refused_keys)
    dealt_with = rows[: result.done + len(refused)]
    return array("q", (row for row in dealt_with if row not in refused) if refused else dealt_with)
