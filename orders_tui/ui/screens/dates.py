"""The dialog that asks for the days whose orders are shown: a preset or a range, and which day of an order counts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.days import DateRange, Period, Preset
from orders_tui.domain.filters import DAYS
from orders_tui.domain.words import _
from orders_tui.ui.grid_keys import BY_DAY, DATES, DAY_THAT_COUNTS, PERIODS, PRESETS
from orders_tui.ui.keymap import KEYS
from orders_tui.ui.keys import bindings
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.range_calendar import RangeCalendar

WIDTH = 76
"""The width of the dialog; it is narrow where the terminal has less."""

_PRESET_KEYS = {preset: key.keys for preset, key in zip(Preset, PRESETS, strict=True)}
_FACT_KEYS = {key.id.removeprefix("dates.by_"): key.keys for key in BY_DAY}


def _with_key(key: str, label: str) -> Content:
    return Content.assemble((key, "$text-accent"), " ", label)


class Presets(OptionList):
    """The periods that are counted from today, each with its digit."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PERIODS)

    def __init__(self) -> None:
        super().__init__(
            *(Option(_with_key(key, preset.label()), id=preset) for preset, key in _PRESET_KEYS.items()), compact=True
        )

    def point_at(self, period: Period) -> None:
        """Put the cursor on the preset that the period is, or on none."""
        self.highlighted = list(Preset).index(period.days) if isinstance(period.days, Preset) else None

    def action_select(self) -> None:
        """Select the preset under the cursor."""
        if self.highlighted is None:
            # Enter is left to the dialog.
            raise SkipAction
        super().action_select()


class _Button(NamedTuple):
    """Where a field stands in its row."""

    field: str
    label: str
    region: Region


