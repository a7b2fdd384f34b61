"""Days as banks write them: `23/11`, `23/11/26`, `2026-11-23`, `23 Nov 2026`, `23-NOV-26`, with or without a time."""

import re
from datetime import date

MONTHS = {
    month: number
    for number, months in enumerate(
        (
            "jan januari january",
            "feb februari february peb",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt ags agustus aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov november nop nopember",
            "des desember dec december",
        ),
        1,
    )
    for month in months.split()
}
"""The number of a month by its names and their short forms, in Indonesian and English."""
DAY = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<year>20[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
    r"|(?P<day2>[0-9]{1,2})[-/](?P<month2>[0-9]{1,2})(?:[-/](?P<year2>20[0-9]{2}|[0-9]{2}))?"
    r"|(?P<day3>[0-9]{1,2})[-/ ]?(?P<month3>[A-Za-z]{3,9})\.?(?:[-/ ]?(?P<year3>20[0-9]{2}|[0-9]{2}))?"
    r")(?![0-9/])"
)
"""What may be a day; not each one that is written so is in the calendar."""
_CENTURY = 2000


def find_day(text: str, today: date) -> date | None:
    """The first day that a text names; one without a year is the last one up to today; None if it names none."""
    for found in DAY.finditer(text):
        if day := _day(found, today):
            return day
    return None


def _day(found: re.Match[str], today: date) -> date | None:
    day = int(found["day"] or found["day2"] or found["day3"])
    named = found["month3"]
    month = MONTHS.get(named.lower(), 0) if named else int(found["month"] or found["month2"])
    year = int(found["year"] or found["year2"] or found["year3"] or 0)
    if year:
        return _date(year if year > _CENTURY else _CENTURY + year, month, day)
    # A statement tells of the past: the 30th of December in one of January is last year's.
    this_year = _date(today.year, month, day)
    return this_year if this_year and this_year <= today else _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
