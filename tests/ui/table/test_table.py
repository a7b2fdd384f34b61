"""The table: its keys, and the rows that it asks for."""

import pytest
from textual.binding import Binding

from orders_tui.ui.widgets.table.table import LazyDataTable
from tests.ui.table.shop import MILLION, PAGE, Shop, opened, order, sent


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("down", 1),
        ("j j j", 3),
        ("j j up", 1),
        ("j k k", 0),
        ("pagedown", PAGE),
        ("ctrl+d ctrl+d", 2 * PAGE),
        ("pagedown pagedown pageup", PAGE),
        ("j ctrl+d ctrl+u ctrl+u", 0),
        ("end", MILLION - 1),
        ("G", MILLION - 1),
        ("ctrl+end up", MILLION - 2),
        ("G pageup", MILLION - 1 - PAGE),
        ("G pagedown j", MILLION - 1),
        ("G g", 0),
        ("G home", 0),
        ("G ctrl+home down", 1),
    ],
)
async def test_keys_move_the_cursor_and_the_cursor_is_seen(keys: str, row: int) -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert app.table.cursor_row == row
        assert app.table.cursor_key == row
        assert row in app.ids()
        assert sent(app, LazyDataTable.RowHighlighted)[-1] == LazyDataTable.RowHighlighted(app.table, row, row)


async def test_page_down_at_the_end_of_a_short_list_goes_to_its_last_row() -> None:
    app = Shop(rows=15)
    async with opened(app) as pilot:
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert app.table.cursor_row == 14
        assert app.ids() == list(range(4, 15))


async def test_a_page_keeps_the_cursor_on_its_line() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press("j", "j", "j", "pagedown")
        await pilot.pause()
        assert app.line_of(app.table.cursor_row) == 4


async def test_a_held_key_scrolls_by_a_third_of_a_page() -> None:
    app = Shop()
    async with opened(app) as pilot:
        tops = set()
        for _ in range(60):
            app.table.action_move("down")
            tops.add(app.table.scroll_offset.y)
        await pilot.pause()
        assert app.table.cursor_row == 60
        assert len(tops) <= 60 // (PAGE // 3) + 1


async def test_both_ends_of_a_million_rows_are_painted() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert app.ids() == list(range(MILLION - PAGE, MILLION))
        assert app.table.virtual_size.height == MILLION + 1
        await pilot.press("g")
        await pilot.pause()
        assert app.ids() == list(range(PAGE))


async def test_enter_selects_the_row_under_the_cursor() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        assert sent(app, LazyDataTable.RowSelected) == [LazyDataTable.RowSelected(app.table, 1, 1)]


async def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    bindings = [binding for binding in LazyDataTable.BINDINGS if isinstance(binding, Binding)]
    assert len(bindings) == len(LazyDataTable.BINDINGS)
    assert all(binding.id and binding.id.startswith("list.") for binding in bindings)
    assert all(binding.description and binding.tooltip and not binding.show for binding in bindings)
    assert len({binding.id for binding in bindings}) == len(bindings)


# Rows


async def test_rows_on_screen_and_a_page_around_them_are_wanted() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.wanted.clear()
        app.table.move_cursor(500_000)
        await pilot.pause()
        (wanted,) = app.wanted
        seen = app.table.window.rows
        assert 500_000 in seen
        assert range(wanted.first, wanted.first + wanted.count) == range(seen.start - PAGE, seen.stop + PAGE)


async def test_rows_that_are_loaded_or_on_their_way_are_not_wanted_again() -> None:
    app = Shop(answering=False)
    async with opened(app) as pilot:
        app.table.move_cursor(500_000)
        await pilot.pause()
        before = len(app.wanted)
        app.table.move_cursor(500_001)
        await pilot.press("down", "up")
        await pilot.pause()
        assert len(app.wanted) == before
        app.answer(app.wanted[-1])
        await pilot.press("down", "down")
        await pilot.pause()
        assert len(app.wanted) == before


