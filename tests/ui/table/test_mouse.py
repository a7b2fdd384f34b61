"""The table under the mouse: clicks, marks, wheel and hover."""

from textual.events import MouseScrollDown

from orders_tui.ui.widgets.table.table import LazyDataTable
from tests.ui.table.shop import MILLION, PAGE, Shop, opened, sent


async def test_a_click_moves_the_cursor_and_a_second_one_selects() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.click(app.table, offset=(5, 4))
        await pilot.pause()
        assert app.table.cursor_row == 3
        assert sent(app, LazyDataTable.RowSelected) == []
        await pilot.click(app.table, offset=(5, 4))
        await pilot.pause()
        assert sent(app, LazyDataTable.RowSelected) == [LazyDataTable.RowSelected(app.table, 3, 3)]


async def test_a_click_finds_its_row_in_a_scrolled_table() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press("G")
        await pilot.click(app.table, offset=(5, 1))
        await pilot.pause()
        assert app.table.cursor_row == MILLION - PAGE


async def test_a_click_on_a_mark_toggles_it_and_moves_nothing() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.click(app.table, offset=(0, 3))
        await pilot.click(app.table, offset=(0, 0))
        await pilot.pause()
        assert sent(app, LazyDataTable.MarkToggled) == [LazyDataTable.MarkToggled(app.table, 2)]
        assert sent(app, LazyDataTable.MarkAllToggled) == [LazyDataTable.MarkAllToggled(app.table)]
        assert app.table.cursor_row == 0


async def test_marks_are_asked_for_and_painted() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.marked = {1, 3}
        app.table.refresh_marks()
        app.table.mark_state = "some"
        await pilot.pause()
        assert [line[:1] for line in app.lines()[:5]] == ["◪", " ", "■", " ", "■"]
        app.marked = set()
        app.table.refresh_marks()
        app.table.mark_state = "none"
        await pilot.pause()
        assert [line[:1] for line in app.lines()[:5]] == ["□", " ", " ", " ", " "]


async def test_a_click_on_a_header_names_its_column() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.click(app.table, offset=(3, 0))
        await pilot.click(app.table, offset=(12, 0))
        await pilot.click(app.table, offset=(36, 0))
        await pilot.pause()
        assert sent(app, LazyDataTable.HeaderSelected) == [
            LazyDataTable.HeaderSelected(app.table, "id"),
            LazyDataTable.HeaderSelected(app.table, "name"),
        ]


async def test_a_click_below_the_last_row_is_none_on_a_row() -> None:
    app = Shop(rows=2)
    async with opened(app) as pilot:
        app.sent.clear()
        await pilot.click(app.table, offset=(5, 6))
        await pilot.pause()
        assert app.sent == []


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Shop()
    async with opened(app) as pilot:
        for _ in range(10):
            app.table.post_message(MouseScrollDown(app.table, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert app.table.scroll_offset.y > 0
        assert app.table.cursor_row == 0
        await pilot.press("down")
        await pilot.pause()
        assert app.table.cursor_row == 1
        assert 1 in app.ids()


async def test_the_row_under_the_mouse_is_told_apart_until_a_key_is_pressed() -> None:
    app = Shop()
    async with opened(app) as pilot:
        calm = app.style_at(5, 4).bgcolor
        await pilot.hover(app.table, offset=(5, 4))
        await pilot.pause()
        assert app.style_at(5, 4).bgcolor != calm
        assert app.style_at(5, 5).bgcolor == calm
        await pilot.press("down")
        await pilot.pause()
        assert app.style_at(5, 4).bgcolor == calm
