"""The range calendar: keys, mouse, the days picked, and what it paints."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.geometry import Offset, Region
from textual.pilot import Pilot

from orders_tui.domain.days import DateRange
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.widgets.range_calendar import EARLIEST, LATEST, MONTH, TWO_MONTHS, RangeCalendar, shifted, weeks
from tests.ui.golden import screen_lines

TODAY = date(2026, 11, 22)
CHOSEN = DateRange(date(2026, 11, 3), date(2026, 11, 17))
NARROW, WIDE = (TWO_MONTHS - 1, 12), (TWO_MONTHS, 12)


class Wall(ColouredApp):
    """An app with nothing but the calendar."""

    def __init__(self, chosen: DateRange = CHOSEN, today: date = TODAY) -> None:
        super().__init__()
        self.calendar = RangeCalendar(today, chosen, id="calendar")
        self.picked: list[date] = []
        self.ranges: list[DateRange] = []

    def compose(self) -> ComposeResult:
        yield self.calendar

    def on_range_calendar_day_picked(self, message: RangeCalendar.DayPicked) -> None:
        self.picked.append(message.day)

    def on_range_calendar_range_chosen(self, message: RangeCalendar.RangeChosen) -> None:
        self.ranges.append(message.range)

    def place(self, day: date) -> Offset:
        """Where the first digit of a day is drawn."""
        lines = range(self.calendar.size.height)
        places = (Offset(x, y) for y in lines for x in range(self.calendar.size.width))
        return next(at for at in places if self.calendar.day_at(at) == day) + Offset(1, 0)

    def looks(self, day: date) -> tuple[object, bool]:
        """The colour behind a day, and whether it is underlined."""
        style = self.screen.get_style_at(*(self.place(day) + Offset(1, 0)))
        return style.bgcolor, bool(style.underline)


@asynccontextmanager
async def opened(wall: Wall, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    async with wall.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def november(day: int) -> date:
    return date(2026, 11, day)


# Months


@given(st.dates(EARLIEST, LATEST))
def test_the_weeks_of_a_month_hold_each_of_its_days_once_under_its_weekday(day: date) -> None:
    month = day.replace(day=1)
    rows = weeks(month)
    held = [each for row in rows for each in row if each]
    assert (len(rows), {len(row) for row in rows}) == (6, {7})
    assert held == [date.fromordinal(month.toordinal() + ahead) for ahead in range(len(held))]
    assert shifted(month, 1).toordinal() == held[-1].toordinal() + 1
    assert all(each is None or each.weekday() == column for row in rows for column, each in enumerate(row))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 5, 31), 18, date(2027, 11, 30)),
    ],
)
def test_a_day_shifted_by_months_stays_in_the_month_meant(day: date, months: int, expected: date) -> None:
    assert shifted(day, months) == expected


# What is painted


async def test_one_month_starts_on_monday_and_brackets_the_range() -> None:
    wall = Wall()
    async with opened(wall, NARROW):
        assert screen_lines(wall)[:8] == [
            "‹   November 2026    ›",
            " Mo Tu We Th Fr Sa Su",
            "                    1",
            "  2[ 3  4  5  6  7  8",
            "  9 10 11 12 13 14 15",
            " 16 17]18 19 20 21 22",
            " 23 24 25 26 27 28 29",
            " 30",
        ]


async def test_two_months_stand_side_by_side_from_a_width_on() -> None:
    wall = Wall(DateRange(date(2026, 10, 30), november(1)))
    async with opened(wall, WIDE):
        assert screen_lines(wall)[:8] == [
            "‹    October 2026               November 2026    ›",
            " Mo Tu We Th Fr Sa Su        Mo Tu We Th Fr Sa Su",
            "           1  2  3  4                           1]",
            "  5  6  7  8  9 10 11         2  3  4  5  6  7  8",
            " 12 13 14 15 16 17 18         9 10 11 12 13 14 15",
            " 19 20 21 22 23 24 25        16 17 18 19 20 21 22",
            " 26 27 28 29[30 31           23 24 25 26 27 28 29",
            "                             30",
        ]


async def test_today_and_the_range_are_told_apart() -> None:
    wall = Wall()
    async with opened(wall):
        plain = wall.looks(november(18))
        chosen, not_today = wall.looks(november(3))
        assert (wall.looks(november(22)), wall.looks(november(10))) == ((plain[0], True), (chosen, not_today))
        assert (chosen != plain[0], not_today) == (True, False)


async def test_a_range_keeps_its_colour_under_the_cursor_once_the_focus_is_elsewhere() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        assert wall.looks(november(17))[0] != wall.looks(november(16))[0]
        wall.screen.set_focus(None)
        await pilot.pause()
        assert wall.looks(november(17))[0] == wall.looks(november(16))[0]


@pytest.mark.parametrize(
    ("chosen", "inside", "outside"),
    [
        (DateRange(november(10), None), november(30), november(9)),
        (DateRange(None, november(10)), november(1), november(11)),
    ],
)
async def test_a_range_may_be_open_on_one_side(chosen: DateRange, inside: date, outside: date) -> None:
    wall = Wall(chosen)
    async with opened(wall) as pilot:
        wall.screen.set_focus(None)
        await pilot.pause()
        assert wall.looks(inside)[0] == wall.looks(november(10))[0] != wall.looks(outside)[0]


async def test_all_days_are_not_painted_as_a_range() -> None:
    wall = Wall(DateRange())
    async with opened(wall):
        assert wall.calendar.cursor == TODAY
        assert wall.looks(november(1))[0] == wall.calendar.rich_style.bgcolor


async def test_a_key_repaints_only_the_lines_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall()
    refreshed: list[tuple[Region, ...]] = []
    laid_out: list[bool] = []
    plain = wall.calendar.refresh

    def refresh(*regions: Region, layout: bool = False) -> RangeCalendar:
        refreshed.append(regions)
        laid_out.append(layout)
        return plain(*regions, layout=layout)

    async with opened(wall) as pilot:
        monkeypatch.setattr(wall.calendar, "refresh", refresh)
        await pilot.press("down")
        assert refreshed == [(Region(0, y, TWO_MONTHS, 1),) for y in (5, 6)]
        await pilot.press("pageup", "enter")
        assert not any(laid_out)


# Keys


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("left", november(16)),
        ("h h", november(15)),
        ("right", november(18)),
        ("l l l", november(20)),
        ("up", november(10)),
        ("k k k", date(2026, 10, 27)),
        ("down", november(24)),
        ("j j", date(2026, 12, 1)),
        ("pageup", date(2026, 10, 17)),
        ("left_square_bracket left_square_bracket", date(2026, 9, 17)),
        ("pagedown pagedown", date(2027, 1, 17)),
        ("right_square_bracket", date(2026, 12, 17)),
        ("pageup pageup home", TODAY),
    ],
)
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_keys_move_the_cursor(keys: str, day: date, size: tuple[int, int]) -> None:
    wall = Wall()
    async with opened(wall, size) as pilot:
        await pilot.press(*keys.split())
        assert wall.calendar.cursor == day
        assert day.replace(day=1) in wall.calendar.months
        assert (wall.picked, wall.ranges) == ([], [])


async def test_the_months_go_over_year_ends() -> None:
    wall = Wall(DateRange(date(2025, 12, 31), date(2026, 1, 1)), today=date(2026, 1, 1))
    async with opened(wall) as pilot:
        assert screen_lines(wall)[0] == "‹   December 2025                January 2026    ›"
        await pilot.press("left")
        assert wall.calendar.cursor == date(2025, 12, 31)
        assert wall.calendar.months == (date(2025, 12, 1), date(2026, 1, 1))
        await pilot.press("pageup")
        assert wall.calendar.months == (date(2025, 11, 1), date(2025, 12, 1))
        await pilot.press(*["pagedown"] * 13)
        assert screen_lines(wall)[0] == "‹   December 2026                January 2027    ›"


async def test_two_months_turn_only_when_the_cursor_leaves_them() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("up", "up", "up")
        assert wall.calendar.months == (date(2026, 10, 1), date(2026, 11, 1))
        await pilot.press("up", "up", "up", "up")
        assert wall.calendar.months == (date(2026, 9, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("end", "keys"), [(LATEST, "right down pagedown pagedown"), (EARLIEST, "left up pageup pageup")]
)
async def test_the_calendar_ends_where_stored_times_do(end: date, keys: str) -> None:
    wall = Wall(DateRange(end, end))
    async with opened(wall) as pilot:
        before = wall.calendar.months
        await pilot.press(*keys.split())
        assert (wall.calendar.cursor, wall.calendar.months) == (end, before)


@pytest.mark.parametrize("beyond", [date.max, date.min])
async def test_a_range_beyond_that_is_shown_from_the_nearest_day(beyond: date) -> None:
    wall = Wall(DateRange(beyond, beyond))
    async with opened(wall):
        assert wall.calendar.cursor in (EARLIEST, LATEST)
        assert wall.calendar.chosen == DateRange(beyond, beyond)


async def test_the_cursor_stays_in_sight_when_the_width_changes() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("up", "up", "up")
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert wall.calendar.months == (date(2026, 10, 1),)
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert date(2026, 10, 1) in wall.calendar.months


# Picking


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_the_first_pick_sets_the_first_day_and_the_second_the_last(key: str) -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press(key)
        assert (wall.picked, wall.ranges, wall.calendar.first) == ([november(17)], [], november(17))
        await pilot.press("right", "right", key)
        assert (wall.ranges, wall.calendar.first) == ([DateRange(november(17), november(19))], None)


async def test_an_earlier_second_day_swaps() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("enter", "up", "enter")
        assert wall.ranges == [DateRange(november(10), november(17))]


async def test_a_range_may_be_one_day() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("enter", "enter")
        assert wall.ranges == [DateRange(november(17), november(17))]
        assert "16[17]18" in screen_lines(wall)[5]


async def test_a_third_pick_starts_anew() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("enter", "right", "enter", "right", "enter")
        assert (wall.picked, len(wall.ranges)) == ([november(17), november(19)], 1)
        await pilot.press("right", "enter")
        assert wall.ranges[1:] == [DateRange(november(19), november(20))]


async def test_a_range_may_go_over_months() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("enter", "pagedown", "pagedown", "enter")
        assert wall.ranges == [DateRange(november(17), date(2027, 1, 17))]


async def test_the_pending_range_follows_the_cursor() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        chosen = wall.looks(november(4))[0]
        await pilot.press("enter", "left", "left")
        assert "[15" in screen_lines(wall)[4]
        assert " 16 17]18" in screen_lines(wall)[5]
        assert wall.looks(november(16))[0] not in (chosen, wall.looks(november(18))[0])


async def test_what_is_shown_as_chosen_can_be_set_and_forgets_the_first_day() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.press("enter")
        wall.calendar.show_range(DateRange(date(2026, 8, 1), date(2026, 8, 31)))
        await pilot.pause()
        assert (wall.calendar.first, wall.calendar.cursor) == (None, date(2026, 8, 31))
        assert wall.calendar.months == (date(2026, 8, 1), date(2026, 9, 1))
        assert (wall.picked, wall.ranges) == ([november(17)], [])


# Mouse


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_two_clicks_choose_a_range(size: tuple[int, int]) -> None:
    wall = Wall()
    async with opened(wall, size) as pilot:
        await pilot.click(offset=wall.place(november(20)))
        assert wall.picked == [november(20)]
        await pilot.click(offset=wall.place(november(1)))
        assert wall.ranges == [DateRange(november(1), november(20))]
        assert wall.calendar.cursor == november(1)


async def test_a_click_reaches_both_digits_and_the_gap_before_them() -> None:
    wall = Wall()
    async with opened(wall):
        at = wall.place(november(11))
        days = [wall.calendar.day_at(at + Offset(x, 0)) for x in (-2, -1, 0, 1, 2)]
        assert days == [november(10), november(11), november(11), november(11), november(12)]
        sunday = wall.place(november(15))
        assert [wall.calendar.day_at(sunday + Offset(x, 0)) for x in (2, 3)] == [november(15), None]


async def test_a_click_beside_the_days_does_nothing() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        for at in [(10, 0), (5, 1), (MONTH + 2, 4), (2, 2), (40, 7), (3, 9)]:
            await pilot.click(offset=at)
        assert (wall.picked, wall.calendar.cursor) == ([], november(17))


@pytest.mark.parametrize(("size", "end"), [(NARROW, MONTH - 1), (WIDE, TWO_MONTHS - 1)])
async def test_the_arrows_turn_the_months(size: tuple[int, int], end: int) -> None:
    wall = Wall()
    async with opened(wall, size) as pilot:
        await pilot.click(offset=(0, 0))
        assert wall.calendar.months[-1] == date(2026, 10, 1)
        await pilot.click(offset=(end, 0))
        await pilot.click(offset=(end, 0))
        assert wall.calendar.months[-1] == date(2026, 12, 1)
        assert (wall.picked, wall.calendar.cursor) == ([], date(2026, 12, 17))


async def test_the_pending_range_follows_the_mouse_until_a_key_moves_the_cursor() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        await pilot.click(offset=wall.place(november(10)))
        await pilot.hover(offset=wall.place(november(13)))
        assert "  9[10 11 12 13]14" in screen_lines(wall)[4]
        await pilot.press("right")
        assert "  9[10 11]12" in screen_lines(wall)[4]
        await pilot.hover(offset=wall.place(november(14)))
        await pilot.hover(offset=(3, 10))
        assert "  9[10 11]12" in screen_lines(wall)[4]


async def test_the_day_under_the_mouse_is_lit() -> None:
    wall = Wall()
    async with opened(wall) as pilot:
        before = wall.looks(november(25))
        await pilot.hover(offset=wall.place(november(25)))
        assert wall.looks(november(25)) != before
        await pilot.hover(offset=wall.place(november(26)))
        assert wall.looks(november(25)) == before
