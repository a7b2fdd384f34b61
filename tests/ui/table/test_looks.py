"""What the table looks like on its screen: columns, text, styles."""

from typing import Any

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollRight
from textual.geometry import Region
from textual.strip import Strip

from orders_tui.ui.widgets.table.table import LazyDataTable
from tests.ui.golden import assert_golden
from tests.ui.table.shop import COLUMNS, PAGE, SIZE, Shop, opened, order, sent

pytestmark = pytest.mark.painted


async def test_a_resize_lays_the_columns_out_anew_and_keeps_the_cursor_on_screen() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press(*"jjjjjjjjjj")
        assert app.line_of(app.table.cursor_row) == PAGE
        await pilot.resize_terminal(60, 7)
        await pilot.pause()
        assert app.table.cursor_row in app.ids()
        assert app.lines()[0].index("Total") == 60 - 1 - 1 - 4 - 1 - len("Total")
        for width, height in [(1, 1), (3, 2), (200, 60), (10, 1), SIZE]:
            await pilot.resize_terminal(width, height)
            await pilot.press("pagedown", "j", "pageup")
            await pilot.pause()
        assert app.table.cursor_row in app.ids()


async def test_the_arrow_points_the_way_of_the_sort() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.table.sort_key = "total"
        await pilot.pause()
        assert "Total ▲" in app.lines()[0]
        app.table.sort_reverse = True
        await pilot.pause()
        assert "Total ▼" in app.lines()[0]
        app.table.sort_key = "name"
        await pilot.resize_terminal(34, 12)
        await pilot.pause()
        assert "Name ▼" in app.lines()[0]
        assert "Total ▼" not in app.lines()[0]


async def test_a_table_too_narrow_scrolls_sideways_beside_its_fixed_columns() -> None:
    app = Shop()
    async with opened(app, (24, 12)) as pilot:
        app.table.fixed_columns = 1
        await pilot.pause()
        assert app.lines()[0] == "□ Id       Name       ›", "a column that the edge would cut is left out"
        await pilot.press("right", "right", "right")
        await pilot.pause()
        lines = app.lines()
        assert lines[0].rstrip().endswith("Total Note")
        assert lines[0].startswith("□ Id      ‹")
        assert lines[3].split() == ["2", "20"]
        assert app.table.page_rows == PAGE, "no scroll bar takes a line"
        await pilot.click(app.table, offset=(14, 0))
        await pilot.pause()
        assert sent(app, LazyDataTable.HeaderSelected)[-1] == LazyDataTable.HeaderSelected(app.table, "total")
        await pilot.press("left", "left", "left")
        await pilot.pause()
        assert app.lines()[0].startswith("□ Id       Name")
        assert app.went_aside == 0
        app.table.post_message(MouseScrollRight(app.table, 5, 5, 1, 0, 0, False, False, False))
        await pilot.pause()
        assert app.table.scroll_x > 0


async def test_a_key_that_cannot_scroll_is_left_to_the_screen() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.press("left")
        await pilot.pause()
        assert app.went_aside == 1


async def test_other_columns() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.table.set_columns([COLUMNS[1], COLUMNS[0]])
        await pilot.pause()
        assert app.lines()[0].split() == ["□", "Customer", "Id"]
        assert app.lines()[2].split() == ["name", "1", "1"]


# Text


@pytest.mark.parametrize(
    "name", ["你好吗你好吗你好吗你好吗你好吗", "👩‍👩‍👧 keluarga besar sekali", "e\u0301" * 40, "❤\ufe0f" * 20]
)
async def test_wide_characters_keep_the_columns_straight(name: str) -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.table.update_rows({1: order(1, name)})
        await pilot.pause()
        lines = app.lines()
        straight = cell_len(lines[3][: lines[3].index("20", 12)])
        assert cell_len(lines[2][: lines[2].rindex("10")]) == straight
        assert "…" in lines[2]


@pytest.mark.parametrize("name", ["[/oops]", "[@click=app.bell]x", "[b]x[/b]", "\\[x]", "${x} {x} %s"])
async def test_text_is_never_markup(name: str) -> None:
    app = Shop()
    async with opened(app, (60, 12)) as pilot:
        app.table.update_rows({1: order(1, name)})
        await pilot.pause()
        line = app.lines()[2]
        assert name in line
        assert app.style_at(line.index(name), 2).meta == {}


# Looks


async def test_a_golden_screen() -> None:
    app = Shop(rows=8)
    app.marked = {2, 5}
    async with opened(app, (50, 12)) as pilot:
        app.table.sort_key, app.table.sort_reverse = "total", True
        app.table.mark_state = "some"
        app.table.update_rows({3: order(3, "a name too long for its column"), 4: order(4, "你好"), 5: order(5, "dim")})
        await pilot.press("down")
        await pilot.pause()
        assert_golden(app, "lazy_table")


