"""Which orders are marked: some that were picked, or everything in the list but some."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from orders_tui.domain.row_set import NO_ROWS, RowSet


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks on the orders of one list, by row id."""

    everything: bool = False
    """Whether all of the list are marked, loaded or not."""
    rows: RowSet = NO_ROWS
    """The marked ones; with `everything`, those that are not."""

    def __contains__(self, row: object) -> bool:
        return (row in self.rows) != self.everything

    def toggled(self, row: int) -> "Marks":
        """With the mark of the order of this row id put there or taken away."""
        return replace(self, rows=self.rows.symmetric_difference((row,)))

    def with_rows(self, rows: Collection[int]) -> "Marks":
        """With these marked as well."""
        return replace(self, rows=self.rows.difference(rows) if self.everything else self.rows.union(rows))

    def without_rows(self, rows: Collection[int]) -> "Marks":
        """With these not marked."""
        return replace(self, rows=self.rows.union(rows) if self.everything else self.rows.difference(rows))

    def with_later(self, before: "Marks", now: "Marks") -> "Marks":
        """These, as which others were settled, with what was marked while that was done.

        Args:
            before: what was settled.
            now: what has become of it.
        """
        if now == before:
            return self
        # Both times all but some: what was marked or unmarked meanwhile is where the two exceptions differ.
        if before.everything and now.everything:
            return replace(self, rows=self.rows.symmetric_difference(before.rows.symmetric_difference(now.rows)))
        return now

    def count(self, total: int) -> int:
        """How many are marked in a list of `total` orders."""
        return total - len(self.rows) if self.everything else len(self.rows)


NONE = Marks()
ALL = Marks(everything=True)
