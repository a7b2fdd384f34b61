"""The rows that a table holds, and which it asks for; no screen."""

from orders_tui.ui.widgets.table.columns import Column
from orders_tui.ui.widgets.table.rows import RowCache, RowView
from tests.ui.table.shop import COLUMNS, Order, order, view


def cache(*rows: int) -> RowCache[Order]:
    """A cache that holds the rows of these places."""
    made: RowCache[Order] = RowCache(view, COLUMNS)
    for row in rows:
        made.put(row, [order(row)])
    return made


def test_rows_are_described_once_for_the_columns_shown() -> None:
    described: list[tuple[int, int]] = []

    def counted(row: Order, columns: tuple[Column, ...]) -> RowView:
        described.append((row[0], len(columns)))
        return view(row, columns)

    rows = RowCache(counted, COLUMNS)
    rows.put(3, [order(3)])
    assert (rows.key(3), rows.key(3), rows.key(4)) == (3, 3, None)
    assert described == [(3, 4)]
    rows.describe_for(COLUMNS[:2])
    assert rows.key(3) == 3
    assert described == [(3, 4), (3, 2)]


def test_what_is_missing_is_asked_for_once() -> None:
    rows = cache(10, 11)
    assert rows.ask(range(10, 12), range(5, 16)) is None
    assert rows.ask(range(10, 13), range(5, 16)) == range(5, 16)
    assert rows.ask(range(8, 14), range(3, 18)) is None
    assert rows.ask(range(10, 18), range(8, 20)) == range(8, 20)


def test_an_answer_lets_the_rest_be_asked_for_again() -> None:
    rows = cache()
    assert rows.ask(range(4), range(6)) == range(6)
    rows.put(0, [order(0)])
    assert rows.ask(range(4), range(6)) == range(1, 6)


def test_rows_far_away_are_let_go_but_for_one() -> None:
    rows = cache(*range(20))
    rows.trim(range(5, 8), spare=15)
    assert [place for place, _row in rows.all()] == [5, 6, 7, 15]
    assert len(rows) == 4
    assert 15 in rows
    rows.clear()
    assert list(rows.all()) == []


def test_without_marks_nothing_is_marked() -> None:
    rows = cache(1)
    held = rows.get(1)
    assert held is not None
    assert not rows.can_be_marked
    assert not rows.is_marked(held)
    assert not rows.mark_changed(1)
