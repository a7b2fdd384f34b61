"""The overview beside its numbers: by how much they have grown, the days, and what is marked."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult

from orders_tui.domain.counts import Counts
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.domain.trend import Totals
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.show_trend import bar, growth, sparkline
from orders_tui.ui.widgets.overview import Overview
from tests.samples import DAY, NOW
from tests.store.shop import opened, placed
from tests.ui.desk_app import NARROW, WIDE, Console, console
from tests.ui.golden import screen_lines


class Alone(ColouredApp):
    """An app with nothing but an overview."""

    def __init__(self, *, value: int, before: Totals | None, days: tuple[int, ...]) -> None:
        super().__init__()
        self.overview = Overview()
        self.overview.set_reactive(Overview.counts, Counts(1_284, value, 1_284, {}))
        self.overview.set_reactive(Overview.before, before)
        self.overview.set_reactive(Overview.days, days)

    def compose(self) -> ComposeResult:
        yield self.overview


@pytest.mark.parametrize("width", [60, 80, 99, 100, 104, 118, 140, 200])
async def test_what_stands_beside_the_numbers_never_cuts_them(width: int) -> None:
    app = Alone(value=231_450_000, before=Totals(1_000, 300_000_000), days=tuple(range(30)))
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.pause()
        line = screen_lines(app)[0]
    numbers = ["Orders 1.284", "Value Rp 231.450.000", "AOV Rp 180.257"]
    assert all(each in line for each in numbers)
    assert "○" not in line
    assert ("█" in line) is ("Orders 1.284 ▲28%" in line) is ("AOV Rp 180.257 ▼40%" in line) is (width >= 80)


@pytest.mark.parametrize(("width", "grown"), [(60, True), (48, True), (36, False)])
async def test_cards_that_do_not_fit_side_by_side_take_turns(width: int, *, grown: bool) -> None:
    app = Alone(value=231_450_000_000, before=Totals(1_000, 300_000_000_000), days=tuple(range(30)))
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.pause()
        first = screen_lines(app)[0].rstrip()
        await pilot.click(Overview)
        await pilot.pause()
        second = screen_lines(app)[0].rstrip()
    assert "Orders 1.284 ▲28%" in first
    assert first.endswith("● ○ ○")
    assert "Value Rp 231.450.000.000" in second
    assert ("▼23%" in second) is grown
    assert second.endswith("○ ● ○")


def overview(desk: Console) -> str:
    region = desk.screen.query_one(Overview).region
    return desk.lines[region.y][region.x : region.right]


async def show_list(desk: Console, text: str) -> None:
    desk.screen.show_list(OrderQuery.parse(text))
    await desk.settle()


async def test_a_list_is_set_against_the_days_before_it(path: Path, shop: dict[str, Order]) -> None:
    with opened(path, seed=8) as store:
        placed(store, at=NOW - 10 * DAY)
        placed(store, at=NOW - 11 * DAY)
    async with console(path, WIDE) as desk:
        await show_list(desk, "received:7d")
        # Budi three days ago, Citra two, Dewi one; three today.
        assert overview(desk).split()[:4] == ["▃▃▃█", "Orders", "6", "▲200%"]
        await show_list(desk, "received:yesterday")
        assert overview(desk).split()[:3] == ["Orders", "1", "="], "one day is no line of days"


async def test_what_is_marked_stands_in_place_of_the_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        whole = overview(desk)
        await desk.press("space", "space")
        marked = shop["Gita"].total + shop["Fajar"].total
        words = overview(desk).split()
        assert words[:2] == ["Marked", "2"]
        assert words[4].replace(".", "") == str(marked)
        assert words[7].replace(".", "") == str((2 * marked + 2) // 4)
        await desk.press("escape")
        assert overview(desk) == whole


async def test_a_hidden_overview_reads_nothing_until_it_is_shown(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        line = desk.screen.query_one(Overview)
        await desk.press("o")
        await show_list(desk, "received:7d")
        assert len(line.days) == 30
        await desk.press("o")
        assert len(line.days) == 7


async def test_nobody_sees_the_growth_of_amounts_that_are_hidden(path: Path, shop: dict[str, Order]) -> None:
    with opened(path, seed=8) as store:
        placed(store, at=NOW - 40 * DAY)
    async with console(path, NARROW, Actor("pak", "console", role=StaffRole.PACKER)) as desk:
        assert overview(desk).split()[-3:] == ["Orders", "7", "▲600%"]


async def test_the_days_can_be_drawn_in_ascii(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERS_TUI_MARKS", "ascii")
    async with console(path, WIDE) as desk:
        assert overview(desk).split()[:2] == [",", ",,,#"]


@given(numbers=st.lists(st.integers(0, 10**6), max_size=30))
def test_a_column_is_the_higher_the_larger_its_number(numbers: list[int]) -> None:
    for in_ascii in (False, True):
        line = sparkline(numbers, in_ascii=in_ascii)
        assert len(line) == len(numbers)
        assert line.isascii() is (in_ascii or not any(numbers))
        heights = [" _.,-~=+#".index(char) if in_ascii else " ▁▂▃▄▅▆▇█".index(char) for char in line]
        ranked = [height for _number, height in sorted(zip(numbers, heights, strict=True))]
        assert ranked == sorted(ranked)
        assert all(bool(number) == bool(height) for number, height in zip(numbers, heights, strict=True))


def test_a_bar_is_seen_of_everything_but_nothing() -> None:
    assert [bar(part, 100, 10) for part in (0, 1, 50, 55, 100)] == ["", "▌", "█████", "█████▌", "██████████"]
    assert bar(0, 0, 10) == ""


def test_growth_is_told_by_an_arrow_as_well_as_by_colour() -> None:
    assert [growth(now, 2).plain for now in (3, 1, 2)] == ["▲50%", "▼50%", "="]
    assert growth(3, 0).plain == ""


async def test_another_list_with_the_same_numbers_has_its_own_days_before(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        compared = []
        for days in (10, 19, 10):
            day = (datetime.fromtimestamp(NOW, desk.store.zone) - timedelta(days=days)).date().isoformat()
            await show_list(desk, f"received:{day}")
            assert overview(desk).split()[:2] == ["Orders", "0"]
            compared.append(desk.screen.query_one(Overview).before)
        assert compared == [Totals(0, 0), Totals(1, shop["Agus"].total), Totals(0, 0)]
