"""Days and times as the desk sees them: date ranges, periods that move with the calendar, stored times.

A stored time is whole epoch seconds (UTC). Which day it falls on is decided by the desk's own time zone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.choices import meant
from orders_tui.domain.patterns import pattern
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _

_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_DASH = "\N{EN DASH}"


class DateRange(NamedTuple):
    """Days from `first` to `last`, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, a: date, b: date) -> "DateRange":
        """The days between two days, whichever was named first."""
        return cls(min(a, b), max(a, b))

    def label(self) -> str:
        """The days in words: `1–22 Nov 2026`."""
        if self.first is None:
            return _("All dates") if self.last is None else _("Until {day}").format(day=_day(self.last))
        if self.last is None:
            return _("Since {day}").format(day=_day(self.first))
        if self.first == self.last:
            return _day(self.last)
        if self.first.year != self.last.year:
            return f"{_day(self.first)} {_DASH} {_day(self.last)}"
        if self.first.month != self.last.month:
            return f"{_day_of_year(self.first)} {_DASH} {_day(self.last)}"
        return f"{self.first.day}{_DASH}{_day(self.last)}"

    def __str__(self) -> str:
        """The text form: `2026-11-01..2026-11-22`, a single day `2026-11-22`, open sides left empty."""
        if self.first == self.last:
            return "all" if self.first is None else self.first.isoformat()
        return f"{self.first or ''}..{self.last or ''}"


class Preset(StrEnum):
    """A period that is counted from today; the value is its text form."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_7_DAYS = "7d"
    LAST_30_DAYS = "30d"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    OLDER_THAN_7_DAYS = "older-7d"
    ALL = "all"

    def resolve(self, today: date) -> DateRange:
        """The days that are meant when this is the desk's date; none lies beyond it."""
        match self:
            case Preset.TODAY:
                return DateRange(today, today)
            case Preset.YESTERDAY:
                return DateRange(today - timedelta(days=1), today - timedelta(days=1))
            case Preset.LAST_7_DAYS | Preset.LAST_30_DAYS:
                return DateRange(today - timedelta(days=int(self.removesuffix("d")) - 1), today)
            case Preset.THIS_MONTH:
                return DateRange(today.replace(day=1), today)
            case Preset.LAST_MONTH:
                last = today.replace(day=1) - timedelta(days=1)
                return DateRange(last.replace(day=1), last)
            case Preset.OLDER_THAN_7_DAYS:
                return DateRange(None, today - timedelta(days=7))
            case Preset.ALL:
                return DateRange()

    @property
    def goes_on(self) -> bool:
        """Whether it reaches into today, and so has no end."""
        return self in _GOING_ON

    def label(self) -> str:
        """The period in words: `Last 7 days`."""
        return _(_PRESET_LABELS[self])


_GOING_ON = frozenset({Preset.TODAY, Preset.LAST_7_DAYS, Preset.LAST_30_DAYS, Preset.THIS_MONTH, Preset.ALL})


_PRESET_LABELS = {
    Preset.TODAY: N_("Today"),
    Preset.YESTERDAY: N_("Yesterday"),
    Preset.LAST_7_DAYS: N_("Last 7 days"),
    Preset.LAST_30_DAYS: N_("Last 30 days"),
    Preset.THIS_MONTH: N_("This month"),
    Preset.LAST_MONTH: N_("Last month"),
    Preset.OLDER_THAN_7_DAYS: N_("Over 7 days ago"),
    Preset.ALL: N_("All dates"),
}

_DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_RANGE = pattern(rf"{_DAY}|{_DAY}?\.\.{_DAY}?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a view shows: fixed ones, or a preset that moves with the calendar."""

    days: Preset | DateRange

    def __post_init__(self) -> None:
        # Both mean every day; in one form lists that are the same compare equal.
        if self.days == DateRange():
            object.__setattr__(self, "days", Preset.ALL)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period of a text form: a preset, a day, or two days joined by `..` (either may be left out).

        Raises:
            ValueError: with a sentence that names the accepted forms.
        """
        wanted = text.strip().lower()
        if preset := meant(wanted, _PRESET_LABELS):
            return cls(preset)
        parts = _RANGE.fullmatch(wanted)
        if not parts or wanted == "..":
            raise _no_period(text)
        try:
            single, first, last = (date.fromisoformat(part) if part else None for part in parts.groups())
        except ValueError:
            raise _no_period(text) from None
        if single:
            return cls(DateRange(single, single))
        return cls(DateRange.of(first, last) if first and last else DateRange(first, last))

    def resolve(self, today: date) -> DateRange:
        """The days that are meant when this is the desk's date."""
        return self.days if isinstance(self.days, DateRange) else self.days.resolve(today)

    def bounds(self, now: int, zone: ZoneInfo) -> tuple[int | None, int | None]:
        """When it begins and ends, as epoch seconds; the end is no longer inside, None leaves that side open.

        A period that is counted from today has no end: what comes in at midnight belongs to it.
        """
        start, end = utc_bounds(self.resolve(local(now, zone).date()), zone)
        return start, None if isinstance(self.days, Preset) and self.days.goes_on else end

    def before(self, today: date) -> "Period | None":
        """All days before it, when this is the desk's date; None where it has no beginning."""
        first = self.resolve(today).first
        # The year 1 has no day before it.
        if first is None or first == date.min:
            return None
        return Period(DateRange(None, first - timedelta(days=1)))

    def after(self, today: date) -> "Period | None":
        """All days after it, when this is the desk's date; None where it has no end."""
        last = None if isinstance(self.days, Preset) and self.days.goes_on else self.resolve(today).last
        if last is None or last == date.max:
            return None
        return Period(DateRange(last + timedelta(days=1), None))

    @property
    def moves(self) -> bool:
        """Whether it means other days tomorrow."""
        return isinstance(self.days, Preset) and self.days is not Preset.ALL

    def label(self) -> str:
        """The period in words: `Last 7 days`, `28 Oct – 3 Nov 2026`."""
        return self.days.label()

    def __str__(self) -> str:
        """The text form, which `parse` reads."""
        return str(self.days)


def _no_period(text: str) -> ValueError:
    sentence = _("“{text}” is not a range of days. Write 2026-11-22, 2026-11-01..2026-11-22, or one of {presets}.")
    return ValueError(sentence.format(text=excerpt(text), presets=", ".join(Preset)))


def _day_of_year(day: date) -> str:
    return f"{day.day} {_(_MONTHS[day.month - 1])}"


def _day(day: date) -> str:
    return f"{_day_of_year(day)} {day.year}"


def utc_bounds(range_: DateRange, zone: ZoneInfo) -> tuple[int | None, int | None]:
    """When the days begin and end in a time zone, as epoch seconds; the end is no longer inside."""
    start = None if range_.first is None else _midnight(range_.first, zone)
    # The last day that Python knows has no midnight behind it; nothing lies there either.
    if range_.last is None or range_.last == date.max:
        return start, None
    return start, _midnight(range_.last + timedelta(days=1), zone)


def next_day(now: int, zone: ZoneInfo) -> int:
    """When the desk's next day begins, as epoch seconds: a period that moves is to be read again then."""
    return _midnight(local(now, zone).date() + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> int:
    # Where clocks skip midnight this is the moment they jump, which is when the day begins.
    return int(datetime.combine(day, time(), zone).timestamp())


def local(ts: int, zone: ZoneInfo) -> datetime:
    """A stored time on the clocks of a time zone."""
    return datetime.fromtimestamp(ts, zone)


def short_time(ts: int, now: int, zone: ZoneInfo) -> str:
    """A stored time as a list shows it: `14:02` today, `21 Nov 14:02` this year, else `21 Nov 2025`."""
    then, today = local(ts, zone), local(now, zone).date()
    if then.date() == today:
        return f"{then:%H:%M}"
    if then.year == today.year:
        return f"{_day_of_year(then)} {then:%H:%M}"
    return _day(then)


def short_day(ts: int, now: int, zone: ZoneInfo) -> str:
    """The time of today, else the day, in another year with the last digits of that: at most nine cells."""
    first, _blank, last = short_time(ts, now, zone).rpartition(" ")
    if not first:
        return last
    return first if ":" in last else f"{first} {last[-2:]}"


def long_time(ts: int, zone: ZoneInfo) -> str:
    """A stored time as it is written to a buyer: `22 Nov 2026, 14:05`."""
    then = local(ts, zone)
    return f"{_day(then.date())}, {then:%H:%M}"


def stamp(ts: int) -> str:
    """A stored time as RFC 3339 in UTC: `2026-11-22T07:05:09Z`."""
    return datetime.fromtimestamp(ts, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_STAMP = pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_STAMPS_END = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())
"""Times from here on could not be shown in every time zone."""


def parse_stamp(text: str) -> int:
    """The stored time of an RFC 3339 text, whose offset from UTC is required; fractions of a second go.

    Raises:
        ValueError: with a sentence for the person, if it is anything else, or lies before 1970 or too far ahead.
    """
    if parts := _STAMP.fullmatch(text.strip()):
        day, clock, offset = parts.groups()
        try:
            ts = int(datetime.fromisoformat(f"{day}T{clock}{offset.upper()}").timestamp())
        except ValueError:
            raise _no_stamp(text) from None
        _check_stamp(ts, text)
        return ts
    raise _no_stamp(text)


def _check_stamp(ts: int, text: str) -> None:
    if ts < 0:
        raise ValueError(_("“{text}” is too long ago: it is before 1970.").format(text=excerpt(text)))
    if ts >= _STAMPS_END:
        raise ValueError(_("“{text}” is in the future.").format(text=excerpt(text)))


def _no_stamp(text: str) -> ValueError:
    sentence = _("“{text}” is not a time with its offset from UTC, like 2026-11-22T14:05:09+07:00.")
    return ValueError(sentence.format(text=excerpt(text)))