async def test_a_new_request_covers_what_an_unanswered_one_asked_for() -> None:
    app = Shop(answering=False)
    async with opened(app) as pilot:
        app.table.move_cursor(500_000)
        await pilot.pause()
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        last = app.wanted[-1]
        assert set(app.table.window.rows) <= set(range(last.first, last.first + last.count))


async def test_rows_that_are_not_there_yet_are_blank_until_they_come() -> None:
    app = Shop(answering=False)
    async with opened(app) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert app.ids() == []
        assert app.table.cursor_key is None
        assert sent(app, LazyDataTable.RowHighlighted)[-1] == LazyDataTable.RowHighlighted(app.table, 0, 0)
        await pilot.press("enter")
        await pilot.pause()
        assert sent(app, LazyDataTable.RowSelected) == []
        app.answer(app.wanted[-1])
        await pilot.pause()
        assert app.ids() == list(range(MILLION - PAGE, MILLION))
        last = LazyDataTable.RowHighlighted(app.table, MILLION - 1, MILLION - 1)
        assert sent(app, LazyDataTable.RowHighlighted)[-1] == last


async def test_an_answer_of_an_older_view_is_dropped() -> None:
    app = Shop(answering=False)
    async with opened(app) as pilot:
        await pilot.press("G")
        await pilot.pause()
        stale = app.wanted[-1]
        app.table.reset(MILLION, generation=2, cursor=MILLION - 1)
        await pilot.pause()
        app.answer(stale, "stale")
        await pilot.pause()
        assert app.ids() == []
        app.answer(app.wanted[-1], "fresh")
        await pilot.pause()
        assert all("fresh" in line for line in app.lines()[1:])


async def test_a_new_view_starts_at_its_cursor() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press("G")
        await pilot.pause()
        app.sent.clear()
        app.wanted.clear()
        app.table.reset(30, [order(i, "new") for i in range(30)], generation=2, cursor=3)
        await pilot.pause()
        assert app.ids() == list(range(PAGE))
        assert app.wanted == []
        assert app.sent == [LazyDataTable.RowHighlighted(app.table, 3, 3)]


async def test_a_reset_may_leave_cursor_and_screen_where_they_are() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.table.move_cursor(5_000)
        await pilot.pause()
        top = app.table.window.rows.start
        app.table.reset(MILLION, generation=2, cursor=None)
        await pilot.pause()
        assert app.table.cursor_row == 5_000
        assert app.table.window.rows.start == top
        assert 5_000 in app.ids()


async def test_rows_are_redrawn_in_place() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.sent.clear()
        app.table.update_rows({2: order(2, "changed"), 4: order(4, "also"), 900_000: order(0, "far away")})
        await pilot.pause()
        lines = app.lines()
        assert "changed" in lines[3]
        assert "also" in lines[5]
        assert app.table.row_at(900_000) is None
        assert app.sent == []


async def test_more_rows_than_first_thought() -> None:
    app = Shop(rows=20)
    async with opened(app) as pilot:
        app.table.row_count = MILLION
        await pilot.press("G")
        await pilot.pause()
        assert app.ids()[-1] == MILLION - 1
        app.table.row_count = 5
        await pilot.pause()
        assert app.table.cursor_row == 4
        assert app.ids() == list(range(5))


async def test_memory_is_bounded_and_the_row_under_the_cursor_stays() -> None:
    app = Shop()
    async with opened(app) as pilot:
        for top in range(0, 40_000, 2 * PAGE):
            app.table.scroll_to(y=top)
            if top % 1_000 == 0:
                await pilot.pause()
        await pilot.pause()
        loaded = [index for index in range(41_000) if app.table.row_at(index) is not None]
        assert len(loaded) <= 22 * PAGE + 1
        assert app.table.cursor_row == 0
        assert app.table.cursor_key == 0
