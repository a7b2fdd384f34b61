"""Columns under the mouse: their titles are dragged to other places, the edges behind them to other widths."""

from pathlib import Path

import pytest
from textual.geometry import Offset

from orders_tui.domain.columns import Columns
from orders_tui.domain.facts import Order
from orders_tui.ui.widgets.column_drag import grip
from orders_tui.ui.widgets.table.columns import Column, lay_out
from tests.ui.desk_app import Console, console

COLUMNS = Columns.parse("order_id name status total city")
LAYOUT = lay_out(tuple(Column(key, key, 10) for key in COLUMNS.keys), 40, gutter=2, fixed_columns=2)
"""Each column of ten cells and a blank; those that stay put begin at 2 and 13, the others at 24, 35 and 46."""


@pytest.mark.parametrize(
    ("taken", "left", "scroll_x", "columns"),
    [
        (25, 36, 0, "order_id name total status city"),
        (25, 55, 0, "order_id name total city status"),
        (47, 26, 0, "order_id name city status total"),
        (47, 3, 0, "order_id name city status total"),
        (25, 25, 0, "order_id name status total city"),
        (25, 99, 0, "order_id name status total city"),
        (3, 36, 0, "order_id name status total city"),
        (25, 36, 11, "order_id name status city total"),
        (34, 39, 0, "order_id name status:15 total city"),
        (34, 3, 0, "order_id name status:4 total city"),
        (23, 99, 0, "order_id name:60 status total city"),
        (12, 15, 11, "order_id:13 name status total city"),
        (34, 34, 11, "order_id name status total city"),
    ],
)
def test_a_title_or_its_edge_is_dragged(taken: int, left: int, scroll_x: int, columns: str) -> None:
    held = grip(Offset(taken, 0), COLUMNS, LAYOUT, scroll_x)
    assert held is not None
    assert str(held.dragged(left)) == columns


@pytest.mark.parametrize("at", [(25, 1), (1, 0), (70, 0)])
def test_nothing_is_held_but_titles(at: tuple[int, int]) -> None:
    assert grip(Offset(*at), COLUMNS, LAYOUT, 0) is None


async def drag(desk: Console, begin: int, end: int) -> None:
    """Drag what stands in the line of the titles from one cell of the screen to another."""
    y = next(at for at, line in enumerate(desk.lines) if "Order ID" in line)
    await desk.pilot.mouse_down(offset=(begin, y))
    await desk.pilot.hover(offset=(end, y))
    await desk.pilot.mouse_up(offset=(end, y))
    await desk.settle()


def titles(desk: Console) -> str:
    return next(line for line in desk.lines if "Order ID" in line)


async def test_what_is_dragged_is_kept_and_sorts_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        line = titles(desk)
        await drag(desk, line.index("Total"), line.index("Status") + 1)
        assert titles(desk).index("Total") < titles(desk).index("Status")
        edge = titles(desk).index("Customer") - 1
        await drag(desk, edge, edge + 4)
        assert titles(desk).index("Customer") == edge + 5
        assert desk.screen.order_query.sort == "created_at"
        kept = desk.screen.orders.table.chosen
    async with console(path) as again:
        assert again.screen.orders.table.chosen == kept


async def test_columns_of_a_view_are_dragged_for_this_view(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("4", "c", "v", "down", "down", "space", "enter")
        line = titles(desk)
        await drag(desk, line.index("Customer") - 1, line.index("Customer") + 3)
        await desk.press("1", "4")
        assert "order_id:" in str(desk.screen.orders.table.chosen)
        await desk.press("1")
        assert not desk.screen.orders.table.chosen.chosen


async def test_the_mouse_that_only_presses_a_title_sorts(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        line = titles(desk)
        y = desk.lines.index(line)
        await desk.pilot.click(offset=(line.index("Customer"), y))
        await desk.settle()
        assert desk.screen.order_query.sort == "name"
        assert not desk.screen.orders.table.chosen.chosen
        assert desk.app.mouse_captured is None
