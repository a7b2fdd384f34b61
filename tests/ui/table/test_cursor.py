"""Which rows are seen, where a key moves the cursor, and what is under the mouse; no screen."""

from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual.geometry import Offset

from orders_tui.ui.widgets.table.columns import Column, lay_out
from orders_tui.ui.widgets.table.cursor import HEADER, Move, Window
from orders_tui.ui.widgets.table.mouse import Spot, spot

SOME = Window(width=40, page=10, top=100, total=1000)

pages, tops, totals = st.integers(0, 60), st.integers(0, 2000), st.integers(0, 2000)


@given(pages, tops, totals, st.integers(-50, 2050))
def test_a_row_that_is_scrolled_to_is_seen(page: int, top: int, total: int, row: int) -> None:
    assume(page and total)
    window = Window(40, page, min(top, max(0, total - page)), total)
    row = window.held(row)
    new = window._replace(top=max(0, min(window.showing(row), max(0, total - page))))
    assert row in new.rows
    assert new == window or row not in window.rows, "it scrolls for nothing"


@pytest.mark.parametrize(
    ("row", "top"),
    [
        *[(100, 100), (109, 100)],
        *[(110, 104), (99, 96)],
        *[(119, 113), (90, 87)],
        *[(120, 115), (89, 84)],
        *[(999, 994), (0, -5)],
    ],
)
def test_it_scrolls_by_a_third_of_a_page_near_the_edge_and_else_to_the_middle(row: int, top: int) -> None:
    assert SOME.showing(row) == top


@pytest.mark.parametrize(
    ("way", "row"), [("up", 104), ("down", 106), ("page_up", 95), ("page_down", 115), ("first", 0), ("last", 999)]
)
def test_every_way_leads_somewhere(way: Move, row: int) -> None:
    assert SOME.held(105 + SOME.step(way)) == row


@pytest.mark.parametrize("way", get_args(Move))
@pytest.mark.parametrize("total", [0, 1])
def test_where_there_is_at_most_one_row_the_cursor_stays(way: Move, total: int) -> None:
    window = Window(page=10, total=total)
    assert window.held(window.step(way)) == 0


@given(pages, tops, totals, st.integers(0, 2100), st.integers(0, 2100))
def test_the_part_of_rows_has_just_the_lines_that_they_are_on(
    page: int, top: int, total: int, first: int, stop: int
) -> None:
    window = Window(40, page, top, total)
    part = window.part(range(first, stop))
    lines = [line for line in range(HEADER + page) if (row := window.row_at(line)) is not None and first <= row < stop]
    assert list(range(part.y, part.bottom)) == lines if lines else not part


def test_rows_around_those_that_are_seen() -> None:
    assert SOME.around(5) == range(95, 115)
    assert SOME._replace(top=2).around(5) == range(17)
    assert SOME._replace(top=990).around(5) == range(985, 1000)


LAYOUT = lay_out((Column("id", "Id", 8), Column("note", "Note", 4, sortable=False)), 40, 2)


@pytest.mark.parametrize(
    ("x", "y", "marks", "found"),
    [
        (3, 0, True, Spot(0, title=0)),
        (12, 0, True, Spot(0)),
        (30, 0, True, Spot(0)),
        (1, 0, True, Spot(0, gutter=True)),
        (1, 0, False, Spot(0)),
        (3, 1, True, Spot(1, row=100)),
        (1, 4, True, Spot(4, row=103, gutter=True)),
        (1, 4, False, Spot(4, row=103)),
    ],
)
def test_what_is_under_the_mouse(x: int, y: int, marks: bool, found: Spot) -> None:
    assert spot(Offset(x, y), LAYOUT, SOME, 0, marks=marks) == found


def test_there_is_no_row_below_the_last() -> None:
    window = SOME._replace(top=0, total=2)
    assert [spot(Offset(5, y), LAYOUT, window, 0, marks=True).row for y in range(5)] == [None, 0, 1, None, None]
