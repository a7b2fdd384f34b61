"""Days, periods and times in the desk's own time zone."""

import gettext
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orders_tui.domain import words
from orders_tui.domain.days import (
    DateRange,
    Period,
    Preset,
    local,
    next_day,
    parse_stamp,
    short_time,
    stamp,
    utc_bounds,
)

JAKARTA = ZoneInfo("Asia/Jakarta")
# Clocks that jump at midnight, over midnight, by half an hour, or over a whole day; and some that never do.
zones = st.sampled_from(
    [
        "Asia/Jakarta",
        "Asia/Jayapura",
        "UTC",
        "Africa/Cairo",
        "America/Havana",
        "America/New_York",
        "America/Santiago",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Atlantic/Azores",
        "Australia/Lord_Howe",
        "Europe/London",
        "Pacific/Apia",
        "Pacific/Kiritimati",
    ]
).map(ZoneInfo)
days = st.dates(date(1971, 1, 1), date(2037, 12, 31))
ranges = st.builds(DateRange, days | st.none(), days | st.none()) | st.builds(DateRange.of, days, days)
times = st.integers(0, 2**31 - 1)
TODAY = date(2026, 11, 22)


def at(text: str, zone: ZoneInfo = JAKARTA) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


@given(days, days)
def test_a_range_may_be_named_from_either_end(a: date, b: date) -> None:
    assert DateRange.of(a, b) == DateRange.of(b, a) == DateRange(min(a, b), max(a, b))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", DateRange(TODAY, TODAY)),
        ("yesterday", DateRange(date(2026, 11, 21), date(2026, 11, 21))),
        ("7d", DateRange(date(2026, 11, 16), TODAY)),
        ("30d", DateRange(date(2026, 10, 24), TODAY)),
        ("this-month", DateRange(date(2026, 11, 1), TODAY)),
        ("last-month", DateRange(date(2026, 10, 1), date(2026, 10, 31))),
        ("all", DateRange()),
        ("2026-11-01..2026-11-22", DateRange(date(2026, 11, 1), TODAY)),
        ("2026-11-22..2026-11-01", DateRange(date(2026, 11, 1), TODAY)),
        ("2026-11-22", DateRange(TODAY, TODAY)),
        ("2026-11-22..2026-11-22", DateRange(TODAY, TODAY)),
        ("2026-11-22..", DateRange(TODAY, None)),
        ("..2026-11-22", DateRange(None, TODAY)),
        (" Last-Month ", DateRange(date(2026, 10, 1), date(2026, 10, 31))),
    ],
)
def test_what_the_text_form_means(text: str, expected: DateRange) -> None:
    assert Period.parse(text).resolve(TODAY) == expected


@pytest.mark.parametrize(
    ("text", "first", "end", "moves"),
    [
        ("today", "2026-11-22", None, True),
        ("yesterday", "2026-11-21", "2026-11-22", True),
        ("7d", "2026-11-16", None, True),
        ("30d", "2026-10-24", None, True),
        ("this-month", "2026-11-01", None, True),
        ("last-month", "2026-10-01", "2026-11-01", True),
        ("all", None, None, False),
        ("2026-11-22", "2026-11-22", "2026-11-23", False),
        ("2026-11-20..2026-11-22", "2026-11-20", "2026-11-23", False),
        ("2026-11-22..", "2026-11-22", None, False),
    ],
)
def test_a_period_that_is_counted_from_today_moves_and_has_no_end(
    text: str, first: str | None, end: str | None, moves: bool
) -> None:
    period = Period.parse(text)
    assert period.bounds(at("2026-11-22T23:59:59"), JAKARTA) == (first and at(first), end and at(end))
    assert period.moves is moves
    if moves:
        tomorrow = next_day(at("2026-11-22T00:00"), JAKARTA)
        assert tomorrow == at("2026-11-23")
        assert period.bounds(tomorrow - 1, JAKARTA) == period.bounds(at("2026-11-22"), JAKARTA)
        later = period.bounds(at("2026-12-01"), JAKARTA)
        assert later != period.bounds(at("2026-11-22"), JAKARTA)


@given(times, zones)
def test_the_next_day_is_another_one(ts: int, zone: ZoneInfo) -> None:
    begins = next_day(ts, zone)
    assert begins > ts
    assert local(begins, zone).date() > local(ts, zone).date() >= local(begins - 1, zone).date()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 31), DateRange(date(2025, 12, 1), date(2025, 12, 31))),
        (date(2028, 3, 31), DateRange(date(2028, 2, 1), date(2028, 2, 29))),
    ],
)
def test_last_month_over_the_end_of_a_year_and_a_leap_day(today: date, expected: DateRange) -> None:
    assert Preset.LAST_MONTH.resolve(today) == expected


