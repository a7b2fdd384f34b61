"""Sets of row ids that stay small."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.row_set import NO_ROWS, RowSet

rows = st.lists(st.integers(min_value=0, max_value=40))


@given(rows, rows)
def test_it_is_what_a_set_of_the_same_ids_is(some: list[int], others: list[int]) -> None:
    one, other = RowSet(some), RowSet(others)
    assert list(one) == sorted(set(some))
    assert (len(one), bool(one)) == (len(set(some)), bool(some))
    assert [row for row in range(-1, 50) if row in one] == sorted(set(some))
    assert one.union(others) == set(some) | set(others)
    assert one.difference(others) == set(some) - set(others)
    assert one.symmetric_difference(others) == set(some) ^ set(others)
    assert (one == other) is (set(some) == set(others))
    assert hash(one) == hash(frozenset(some))


@given(rows, rows)
def test_however_it_was_made_it_is_the_same(some: list[int], others: list[int]) -> None:
    made = RowSet([*some, *others]).difference(RowSet(others))
    assert made == RowSet(set(some) - set(others))
    assert made == frozenset(some) - frozenset(others)
    assert RowSet.of(made) is made


def test_a_million_ids_take_a_megabyte() -> None:
    half = RowSet(range(0, 1_000_000, 2))
    everything = half.union(range(1, 1_000_001, 2))
    assert len(everything) == 1_000_000
    assert sys.getsizeof(everything._flags) < 1_100_000
    assert everything.difference(everything) == NO_ROWS
