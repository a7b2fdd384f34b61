"""The period before a period, its days one by one, and by how much something has grown."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.days import DateRange, Period, local
from orders_tui.domain.trend import MOST_DAYS, change, days_of, period_before

JAKARTA, BERLIN = ZoneInfo("Asia/Jakarta"), ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 31, 12, 0, tzinfo=JAKARTA)

BEFORE = {
    "today": ("2026-03-30 00:00", "2026-03-30 12:00"),
    "yesterday": ("2026-03-29 00:00", "2026-03-30 00:00"),
    "7d": ("2026-03-18 00:00", "2026-03-24 12:00"),
    "30d": ("2026-01-31 00:00", "2026-03-01 12:00"),
    "this-month": ("2026-02-01 00:00", "2026-02-28 12:00"),
    "last-month": ("2026-01-01 00:00", "2026-02-01 00:00"),
    "older-7d": None,
    "all": None,
    "2026-03-10..2026-03-12": ("2026-03-07 00:00", "2026-03-10 00:00"),
    "2026-03-30..2026-04-05": ("2026-03-28 00:00", "2026-03-29 12:00"),
    "2026-03-30..": ("2026-03-28 00:00", "2026-03-29 12:00"),
    "..2026-03-12": None,
    "2026-04-01..2026-04-05": None,
    "0001-01-02..": None,
}


@pytest.mark.parametrize(("text", "expected"), BEFORE.items())
def test_the_period_before_is_as_long_as_what_has_gone_by(text: str, expected: tuple[str, str] | None) -> None:
    found = period_before(Period.parse(text), int(NOON.timestamp()), JAKARTA)
    assert (None if found is None else tuple(f"{local(at, JAKARTA):%Y-%m-%d %H:%M}" for at in found)) == expected


def test_a_day_on_which_clocks_change_is_one_day() -> None:
    now = datetime(2026, 3, 30, 9, 0, tzinfo=BERLIN)
    found = period_before(Period.parse("today"), int(now.timestamp()), BERLIN)
    assert found is not None
    # From midnight to nine there were only eight hours.
    assert found[1] - found[0] == 8 * 3600


@given(first=st.dates(), last=st.dates(), now=st.datetimes(timezones=st.just(JAKARTA)))
def test_it_ends_before_the_period_begins(first: object, last: object, now: datetime) -> None:
    period = Period.parse(f"{first}..{last}")
    today = local(0, JAKARTA).replace(year=max(2, now.year)).date()
    seconds = int(datetime(today.year, today.month, today.day, tzinfo=JAKARTA).timestamp())
    found = period_before(period, seconds, JAKARTA)
    if found is not None:
        start, _end = period.bounds(seconds, JAKARTA)
        assert start is not None
        assert found[0] <= found[1] <= start
    days = days_of(period, today)
    assert len(days) <= MOST_DAYS
    assert list(days) == sorted(set(days))


def test_days_end_today_and_are_the_last_of_a_long_period() -> None:
    today = NOON.date()
    assert days_of(Period.parse("all"), today)[-1] == today
    assert len(days_of(Period.parse("all"), today)) == MOST_DAYS
    assert len(days_of(Period.parse("7d"), today)) == 7
    assert days_of(Period(DateRange.of(today.replace(day=30), today.replace(month=4, day=9))), today) == (
        today.replace(day=30),
        today,
    )
    assert days_of(Period.parse("2026-04-01..2026-04-02"), today) == ()


@pytest.mark.parametrize(
    ("now", "before", "grown"), [(3, 2, 50), (2, 3, -33), (2, 2, 0), (5, 0, None), (0, 4, -100), (2005, 1000, 101)]
)
def test_growth_is_told_in_percent(now: int, before: int, grown: int | None) -> None:
    assert change(now, before) == grown