@given(st.builds(Period, st.sampled_from(Preset) | st.builds(DateRange.of, days, days)), days)
def test_a_period_never_ends_before_it_begins(period: Period, today: date) -> None:
    resolved = period.resolve(today)
    assert resolved.first is None or resolved.last is not None
    if resolved.first and resolved.last:
        assert resolved.first <= resolved.last


@given(
    st.builds(
        Period,
        st.sampled_from(Preset)
        | st.builds(DateRange.of, days, days)
        | st.builds(DateRange, days, st.none())
        | st.builds(DateRange, st.none(), days)
        | st.just(DateRange()),
    )
)
def test_the_text_form_gives_the_period_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_stays_one_in_its_text_form(preset: Preset) -> None:
    assert str(Period(preset)) == preset.value
    assert Period.parse(preset.value).days is preset


def test_all_days_are_one_period() -> None:
    assert Period(DateRange()) == Period(Preset.ALL)
    assert str(DateRange()) == "all"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "8d",
        "tomorrow",
        "2026-02-30",
        "20261122",
        "2026-W47-7",
        "2026-11",
        "22-11-2026",
        "0000-01-01",
        "2026-11-01...2026-11-22",
        "2026-11-01..today",
        "٢٠٢٦-11-22",
        "2026-11-22T00:00",
        pytest.param("x" * 100_000, id="very long"),
        "a\x1b[",
    ],
)
def test_what_is_no_period_is_refused_with_the_accepted_forms(text: str) -> None:
    forms = (
        r"2026-11-22, 2026-11-01\.\.2026-11-22, .*today, yesterday, 7d, 30d, this-month, last-month, older-7d, all\."
    )
    with pytest.raises(ValueError, match=forms) as refused:
        Period.parse(text)
    assert len(str(refused.value)) < 250
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("today", "Today"),
        ("7d", "Last 7 days"),
        ("this-month", "This month"),
        ("all", "All dates"),
        ("2026-11-22", "22 Nov 2026"),
        ("2026-11-01..2026-11-22", "1\N{EN DASH}22 Nov 2026"),
        ("2026-10-28..2026-11-03", "28 Oct \N{EN DASH} 3 Nov 2026"),
        ("2025-11-03..2026-11-22", "3 Nov 2025 \N{EN DASH} 22 Nov 2026"),
        ("2026-11-01..", "Since 1 Nov 2026"),
        ("..2026-11-01", "Until 1 Nov 2026"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert Period.parse(text).label() == label


class Loud(gettext.NullTranslations):
    """A language that says everything in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()


def test_labels_speak_the_language_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_translations", Loud())
    assert Period(Preset.LAST_7_DAYS).label() == "LAST 7 DAYS"
    assert Period.parse("2026-05-01..2026-05-09").label() == "1\N{EN DASH}9 MAY 2026"
    assert short_time(at("2026-08-01T10:00"), at("2026-11-22T10:00"), JAKARTA) == "1 AUG 10:00"


def test_bounds_are_the_midnights_of_the_desk() -> None:
    start, end = utc_bounds(DateRange(date(2026, 11, 1), TODAY), JAKARTA)
    assert (start, end) == (at("2026-11-01T00:00"), at("2026-11-23T00:00"))
    assert stamp(start or 0) == "2026-10-31T17:00:00Z"
    assert utc_bounds(DateRange(), JAKARTA) == (None, None)
    assert utc_bounds(DateRange(TODAY, None), JAKARTA) == (at("2026-11-22T00:00"), None)
    assert utc_bounds(DateRange(None, TODAY), JAKARTA) == (None, at("2026-11-23T00:00"))


def test_the_ends_of_the_calendar_have_bounds() -> None:
    start, end = utc_bounds(DateRange(date.min, date.max), JAKARTA)
    assert start is not None
    assert start < 0
    assert end is None


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
        ("America/Sao_Paulo", date(2019, 2, 16), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Jakarta", date(2026, 3, 8), 24),
    ],
)
def test_a_day_lasts_as_long_as_its_clocks_say(zone: str, day: date, hours: float) -> None:
    start, end = utc_bounds(DateRange(day, day), ZoneInfo(zone))
    assert start is not None
    assert end is not None
    assert end - start == hours * 3600


@given(zones, times, ranges)
def test_a_time_is_inside_of_the_bounds_when_its_day_is(zone: ZoneInfo, ts: int, range_: DateRange) -> None:
    day = local(ts, zone).date()
    start, end = utc_bounds(range_, zone)
    inside = (range_.first is None or range_.first <= day) and (range_.last is None or day <= range_.last)
    assert inside == ((start is None or start <= ts) and (end is None or ts < end))


@given(zones, days)
def test_each_day_ends_where_the_next_begins(zone: ZoneInfo, day: date) -> None:
    start, end = utc_bounds(DateRange(day, day), zone)
    assert start is not None
    assert end is not None
    assert utc_bounds(DateRange(day + timedelta(days=1), None), zone) == (end, None)
    assert local(start, zone).date() >= day
    assert local(start - 1, zone).date() < day
    assert local(end - 1, zone).date() <= day < local(end, zone).date()


@given(times, zones)
def test_local_is_the_same_moment(ts: int, zone: ZoneInfo) -> None:
    assert local(ts, zone).timestamp() == ts
    assert local(ts, zone).tzinfo is zone


def test_stamp() -> None:
    assert stamp(at("2026-11-22T14:05:09")) == "2026-11-22T07:05:09Z"


offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.integers(86_400, 253_370_764_799 - 86_400), offsets)
@example(0, UTC)
def test_a_stamp_is_read_back_from_any_offset(ts: int, offset: timezone) -> None:
    assert parse_stamp(stamp(ts)) == ts
    assert parse_stamp(datetime.fromtimestamp(ts, offset).isoformat()) == ts


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T14:05:09+07:00",
        "2026-11-22T07:05:09Z",
        "2026-11-22t07:05:09z",
        "2026-11-22 07:05:09-00:00",
        "2026-11-22T07:05:09.999999999Z",
        " 2026-11-22T00:05:09.5-07:00\n",
    ],
)
def test_the_ways_to_write_a_stamp(text: str) -> None:
    assert stamp(parse_stamp(text)) == "2026-11-22T07:05:09Z"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-22",
        "2026-11-22T07:05:09",
        "2026-11-22T07:05Z",
        "20261122T070509Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T07:05:60Z",
        "2026-02-30T07:05:09Z",
        "2026-11-22T07:05:09+0700",
        "2026-11-22T07:05:09+24:00",
        "2026-11-22T07:05:09,5Z",
        "٢٠٢٦-11-22T07:05:09Z",
        "1795311909",
        pytest.param("x" * 100_000, id="very long"),
    ],
)
def test_what_is_no_stamp_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time with its offset from UTC, like 2026-11-22T14") as refused:
        parse_stamp(text)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1969-12-31T23:59:59Z", "is too long ago: it is before 1970."),
        ("1970-01-01T06:59:59+07:00", "is too long ago: it is before 1970."),
        ("0001-01-01T00:00:00+07:00", "is too long ago: it is before 1970."),
        ("9999-01-01T00:00:00Z", "is in the future."),
        ("9999-12-31T23:59:59-07:00", "is in the future."),
    ],
)
def test_a_stamp_of_another_age_is_refused_with_that_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match="“") as refused:
        parse_stamp(text)
    assert str(refused.value) == f"“{text}” {reason}"


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("2026-11-22T14:02", "14:02"),
        ("2026-11-22T00:00", "00:00"),
        ("2026-11-21T23:59", "21 Nov 23:59"),
        ("2026-01-01T00:00", "1 Jan 00:00"),
        ("2025-12-31T23:59", "31 Dec 2025"),
        ("2026-11-23T00:00", "23 Nov 00:00"),
        ("2027-01-01T00:00", "1 Jan 2027"),
    ],
)
def test_short_time(then: str, expected: str) -> None:
    assert short_time(at(then), at("2026-11-22T14:05"), JAKARTA) == expected


def test_short_time_goes_by_the_clocks_of_the_desk() -> None:
    ts, now = at("2026-11-21T23:30", ZoneInfo("UTC")), at("2026-11-22T01:00", ZoneInfo("UTC"))
    assert short_time(ts, now, JAKARTA) == "06:30"
    assert short_time(ts, now, ZoneInfo("UTC")) == "21 Nov 23:30"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("30d", "..2026-10-23", None),
        ("yesterday", "..2026-11-20", "2026-11-22.."),
        ("2026-11-01..2026-11-03", "..2026-10-31", "2026-11-04.."),
        ("2026-11-01..", "..2026-10-31", None),
        ("..2026-11-03", None, "2026-11-04.."),
        ("0001-01-01..9999-12-31", None, None),
        ("all", None, None),
    ],
)
def test_what_lies_outside_a_period(text: str, before: str | None, after: str | None) -> None:
    period, today = Period.parse(text), date(2026, 11, 22)
    assert period.before(today) == (before and Period.parse(before))
    assert period.after(today) == (after and Period.parse(after))
