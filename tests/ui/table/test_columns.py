"""How many cells each column of a table gets."""

from hypothesis import given
from hypothesis import strategies as st

from orders_tui.ui.widgets.table.columns import Column, lay_out


def test_flexible_columns_take_the_rest_by_weight() -> None:
    columns = (Column("a", "A", 4), Column("b", "B", 4, flex=1), Column("c", "C", 4, flex=2))
    layout = lay_out(columns, available=2 + 15 + 9, gutter=2)
    assert layout.widths == (4, 7, 10)
    assert layout.total == layout.available
    assert not layout.scrolls


def test_columns_shrink_to_their_least_before_the_table_scrolls() -> None:
    columns = (Column("a", "A", 4), Column("b", "B", 10, min_width=4), Column("c", "C", 10, min_width=7))
    assert lay_out(columns, available=24).widths == (4, 8, 9)
    tight = lay_out(columns, available=18)
    assert tight.widths == (4, 4, 7)
    assert not tight.scrolls
    assert lay_out(columns, available=17).scrolls


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 3)), max_size=8),
    st.integers(0, 200),
)
def test_every_width_is_laid_out(sizes: list[tuple[int, int, int]], available: int) -> None:
    columns = tuple(Column(str(i), "", width, least, flex) for i, (width, least, flex) in enumerate(sizes))
    layout = lay_out(columns, available, gutter=2)
    assert all(width >= column.least for width, column in zip(layout.widths, columns, strict=True))
    assert layout.scrolls == (2 + sum(column.least + 1 for column in columns) > available)
    if any(column.flex for column in columns) and not layout.scrolls:
        assert layout.total <= available


def test_columns_are_scrolled_by_whole_ones_beside_those_that_stay_put() -> None:
    columns = tuple(Column(str(width), str(width), width) for width in (6, 8, 10, 12, 4))
    layout = lay_out(columns, 30, gutter=2, fixed_columns=1)
    assert layout.stops == (0, 9, 20)
    assert [layout.stop(0, by) for by in (-1, 0, 1, 2, 9)] == [0, 0, 9, 20, 20]
    assert layout.stop(13) == 9, "what lies between two goes back to the one before"
    assert [layout.edge(stop) for stop in layout.stops] == [29, 29, 47], "no column is cut by the edge"


def test_a_column_wider_than_the_table_is_seen_in_part() -> None:
    layout = lay_out((Column("a", "a", 6), Column("b", "b", 40)), 20, fixed_columns=1)
    assert layout.stops == (0,)
    assert layout.edge(0) == 20
