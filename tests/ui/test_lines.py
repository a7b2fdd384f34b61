"""Lines that scroll: where their bar ends, and how one sees that they are in use."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.scrollbar import ScrollBarRender
from textual.widgets import Button

from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.widgets.lines import Lines
from orders_tui.ui.widgets.thumb import Thumb
from tests.ui.golden import screen_lines

HEIGHT = 10


class Focusable(Lines, can_focus=True):
    """Lines that can be in use."""


class Page(ColouredApp):
    """An app of lines and something else to be in."""

    def compose(self) -> ComposeResult:
        yield Focusable()
        yield Button("elsewhere", compact=True)

    @property
    def lines(self) -> Focusable:
        return self.query_one(Focusable)

    def thumb(self) -> list[bool]:
        """For every line of the bar, whether the thumb fills it."""
        ends = [list(strip)[-1] for strip in self.screen._compositor.render_strips()[: HEIGHT - 1]]
        return [text == " " and style is not None and bool(style.reverse) for text, style, _control in ends]


@pytest.mark.parametrize("count", [HEIGHT, 25, 26, 40, 41, 1000])
async def test_the_bar_ends_where_the_lines_end(count: int) -> None:
    app = Page()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.lines.show_lines([Content(str(at)) for at in range(count)])
        await pilot.pause()
        assert app.thumb()[0]
        assert not app.thumb()[-1]
        app.lines.scroll_to(y=count, animate=False)
        await pilot.pause()
        assert screen_lines(app)[HEIGHT - 2].strip("▌ ") == str(count - 1)
        assert app.thumb()[-1]
        assert not app.thumb()[0]


async def test_there_is_no_thumb_where_all_lines_are_seen() -> None:
    app = Page()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.lines.show_lines([Content("line")] * 60)
        await pilot.pause()
        app.lines.show_lines([Content("line")] * (HEIGHT - 1))
        await pilot.pause()
        assert not any(app.thumb())


async def test_lines_in_use_have_an_edge() -> None:
    app = Page()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.lines.show_lines([Content("line")])
        app.lines.focus()
        await pilot.pause()
        assert [line[0] for line in screen_lines(app)[: HEIGHT - 1]] == ["▌"] * (HEIGHT - 1)
        app.query_one(Button).focus()
        await pilot.pause()
        assert not any("▌" in line for line in screen_lines(app))


def bar(lines: int, height: int, position: float) -> list[Segment]:
    """The cells of a bar as Textual draws it, without what a click on them does."""
    drawn = ScrollBarRender.render_bar(height, max(lines, height), height if lines > height else 0, position)
    return [
        Segment(text, style and style.without_color + style.clear_meta_and_links()) for text, style, _ in drawn.segments
    ]


@st.composite
def bars(draw: st.DrawFn) -> tuple[int, int, float]:
    """How many lines there are, in a bar of how many cells, and how far they are scrolled."""
    lines = draw(st.integers(0, 200))
    return lines, HEIGHT, draw(st.integers(0, 8 * max(0, lines - HEIGHT))) / 8


@example((0, HEIGHT, 0.0), (56, HEIGHT, 7.0))
@given(bars(), bars())
def test_the_cells_that_look_different_are_painted(before: tuple[int, int, float], now: tuple[int, int, float]) -> None:
    painted = set(Thumb.of(*now).changed(Thumb.of(*before)))
    different = {at for at, pair in enumerate(zip(bar(*before), bar(*now), strict=True)) if pair[0] != pair[1]}
    assert different <= painted


def test_where_no_line_is_seen_there_is_no_thumb() -> None:
    assert Thumb.of(49, 0, 0.0) == Thumb()


async def test_a_bar_is_painted_where_it_looks_different() -> None:
    app = Page()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.lines.show_lines([Content("line")] * 3)
        await pilot.pause()
        painted: list[tuple[Region, ...]] = []
        scroll_bar = app.lines.vertical_scrollbar
        refresh = scroll_bar.refresh

        def counted(*regions: Region, **how: Any) -> Any:
            painted.append(regions)
            return refresh(*regions, **how)

        scroll_bar.refresh = counted  # type: ignore[method-assign]
        app.lines.show_lines([Content("line")] * 5)
        await pilot.pause()
        assert painted == [], "all lines are seen before and after"
        app.lines.show_lines([Content("line")] * 15)
        await pilot.pause()
        assert app.thumb()[0]
        painted.clear()
        app.lines.show_lines([Content("line")] * 16)
        await pilot.pause()
        assert sum(region.height for regions in painted for region in regions) == 1