async def test_an_empty_table() -> None:
    app = Shop(rows=0)
    async with opened(app) as pilot:
        for keys in ("j", "k", "G", "g", "pagedown", "pageup", "enter", "right"):
            await pilot.press(keys)
        await pilot.click(app.table, offset=(0, 0))
        await pilot.click(app.table, offset=(0, 3))
        await pilot.pause()
        assert app.table.cursor_row == 0
        assert app.wanted == []
        assert sent(app, LazyDataTable.RowHighlighted) == []
        assert sent(app, LazyDataTable.RowSelected) == []
        assert app.ids() == []


async def test_the_line_under_the_cursor_has_one_style_and_others_the_colours_of_their_cells() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.pause()
        assert app.style_at(3, 1) == app.style_at(12, 1)
        assert app.style_at(3, 2).color != app.style_at(12, 2).color
        assert app.style_at(3, 2).bgcolor == app.style_at(12, 2).bgcolor
        app.table.update_rows({1: order(1, "dim")})
        await pilot.pause()
        assert app.style_at(3, 2) == app.style_at(12, 2)
        assert app.style_at(3, 2).color != app.style_at(3, 3).color


async def test_the_cursor_looks_different_without_the_focus() -> None:
    app = Shop()
    async with opened(app) as pilot:
        focused = app.style_at(5, 1)
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.style_at(5, 1) != focused
        app.table.focus()
        await pilot.pause()
        assert app.style_at(5, 1) == focused


async def test_a_theme_recolours_every_line() -> None:
    app = Shop()
    async with opened(app) as pilot:
        before = [app.style_at(12, y) for y in range(4)]
        app.theme = "textual-light"
        await pilot.pause()
        await pilot.pause()
        after = [app.style_at(12, y) for y in range(4)]
        assert all(old != new for old, new in zip(before, after, strict=True))


async def test_stripes() -> None:
    app = Shop()
    async with opened(app) as pilot:
        app.table.zebra_stripes = True
        await pilot.pause()
        second, third, fourth = (app.style_at(3, y).bgcolor for y in (2, 3, 4))
        assert second == fourth
        assert second != third


async def test_a_key_repaints_two_lines() -> None:
    app = Shop()
    async with opened(app) as pilot:
        painted: list[int] = []
        render_line = app.table.render_line

        def counted(y: int) -> Strip:
            painted.append(y)
            return render_line(y)

        app.table.render_line = counted  # type: ignore[method-assign]
        await pilot.press("down")
        await pilot.pause()
        assert sorted(painted) == [1, 2]


async def test_a_line_is_as_few_runs_of_style_as_can_be() -> None:
    app = Shop()
    async with opened(app) as pilot:
        await pilot.pause()
        assert len(list(app.table.render_line(1))) == 1
        assert len(list(app.table.render_line(2))) == 3


@pytest.mark.parametrize("rows", [PAGE + 1, 100, 1_000_000])
async def test_the_bar_ends_with_the_last_row(rows: int) -> None:
    app = Shop(rows)
    async with opened(app) as pilot:
        ends = [list(strip)[-1] for strip in app.screen._compositor.render_strips()]
        assert (ends[0].text, ends[0].style and ends[0].style.reverse) == (" ", True)
        await pilot.press("G")
        await pilot.pause()
        ends = [list(strip)[-1] for strip in app.screen._compositor.render_strips()]
        assert (ends[-1].text, ends[-1].style and ends[-1].style.reverse) == (" ", True)
        assert not (ends[0].style and ends[0].style.reverse and ends[0].text == " ")


@pytest.mark.parametrize(("rows", "keys"), [(100, "pagedown"), (1_000_000, "G")])
async def test_a_move_of_the_thumb_paints_the_cells_that_it_leaves_and_those_that_it_comes_to(
    rows: int, keys: str
) -> None:
    app = Shop(rows)
    async with opened(app) as pilot:
        painted: list[int] = []
        bar = app.table.vertical_scrollbar
        refresh = bar.refresh

        def counted(*regions: Region, **how: Any) -> Any:
            painted.extend(y for region in regions or (bar.size.region,) for y in range(region.y, region.bottom))
            return refresh(*regions, **how)

        bar.refresh = counted  # type: ignore[method-assign]
        await pilot.press(keys)
        await pilot.pause()
        assert 0 < len(painted) <= 4
        assert bar.position == app.table.scroll_y
