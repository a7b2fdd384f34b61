"""How a list stands against the days before it: the period before, and the days of its own."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.days import DateRange, Period, Preset, local, utc_bounds

MOST_DAYS = 30
"""How many days are counted one by one: the last ones of a longer period."""


class Totals(NamedTuple):
    """Some orders together."""

    orders: int
    value: int
    """Sum of their totals, rupiah."""


def change(now: int, before: int) -> int | None:
    """By how many percent, to the nearest, a number has grown; None from nothing."""
    return None if before <= 0 else (200 * (now - before) + before) // (2 * before)


def period_before(period: Period, now: int, zone: ZoneInfo) -> tuple[int, int] | None:
    """When the period before begins and ends, as epoch seconds; the end is no longer inside.

    Of a period that is still going on it is as much as has gone by of this one: today until noon is compared with
    yesterday until noon, this month with the same days of the month before. None where the period has no beginning,
    or has not begun.
    """
    moment = local(now, zone)
    today = moment.date()
    days = period.resolve(today)
    if days.first is None or days.first > today:
        return None
    goes_on = days.last is None or days.last >= today
    earlier = _days_before(period, DateRange(days.first, today if goes_on else days.last))
    if earlier is None:
        return None
    first, last = earlier
    start, end = utc_bounds(DateRange(first, last), zone)
    if goes_on:
        # By the clock, not by a number of seconds: a day on which clocks change has another length.
        end = int(datetime.combine(last, moment.timetz(), zone).timestamp())
    return (start or 0), (end or 0)


def _days_before(period: Period, days: DateRange) -> tuple[date, date] | None:
    first, last = days.first or date.min, days.last or date.max
    length = (last - first).days + 1
    # Dates begin with the year 1: before it are no days to compare with.
    if first.toordinal() <= max(length, 366):
        return None
    before = first - timedelta(days=1)
    if period.days not in (Preset.THIS_MONTH, Preset.LAST_MONTH):
        return first - timedelta(days=length), before
    # Months differ in length: the 31st is compared with the last day of a shorter one.
    whole = period.days is Preset.LAST_MONTH
    return before.replace(day=1), before if whole else before.replace(day=min(last.day, before.day))


def days_of(period: Period, today: date) -> tuple[date, ...]:
    """The days of a period that are counted one by one, the oldest first; none of one that has not begun."""
    days = period.resolve(today)
    last = today if days.last is None else min(days.last, today)
    count = MOST_DAYS if days.first is None else min(MOST_DAYS, (last - days.first).days + 1)
    count = min(count, last.toordinal())
    return tuple(last - timedelta(days=ago) for ago in reversed(range(max(0, count))))
