"""The dates dialog: presets, ranges, the day that counts, and what it says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Static

from orders_tui.domain.days import DateRange, Period, Preset
from orders_tui.domain.filters import DAYS
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.screens.dates import DateFields, DatesDialog, Presets
from orders_tui.ui.widgets.range_calendar import RangeCalendar
from tests.ui.golden import assert_golden, screen_lines

pytestmark = pytest.mark.painted

TODAY = date(2026, 11, 22)
SIZES = [(140, 40), (80, 24), (60, 18)]
Answer = tuple[Period, str] | None


class Asking(ColouredApp):
    """An app that asks for dates at once and keeps the answers."""

    def __init__(self, period: str = "30d", dates: str = "created_at") -> None:
        super().__init__()
        self.dialog = DatesDialog(Period.parse(period), dates, TODAY)
        self.answers: list[Answer] = []

    def compose(self) -> ComposeResult:
        yield Static("the list")

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.answers.append)

    @property
    def calendar(self) -> RangeCalendar:
        return self.dialog.query_one(RangeCalendar)

    def place(self, text: str) -> Offset:
        """Where a text is drawn."""
        return next(Offset(line.index(text), y) for y, line in enumerate(screen_lines(self)) if text in line)

    def field(self) -> str:
        """The day that counts so far."""
        return self.dialog.dates

    def day_place(self, day: int) -> Offset:
        """Where a day of November is drawn."""
        calendar = self.calendar
        places = (Offset(x, y) for y in range(calendar.size.height) for x in range(calendar.size.width))
        return calendar.region.offset + next(at for at in places if calendar.day_at(at) == date(2026, 11, day))

    def says(self, text: str) -> bool:
        return any(text in line for line in screen_lines(self))


@asynccontextmanager
async def opened(asking: Asking, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    async with asking.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def november(first: int, last: int) -> Period:
    return Period(DateRange(date(2026, 11, first), date(2026, 11, last)))


# What is seen


@pytest.mark.parametrize("size", SIZES)
async def test_the_dialog_shows_all_of_itself(size: tuple[int, int]) -> None:
    asking = Asking()
    async with opened(asking, size):
        assert_golden(asking, f"dates_{size[0]}")


async def test_a_first_day_that_waits_for_the_last_is_shown() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("up", "enter", "left", "left")
        assert_golden(asking, "dates_pending")


@pytest.mark.parametrize("size", SIZES)
async def test_no_key_moves_a_part_of_the_dialog(size: tuple[int, int]) -> None:
    asking = Asking()
    async with opened(asking, size) as pilot:
        before = {widget: widget.region for widget in asking.dialog.query("*")}
        for key in "up enter left pageup enter tab p right shift+tab shift+tab shift+tab up up".split():
            await pilot.press(key)
            assert {widget: widget.region for widget in asking.dialog.query("*")} == before


async def test_a_preset_is_said_with_its_days() -> None:
    asking = Asking("7d", "shipped_at")
    async with opened(asking):
        assert asking.says("Shipped: Last 7 days, 16–22 Nov 2026")
        assert asking.says("[s Shipped]")


@pytest.mark.parametrize(("period", "said"), [("all", "All dates"), ("2026-11-03..", "Since 3 Nov 2026")])
async def test_other_periods_are_said_once(period: str, said: str) -> None:
    asking = Asking(period)
    async with opened(asking):
        assert asking.says(f"Ordered: {said}")
        assert not asking.says(f"{said},")


async def test_what_enter_does_is_said_wherever_the_focus_is() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        assert asking.says("Enter starts at 22 Nov 2026")
        await pilot.press("left")
        assert asking.says("Enter starts at 21 Nov 2026")
        await pilot.press("enter", "up")
        assert asking.says("Enter chooses 14–21 Nov 2026")
        await pilot.press("tab")
        assert asking.says("Enter shows these orders")
        await pilot.press("tab", "tab")
        assert asking.says("Enter changes nothing")


# Presets


@pytest.mark.parametrize(("digit", "preset"), [(str(number), preset) for number, preset in enumerate(Preset, 1)])
async def test_a_digit_answers_with_a_preset(digit: str, preset: Preset) -> None:
    asking = Asking("2026-01-01", "paid_at")
    async with opened(asking) as pilot:
        assert asking.says(f"{digit} {preset.label()}")
        await pilot.press(digit)
        assert asking.answers == [(Period(preset), "paid_at")]


async def test_enter_answers_with_the_preset_under_the_cursor() -> None:
    asking = Asking("7d")
    async with opened(asking) as pilot:
        await pilot.press("shift+tab", "j", "j", "k", "down")
        assert asking.says("Ordered: This month, 1–22 Nov 2026")
        assert asking.calendar.chosen == DateRange(date(2026, 11, 1), TODAY)
        await pilot.press("enter")
        assert asking.answers == [(Period(Preset.THIS_MONTH), "created_at")]


async def test_a_click_answers_with_a_preset() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.click(offset=asking.place("Last month"))
        assert asking.answers == [(Period(Preset.LAST_MONTH), "created_at")]


async def test_a_double_click_closes_nothing_but_the_dialog() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.click(offset=asking.place("Yesterday"), times=2)
        await pilot.pause()
        assert (len(asking.answers), len(asking.screen_stack)) == (1, 1)


async def test_the_cursor_of_the_presets_stands_on_the_one_chosen_or_on_none() -> None:
    asking = Asking("this-month")
    async with opened(asking) as pilot:
        highlighted = [asking.dialog.query_one(Presets).highlighted]
        await pilot.press("enter")
        highlighted.append(asking.dialog.query_one(Presets).highlighted)
        assert highlighted == [list(Preset).index(Preset.THIS_MONTH), None]
        await pilot.press("shift+tab", "enter")
        assert asking.answers == [(november(22, 22), "created_at")]


async def test_opening_the_dialog_changes_nothing() -> None:
    asking = Asking("2026-11-03..2026-11-05", "paid_at")
    async with opened(asking) as pilot:
        await pilot.press("y")
        assert asking.answers == [(november(3, 5), "paid_at")]


# Ranges


async def test_a_range_is_chosen_with_the_keys_and_shown_with_one_more_enter() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("up", "enter", "up", "enter")
        assert asking.says("Ordered: 8–15 Nov 2026")
        assert asking.answers == []
        await pilot.press("enter")
        assert asking.answers == [(november(8, 15), "created_at")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_range_is_chosen_with_the_mouse(size: tuple[int, int]) -> None:
    asking = Asking()
    async with opened(asking, size) as pilot:
        await pilot.click(offset=asking.day_place(18))
        assert asking.says("Ordered: 18 Nov 2026")
        await pilot.click(offset=asking.day_place(12))
        assert asking.says("Ordered: 12–18 Nov 2026")
        await pilot.click(offset=asking.place("y Show"))
        assert asking.answers == [(november(12, 18), "created_at")]


async def test_a_third_day_starts_anew() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        for day in (18, 12, 5):
            await pilot.click(offset=asking.day_place(day))
        assert (asking.dialog.period, asking.calendar.first) == (november(5, 5), date(2026, 11, 5))
        await pilot.press("right", "enter", "enter")
        assert asking.answers == [(november(5, 6), "created_at")]


async def test_one_day_is_chosen_by_its_first_pick() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("left", "enter", "y")
        assert asking.answers == [(november(21, 21), "created_at")]


async def test_a_range_over_the_year_end() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("enter", "pagedown", "pagedown", "enter")
        assert asking.says("Ordered: 22 Nov 2026 – 22 Jan 2027")


async def test_a_preset_under_the_cursor_forgets_the_first_day() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("left", "enter", "shift+tab", "down")
        assert (asking.dialog.period, asking.calendar.first) == (Period(Preset.TODAY), None)


# The day that counts


@pytest.mark.parametrize(("letter", "field"), list(zip("opecsmr", DAYS, strict=True)))
async def test_a_letter_chooses_the_day_that_counts_and_enter_shows(letter: str, field: str) -> None:
    asking = Asking("7d", "shipped_at")
    async with opened(asking) as pilot:
        await pilot.press(letter)
        assert asking.says(f"{DAYS[field].title}: Last 7 days, 16–22 Nov 2026")
        await pilot.press("enter")
        assert asking.answers == [(Period(Preset.LAST_7_DAYS), field)]


async def test_the_arrows_go_round_the_days_that_count() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("tab", "right", "right")
        assert asking.field() == "settled_at"
        await pilot.press("left", "left", "left")
        assert asking.field() == "returned_at"
        await pilot.press("right", "enter")
        assert asking.answers == [(Period(Preset.LAST_30_DAYS), "created_at")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_chooses_the_day_that_counts(size: tuple[int, int]) -> None:
    asking = Asking()
    async with opened(asking, size) as pilot:
        await pilot.click(offset=asking.place("Completed"))
        assert asking.field() == "completed_at"
        assert asking.says("[m Completed]")
        fields = asking.dialog.query_one(DateFields)
        await pilot.click(offset=fields.region.offset)
        assert asking.field() == "completed_at"


async def test_the_day_under_the_mouse_is_lit() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        at = asking.place("Paid")
        before = asking.screen.get_style_at(*at).bgcolor
        await pilot.hover(offset=at)
        assert asking.screen.get_style_at(*at).bgcolor != before
        await pilot.hover(offset=asking.place("Date range"))
        assert asking.screen.get_style_at(*at).bgcolor == before


# Leaving


@pytest.mark.parametrize("key", ["escape", "n", "q"])
async def test_leaving_answers_none(key: str) -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press("left", "enter", "p", key)
        assert asking.answers == [None]


async def test_the_close_button_answers_none() -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.click(offset=asking.place("Esc Close"))
        assert asking.answers == [None]


@pytest.mark.parametrize("focus", ["", "tab", "shift+tab", "tab tab"])
async def test_y_shows_what_is_chosen_wherever_the_focus_is(focus: str) -> None:
    asking = Asking()
    async with opened(asking) as pilot:
        await pilot.press(*focus.split(), "y")
        assert asking.answers == [(Period(Preset.LAST_30_DAYS), "created_at")]


@pytest.mark.parametrize("before", [(), ("o",), ("tab",), ("shift+tab",)])
async def test_h_and_l_are_the_day_before_and_after_everywhere(before: tuple[str, ...]) -> None:
    asking = Asking(dates="paid_at")
    async with opened(asking) as pilot:
        await pilot.press(*before, "h", "h", "l")
        assert asking.calendar.cursor == date(2026, 11, 21)
        assert asking.calendar.has_focus
        assert asking.field() == ("created_at" if before == ("o",) else "paid_at")
