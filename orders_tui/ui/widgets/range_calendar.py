"""The calendar in which a range of days is chosen: the first day, then the last, by key or by mouse."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from orders_tui.domain.days import DateRange
from orders_tui.domain.words import N_, _
from orders_tui.ui.grid_keys import CALENDAR
from orders_tui.ui.keys import bindings

EARLIEST, LATEST = date(1970, 1, 1), date(9998, 12, 31)
"""The days that the calendar reaches, which are those that a stored time can fall on."""

WEEK = 7
WEEKS = 6
"""No month touches more weeks than these."""
HEAD = 2
"""Lines above the weeks: the months, the weekdays."""
CELL = 3
"""Cells of a day: the gap before it, where brackets stand, and two digits."""
MONTH = WEEK * CELL + 1
GAP = 6
TWO_MONTHS = 2 * MONTH + GAP
"""From this width on two months stand side by side."""
ARROWS = "‹›"
ARROW_REACH = 3
"""Cells at either end of the first line in which a click finds the arrow."""

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))

_CalendarLine = tuple[tuple[str, tuple[str, ...]], ...]
"""The runs of a line: a text and the component classes that it wears, the last of them on top."""


def shifted(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def weeks(month: date) -> list[list[date | None]]:
    """Six weeks from Monday to Sunday that hold the month of this first day; none where it has no day."""
    days: list[date | None] = [None] * month.weekday()
    days += [month.replace(day=number) for number in range(1, monthrange(month.year, month.month)[1] + 1)]
    days += [None] * (WEEK * WEEKS - len(days))
    return [days[start : start + WEEK] for start in range(0, WEEK * WEEKS, WEEK)]


@dataclass(frozen=True, slots=True)
class _Picture:
    """Everything on which the look of the calendar depends."""

    months: tuple[date, ...]
    """The first days of the months shown."""
    today: date
    cursor: date
    hover: date | None
    """The day under the mouse."""
    days: DateRange
    pending: bool
    """Whether only the first of the days is chosen yet."""

    def lines(self) -> list[_CalendarLine]:
        grids = zip(*(weeks(month) for month in self.months), strict=True)
        return [self._titles(), self._weekdays(), *(self._week(rows) for rows in grids)]

    def _titles(self) -> _CalendarLine:
        titles = (f"{_(_MONTHS[month.month - 1])} {month.year}" for month in self.months)
        line = (" " * GAP).join(title.center(MONTH) for title in titles)
        arrow = ("range-calendar--arrow",)
        return (ARROWS[0], arrow), (line[1:-1], ("range-calendar--month",)), (ARROWS[1], arrow)

    def _weekdays(self) -> _CalendarLine:
        names = " ".join(set_cell_size(_(name), CELL - 1) for name in _WEEKDAYS)
        line = (" " * GAP).join([f" {names} "] * len(self.months))
        return ((line, ("range-calendar--weekday",)),)

    def _week(self, rows: tuple[list[date | None], ...]) -> _CalendarLine:
        """One line of weeks, one of each month."""
        runs: list[tuple[str, tuple[str, ...]]] = []
        for row in rows:
            runs += [(" " * GAP, ())] if runs else []
            runs.append(self._between(None, row[0]))
            for day, following in zip(row, [*row[1:], None], strict=True):
                runs += [self._number(day), self._between(day, following)]
        return tuple(runs)

    def _number(self, day: date | None) -> tuple[str, tuple[str, ...]]:
        if day is None:
            return " " * (CELL - 1), ()
        future = ("range-calendar--future",) if day > self.today else ()
        today = ("range-calendar--today",) if day == self.today else ()
        return f"{day.day:{CELL - 1}}", future + self._ground(day) + today

    def _between(self, left: date | None, right: date | None) -> tuple[str, tuple[str, ...]]:
        """The gap between two days; the brackets tell the range where colours cannot."""
        if right is not None and right == self.days.first:
            bracket = "["
        elif left is not None and left == self.days.last:
            bracket = "]"
        else:
            bracket = " "
        grounds = {name for day in (left, right) if day is not None for name in self._ground(day)}
        return bracket, tuple(name for name in _GROUNDS if name in grounds)

    def _ground(self, day: date) -> tuple[str, ...]:
        chosen = self._chosen(day)
        wears = (chosen and not self.pending, chosen and self.pending, day == self.hover, day == self.cursor)
        return tuple(name for name, worn in zip(_GROUNDS, wears, strict=True) if worn)

    def _chosen(self, day: date) -> bool:
        first, last = self.days.first, self.days.last
        # With both sides open everything would be chosen, and a wash of colour says nothing.
        return (first or last) is not None and (first or day) <= day <= (last or day)


_GROUNDS = ("range-calendar--range", "range-calendar--pending", "range-calendar--hover", "range-calendar--cursor")


class RangeCalendar(Widget, can_focus=True):
    """One month, or two where there is room, in which the first and the last day of a range are picked."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = bindings(CALENDAR)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "range-calendar--arrow",
        "range-calendar--cursor",
        "range-calendar--future",
        "range-calendar--hover",
        "range-calendar--month",
        "range-calendar--pending",
        "range-calendar--range",
        "range-calendar--today",
        "range-calendar--weekday",
    }
    """`--range` are the days chosen, `--pending` those that would be with the day pointed at as the other end."""

    DEFAULT_CSS = """
    RangeCalendar {
        width: 1fr;
        height: auto;

        & > .range-calendar--arrow { color: $text-accent; text-style: bold; }
        & > .range-calendar--month { text-style: bold; }
        & > .range-calendar--weekday { color: $text-muted; }
        & > .range-calendar--future { color: $text-disabled; }
        & > .range-calendar--today { text-style: bold underline; }
        & > .range-calendar--range { background: $marked; color: $text-primary; }
        & > .range-calendar--pending { background: $boost; color: $text-primary; }
        & > .range-calendar--hover { background: $block-hover-background; }
        &:ansi > .range-calendar--today { text-style: underline; }
        &:ansi > .range-calendar--range { background: transparent; color: $foreground; text-style: underline; }
        &:ansi > .range-calendar--pending { background: transparent; color: $foreground; text-style: underline; }
        &:focus > .range-calendar--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    cursor = reactive(EARLIEST, repaint=False, init=False)
    """The day that the keys have come to."""

    @dataclass
    class FromCalendar(Message):
        """What every message of the calendar carries."""

        calendar: "RangeCalendar"
        """The calendar that sent it."""

        @property
        def control(self) -> "RangeCalendar":
            """The calendar, for `on` with a selector."""
            return self.calendar

    @dataclass
    class DayPicked(FromCalendar):
        """The first of two days was picked."""

        day: date

    @dataclass
    class RangeChosen(FromCalendar):
        """The second day was picked, and with it the range."""

        range: DateRange

    def __init__(self, today: date, chosen: DateRange, *, id: str | None = None) -> None:
        """A calendar that shows the end of the range.

        Args:
            today: The desk's date, which is marked.
            chosen: The days that are chosen at first.
            id: The id of the widget.
        """
        super().__init__(id=id)
        self.chosen = chosen
        """The days that were chosen last."""
        self.first: date | None = None
        """The first day, while the second is not picked yet."""
        self._today = today
        self._hover: date | None = None
        self.set_reactive(RangeCalendar.cursor, self._end_of(chosen))
        self._last_month = self.cursor.replace(day=1)
        """The month shown, the right one of two."""
        self._lines: list[_CalendarLine] = []

    def show_range(self, chosen: DateRange) -> None:
        """Show these days as chosen; a first day that waits for the second is forgotten."""
        self.chosen, self.first, self._hover = chosen, None, None
        self.cursor = self._end_of(chosen)
        self._repaint()

    def pick(self, day: date) -> None:
        """Take this day as the first of a range, or as the second if there is a first."""
        self.cursor = day
        if self.first is None:
            self.first = day
            self.post_message(self.DayPicked(self, day))
        else:
            self.chosen, self.first = DateRange.of(self.first, day), None
            self.post_message(self.RangeChosen(self, self.chosen))
        self._repaint()

    def _end_of(self, chosen: DateRange) -> date:
        return max(EARLIEST, min(chosen.last or self._today, LATEST))

    # What is seen

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return HEAD + WEEKS

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(text, self.get_visual_style(*looks).rich_style) for text, looks in line]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style).simplify()

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months that are shown."""
        return tuple(shifted(self._last_month, -back) for back in reversed(range(self._month_count)))

    @property
    def _month_count(self) -> int:
        return 2 if self.size.width >= TWO_MONTHS else 1

    def _show_cursor(self) -> None:
        """Have the month of the cursor among those shown, turning as few pages as that takes."""
        month = self.cursor.replace(day=1)
        if month < self.months[0]:
            self._last_month = shifted(month, self._month_count - 1)
        self._last_month = max(self._last_month, month)

    def _repaint(self) -> None:
        """Send only the lines that look different now."""
        days = self.chosen if self.first is None else DateRange.of(self.first, self._hover or self.cursor)
        picture = _Picture(self.months, self._today, self.cursor, self._hover, days, pending=self.first is not None)
        before, self._lines = self._lines, picture.lines()
        if len(before) != len(self._lines):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        self._show_cursor()
        self._repaint()

    # Mouse

    def day_at(self, at: Offset) -> date | None:
        """The day that is drawn at this place of the widget."""
        block, x = divmod(at.x, MONTH + GAP)
        week = at.y - HEAD
        if x >= MONTH or not 0 <= block < len(self.months) or not 0 <= week < WEEKS:
            return None
        # The cell for the bracket behind the last weekday belongs to that day.
        return weeks(self.months[block])[week][min(x // CELL, WEEK - 1)]

    def on_mouse_move(self, event: events.MouseMove) -> None:
        at = event.get_content_offset(self)
        self._point_at(None if at is None else self.day_at(at))

    def on_leave(self) -> None:
        self._point_at(None)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        event.stop()
        if day := self.day_at(at):
            self.pick(day)
        elif at.y == 0:
            self._click_arrow(at.x)

    def _click_arrow(self, x: int) -> None:
        end = MONTH if self._month_count == 1 else TWO_MONTHS
        if x < ARROW_REACH:
            self.action_turn(-1)
        elif end - ARROW_REACH <= x < end:
            self.action_turn(1)

    def _point_at(self, day: date | None) -> None:
        if day != self._hover:
            self._hover = day
            self._repaint()

    # Keys

    def watch_cursor(self) -> None:
        # Whoever uses the keys points with them, wherever the mouse was left.
        self._hover = None
        self._show_cursor()
        self._repaint()

    def action_move(self, days: int) -> None:
        """Move the cursor by days."""
        if EARLIEST <= (day := self.cursor + timedelta(days=days)) <= LATEST:
            self.cursor = day

    def action_turn(self, months: int) -> None:
        """Turn the page, and move the cursor with it."""
        if EARLIEST <= (day := shifted(self.cursor, months)) <= LATEST:
            self._last_month = shifted(self._last_month, months)
            self.cursor = day

    def action_today(self) -> None:
        """Move the cursor to today."""
        self.cursor = self._today

    def action_pick(self) -> None:
        """Pick the day under the cursor."""
        self.pick(self.cursor)
