"""Sets of row ids that stay small however many there are."""

from collections.abc import Collection, Iterator, Set
from itertools import compress, count


class RowSet(Set[int]):
    """A frozen set of row ids, one byte for each that there may be: a million take a megabyte, not sixty.

    To make one of a million ids takes a moment, a tenth of a second and more; what it does after that takes none.
    """

    __slots__ = ("_flags",)

    def __init__(self, rows: Collection[int] = ()) -> None:
        flags = bytearray(max(rows, default=-1) + 1)
        for row in rows:
            flags[row] = 1
        self._flags = bytes(flags)

    @classmethod
    def of(cls, rows: Collection[int]) -> "RowSet":
        """The set of these row ids; a set of this kind stays itself."""
        return rows if isinstance(rows, RowSet) else cls(rows)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 <= row < len(self._flags) and self._flags[row] == 1

    def __iter__(self) -> Iterator[int]:
        """The row ids from the lowest to the highest."""
        return compress(count(), self._flags)

    def __len__(self) -> int:
        return self._flags.count(1)

    def __eq__(self, other: object) -> bool:
        return self._flags == other._flags if isinstance(other, RowSet) else super().__eq__(other)

    def __hash__(self) -> int:
        return self._hash()  # that of a `frozenset` of the same ids

    def __repr__(self) -> str:
        return f"RowSet({list(self)})"

    def union(self, rows: Collection[int]) -> "RowSet":
        """Those of this set and these."""
        return self._of_bits(self._bits() | RowSet.of(rows)._bits())

    def difference(self, rows: Collection[int]) -> "RowSet":
        """Those of this set but these."""
        bits = self._bits()
        return self._of_bits(bits ^ (bits & RowSet.of(rows)._bits()))

    def symmetric_difference(self, rows: Collection[int]) -> "RowSet":
        """Those of this set or of these, but not of both."""
        return self._of_bits(self._bits() ^ RowSet.of(rows)._bits())

    def _bits(self) -> int:
        """The bytes as one number, on which all of them are worked at once."""
        return int.from_bytes(self._flags, "little")

    @staticmethod
    def _of_bits(bits: int) -> "RowSet":
        made = RowSet()
        made._flags = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        return made


NO_ROWS = RowSet()
