"""Which orders are marked: some that were picked, or everything in the list but some."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks on the orders of one list, by row id."""

    everything: bool = False
    """Whether all of the list are marked, loaded or not."""
    rows: frozenset[int] = frozenset()
    """The marked ones; with `everything`, those that are not."""

    def __contains__(self, row: object) -> bool:
        return (row in self.rows) != self.everything

    def toggled(self, row: int) -> "Marks":
        """With the mark of the order of this row id put there or taken away."""
        return replace(self, rows=self.rows ^ {row})

    def with_rows(self, rows: Iterable[int]) -> "Marks":
        """With these marked as well."""
        return replace(self, rows=self.rows - set(rows) if self.everything else self.rows | set(rows))

    def without_rows(self, rows: Iterable[int]) -> "Marks":
        """With these not marked."""
        return replace(self, rows=self.rows | set(rows) if self.everything else self.rows - set(rows))

    def with_later(self, before: "Marks", now: "Marks") -> "Marks":
        """These, as which others were settled, with what was marked while that was done.

        Args:
            before: what was settled.
            now: what has become of it.
        """
        if now == before:
            return self
        if before.everything and now.everything:
            return replace(self, rows=self.rows ^ before.rows ^ now.rows)
        return now

    def count(self, total: int) -> int:
        """How many are marked in a list of `total` orders."""
        return total - len(self.rows) if self.everything else len(self.rows)


NONE = Marks()
ALL = Marks(everything=True)
