"""The filters on the main screen: in the sidebar, in the line that names them, and taken away again."""

from pathlib import Path

from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.widgets.bars import NewsLine
from orders_tui.ui.widgets.facet_lines import Part
from orders_tui.ui.widgets.facets import FacetsPane
from tests.samples import BANDUNG, SARI
from tests.store.shop import opened, placed
from tests.ui.desk_app import EVERYONE, NARROW, Console, console


def sidebar(desk: Console) -> list[str]:
    """The lines of the filters, with one blank between their parts."""
    pane = desk.screen.query_one(FacetsPane)
    return [" ".join(line.plain.split()) for line in pane._lines]


async def to_filter(desk: Console, title: str) -> None:
    """Put the cursor on the first line of a filter."""
    await desk.press("f")
    pane = desk.screen.query_one(FacetsPane)
    for _each in range(len(pane.facets)):
        stop = pane.current
        if stop and stop.facet == title:
            return
        await desk.press("right_curly_bracket")
    raise AssertionError(title)


async def test_a_filter_shows_and_counts_its_values_once_it_is_unfolded(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        assert "▸ Goods" in sidebar(desk)
        await to_filter(desk, "goods")
        await desk.press("enter")
        at = sidebar(desk).index("▾ Goods")
        assert sidebar(desk)[at + 1 : at + 4] == ["□ Physical 6", "□ Digital 1", "□ Mixed 0"]
        await desk.press("down", "space")
        assert desk.names == ["Eka"]
        assert "■ Digital 1" in sidebar(desk)
        assert "□ Physical 6" in sidebar(desk)
        await desk.press("left")
        assert "▸ Goods 1" in sidebar(desk)
        await desk.press("backspace")
        assert desk.names == EVERYONE
    async with console(path) as desk:
        assert "▸ Goods" in sidebar(desk)


async def test_what_was_unfolded_is_so_at_the_next_start(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await to_filter(desk, "product")
        await desk.press("l")
    async with console(path) as desk:
        assert [line for line in sidebar(desk) if "Madu" in line] == ["□ Madu Hutan 500… 2"]
        await to_filter(desk, "product")
        assert (stop := desk.screen.query_one(FacetsPane).current)
        assert stop.part is Part.VALUE


async def test_values_are_left_out_with_a_key_and_let_in_again(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await to_filter(desk, "status")
        await desk.press("down", "minus")
        assert desk.screen.order_query.excluded == {("status", "pending")}
        assert "Gita" not in desk.names
        assert "✕ ◔ Pending 3" in sidebar(desk)
        await desk.press("space")
        assert desk.screen.order_query.excluded == frozenset()
        assert desk.names == ["Gita", "Fajar", "Eka"]
        await desk.press("minus", "minus")
        assert desk.names == EVERYONE


async def test_what_narrows_the_list_is_named_and_taken_away_part_by_part(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.screen.show_list(OrderQuery.parse("status:pending city:bandung -method:cod"))
        await desk.settle()
        line = next(line for line in desk.lines if "Status Pending" in line)
        assert "Status Pending ✕ · Method not COD ✕ · City bandung ✕" in line
        await desk.press("backspace")
        await desk.type("meth")
        await desk.press("enter")
        assert desk.names == ["Gita", "Fajar", "Eka"]
        await desk.pilot.click(NewsLine, offset=(3, 0))
        await desk.settle()
        assert str(desk.screen.order_query) == "city:bandung"
        await desk.press("backspace")
        assert str(desk.screen.order_query) == ""
        await desk.press("backspace")
        assert desk.told == "This list has no filter to remove."


async def test_the_other_role_has_none_of_the_values_of_this_one(path: Path, shop: dict[str, Order]) -> None:
    with opened(path, seed=8) as store:
        placed(store, SARI, seller="Toko Lain", **(BANDUNG | {"city": "Medan"}))
    async with console(path) as desk:
        await to_filter(desk, "city")
        await desk.press("l")
        assert any("Bandung" in line for line in sidebar(desk))
        await desk.press("R")
        assert any("Medan 1" in line for line in sidebar(desk))
        assert not any("Bandung" in line for line in sidebar(desk))


async def test_a_click_between_two_filters_unfolds_none(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, (140, 60)) as desk:
        lines = sidebar(desk)
        at = next(at for at, line in enumerate(lines) if not line and lines[at + 1].startswith("▸"))
        await desk.pilot.click(FacetsPane, offset=(3, at))
        await desk.settle()
        assert sidebar(desk) == lines


async def test_what_slides_over_the_list_begins_at_its_top(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("f")
        assert "Queues" in desk.lines[1]
        await desk.press("end")
        assert "Queues" not in desk.text
        await desk.press(*["k"] * 90)
        assert "Queues" in desk.lines[1]