class DateFields(Widget, can_focus=True):
    """One line, or as many as it takes, in which the day that counts is chosen."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = bindings(DAY_THAT_COUNTS)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "date-fields--chosen",
        "date-fields--hover",
        "date-fields--key",
        "date-fields--label",
    }

    chosen = reactive("created_at")
    """The day that counts."""
    _hover: reactive[str | None] = reactive(None)

    @dataclass
    class Changed(Message):
        """Another day was chosen."""

        field: str

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._buttons(width)[-1].region.bottom

    def _buttons(self, width: int) -> list[_Button]:
        """Where the fields stand in lines of this width, one blank or bracket at either side of each."""
        buttons: list[_Button] = []
        x, y = cell_len(_("By day")) + 1, 0
        for field, fact in DAYS.items():
            room = cell_len(fact.title) + 4
            if x and x + room > width:
                x, y = 0, y + 1
            buttons.append(_Button(field, fact.title, Region(x, y, room, 1)))
            x += room
        return buttons

    def render_line(self, y: int) -> Strip:
        segments = [self._segment(_("By day") + " ", "label")] if y == 0 else []
        for button in self._buttons(self.size.width):
            if button.region.y == y:
                segments += self._segments(button)
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _segments(self, button: _Button) -> list[Segment]:
        key = _FACT_KEYS.get(button.field, " ")
        if button.field == self.chosen:
            return [self._segment(f"[{key} {button.label}]", "chosen")]
        looks = ("hover",) if button.field == self._hover else ()
        return [
            self._segment(" ", *looks),
            self._segment(key, *looks, "key"),
            self._segment(f" {button.label} ", *looks),
        ]

    def _segment(self, text: str, *looks: str) -> Segment:
        return Segment(text, self.get_visual_style(*(f"date-fields--{look}" for look in looks)).rich_style)

    def _field_at(self, at: Offset | None) -> str | None:
        if at is None:
            return None
        return next(
            (button.field for button in self._buttons(self.size.width) if button.region.contains_point(at)), None
        )

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover = self._field_at(event.get_content_offset(self))

    def on_leave(self) -> None:
        self._hover = None

    def on_click(self, event: events.Click) -> None:
        if field := self._field_at(event.get_content_offset(self)):
            self.post_message(self.Changed(field))

    def action_step(self, by: int) -> None:
        """Choose the next day of an order, or the one before; after the last comes the first."""
        fields = list(DAYS)
        self.post_message(self.Changed(fields[(fields.index(self.chosen) + by) % len(fields)]))


class DatesDialog(Dialog[tuple[Period, str]]):
    """Asks for a period and the day of an order that it applies to; answers None if nothing shall change."""

    CSS_PATH = "dates.tcss"
    AUTO_FOCUS = "RangeCalendar"

    BINDINGS: ClassVar[list[BindingType]] = bindings(DATES, PRESETS, BY_DAY)

    period = var(Period(Preset.ALL), init=False)
    """What is chosen so far; the first of two days counts as a range of one."""
    dates = var("created_at", init=False)
    """The day of an order that it applies to."""

    def __init__(self, period: Period, dates: str, today: date) -> None:
        """The dialog with what is chosen now.

        Args:
            period: The period of the list.
            dates: The day of an order that it applies to.
            today: The desk's date.
        """
        super().__init__()
        self.set_reactive(DatesDialog.period, period)
        self.set_reactive(DatesDialog.dates, dates)
        self._today = today

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Date range")), classes="dialog-title")
            with Horizontal(id="dates-days"):
                yield Presets()
                yield RangeCalendar(self._today, self.period.resolve(self._today))
            yield DateFields().data_bind(chosen=DatesDialog.dates)
            yield Static(id="dates-chosen")
            with Horizontal(id="dates-foot"):
                yield Static(id="dates-enter")
                yield Button(_with_key(KEYS["dates.show"].first_shown, _("Show")), id="dates-show", compact=True)
                yield Button(_with_key("Esc", _("Close")), id="dates-close", compact=True)

    def on_mount(self) -> None:
        self.query_one(Presets).point_at(self.period)
        self.watch(self.query_one(RangeCalendar), "cursor", self._say, init=False)
        self._say()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDTH, "-narrow")

    # What is said

    def watch_period(self) -> None:
        self._say()

    def watch_dates(self) -> None:
        self._say()

    def on_descendant_focus(self) -> None:
        self._say()

    def _say(self) -> None:
        """Say what is chosen, and what Enter does where the focus is."""
        self.query_one("#dates-chosen", Static).update(self._chosen_sentence(), layout=False)
        self.query_one("#dates-enter", Static).update(self._enter_sentence(), layout=False)

    def _chosen_sentence(self) -> Content:
        fact, days = DAYS[self.dates].title, self.period.resolve(self._today).label()
        text = _("{fact}: {days}")
        if self.period.label() != days:
            text = _("{fact}: {period}, {days}")
        return Content(text.format(fact=fact, period=self.period.label(), days=days))

    def _enter_sentence(self) -> Content:
        calendar = self.query_one(RangeCalendar)
        if not calendar.has_focus:
            closes = self.query_one("#dates-close").has_focus
            text = _("changes nothing") if closes else _("shows these orders")
        elif calendar.first is None:
            day = DateRange(calendar.cursor, calendar.cursor).label()
            text = _("starts at {day}").format(day=day)
        else:
            text = _("chooses {days}").format(days=DateRange.of(calendar.first, calendar.cursor).label())
        return _with_key("Enter", text)

    # What is chosen

    @on(OptionList.OptionHighlighted)
    def _preset_pointed_at(self, event: OptionList.OptionHighlighted) -> None:
        # The cursor of the presets also moves when the dialog opens, which chooses nothing.
        if event.option_list.has_focus:
            self.period = Period(Preset(str(event.option_id)))
            self.query_one(RangeCalendar).show_range(self.period.resolve(self._today))

    @on(OptionList.OptionSelected)
    def _preset_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_preset(str(event.option_id))

    @on(RangeCalendar.DayPicked)
    def _day_picked(self, event: RangeCalendar.DayPicked) -> None:
        self._choose_days(DateRange(event.day, event.day))

    @on(RangeCalendar.RangeChosen)
    def _range_chosen(self, event: RangeCalendar.RangeChosen) -> None:
        self._choose_days(event.range)
        self.query_one("#dates-show").focus()

    def _choose_days(self, days: DateRange) -> None:
        self.period = Period(days)
        self.query_one(Presets).point_at(self.period)
        self._say()

    @on(DateFields.Changed)
    def _field_changed(self, event: DateFields.Changed) -> None:
        self.dates = event.field

    @on(Button.Pressed, "#dates-show")
    def action_show(self) -> None:
        """Answer with what is chosen."""
        self.dismiss((self.period, self.dates))

    @on(Button.Pressed, "#dates-close")
    def action_leave(self) -> None:
        """Answer that nothing shall change."""
        self.dismiss(None)

    def action_preset(self, preset: str) -> None:
        """Answer with a preset."""
        self.dismiss((Period(Preset(preset)), self.dates))

    def action_day(self, by: int) -> None:
        """Move by a day in the calendar, wherever the focus is."""
        calendar = self.query_one(RangeCalendar)
        # Where it moves has to be seen, and the Enter that follows is meant for it.
        calendar.focus()
        calendar.action_move(by)

    def action_by(self, field: str) -> None:
        """Choose the day of an order that counts; Enter then shows the orders."""
        self.dates = field
        self.query_one(DateFields).focus()
